"""The free days that a school entered, and their effect on the due dates of what already waits."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    bindparam,
    delete,
    insert,
    literal,
    null,
    select,
    type_coerce,
    union_all,
    update,
)

from db import schema
from db.access import groepen
from db.cijfers import eerst, verloop
from db.journal import seals
from db.school.schools import termijnen
from db.store.beside import beside
from meldcode.dossier.verplichtingen import before_holiday, key_of
from meldcode.eigen.woorden import worded
from meldcode.rollen import Role
from meldcode.route.fasen import OPEN, Fase
from meldcode.route.termijnen import TERMIJNEN
from meldcode.route.verplichting import OP_NAAM, Soort
from meldcode.termijnen.groepen import LONGEST as LONGEST_GROEP
from meldcode.termijnen.kalender import ZONDER, Dagsoort, Kalender, due
from meldcode.termijnen.termijn import Ingesteld
from meldcode.termijnen.vrij import LONGEST_NAAM, LONGEST_VRIJ, Vrij
from meldcode.vragen.tekst import clean_line

_D, _F, _G, _V = schema.dossier, schema.vrij, schema.vrij_groep, schema.verplichting
_FREE_DAYS = (
    select(_F.c.van, _F.c.tot, _F.c.naam, literal("").label("groep")).where(_F.c.school_id == bindparam("school")),
    select(_G.c.van, _G.c.tot, _G.c.naam, _G.c.groep).where(_G.c.school_id == bindparam("school")),
)
_FREE = union_all(*_FREE_DAYS).order_by("van", "tot", "naam", "groep")
_T, _NEVER = schema.termijn, type_coerce(null(), Date)
_TERMS = select(_NEVER.label("van"), _NEVER.label("tot"), _T.c.naam, literal("").label("groep"), _T.c.dagen).where(
    _T.c.school_id == bindparam("school")
)
_WITHOUT_TERM = tuple(each.add_columns(null()) for each in _FREE_DAYS)
_TERMS_AND_FREE = union_all(_TERMS, *_WITHOUT_TERM).order_by("van", "tot", "naam", "groep")
_TO_COVER = tuple(fase for fase in OPEN if fase is not Fase.TE_VERNIETIGEN)


class KalenderError(ValueError):
    """These days cannot be entered. The text is a Dutch sentence for the screen."""


@dataclass(frozen=True)
class Gevolg:
    """What a change of the free days led to.

    ``aantal``: how many periods were new. ``verschoven``: how many due days moved from one day to another, by these
    two days; only those that moved by days that all groups have off. ``deels``: whether others may have moved too.
    """

    aantal: int
    verschoven: Mapping[tuple[date, date], int]
    deels: bool = False


def kalender(connection: Connection, school_id: str) -> Kalender:
    """The calendar of this school."""
    return _kalender(connection.execute(_FREE, {"school": school_id}))


def _kalender(rows: Iterable[Sequence[Any]]) -> Kalender:
    found: dict[tuple[date, date, str, bool], list[str]] = {}
    for van, tot, naam, groep, *_dagen in rows:
        found.setdefault((van, tot, naam, bool(groep)), []).append(groep)
    return Kalender(tuple(Vrij(*key[:3], tuple(filter(None, some))) for key, some in found.items()))


def add(connection: Connection, school_id: str, days: Iterable[Vrij], on: date) -> Gevolg:
    """Enter these free days, and recompute the due dates counted in school days.

    Raises ``KalenderError`` when some cannot be right; then nothing is entered.
    """
    entered = kalender(connection, school_id).vrij
    known = {(each.van, each.tot) for each in entered if not each.groepen}
    in_parts = {(each.van, each.tot, groep) for each in entered for groep in each.groepen}
    new: list[Vrij] = []
    for day in days:
        each = replace(day, naam=clean_line(day.naam).strip())
        _refuse_slip(each)
        is_new = not each.groepen or any((each.van, each.tot, groep) not in in_parts for groep in each.groepen)
        if (each.van, each.tot) not in known and is_new:
            new.append(each)
            if not each.groepen:
                known.add((each.van, each.tot))
    if not new:
        return Gevolg(0, {})
    seals.touch(connection, school_id, seals.SCHOOL, [school_id])
    whole = [_row(school_id, each) for each in new if not each.groepen]
    parts = {
        (each.van, each.tot, groep): _row(school_id, each) | {"groep": groep}
        for each in new
        for groep in each.groepen
        if (each.van, each.tot, groep) not in in_parts
    }
    moved: Mapping[tuple[date, date], int] = {}
    if whole:
        connection.execute(insert(_F), whole)
        moved = count_anew(connection, school_id, on)
    if parts:  # apart: what these move says something about pupils of one group, and is told to nobody
        connection.execute(insert(_G), list(parts.values()))
        count_anew(connection, school_id, on)
    return Gevolg(len(new), moved, bool(parts))


def _row(school_id: str, each: Vrij) -> dict[str, object]:
    return {"school_id": school_id, "van": each.van, "tot": each.tot, "naam": each.naam}


def remove(connection: Connection, school_id: str, each: Vrij, on: date) -> Gevolg:
    """Remove these free days, and recompute the due dates counted in school days."""
    table = _G if each.groepen else _F
    mine = [table.c.school_id == school_id, table.c.van == each.van, table.c.tot == each.tot]
    if each.groepen:
        mine.append(_G.c.groep.in_(each.groepen))
    seals.touch(connection, school_id, seals.SCHOOL, [school_id])
    connection.execute(delete(table).where(*mine))
    moved = count_anew(connection, school_id, on)
    return Gevolg(0, {} if each.groepen else moved, bool(each.groepen))


def _refuse_slip(each: Vrij) -> None:
    if not each.naam.strip() or len(each.naam) > LONGEST_NAAM or not each.naam.isprintable():
        raise KalenderError(f"Geef elke vrije periode een naam van ten hoogste {LONGEST_NAAM} gewone tekens.")
    if any(not groep.strip() or len(groep) > LONGEST_GROEP or not groep.isprintable() for groep in each.groepen):
        raise KalenderError(worded(f"Geef elke [groep] een naam van ten hoogste {LONGEST_GROEP} gewone tekens."))
    if each.tot < each.van:
        raise KalenderError(f"‘{each.naam}’ eindigt vóór de eerste dag. Kijk de dagen na.")
    if (each.tot - each.van).days >= LONGEST_VRIJ or not 2000 <= each.van.year <= 2200:
        raise KalenderError(f"‘{each.naam}’ kan niet kloppen: kijk de dagen en het jaartal na.")


def count_anew(connection: Connection, school_id: str, on: date) -> Mapping[tuple[date, date], int]:
    """Recompute the dates of terms in school days by the present calendar; moved and agreed dates stay.

    Returns how many went from one day to another, by these two days.
    """
    seals.touch_alive(connection, school_id)
    now = kalender(connection, school_id)
    in_school_days = [each.naam for each in TERMIJNEN if each.soort is Dagsoort.SCHOOLDAGEN]
    waiting = connection.execute(
        select(_V.c.dossier_id, _V.c.sleutel, _V.c.since, _V.c.dagen, _V.c.due_on).where(
            _V.c.school_id == school_id, _V.c.done_on.is_(None), _V.c.termijn.in_(in_school_days),
            _V.c.first_due_on.is_(None),
        )
    ).all()  # fmt: skip
    of_groups = _calendars(connection, now, [row.dossier_id for row in waiting])
    moved: Counter[tuple[date, date]] = Counter()
    changed = []
    for row in waiting:
        day = due(row.since, row.dagen, Dagsoort.SCHOOLDAGEN, of_groups.get(row.dossier_id, now)).on
        if day != row.due_on:
            moved[row.due_on, day] += 1
            changed.append({"dossier": row.dossier_id, "sleutel_": row.sleutel, "day": day})
    if changed:
        one = (_V.c.dossier_id == bindparam("dossier"), _V.c.sleutel == bindparam("sleutel_"))
        connection.execute(update(_V).where(*one).values(due_on=bindparam("day")), changed)
    cover(connection, school_id, on)
    return moved


def _calendars(connection: Connection, now: Kalender, dossier_ids: Sequence[str]) -> dict[str, Kalender]:
    """The calendar for the pupil of each of these dossiers; none when all groups have the same days off.

    Only then a dossier has to be opened to know the group.
    """
    if not now.heeft_delen:
        return {}
    of_groups = groepen.groepen(connection, list(dict.fromkeys(dossier_ids)))
    calendars = {groep: now.van(groep) for groep in set(of_groups.values())}
    return {dossier_id: calendars[groep] for dossier_id, groep in of_groups.items()}


def _follow(connection: Connection, school_id: str, on: date) -> None:
    """Store what follows from a change in what waits: the course for the figures, and the order of the list."""
    verloop.follow(connection, school_id, on)
    eerst.follow(connection, school_id)


def is_to_cover(connection: Connection, school_id: str, on: date) -> bool:
    """Whether a holiday is near for which some open dossier does not ask yet who keeps an eye on the pupil."""
    return any(
        bool(connection.execute(_uncovered(school_id, holiday, some).limit(1)).first())
        for its, some in _by_group(connection, school_id, on)
        if (holiday := its.to_cover(on))
    )


def _by_group(connection: Connection, school_id: str, on: date) -> Sequence[tuple[Kalender, Sequence[str] | None]]:
    """The calendars by which holidays are looked for, each with its dossiers; None: all dossiers of the school.

    One for all, unless a holiday of a part of the groups is near.
    """
    now = kalender(connection, school_id)
    if not now.has_parts_to_cover(on):
        return [(now, None)]
    query = select(_D.c.id).where(_D.c.school_id == school_id, _D.c.fase.in_(_TO_COVER)).order_by(_D.c.id)
    found: dict[str, tuple[Kalender, list[str]]] = {}
    for dossier_id, its in _calendars(connection, now, list(connection.scalars(query))).items():
        found.setdefault(its.groep, (its, []))[1].append(dossier_id)
    return list(found.values())


def _uncovered(school_id: str, holiday: Vrij, some: Sequence[str] | None):  # type: ignore[no-untyped-def]
    asked = select(_V.c.sleutel).where(_V.c.dossier_id == _D.c.id, _V.c.sleutel == key_of(holiday))
    query = select(_D.c.id, _D.c.fase).where(_D.c.school_id == school_id, _D.c.fase.in_(_TO_COVER), ~asked.exists())
    return query if some is None else query.where(_D.c.id.in_(some))


def cover(connection: Connection, school_id: str, on: date) -> None:
    """Let every open dossier ask who keeps an eye on the pupil in the coming holiday; drop what earlier ones asked.

    Recording something in a dossier brings the question along by itself; this is for dossiers in which nothing happens.
    """
    seals.touch_alive(connection, school_id)
    new = []
    for its, some in _by_group(connection, school_id, on):
        holiday = its.to_cover(on)
        _drop_others(connection, school_id, holiday, some, on)
        if holiday is None:
            continue
        for row in connection.execute(_uncovered(school_id, holiday, some)).all():
            asks = before_holiday(holiday, its, Fase(row.fase).stap)
            new.append(
                {
                    "dossier_id": row.id, "school_id": school_id, "sleutel": asks.sleutel, "soort": asks.soort,
                    "stap": asks.stap, "owner_role": asks.owner, "person": _holder(connection, row.id),
                    "due_on": asks.due_on,
                }
            )  # fmt: skip
    if new:
        connection.execute(insert(_V), new)
    _follow(connection, school_id, on)


def keep_covered(connection: Connection, school_id: str, on: date) -> None:
    """As ``cover``, for whoever comes often: where nothing is to be asked or dropped, no dossier is gone over."""
    if is_to_cover(connection, school_id, on) or any(
        connection.execute(select(_V.c.sleutel).where(*_others(school_id, its.to_cover(on), some)).limit(1)).first()
        for its, some in _by_group(connection, school_id, on)
    ):
        cover(connection, school_id, on)


def _drop_others(
    connection: Connection, school_id: str, holiday: Vrij | None, some: Sequence[str] | None, on: date
) -> None:
    """Call done what was asked, in these dossiers, about another holiday than this."""
    connection.execute(update(_V).where(*_others(school_id, holiday, some)).values(done_on=on))


def _others(school_id: str, holiday: Vrij | None, some: Sequence[str] | None) -> list[ColumnElement[bool]]:
    sleutel = key_of(holiday) if holiday else ""
    over = [_V.c.school_id == school_id, _V.c.done_on.is_(None), _V.c.soort == Soort.VAKANTIE, _V.c.sleutel != sleutel]
    return over if some is None else [*over, _V.c.dossier_id.in_(some)]


def _holder(connection: Connection, dossier_id: str) -> str:
    """The account that holds this case, as what already waits in it for the ib-er says; empty when nothing does."""
    waits = (_V.c.dossier_id == dossier_id, _V.c.done_on.is_(None), _V.c.owner_role == Role.IB_ER)
    query = select(_V.c.person).where(*waits, _V.c.soort.not_in(OP_NAAM)).limit(1)
    return connection.execute(query).scalar() or ""


def terms_and_free_days(connection: Connection, school_id: str) -> tuple[Ingesteld, Kalender]:
    """The terms and free days of this school; the defaults where they cannot be read."""
    with beside(connection, "the terms and free days of the school together"):
        rows = connection.execute(_TERMS_AND_FREE, {"school": school_id}).all()
        return {row.naam: row.dagen for row in rows if row.van is None}, _kalender(row for row in rows if row.van)
    ingesteld: Ingesteld = {}
    vrij = ZONDER
    with beside(connection, "the terms of the school"):
        ingesteld = termijnen(connection, school_id)
    with beside(connection, "its free days"):
        vrij = kalender(connection, school_id)
    return ingesteld, vrij
