"""The work list (werklijst) of one person: what they have to do, and what waits for others.

Three sorts of verplichtingen are somebody's: with their name on it, waiting for their role, and with the name of a
colleague who can no longer do it. Those of the last sort stay in the list of everybody who walks the route, until one
takes over. The list, its count and the mail about it use the same conditions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
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
from db.access import toegang
from db.store.once import DOSSIER, SCHOOL, TODAY, among
from db.werk import van_wie
from meldcode.rollen import Permission, Role, User
from meldcode.route.verplichting import OP_NAAM, Soort, Verplichting
from meldcode.termijnen.kalender import is_overdue

WEEK = timedelta(days=7)
_EVER = date(9999, 1, 1)
_D, _V = schema.dossier, schema.verplichting
_STAYS = tuple(each for each in Soort if not each.aard.transferable)


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

    @classmethod
    def of(cls, found: Sequence[Verplichting], today: date) -> "Telling":
        """Count them in a list, instead of by a query (``count``)."""
        late = [each for each in found if is_overdue(each.due_on, today)]
        now = [each for each in found if each.due_on == today]
        soon = [each for each in found if today < each.due_on <= today + WEEK]
        return cls(len(late), len(now), len(soon))


# Each statement is put together once for those with the same roles (``toegang.anyone``).
_UNTIL: Any = bindparam("until", type_=Date)
_AFTER: Any = bindparam("after", type_=Date)
_PERSON: Any = bindparam("person")


def mine(connection: Connection, user: User, today: date, until: date) -> list[Verplichting]:
    """What this person has to do by this day, the nearest date first."""
    return _read(connection, _mine(toegang.anyone(user)), _asked(connection, user, today, until))


def next_of_mine(connection: Connection, user: User, today: date, after: date) -> Verplichting | None:
    """What this person has to do first of what is due after this day; None when there is nothing."""
    asked = _asked(connection, user, today, _EVER) | {"after": after}
    return next(iter(_read(connection, _next(toegang.anyone(user)), asked)), None)


def count(connection: Connection, user: User, today: date) -> Telling:
    """How much of what this person has to do is late, due today, or due within a week."""
    asked = _asked(connection, user, today, today + WEEK)
    counted = connection.execute(_counted(toegang.anyone(user)), asked)
    return Telling(*(sum(column) for column in zip(*counted, strict=True)))


def with_others(connection: Connection, user: User, today: date) -> list[Verplichting]:
    """What this person waits for in the dossiers in which they walk the route: the directie, a colleague, Veilig Thuis.

    What waits for Veilig Thuis is in this list until the day before it is due; from then on it is theirs to ask for.
    """
    if not user.may(Permission.WALK_ROUTE):
        return []
    return _read(connection, _with_others(toegang.anyone(user)), toegang.who(user, today, until=_EVER))


def count_with_others(connection: Connection, user: User, today: date) -> int:
    """How much is ``with_others``, without reading it."""
    if not user.may(Permission.WALK_ROUTE):
        return 0
    return sum(connection.scalars(_counted_with_others(toegang.anyone(user)), toegang.who(user, today, until=_EVER)))


def of_colleagues(connection: Connection, user: User, until: date) -> list[Verplichting]:
    """What is due by this day for the other ib-ers of the school, because one of them may be away.

    Not what has the name of a colleague who can no longer do it: that is in ``mine`` already.
    """
    if not user.may(Permission.WALK_ROUTE):
        return []
    return _read(connection, _of_colleagues(toegang.anyone(user)), _asked(connection, user, until, until))


def of_everything(connection: Connection, user: User) -> list[Verplichting]:
    """All that waits in the dossiers in which this person walks the route, and what has their name on it elsewhere."""
    return _read(connection, _of_everything(toegang.anyone(user)), toegang.who(user, until=_EVER))


def is_of(each: Verplichting, user: User) -> bool:
    """Whether this is for this person to do, by name or because they walk the route. Ask of dossiers they know only."""
    return each.person == user.id or (not each.person and each.owner is Role.IB_ER)


def of_dossier(connection: Connection, dossier_id: str, school_id: str) -> list[Verplichting]:
    """Everything that waits in one dossier, the nearest date first."""
    return _read(connection, _of_dossier(), {"school": school_id, "dossier": dossier_id, "until": _EVER})


def of_person(connection: Connection, user: User, account_id: str) -> list[Verplichting]:
    """Everything with the name of this colleague on it, in dossiers where this person can hand it over."""
    return _read(connection, _of_person(toegang.anyone(user)), toegang.who(user, until=_EVER, person=account_id))


def holders(connection: Connection, user: User) -> set[str]:
    """The ids of the accounts with their name on something, in dossiers where this person can hand it over."""
    return set(connection.scalars(_holders(toegang.anyone(user)), toegang.who(user, until=_EVER)))


def adrift(connection: Connection, user: User) -> list[str]:
    """The ids of the accounts with work they can no longer do, in dossiers where this person can hand it over.

    Weighing as the second one is not counted, since it cannot be handed over: whoever asked for it asks another, or
    does without.
    """
    gone, moved = van_wie.cannot(connection, user.school_id)
    if not gone and not moved:
        return []
    asked = toegang.who(user, until=_EVER, gone=gone, moved=moved)
    return list(connection.scalars(_adrift(toegang.anyone(user)), asked))


@cache
def _mine(user: User) -> CompoundSelect[Any]:
    return _in_turn(*van_wie.mine(user))


@cache
def _next(user: User) -> CompoundSelect[Any]:
    return _in_turn(*(and_(part, _V.c.due_on > _AFTER) for part in van_wie.mine(user))).limit(1)


@cache
def _counted(user: User) -> CompoundSelect[Any]:
    late, now, soon = _V.c.due_on < TODAY, _V.c.due_on == TODAY, _V.c.due_on > TODAY
    numbers: list[Any] = [func.count().filter(each) for each in (late, now, soon)]
    return union_all(*(_where(select(*numbers), part) for part in van_wie.mine(user)))


@cache
def _with_others(user: User) -> CompoundSelect[Any]:
    return _in_turn(*van_wie.of_others(user))


@cache
def _counted_with_others(user: User) -> CompoundSelect[Any]:
    return union_all(*(_where(select(func.count()), part) for part in van_wie.of_others(user)))


@cache
def _of_colleagues(user: User) -> CompoundSelect[Any]:
    theirs = and_(_V.c.person != "", _V.c.person != user.id, ~van_wie.cannot_do(), ~among(_V.c.soort, OP_NAAM))
    here = and_(_V.c.school_id == SCHOOL, _V.c.owner_role == Role.IB_ER, toegang.acts_as(user, Role.IB_ER))
    return _in_turn(and_(here, theirs))


@cache
def _of_everything(user: User) -> CompoundSelect[Any]:
    walks_or_owes = or_(toegang.acts_as(user, Role.IB_ER), and_(_V.c.person == user.id, toegang.known_to(user)))
    return _in_turn(and_(_V.c.school_id == SCHOOL, walks_or_owes))


@cache
def _of_dossier() -> CompoundSelect[Any]:
    return _in_turn(and_(_V.c.school_id == SCHOOL, _V.c.dossier_id == DOSSIER))


@cache
def _of_person(user: User) -> CompoundSelect[Any]:
    return _in_turn(
        and_(_V.c.school_id == SCHOOL, _V.c.person == _PERSON, ~among(_V.c.soort, _STAYS), van_wie.acts(user))
    )


@cache
def _holders(user: User) -> Select[Any]:
    here = (_V.c.school_id == SCHOOL, _V.c.person != "", ~among(_V.c.soort, _STAYS))
    return _where(select(_V.c.person).distinct(), and_(*here, van_wie.acts(user)))


@cache
def _adrift(user: User) -> Select[Any]:
    here = (_V.c.school_id == SCHOOL, ~among(_V.c.soort, _STAYS))
    which = or_(_V.c.person.in_(van_wie.GONE), van_wie.of_the_moved())
    return _where(select(_V.c.person).distinct(), and_(*here, which, van_wie.acts(user)))


def _asked(connection: Connection, user: User, today: date, until: date) -> dict[str, object]:
    """The parameters of a statement that has ``van_wie.mine``."""
    gone, moved = van_wie.cannot(connection, user.school_id) if user.may(Permission.WALK_ROUTE) else ([], [])
    return toegang.who(user, today, until=until, gone=gone, moved=moved)


def _where(query: Select[Any], part: ColumnElement[bool]) -> Select[Any]:
    joined = query.select_from(_V.join(_D, _D.c.id == _V.c.dossier_id))
    return joined.where(_V.c.done_on.is_(None), _V.c.due_on <= _UNTIL, part)


def _in_turn(*parts: ColumnElement[bool]) -> CompoundSelect[Any]:
    """What meets one of these conditions, the nearest date first."""
    found = union_all(*(_where(select(_V, _D.c.codenaam), part) for part in parts))
    return found.order_by("due_on", "dossier_id", "sleutel")


def _read(connection: Connection, query: CompoundSelect[Any], asked: dict[str, object]) -> list[Verplichting]:
    return [
        Verplichting(
            row.sleutel, Soort(row.soort), row.stap, Role(row.owner_role), row.due_on, row.person,
            row.since, row.termijn, row.dagen, row.first_due_on, row.dossier_id, row.codenaam,
        )
        for row in connection.execute(query, asked)
    ]  # fmt: skip
