"""Reading who is there: the absences and fixed free days of a school, and for whom somebody is the substitute today."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, and_, bindparam, exists, literal, select, union_all

from db import schema
from db.access import rollen
from db.store.once import SCHOOL, TODAY
from meldcode.dossier.toegang import NEEMT_WAAR
from meldcode.rollen import Role, User
from meldcode.termijnen.aanwezig import Afwezig, Rooster

_A, _AFW, _VRIJ = schema.account, schema.afwezigheid, schema.werkt_niet
# The directie stands in for the directie alone: one role watches over the other (``NEEMT_WAAR``).
_WAARNEMERS = {Role.IB_ER: NEEMT_WAAR[Role.IB_ER], Role.DIRECTIE: frozenset({Role.DIRECTIE})}
_W = _A.alias()


def _who_acts_as(role: Role) -> list[Role]:
    return [each for each in Role if each.acts_as is role]


_ABSENT = (
    select(_AFW.c.account_id, _AFW.c.van, _AFW.c.tot, _A.c.role, _W.c.id.label("instead"), _W.c.role.label("as_role"))
    .add_columns(literal(0).label("weekdag"))
    .join(_A, _A.c.id == _AFW.c.account_id)
    .outerjoin(_W, and_(_W.c.id == _AFW.c.waarnemer_id, _W.c.active))
    .where(_A.c.school_id == SCHOOL, _A.c.active, _AFW.c.tot >= TODAY)
)
_NEVER = (
    select(_VRIJ.c.account_id, TODAY, TODAY, _A.c.role, _A.c.id, _A.c.role, _VRIJ.c.weekdag)
    .join(_A, _A.c.id == _VRIJ.c.account_id)
    .where(_A.c.school_id == SCHOOL, _A.c.active)
)
_ROOSTER = union_all(_ABSENT, _NEVER).order_by("van", "account_id")
"""The absences, with 0 for a weekday, and the weekdays on which somebody never works: one statement, often asked."""
_HERE = select(_A.c.id).where(_A.c.school_id == SCHOOL, _A.c.active).order_by(_A.c.id)
_IN_ROLE = {role: _HERE.where(rollen.has(*_who_acts_as(role))) for role in _WAARNEMERS}
_DAY: Any = bindparam("day", type_=Date)
_REPLACED = exists().where(_AFW.c.van <= _DAY, _AFW.c.tot >= _DAY, _AFW.c.waarnemer_id.is_not(None))
ANYBODY_AWAY = _REPLACED.label("anybody_away")
"""Whether anybody with a substitute is absent on ``day``: a column for queries that select an account anyway."""


def rooster(connection: Connection, school_id: str, today: date) -> Rooster:
    """Who of this school works when, from today on. A substitute who can no longer stand in is left out."""
    rows = connection.execute(_ROOSTER, {"school": school_id, "today": today}).all()
    more = rollen.besides(connection, school_id) if any(not row.weekdag and row.instead for row in rows) else {}

    def still(row: Any) -> str:
        mine = rollen.in_order(row.role, more.get(row.account_id, ()))
        theirs = rollen.in_order(row.as_role, more.get(row.instead, ()))
        return row.instead if any(can_stand_in(each, other) for each in mine for other in theirs) else ""

    absent = tuple(
        Afwezig(row.van, row.tot, row.account_id, still(row) if row.instead else "") for row in rows if not row.weekdag
    )
    return Rooster(absent, frozenset((row.account_id, row.weekdag) for row in rows if row.weekdag))


def can_stand_in(role: Role, instead: Role) -> bool:
    """Whether somebody in the one role can be replaced, while they are away, by somebody in the other."""
    return instead.acts_as in _WAARNEMERS.get(role.acts_as, ())


def is_replaced(role: Role) -> bool:
    """Whether somebody else takes over the work of this role while they are away."""
    return role.acts_as in _WAARNEMERS


def in_role(connection: Connection, school_id: str, role: Role) -> list[str]:
    """The ids of the accounts that have this role at this school now, or another that acts as it."""
    return list(connection.scalars(_IN_ROLE[role], {"school": school_id}))


def ib_ers(connection: Connection, school_id: str) -> list[str]:
    """The ids of the accounts that are ib-er at this school now."""
    return in_role(connection, school_id, Role.IB_ER)


def standing_in(connection: Connection, user: User, today: date) -> User:
    """The same person, with whom they stand in for today."""
    return standing_in_of(user, rooster(connection, user.school_id, today), ib_ers(connection, user.school_id), today)


def standing_in_of(user: User, who: Rooster, ib_ers: list[str], today: date) -> User:
    """As ``standing_in``, with what was read already. Who can no longer stand in for an ib-er does so for nobody."""
    if user.role.acts_as not in NEEMT_WAAR[Role.IB_ER]:
        return user
    away = who.stands_in_for(user.id, today) & set(ib_ers)
    if not away:
        return user
    roles = user.stands_in if user.role.acts_as is Role.IB_ER else user.stands_in | {Role.IB_ER}
    return replace(user, stands_in=roles, neemt_waar=away)


def not_there(connection: Connection, user: User, today: date) -> list[str]:
    """Who is not there today, of whom this person is not the substitute; nobody when they are not there themselves."""
    who = rooster(connection, user.school_id, today)
    return sorted(who.not_there(today) - user.neemt_waar) if who.is_there(user.id, today) else []
