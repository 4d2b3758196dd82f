"""Where somebody works: at which school and in which role. A session is in one of these places at a time (ADR 64)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from db.access import rollen
from db.journal import journal
from db.journal.journal import Entry
from db.schema import account, login, nevenrol, school
from db.store.engine import transaction
from db.store.once import ACCOUNT
from meldcode.rollen import Role, User

CHOSEN = "rol gekozen"
_ROW = select(account.c.role, school.c.naam).join(school, school.c.id == account.c.school_id).where(
    account.c.id == ACCOUNT
)  # fmt: skip
_MORE = select(nevenrol.c.role).where(nevenrol.c.account_id == ACCOUNT)
_IS_CHOSEN = select(login.c.role).where(login.c.token_hash == bindparam("session"))


@dataclass(frozen=True)
class Werkplek:
    """A role at a school, in which somebody may work."""

    role: Role
    school: str


def of(connection: Connection, user: User) -> Sequence[Werkplek]:
    """The places in which this person may work, in the order of ``Role``."""
    asked = {"account": user.id}
    row = connection.execute(_ROW, asked).one()
    roles = rollen.in_order(row.role, [Role(each) for each in connection.scalars(_MORE, asked)])
    return [Werkplek(role, row.naam) for role in roles]


def others(connection: Connection, user: User) -> Sequence[Werkplek]:
    """The places in which this person may work, and does not now."""
    return [each for each in of(connection, user) if each.role is not user.role]


def is_chosen(connection: Connection, session: str) -> bool:
    """Whether a place was chosen in this session (the hash of its token)."""
    return connection.execute(_IS_CHOSEN, {"session": session}).scalar() is not None


def choose(session: str, user: User, role: str, now: datetime) -> bool:
    """Work in this role from now on, in this session; False when it is none of theirs."""
    with transaction(user.school_id) as connection:
        if role not in [each.role for each in of(connection, user)]:
            return False
        mine = login.c.token_hash == session, login.c.account_id == user.id
        if connection.execute(update(login).where(*mine).values(role=role)).rowcount != 1:
            return False
        journal.append(connection, user.school_id, Entry(user.id, CHOSEN, now, object_id=role))
    return True
