"""Recomputing the course of dossiers (``db.cijfers.verloop``) from their records: for dossiers without one.

Tests compare the course that was stored with the one computed here.
"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, and_, insert, select

from db import schema
from db.access.verwant import Band
from db.cijfers import verloop
from db.cijfers.verloop import Course
from db.dossiers import dossiers, verplichting_rows
from db.journal import seals
from db.keys.vault import VaultError
from db.school.kalender import kalender
from db.school.schools import termijnen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.regels.doorgegeven import hoort_bij
from meldcode.route.fasen import Fase
from meldcode.termijnen.kalender import ZONDER, Kalender
from meldcode.termijnen.termijn import Ingesteld

_D, _F, _V, _X = schema.dossier, schema.verloop_fase, schema.verplichting, schema.verwant
_AT_ONCE = 500
_HAS_ONE = select(_F.c.dossier_id).where(_F.c.dossier_id == _D.c.id)
_ENDED = select(schema.verloop_wacht.c.dossier_id).where(schema.verloop_wacht.c.dossier_id == _D.c.id)
_ADDED = select(_X.c.dossier_id).where(_X.c.dossier_id == _D.c.id, _X.c.band == Band.HOORT_BIJ)
LACKS = and_(_D.c.fase != Fase.VERNIETIGD, ~_HAS_ONE.exists(), ~_ENDED.exists(), ~_ADDED.exists())
"""Which dossiers have no course, and should: not what was destroyed or added to another."""


def course_of(dossier: Dossier, ingesteld: Ingesteld, vrij: Kalender = ZONDER) -> Course:
    """The course this dossier should have: computed as if it were recorded again, record by record."""
    course: Course = {}
    waited: dict[str, verplichting_rows.Row] = {}
    for count in range(1, len(dossier.records) + 1):
        records = dossier.records[:count]
        blind = tuple(each for each in dossier.blind if each.nummer <= records[-1].nummer)
        then = replace(dossier, records=records, blind=blind, whole=None)
        on = then.records[-1].on
        waits = verplichting_rows.settled(then, ingesteld, waited, on, vrij)
        course = verloop.added(course, verloop.changes(then, waited, waits, on), on)
        waited = waits
        if hoort_bij(then):  # it counts nowhere, and begins anew when something new is recorded
            course, waited = {table: [] for table in verloop.TABLES}, {}
    return course


def fill(connection: Connection) -> int:
    """Write the course of every dossier without one, all in this transaction; return how many that were."""
    found: dict[str, list[str]] = {}
    for row in connection.execute(select(_D.c.school_id, _D.c.id).where(LACKS).order_by(_D.c.id)):
        found.setdefault(row.school_id, []).append(row.id)
    for school_id, ids in found.items():
        for first in range(0, len(ids), _AT_ONCE):
            fill_some(connection, school_id, ids[first : first + _AT_ONCE])
    return sum(map(len, found.values()))


def fill_some(connection: Connection, school_id: str, dossier_ids: Sequence[str]) -> None:
    """Write the course of these dossiers of one school, as far as they have none.

    What waited got its date under the termijnen of that day: where that date is still stored, it is used.
    """
    seals.touch(connection, school_id, seals.DOSSIER, dossier_ids)  # after which no other node fills in the same
    rows = connection.execute(select(_D).where(_D.c.id.in_(dossier_ids), LACKS)).all()
    if not rows:
        return
    ingesteld, vrij = termijnen(connection, school_id), kalender(connection, school_id)
    for row in rows:
        _fill(connection, row._asdict(), ingesteld, vrij)
    verloop.follow(connection, school_id, max(row.fase_since for row in rows), [row.id for row in rows])


def _fill(connection: Connection, row: verplichting_rows.Row, ingesteld: Ingesteld, vrij: Kalender) -> None:
    stored = {
        each.sleutel: each._asdict() for each in connection.execute(select(_V).where(_V.c.dossier_id == row["id"]))
    }
    try:
        dossier = dossiers.load(connection, str(row["id"]), str(row["school_id"]))
    except VaultError:
        dossier = None
    if dossier is None or not dossier.records:
        course = verloop.unread(row, stored, row["fase_since"])  # type: ignore[arg-type]
    else:
        course = course_of(dossier, ingesteld, vrij)
        for each in course[schema.verloop_wacht]:
            each["due_on"] = stored.get(each["sleutel"], each)["due_on"]
    for table, found in course.items():
        if found:
            connection.execute(insert(table), found)
