"""The work list (werklijst) of one person: what they have to do, and what waits for others.

Three sorts of verplichtingen are somebody's: with their name on it, waiting for their role, and with the name of a
colleague who can no longer do it. Those of the last sort stay in the list of everybody who walks the route, until one
takes over. The list, its count and the mail about it use the same conditions.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Date,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    union_all,
)

from db import schema
from db.access import aanwezig, toegang
from db.store.once import DOSSIER, EVERY, IDS, SCHOOL, TODAY, among, page, unindexed
from db.werk import van_wie
from db.werk.waiting import EVER, in_turn, paged, read, that_wait
from meldcode.rollen import Permission, Role, User
from meldcode.route.verplichting import Soort, Verplichting
from meldcode.termijnen.kalender import is_overdue

WEEK = timedelta(days=7)
_D, _V = schema.dossier, schema.verplichting


@dataclass(frozen=True)
class Telling:
    """How many things are late, due today, and due later within a week."""

    te_laat: int = 0
    vandaag: int = 0
    deze_week: int = 0

    @property
    def nu(self) -> int:
        """How many cannot wait until tomorrow: late or due today."""
        return self.te_laat + self.vandaag

    def __add__(self, other: "Telling") -> "Telling":
        return Telling(*(a + b for a, b in zip(self, other, strict=True)))

    def __iter__(self) -> Iterator[int]:
        return iter((self.te_laat, self.vandaag, self.deze_week))

    @property
    def alles(self) -> int:
        """All of it."""
        return sum(self)

    @classmethod
    def of(cls, found: Sequence[Verplichting], today: date) -> "Telling":
        """Count them in a list, instead of by a query (``count``)."""
        late = [each for each in found if is_overdue(each.due_on, today)]
        now = [each for each in found if each.due_on == today]
        soon = [each for each in found if today < each.due_on <= today + WEEK]
        return cls(len(late), len(now), len(soon))


class Deel(Enum):
    """A part of what waits within a week, by when it is due."""

    TE_LAAT = auto()
    VANDAAG = auto()
    DEZE_WEEK = auto()


# Each statement is put together once for those with the same roles (``toegang.anyone``).
_AFTER: Any = bindparam("after", type_=Date)
_LONG_AGO = date(1, 1, 1)
_A_DAY = timedelta(days=1)


def mine(connection: Connection, user: User, today: date, until: date) -> list[Verplichting]:
    """What this person has to do by this day, the nearest date first."""
    asked, cannot = _asked(connection, user, today, until)
    return read(connection, _mine(toegang.anyone(user), cannot), asked)


def some(
    connection: Connection,
    user: User,
    today: date,
    deel: Deel,
    shown: slice,
    *,
    everybody: bool = False,
    but: tuple[Soort, ...] = (),
) -> list[Verplichting]:
    """A page of what this person has to do, or ``everybody``: their colleagues as well; the nearest date first.

    Nothing of the kinds in ``but``. What is not ``shown`` is not read.
    """
    after, until = {
        Deel.TE_LAAT: (_LONG_AGO, today - _A_DAY),
        Deel.VANDAAG: (today - _A_DAY, today),
        Deel.DEZE_WEEK: (today, today + WEEK),
    }[deel]
    asked, cannot = _asked(connection, user, today, until)
    asked |= {"after": after, **page(shown)}
    return read(connection, _some(toegang.anyone(user), cannot, everybody, but), asked)


def next_of_mine(connection: Connection, user: User, today: date, after: date) -> Verplichting | None:
    """What this person has to do first of what is due after this day; None when there is nothing."""
    asked, cannot = _asked(connection, user, today, EVER)
    statement = _some(toegang.anyone(user), cannot, False, ())
    return next(iter(read(connection, statement, asked | {"after": after, **page(slice(0, 1))})), None)


def count(connection: Connection, user: User, today: date, but: tuple[Soort, ...] = ()) -> Telling:
    """How much of what this person has to do is late, due today, or due within a week. Nothing of kinds in ``but``."""
    asked, cannot = _asked(connection, user, today, today + WEEK)
    counted = connection.execute(_counted(toegang.anyone(user), cannot, but), asked)
    return Telling(*(sum(column) for column in zip(*counted, strict=True)))


def of_each(connection: Connection, everybody: Iterable[User], today: date) -> Iterator[tuple[User, Telling]]:
    """Of each person, who is in ``everybody`` once for each of their roles: the one in which most is to be done now."""
    for _account, roles in groupby(everybody, key=attrgetter("id")):
        counted = [(user, count(connection, user, today)) for user in roles]
        yield max(counted, key=lambda each: (each[1].nu, each[1].vandaag))


def count_of_colleagues(connection: Connection, user: User, today: date) -> Telling:
    """The same of ``of_colleagues``."""
    if not user.may(Permission.WALK_ROUTE):
        return Telling()
    asked, _cannot = _asked(connection, user, today, today + WEEK)
    return Telling(*connection.execute(_counted_of_colleagues(toegang.anyone(user)), asked).one())


def cannot(connection: Connection, user: User) -> list[str]:
    """The ids of the accounts with work of an ib-er that they can no longer do: all who walk the route have it."""
    if not user.may(Permission.WALK_ROUTE):
        return []
    gone, moved = van_wie.cannot(connection, user.school_id)
    return [*gone, *moved]


def with_others(connection: Connection, user: User, today: date, shown: slice = EVERY) -> list[Verplichting]:
    """What this person waits for in the dossiers in which they walk the route: the directie, a colleague, Veilig Thuis.

    What waits for Veilig Thuis is in this list until the day before it is due; from then on it is theirs to ask for.
    """
    if not user.may(Permission.WALK_ROUTE):
        return []
    asked = toegang.who(user, today, until=EVER) | page(shown)
    return read(connection, _with_others(toegang.anyone(user)), asked)


def count_with_others(connection: Connection, user: User, today: date) -> int:
    """How much is ``with_others``, without reading it."""
    if not user.may(Permission.WALK_ROUTE):
        return 0
    return sum(connection.scalars(_counted_with_others(toegang.anyone(user)), toegang.who(user, today, until=EVER)))


def of_colleagues(connection: Connection, user: User, until: date) -> list[Verplichting]:
    """What is due by this day for the other ib-ers of the school, because one of them may be away.

    Not what has the name of a colleague who can no longer do it: that is in ``mine`` already.
    """
    if not user.may(Permission.WALK_ROUTE):
        return []
    asked, _cannot = _asked(connection, user, until, until)
    return read(connection, _of_colleagues(toegang.anyone(user)), asked)


def of_dossiers(connection: Connection, user: User, dossier_ids: Sequence[str]) -> list[Verplichting]:
    """All that waits in those of these dossiers in which this person walks the route, and what has their name on it."""
    asked = toegang.who(user, until=EVER, ids=list(dossier_ids))
    return read(connection, _of_dossiers(toegang.anyone(user)), asked) if dossier_ids else []


def is_of(each: Verplichting, user: User) -> bool:
    """Whether this is for this person to do, by name or because they walk the route. Ask of dossiers they know only."""
    return each.person == user.id or (not each.person and each.owner is Role.IB_ER)


def of_dossier(connection: Connection, dossier_id: str, school_id: str) -> list[Verplichting]:
    """Everything that waits in one dossier, the nearest date first."""
    return read(connection, _of_dossier(), {"school": school_id, "dossier": dossier_id, "until": EVER})


_Cannot = tuple[bool, bool, bool]
"""Whether there are colleagues who can do nothing of their work any more, some who were given another role, and some
who are not there today."""


def _parts(user: User, cannot: _Cannot) -> Iterator[ColumnElement[bool]]:
    gone, moved, not_today = cannot
    return van_wie.mine(user, gone=gone, moved=moved, not_today=not_today)


@cache
def _mine(user: User, cannot: _Cannot) -> CompoundSelect[Any]:
    return in_turn(*_parts(user, cannot))


@cache
def _some(user: User, cannot: _Cannot, everybody: bool, but: tuple[Soort, ...]) -> CompoundSelect[Any]:
    parts = [*_parts(user, cannot), *([van_wie.of_colleagues(user)] if everybody else ())]
    return paged(in_turn(*(and_(part, _V.c.due_on > _AFTER, *_without(but)) for part in parts)))


@cache
def _counted(user: User, cannot: _Cannot, but: tuple[Soort, ...]) -> CompoundSelect[Any]:
    return union_all(*(that_wait(_told(), and_(part, *_without(but))) for part in _parts(user, cannot)))


@cache
def _counted_of_colleagues(user: User) -> Select[Any]:
    return that_wait(_told(), van_wie.of_colleagues(user))


def _without(but: tuple[Soort, ...]) -> list[ColumnElement[bool]]:
    return [~among(_V.c.soort, but)] if but else []


def _told() -> Select[Any]:
    """Of what is due by the last day: how much is late, due today, and due later."""
    late, now, soon = _V.c.due_on < TODAY, _V.c.due_on == TODAY, _V.c.due_on > TODAY
    numbers: list[Any] = [func.count().filter(each) for each in (late, now, soon)]
    return select(*numbers).select_from(_V)


@cache
def _with_others(user: User) -> CompoundSelect[Any]:
    return paged(in_turn(*van_wie.of_others(user)))


@cache
def _counted_with_others(user: User) -> CompoundSelect[Any]:
    return union_all(*(that_wait(select(func.count()).select_from(_V), part) for part in van_wie.of_others(user)))


@cache
def _of_colleagues(user: User) -> CompoundSelect[Any]:
    return in_turn(van_wie.of_colleagues(user))


@cache
def _of_dossiers(user: User) -> CompoundSelect[Any]:
    walks = toegang.acts_as(user, Role.IB_ER, _V.c.dossier_id, _V.c.school_id)
    owes = and_(_V.c.person == user.id, _V.c.dossier_id.not_in(toegang.excluded_from(user)))
    return in_turn(and_(_V.c.dossier_id.in_(IDS), unindexed(_D.c.school_id) == SCHOOL, or_(walks, owes)))


@cache
def _of_dossier() -> CompoundSelect[Any]:
    # The school is asked of the dossier: of what waits it would tempt the database to look through all of the school.
    return in_turn(and_(_D.c.school_id == SCHOOL, _V.c.dossier_id == DOSSIER))


def _asked(connection: Connection, user: User, today: date, until: date) -> tuple[dict[str, object], _Cannot]:
    """The parameters of a statement that has ``van_wie.mine``, and whether anybody is in its lists."""
    walks = user.may(Permission.WALK_ROUTE)
    gone, moved = van_wie.cannot(connection, user.school_id) if walks else ([], [])
    not_today = aanwezig.not_there(connection, user, today) if walks else []
    asked = toegang.who(user, today, until=until, gone=gone, moved=moved, not_today=not_today)
    return asked, (bool(gone), bool(moved), bool(not_today))
