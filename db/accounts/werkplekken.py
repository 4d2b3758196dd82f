"""Where somebody works: at which school, in which role. A session is in one of these places at a time (ADR 64, 65)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from db.access import rollen
from db.accounts import sessions, via
from db.accounts.last_day import STILL_HERE
from db.accounts.sign_in import NEEDS_SECOND_STEP, SIGNED_IN, is_strong_enough
from db.journal import journal
from db.journal.journal import Entry
from db.schema import account, login, school
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.once import IDS
from meldcode.namen.volgorde import alfabet
from meldcode.rollen import Role, User

CHOSEN = "rol gekozen"
NOT_YOURS = "Deze rol hebt u niet (meer). Laad de pagina opnieuw."
_THERE = (
    select(account.c.id, account.c.role, account.c.school_id, school.c.naam)
    .join(school, school.c.id == account.c.school_id)
    .where(account.c.id.in_(IDS), account.c.active, STILL_HERE)
)
_IS_CHOSEN = select(login.c.role).where(login.c.token_hash == bindparam("session"))


@dataclass(frozen=True)
class Werkplek:
    """A role at a school, in which somebody may work; ``is_here``: the one in which they work now."""

    account_id: str
    role: Role
    school_id: str
    school: str
    is_here: bool = False

    @property
    def id(self) -> str:
        """How a form names it."""
        return f"{self.account_id}/{self.role.value}"


def of(user: User, now: datetime) -> Sequence[Werkplek]:
    """The places in which this person may work: those at the school where they are first, in the order of ``Role``."""
    with reading(EVERY_SCHOOL) as connection:
        return _of(connection, user, now)


def _of(connection: Connection, user: User, now: datetime) -> Sequence[Werkplek]:
    rows = connection.execute(_THERE, {"ids": list(via.everywhere(connection, user.id)), "now": now}).all()
    rows = sorted(rows, key=lambda row: (row.id != user.id, alfabet(row.naam), row.id))
    return [
        Werkplek(row.id, role, row.school_id, row.naam, row.id == user.id and role is user.role)
        for row in rows
        for role in rollen.in_order(row.role, rollen.besides(connection, row.school_id).get(row.id, ()))
    ]


def is_chosen(connection: Connection, session: str) -> bool:
    """Whether a place was chosen in this session (the hash of its token)."""
    return connection.execute(_IS_CHOSEN, {"session": session}).scalar() is not None


@dataclass(frozen=True)
class Chosen:
    """What came of choosing: a Dutch sentence when it was refused; the token of the session at another school."""

    refused: str = ""
    token: str = ""


def choose(session: str, user: User, place: str, now: datetime) -> Chosen:
    """Work in this place (the ``id`` of a ``Werkplek``) from now on, in this session.

    At another school the session goes on in the account there, under a token of its own, and its journal has a line
    that they signed in.
    """
    with transaction(EVERY_SCHOOL) as connection:
        found = next((each for each in _of(connection, user, now) if each.id == place), None)
        if found is None:
            return Chosen(NOT_YOURS)
        if not is_strong_enough(connection, user.id, found.account_id):
            return Chosen(NEEDS_SECOND_STEP)
        lines, token = [Entry(found.account_id, CHOSEN, now, object_id=found.role.value)], ""
        if found.account_id == user.id:
            mine = login.c.token_hash == session, login.c.account_id == user.id
            connection.execute(update(login).where(*mine).values(role=found.role.value))
        else:
            token, since = sessions.moved(connection, session, found.account_id, found.role.value, now)
            lines.insert(0, Entry(found.account_id, SIGNED_IN, since, digest=sessions.token_hash(token)))
        journal.append(connection, found.school_id, *lines)
    return Chosen(token=token)
