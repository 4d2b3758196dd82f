"""Whether this machine can serve: the database and the key store each answer, and the master key opens what is in it.

Reads a few rows; writes nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from db import schema
from db.accounts import accounts
from db.keys.vault import vault
from db.store import gedaan
from db.store.engine import EVERY_SCHOOL, reading
from db.store.faults import Said
from db.store.gedaan import Werk

_M, _S = schema.mail, schema.school
_T = TypeVar("_T")
_ANY = select(_S.c.id).limit(1)
_WAITS = select(func.count()).where(_M.c.school_id == _S.c.id, _M.c.sent_at.is_(None))
# School by school, each by the index: what was sent stays for two months, and is not gone over.
_MAIL = select(
    func.coalesce(func.sum(_WAITS.correlate(_S).scalar_subquery()), 0),
    func.coalesce(func.sum(_WAITS.where(_M.c.problem.is_not(None)).correlate(_S).scalar_subquery()), 0),
)


@dataclass(frozen=True)
class Standing:
    """How things stand, over all schools together. ``done``: when (naive UTC) each kind of work was last done.

    ``mail_refused``: of the mail that waits, how much met a problem.
    """

    mail_waiting: int
    mail_refused: int
    done: Mapping[Werk, datetime]


def is_ready() -> bool:
    """Whether both answer now; False as well while there is no school yet. It may hang as long as a database does."""
    return _answer(lambda connection: connection.execute(_ANY).first()) is not None


def standing() -> Standing | None:
    """How things stand; None when either does not answer."""
    return _answer(_standing)


def _standing(connection: Connection) -> Standing:
    waiting, refused = connection.execute(_MAIL).one()
    return Standing(int(waiting), int(refused), gedaan.last(connection))


def _answer(ask: Callable[[Connection], _T]) -> _T | None:
    if not accounts.database_exists():
        return None
    try:
        with reading(EVERY_SCHOOL) as connection:
            found = ask(connection)
        vault().refuse_when_replaced()
    except (SQLAlchemyError, OSError, Said):
        return None
    return found
