"""What is left of a destroyed dossier: its counts, added to those of its school, without saying which dossier.

There are counts per day for the overview of any day, and per school year for the jaarverslag. Those of all destroyed
dossiers are added up in one row per day and figure: no row belongs to one dossier, and no two rows can be linked.
"""

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import Connection, insert, select, update

from db import schema
from db.cijfers import figures, jaarcijfers, verloop
from db.journal import seals
from meldcode.cijfers.cijfers import LEEFTIJDEN, WACHT, Counts
from meldcode.cijfers.jaarverslag import UITKOMST, VERNIETIGD
from meldcode.route.verplichting import Soort
from meldcode.termijnen.kalender import is_overdue
from meldcode.termijnen.schooljaar import Schooljaar, schooljaar
from meldcode.vastleggingen.einde.vernietigen import Grond

_F, _W, _S, _V = schema.verloop_fase, schema.verloop_wacht, schema.statistiek, schema.verplichting


def keep(connection: Connection, dossier_id: str, school_id: str, *, grond: Grond, on: date) -> None:
    """Replace the course of this dossier by its counts, in the transaction that destroys it.

    ``grond`` is the ground for the destruction, ``on`` the day. One that was opened by mistake counts nowhere.
    """
    seals.touch(connection, school_id, seals.SCHOOL, [school_id])
    if grond is Grond.VERGISSING:
        verloop.forget(connection, dossier_id)
        return
    places = connection.execute(select(_F.c.fase, _F.c.op).where(_F.c.dossier_id == dossier_id).order_by(_F.c.op)).all()
    if not places:
        return
    began = schooljaar(places[0].op)
    before: Counts = {}
    for day in (*_turning_points(connection, dossier_id, on), on):
        now = _without_person(figures.of_one(connection, dossier_id, day)) if day < on else {}
        for what in {*before, *now}:
            _add(connection, school_id, day, what, now.get(what, 0) - before.get(what, 0))
        before = now
    on_time = _on_time(connection, dossier_id, on)
    connection.execute(update(_V).where(_V.c.dossier_id == dossier_id, _V.c.done_on.is_(None)).values(done_on=on))
    for begin_jaar in range(began.begin_jaar, schooljaar(on).begin_jaar + 1):
        year = Schooljaar(begin_jaar)
        for what, number in jaarcijfers.of_one(connection, dossier_id, year, on).items():
            _add(connection, school_id, year.begin, what, number)
    furthest = max(jaarcijfers.stap_of(row.fase) for row in places)
    if grond is Grond.GEEN_INDICATIE:
        _add(connection, school_id, schooljaar(on).begin, (VERNIETIGD, on_time), 1)
    _add(connection, school_id, began.begin, (UITKOMST, str(furthest), grond.value), 1)
    verloop.forget(connection, dossier_id)


def _turning_points(connection: Connection, dossier_id: str, on: date) -> list[date]:
    """The days before its destruction on which the counts of this dossier can have changed."""
    found: set[date] = set()
    for row in connection.execute(select(_F.c.op, _F.c.tot, _F.c.since).where(_F.c.dossier_id == dossier_id)):
        ages = [row.since + timedelta(days=days + 1) for days, _label in LEEFTIJDEN]
        found |= {row.op, row.tot, *ages}
    for row in connection.execute(select(_W.c.op, _W.c.tot, _W.c.due_on).where(_W.c.dossier_id == dossier_id)):
        found |= {row.op, row.tot, row.due_on + timedelta(days=1)}
    return sorted(day for day in found if day < on)


def _without_person(counts: Counts) -> Counts:
    """These counts by role only: whose work it was is not stored."""
    found: Counter[tuple[str, ...]] = Counter()
    for what, number in counts.items():
        found[(*what[:2], "", *what[3:]) if what[0] == WACHT else what] += number
    return found


def _on_time(connection: Connection, dossier_id: str, on: date) -> str:
    """Whether the directie confirmed the destruction in time."""
    mine = _V.c.dossier_id == dossier_id, _V.c.soort == Soort.VERNIETIGEN, _V.c.done_on.is_(None)
    due = connection.execute(select(_V.c.due_on).where(*mine)).scalar()
    return "onbekend" if due is None else "te_laat" if is_overdue(due, on) else "op_tijd"


def _add(connection: Connection, school_id: str, day: date, what: tuple[str, ...], number: int) -> None:
    if not number:
        return
    figuur, *groep = what
    key = {"school_id": school_id, "op": day, "figuur": figuur, "groep": "|".join(groep)}
    mine = [_S.c[name] == value for name, value in key.items()]
    if not connection.execute(update(_S).where(*mine).values(aantal=_S.c.aantal + number)).rowcount:
        connection.execute(insert(_S).values(**key, aantal=number))
