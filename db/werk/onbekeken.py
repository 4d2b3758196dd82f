"""Neglected dossiers (onbekeken): something in them is new or late, and no ib-er opened them for some school days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, func, select, union

from db import schema
from db.access import toegang
from db.store.once import TODAY, among
from db.werk import nieuws
from meldcode.rollen import Permission, Role, User
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import OP_NAAM
from meldcode.termijnen.kalender import Dagsoort, Kalender

FROM = 2
"""Report a dossier after so many school days without a visit."""
_D, _G, _V = schema.dossier, schema.gezien, schema.verplichting
_A_DAY = timedelta(days=1)
_MOST = 200  # days to count back; further makes no difference


@dataclass(frozen=True)
class Onbekeken:
    """One such dossier, by code name, and for how many school days."""

    codenaam: str
    dagen: int


def onbekeken(connection: Connection, user: User, today: date, kalender: Kalender) -> Sequence[Onbekeken]:
    """The neglected dossiers in which this person is the directie; those longest unopened first."""
    if not user.may(Permission.OVERVIEW):
        return []
    found = []
    for row in connection.execute(_new_or_late(toegang.anyone(user)), toegang.who(user, today)):
        dagen = _school_days(row.last.date() if row.last else row.opened_on, today, kalender)
        if dagen >= FROM:
            found.append(Onbekeken(row.codenaam, dagen))
    return sorted(found, key=lambda each: (-each.dagen, each.codenaam))


@cache
def _new_or_late(user: User) -> Select[Any]:
    last = select(func.max(_G.c.op)).where(_G.c.dossier_id == _D.c.id, _G.c.rol == Role.IB_ER).correlate(_D)
    late = select(_V.c.dossier_id).where(
        _V.c.school_id == user.school_id, _V.c.done_on.is_(None), _V.c.due_on < TODAY,
        _V.c.owner_role == Role.IB_ER, ~among(_V.c.soort, OP_NAAM),
    )  # fmt: skip
    return select(_D.c.codenaam, _D.c.opened_on, last.scalar_subquery().label("last")).where(
        _D.c.fase != Fase.VERNIETIGD,
        toegang.acts_as(user, Role.DIRECTIE),
        _D.c.id.in_(union(late, nieuws.unseen_by_all())),
    )


def _school_days(since: date, today: date, kalender: Kalender) -> int:
    """How many school days passed after this day, today included."""
    days = (since + _A_DAY * number for number in range(1, min((today - since).days, _MOST) + 1))
    return sum(kalender.counts(day, Dagsoort.SCHOOLDAGEN) for day in days)
