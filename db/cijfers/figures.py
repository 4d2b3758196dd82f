"""The one place where dossiers are counted: in SQL, at the moment of asking, as they were at the end of any day.

Today is counted by the same statements as any other day. Destroyed dossiers count through what is left of them
(``db.cijfers.statistiek``). ``meldcode.cijfers.cijfers`` gives the counts their meaning.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, bindparam, case, func, literal, select

from db import schema
from db.access import toegang
from db.access.toegang import who
from db.store.once import ME, SCHOOL
from meldcode.cijfers.cijfers import PLEK, WACHT, Counts, Stand, borders
from meldcode.rollen import Permission, Role, User, allows

_D, _F, _W = schema.dossier, schema.verloop_fase, schema.verloop_wacht
_S = schema.statistiek
_DAY: Any = bindparam("day")
Condition = ColumnElement[bool]


def holds(table: Any, day: Any = _DAY) -> Condition:
    """The condition on a table of the course for the rows that were valid at the end of this day."""
    return and_(table.c.op <= day, table.c.tot > day)


def is_late(due_on: ColumnElement[date], day: Any = _DAY) -> Condition:
    """``meldcode.termijnen.kalender.is_overdue`` in SQL; a test compares the two."""
    return due_on < day  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Counting:
    """A statement that counts: the school, what is counted, and how many.

    With ``apart`` two numbers: of all, and of those that are counted apart. Their names end what is counted: of the
    others, and of those. A column to group by instead would have all rows sorted before they are counted.
    """

    statement: Select[Any]
    apart: tuple[str, str] | None = None


def counted(
    connection: Connection, statements: Iterable[Counting], asked: Mapping[str, object]
) -> dict[str, Counter[tuple[str, ...]]]:
    """What these statements count, by school."""
    found: dict[str, Counter[tuple[str, ...]]] = {}
    for each in statements:
        for school_id, *row in connection.execute(each.statement, asked):
            counts = found.setdefault(school_id, Counter())
            if each.apart is None:
                *what, number = map(str, row)
                counts[tuple(what)] += int(number)
                continue
            *what, number, some = map(str, row)
            for name, few in zip(each.apart, (int(number) - int(some), int(some)), strict=True):
                if few:
                    counts[*what, name] += few
    return found


_LATE = "0", "1"


def _places(of_fase: Condition, of_wacht: Condition) -> Counting:
    late = select(_W.c.dossier_id).where(holds(_W), is_late(_W.c.due_on), of_wacht)
    ages = [(_F.c.since >= bindparam(f"border_{number}"), str(number)) for number in range(_BORDERS)]
    fields = [
        _F.c.school_id,
        literal(PLEK).label("figuur"),
        _F.c.fase,
        case(*ages, else_=str(_BORDERS)).label("age"),
        func.count(),
        func.count().filter(_F.c.dossier_id.in_(late)),
    ]
    return Counting(select(*fields).where(holds(_F), of_fase).group_by(_F.c.school_id, _F.c.fase, "age"), _LATE)


def _waits(of_wacht: Condition) -> Counting:
    grouped = (_W.c.school_id, _W.c.owner_role, _W.c.person, _W.c.soort)
    school_id, *what = grouped
    numbers: list[Any] = [func.count(), func.count().filter(is_late(_W.c.due_on))]
    fields = [school_id, literal(WACHT).label("figuur"), *what, *numbers]
    return Counting(select(*fields).where(holds(_W), of_wacht).group_by(*grouped), _LATE)


_BORDERS = len(borders(date(2026, 8, 1)))
# The same statements with three conditions: of whole schools, of one dossier, and of the directie (``_of_directie``).
_SCHOOLS: Any = bindparam("schools", expanding=True)
_OF_SCHOOLS = (
    _places(_F.c.school_id.in_(_SCHOOLS), _W.c.school_id.in_(_SCHOOLS)),
    _waits(_W.c.school_id.in_(_SCHOOLS)),
)
_ONE: Any = bindparam("dossier")
_OF_ONE = (_places(_F.c.dossier_id == _ONE, _W.c.dossier_id == _ONE), _waits(_W.c.dossier_id == _ONE))
_LEFT = (
    select(_S.c.school_id, _S.c.figuur, _S.c.groep, func.sum(_S.c.aantal))
    .where(_S.c.school_id.in_(_SCHOOLS), _S.c.op <= _DAY, _S.c.figuur.in_([PLEK, WACHT]))
    .group_by(_S.c.school_id, _S.c.figuur, _S.c.groep)
    .having(func.sum(_S.c.aantal) != 0)
)


@cache
def _of_directie(role: Role) -> tuple[Counting, Counting]:
    places, waits = _mine(role, _F), _mine(role, _W)
    return _places(places, _W.c.school_id == bindparam("school")), _waits(waits)


def of_directie(role: Role, dossier_id: ColumnElement[str], school_id: ColumnElement[str]) -> Condition:
    """The condition for dossiers in which somebody with this role is the directie, as themselves or standing in.

    The statement must be run with the parameters of ``toegang.who``.
    """
    return toegang.acts_as(User(ME, SCHOOL, "", role), Role.DIRECTIE, dossier_id, school_id)


def _mine(role: Role, table: Table) -> Condition:
    return of_directie(role, table.c.dossier_id, table.c.school_id)


def _on(day: date) -> dict[str, object]:
    asked: dict[str, object] = {f"border_{number}": border for number, border in enumerate(borders(day))}
    return asked | {"day": day}


def _left(connection: Connection, school_ids: Sequence[str], day: date) -> dict[str, Counter[tuple[str, ...]]]:
    found: dict[str, Counter[tuple[str, ...]]] = {}
    for school_id, figuur, groep, number in connection.execute(_LEFT, {"schools": list(school_ids), "day": day}):
        found.setdefault(school_id, Counter())[figuur, *groep.split("|")] += number
    return found


def sees_destroyed(user: User) -> bool:
    """Whether destroyed dossiers count for this person; not for somebody who only stands in, in a few dossiers."""
    return allows(user.role, Permission.OVERVIEW)


def stand(connection: Connection, user: User, day: date) -> Stand:
    """The figures of the dossiers in which this person is the directie, at the end of this day."""
    found = counted(connection, _of_directie(user.role), _on(day) | who(user)).get(user.school_id, Counter())
    left = _left(connection, [user.school_id], day) if sees_destroyed(user) else {}
    return _stand(day, found, left.get(user.school_id, Counter()))


def stands(connection: Connection, school_ids: Sequence[str], day: date) -> dict[str, Stand]:
    """The figures of all dossiers of each of these schools, at the end of this day."""
    found = counted(connection, _OF_SCHOOLS, _on(day) | {"schools": list(school_ids)})
    left = _left(connection, school_ids, day)
    return {each: _stand(day, found.get(each, Counter()), left.get(each, Counter())) for each in school_ids}


def _stand(day: date, found: Counter[tuple[str, ...]], left: Counter[tuple[str, ...]]) -> Stand:
    both = Counter(found)
    both.update(left)
    return Stand(day, both, left)


def of_one(connection: Connection, dossier_id: str, day: date) -> Counts:
    """What one dossier counts for at the end of this day."""
    found = counted(connection, _OF_ONE, _on(day) | {"dossier": dossier_id})
    return next(iter(found.values()), Counter())


@dataclass(frozen=True)
class Punt:
    """One day of a trend."""

    day: date
    open: int
    te_laat: int


def _on_days(table: Table, number: int, *where: Condition, late: bool = False) -> Select[Any]:
    """Per school how many rows of a table of the course held at the end of each of ``number`` days; ``late``: and were
    late then.

    Rows with the same days are counted first, in the order of the index, and only then compared with each of the days.
    """
    alike = [table.c.school_id, table.c.tot, table.c.op, *([table.c.due_on] if late else [])]
    query = select(*alike, func.count().label("number")).where(table.c.tot > bindparam("since"), *where)
    rows = query.group_by(*alike).subquery()
    days: list[Any] = [bindparam(f"day_{each}") for each in range(number)]
    then = [and_(holds(rows, day), is_late(rows.c.due_on, day)) if late else holds(rows, day) for day in days]
    numbers: list[Any] = [func.coalesce(func.sum(rows.c.number).filter(each), 0) for each in then]
    return select(rows.c.school_id, *numbers).group_by(rows.c.school_id)


@cache
def _trend(role: Role, number: int) -> tuple[Select[Any], Select[Any]]:
    """The statements of a trend of ``number`` days. What was done in time was never late."""
    not_in_time = _W.c.due_on < _W.c.tot
    return (
        _on_days(_F, number, _mine(role, _F)),
        _on_days(_W, number, not_in_time, _mine(role, _W), late=True),
    )


@cache
def _left_on(number: int) -> Select[Any]:
    of_open, of_late = _S.c.figuur == PLEK, and_(_S.c.figuur == WACHT, _S.c.groep.like("%|1"))
    fields = [
        func.coalesce(func.sum(_S.c.aantal).filter(which, _S.c.op <= bindparam(f"day_{each}")), 0)
        for which in (of_open, of_late)
        for each in range(number)
    ]
    return select(*fields).where(_S.c.school_id == bindparam("school"), _S.c.figuur.in_([PLEK, WACHT]))


def trend(connection: Connection, user: User, days: Sequence[date]) -> list[Punt]:
    """For the dossiers in which this person is the directie: how many were open, and how much was late, on each day."""
    if not days:
        return []
    asked = who(user) | {f"day_{number}": day for number, day in enumerate(days)}
    asked_since = asked | {"since": min(days)}
    opens, lates = (_of_one_school(connection, each, asked_since, len(days)) for each in _trend(user.role, len(days)))
    left: Sequence[int] = [0] * (2 * len(days))
    if sees_destroyed(user):
        left = connection.execute(_left_on(len(days)), asked).one()
    return [
        Punt(day, opens[number] + left[number], lates[number] + left[len(days) + number])
        for number, day in enumerate(days)
    ]


def _of_one_school(
    connection: Connection, statement: Select[Any], asked: Mapping[str, object], number: int
) -> list[int]:
    row = connection.execute(statement, asked).one_or_none()
    return [int(each) for each in row[1:]] if row else [0] * number


@cache
def _opens_of_schools(number: int) -> tuple[Select[Any], Select[Any]]:
    days: list[Any] = [bindparam(f"day_{each}") for each in range(number)]
    left: list[Any] = [func.coalesce(func.sum(_S.c.aantal).filter(_S.c.op <= day), 0) for day in days]
    return (
        _on_days(_F, number, _F.c.school_id.in_(_SCHOOLS)),
        select(_S.c.school_id, *left).where(_S.c.school_id.in_(_SCHOOLS), _S.c.figuur == PLEK).group_by(_S.c.school_id),
    )


def opens(connection: Connection, school_ids: Sequence[str], days: Sequence[date]) -> dict[str, list[int]]:
    """How many dossiers were open at the end of each of these days, for each of these schools."""
    found = {each: [0] * len(days) for each in school_ids}
    asked: dict[str, object] = {f"day_{number}": day for number, day in enumerate(days)}
    asked |= {"schools": list(school_ids), "since": min(days)}
    for statement in _opens_of_schools(len(days)):
        for school_id, *numbers in connection.execute(statement, asked):
            found[school_id] = [a + b for a, b in zip(found[school_id], map(int, numbers), strict=True)]
    return found
