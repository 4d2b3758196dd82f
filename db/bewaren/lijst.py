"""Which closed dossiers have reached the end of their term, or will soon: read from plain columns, for one person.

Somebody sees those in which they act as the ib-er or as the directie.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Row, Select, and_, bindparam, exists, func, or_, select

from db import schema
from db.access import toegang
from db.bewaren.beside import EVER
from db.store.once import LIMIT, ME, OFFSET, SCHOOL, page, unindexed
from meldcode.rollen import Role, User
from meldcode.route.verplichting import Soort
from meldcode.vastleggingen import VernietigingGevraagd
from meldcode.vragen.datum import months_after

AHEAD, SHORTLY = 2, timedelta(days=14)
"""How long ahead the first and the second warning come: in months, and in days."""
AT_MOST = 1_000
"""So many are counted of what waits to be confirmed: the rest comes up once these are done."""
_D, _V, _R = schema.dossier, schema.verplichting, schema.vastlegging


class Wanneer(Enum):
    """A part of the list, by when a dossier may be destroyed."""

    NU = auto()
    STRAKS = auto()
    LATER = auto()
    WACHT = auto()


@dataclass(frozen=True)
class Regel:
    """A closed dossier as a line. ``tot``: from then on it may be destroyed; None while something holds it back.

    ``leest``: this person walks its route and may read the pupil's name. ``gevraagd``: its destruction was asked.
    """

    dossier_id: str
    codenaam: str
    tot: date | None
    leest: bool
    gevraagd: bool = False


@dataclass(frozen=True)
class Telling:
    """How many may be destroyed now, within two weeks and within two months; those of before are counted in each."""

    nu: int = 0
    twee_weken: int = 0
    twee_maanden: int = 0


def _day(name: str) -> Any:
    return bindparam(name, type_=Date)


_FROM, _UNTIL = _day("from_day"), _day("until_day")


_SOME = _D.c.bewaren_tot > _FROM, _D.c.bewaren_tot <= _UNTIL
_ROLES = (Role.IB_ER, Role.DIRECTIE)
_ASKED = exists().where(_V.c.dossier_id == _D.c.id, _V.c.soort == Soort.VERNIETIGEN, _V.c.done_on.is_(None))
_ASKED_OF_ME = _ASKED.where(_V.c.since <= _UNTIL, _V.c.person == ME)
_WAITS = select(_V.c.dossier_id).where(
    _V.c.school_id == SCHOOL, _V.c.soort == Soort.VERNIETIGEN, _V.c.done_on.is_(None), _V.c.since <= _UNTIL
)
_ASKED_BY = (
    select(_R.c.recorded_by)
    .where(_R.c.dossier_id == _D.c.id, _R.c.soort == VernietigingGevraagd.__name__)
    .order_by(_R.c.nummer.desc())
    .limit(1)
    .scalar_subquery()
)


@cache
def _acts(user: User) -> ColumnElement[bool]:
    return or_(*(toegang.acts_as(user, role) for role in _ROLES))


@cache
def _count(user: User) -> Select[Any]:
    """How many are theirs. Whoever has one of the roles acts in all but a few: counting those is less work."""
    own = user.role.acts_as
    if own not in _ROLES:
        return select(func.count()).select_from(_D).where(*_SOME, _D.c.school_id == SCHOOL, _acts(user))
    every = select(func.count()).select_from(_D).where(_D.c.school_id == SCHOOL, *_SOME)
    few = unindexed(_D.c.school_id) == SCHOOL, _D.c.id.in_(toegang.not_as(user, own)), ~_acts(user)
    return select(every.scalar_subquery() - select(func.count()).select_from(_D).where(*few, *_SOME).scalar_subquery())


@cache
def _listed(user: User) -> Select[Any]:
    return _lines(user).where(*_SOME, _D.c.school_id == SCHOOL, _acts(user))


def _lines(user: User) -> Select[Any]:
    walks = toegang.acts_as(user, Role.IB_ER).label("walks")
    query = select(_D.c.id, _D.c.codenaam, _D.c.bewaren_tot, walks, _ASKED.label("asked"))
    return query.order_by(_D.c.bewaren_tot, _D.c.codenaam, _D.c.id).limit(LIMIT).offset(OFFSET)


def _confirms(user: User) -> tuple[ColumnElement[bool], ...]:
    """What this person may confirm today: what another asked, whose days to withdraw are over.

    Of all that is closed few were asked for, so it begins with those.
    """
    mine = or_(toegang.acts_as(user, Role.DIRECTIE), and_(_ASKED_OF_ME, _acts(user)))
    return (*_SOME, unindexed(_D.c.school_id) == SCHOOL, _D.c.id.in_(_WAITS), mine, _ASKED_BY != ME)


@cache
def _to_confirm(user: User) -> Select[Any]:
    return _lines(user).where(*_confirms(user))


@cache
def _count_to_confirm(user: User) -> Select[Any]:
    some = select(_D.c.id).where(*_confirms(user)).limit(AT_MOST)
    return select(func.count()).select_from(some.subquery())


def _between(welke: Wanneer, today: date) -> dict[str, date]:
    """After the first of these days, up to the second."""
    soon, last = months_after(today, AHEAD), EVER - timedelta(days=1)
    first, until = {
        Wanneer.NU: (date.min, today),
        Wanneer.STRAKS: (today, soon),
        Wanneer.LATER: (soon, last),
        Wanneer.WACHT: (last, EVER),
    }[welke]
    return {"from_day": first, "until_day": until}


def _number(connection: Connection, user: User, first: date, until: date) -> int:
    asked = toegang.who(user, from_day=first, until_day=until)
    return int(connection.execute(_count(toegang.anyone(user)), asked).scalar_one())


def tel(connection: Connection, user: User, today: date) -> dict[Wanneer, int]:
    """How many lines each part of the list has."""
    return {each: _number(connection, user, *_between(each, today).values()) for each in Wanneer}


def komt(connection: Connection, user: User, today: date) -> Telling:
    """How many dossiers reach the end of their term by now, within two weeks, and within two months."""
    ends = today, today + SHORTLY, months_after(today, AHEAD)
    soon = _number(connection, user, date.min, ends[-1])
    if not soon:  # as on nearly every day
        return Telling()
    now, shortly = (_number(connection, user, date.min, each) for each in ends[:-1])
    return Telling(now, shortly, soon)


def warned(connection: Connection, user: User, after: date, today: date) -> int:
    """Of how many dossiers a warning is due since the day ``after``: two months and two weeks ahead, and on the day."""
    spans = (
        (months_after(after, AHEAD), months_after(today, AHEAD)),
        (after + SHORTLY, today + SHORTLY),
        (after, today),
    )
    return sum(_number(connection, user, *each) for each in spans)


def regels(connection: Connection, user: User, today: date, welke: Wanneer, shown: slice) -> Sequence[Regel]:
    """These lines of one part of the list, the earliest first."""
    asked = toegang.who(user) | _between(welke, today) | page(shown)
    return [_regel(row) for row in connection.execute(_listed(toegang.anyone(user)), asked)]


def _regel(row: Row[Any]) -> Regel:
    until = None if row.bewaren_tot == EVER else row.bewaren_tot
    return Regel(row.id, row.codenaam, until, bool(row.walks), bool(row.asked))


def tel_te_bevestigen(connection: Connection, user: User, today: date) -> int:
    """How many closed dossiers this person may confirm the destruction of today; no more are counted than a few."""
    asked = toegang.who(user, from_day=date.min, until_day=today)
    return int(connection.execute(_count_to_confirm(toegang.anyone(user)), asked).scalar_one())


def te_bevestigen(connection: Connection, user: User, today: date, shown: slice) -> Sequence[Regel]:
    """These lines of those, the earliest first. Whether each may be destroyed is asked of its records."""
    asked = toegang.who(user, from_day=date.min, until_day=today) | page(shown)
    return [_regel(row) for row in connection.execute(_to_confirm(toegang.anyone(user)), asked)]
