"""When regular work was last done for this installation: making and reading back a back-up, verifying, sending mail."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, bindparam, insert, select, update

from db import schema
from db.store.engine import EVERY_SCHOOL, transaction

_G = schema.gedaan


class Werk(StrEnum):
    """Work that somebody, or a timer, has to do over and over."""

    BACKUP = "backup"
    READ_BACK = "teruggelezen"
    VERIFY = "verify"
    MAIL = "mail"


_ALL = select(_G.c.werk, _G.c.op)
_ANEW = update(_G).where(_G.c.werk == bindparam("which")).values(op=bindparam("at"))


def note(werk: Werk, at: datetime) -> None:
    """Store that this was done at this moment (naive UTC)."""
    with transaction(EVERY_SCHOOL) as connection:
        if not connection.execute(_ANEW, {"which": werk.value, "at": at}).rowcount:
            connection.execute(insert(_G).values(werk=werk.value, op=at))


def last(connection: Connection) -> dict[Werk, datetime]:
    """When each was last done (naive UTC), of those that ever were. Needs a connection for every school."""
    return {Werk(row.werk): row.op for row in connection.execute(_ALL)}
