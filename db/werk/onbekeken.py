"""Neglected dossiers (onbekeken): something in them is new or late, and no ib-er opened them for some school days."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, select, union

from db import schema
from db.access import toegang
from db.store.once import EVERY, LIMIT, OFFSET, TODAY, among, page, unindexed
from db.werk import nieuws
from meldcode.rollen import Permission, Role, User
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import OP_NAAM
from meldcode.termijnen.kalender import Dagsoort, Kalender

FROM = 2
"""Report a dossier after so many school days without a visit."""
_D, _V = schema.dossier, schema.verplichting
_A_DAY = timedelta(days=1)
_MOST = 200  # days to count back; further makes no difference


@dataclass(frozen=True)
class Onbekeken:
    """One such dossier, by code name, and for how many school days."""

    codenaam: str
    dagen: int


def onbekeken(
    connection: Connection, user: User, today: date, kalender: Kalender, shown: slice = EVERY
) -> list[Onbekeken]:
    """The neglected dossiers in which this person is the directie; those longest unopened first."""
    if not user.may(Permission.OVERVIEW):
        return []
    asked = toegang.who(user, today, before=_long_ago(today, kalender)) | page(shown)
    rows = connection.execute(_neglected(toegang.anyone(user)), asked)
    return [Onbekeken(row.codenaam, _school_days(row.last, today, kalender)) for row in rows]


def tel(connection: Connection, user: User, today: date, kalender: Kalender) -> int:
    """How many these are, without reading them."""
    if not user.may(Permission.OVERVIEW):
        return 0
    asked = toegang.who(user, today, before=_long_ago(today, kalender))
    return int(connection.execute(_count(toegang.anyone(user)), asked).scalar_one())


_BEFORE: Any = bindparam("before", type_=_D.c.opened_on.type)
_LAST = func.coalesce(_D.c.bekeken_op, _D.c.opened_on)


@cache
def _where(user: User) -> ColumnElement[bool]:
    late = select(_V.c.dossier_id).where(
        _V.c.school_id == user.school_id, _V.c.done_on.is_(None), _V.c.due_on < TODAY,
        _V.c.owner_role == Role.IB_ER, ~among(_V.c.soort, OP_NAAM),
    )  # fmt: skip
    return and_(
        _D.c.fase != Fase.VERNIETIGD,
        toegang.acts_as(user, Role.DIRECTIE, _D.c.id, unindexed(_D.c.school_id)),
        _D.c.id.in_(union(late, nieuws.unseen_by_all())),
        _LAST <= _BEFORE,
    )


@cache
def _neglected(user: User) -> Select[Any]:
    query = select(_D.c.codenaam, _LAST.label("last")).where(_where(user))
    return query.order_by("last", _D.c.codenaam).limit(LIMIT).offset(OFFSET)


@cache
def _count(user: User) -> Select[Any]:
    return select(func.count()).select_from(_D).where(_where(user))


def _long_ago(today: date, kalender: Kalender) -> date:
    """The last day since which ``FROM`` school days have passed."""
    day = today
    while _school_days(day, today, kalender) < FROM and (today - day).days < _MOST:
        day -= _A_DAY
    return day


def _school_days(since: date, today: date, kalender: Kalender) -> int:
    """How many school days passed after this day, today included."""
    days = (since + _A_DAY * number for number in range(1, min((today - since).days, _MOST) + 1))
    return sum(kalender.counts(day, Dagsoort.SCHOOLDAGEN) for day in days)
