"""Reading who is there: the absences and fixed free days of a school, and for whom somebody is the substitute today."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, bindparam, exists, select

from db import schema
from db.store.once import SCHOOL, TODAY
from meldcode.dossier.toegang import NEEMT_WAAR
from meldcode.rollen import Role, User
from meldcode.termijnen.aanwezig import Afwezig, Rooster

_A, _AFW, _VRIJ = schema.account, schema.afwezigheid, schema.werkt_niet
_ABSENT = (
    select(_AFW.c.van, _AFW.c.tot, _AFW.c.account_id, _AFW.c.waarnemer_id)
    .join(_A, _A.c.id == _AFW.c.account_id)
    .where(_A.c.school_id == SCHOOL, _A.c.active, _AFW.c.tot >= TODAY)
    .order_by(_AFW.c.van, _AFW.c.account_id)
)
_NEVER = (
    select(_VRIJ.c.account_id, _VRIJ.c.weekdag)
    .join(_A, _A.c.id == _VRIJ.c.account_id)
    .where(_A.c.school_id == SCHOOL, _A.c.active)
)
_IB_ERS = select(_A.c.id).where(_A.c.school_id == SCHOOL, _A.c.active, _A.c.role == Role.IB_ER.value).order_by(_A.c.id)
_DAY: Any = bindparam("day", type_=Date)
ANYBODY_AWAY = (
    exists().where(_AFW.c.van <= _DAY, _AFW.c.tot >= _DAY, _AFW.c.waarnemer_id.is_not(None)).label("anybody_away")
)
"""Whether anybody with a substitute is absent on ``day``: a column for queries that select an account anyway."""


def rooster(connection: Connection, school_id: str, today: date) -> Rooster:
    """Who of this school works when, from today on."""
    asked = {"school": school_id, "today": today}
    absent = tuple(
        Afwezig(row.van, row.tot, row.account_id, row.waarnemer_id or "") for row in connection.execute(_ABSENT, asked)
    )
    return Rooster(absent, frozenset((row.account_id, row.weekdag) for row in connection.execute(_NEVER, asked)))


def ib_ers(connection: Connection, school_id: str) -> list[str]:
    """The ids of the accounts that are ib-er at this school now."""
    return list(connection.scalars(_IB_ERS, {"school": school_id}))


def standing_in(connection: Connection, user: User, today: date) -> User:
    """The same person, with whom they stand in for today."""
    return standing_in_of(user, rooster(connection, user.school_id, today), ib_ers(connection, user.school_id), today)


def standing_in_of(user: User, who: Rooster, ib_ers: list[str], today: date) -> User:
    """As ``standing_in``, with what was read already. Who can no longer stand in for an ib-er does so for nobody."""
    if user.role not in NEEMT_WAAR[Role.IB_ER]:
        return user
    away = who.stands_in_for(user.id, today) & set(ib_ers)
    if not away:
        return user
    roles = user.stands_in if user.role is Role.IB_ER else user.stands_in | {Role.IB_ER}
    return replace(user, stands_in=roles, neemt_waar=away)


def not_there(connection: Connection, user: User, today: date) -> list[str]:
    """The ib-ers who are not there today, for whom this person is not the substitute; none when they are away too."""
    who = rooster(connection, user.school_id, today)
    if not who.is_there(user.id, today):
        return []
    every = ib_ers(connection, user.school_id) if who.afwezig or who.vrij else []
    return [each for each in every if each not in user.neemt_waar and not who.is_there(each, today)]
