"""The course of dossiers (ADR 13), stored in plain rows, equals what follows from the records."""

from datetime import date

import pytest
from sqlalchemy import delete, select

from db import schema
from db.cijfers import verloop
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.upkeep import recompute
from meldcode.dossier.dossier import Dossier
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Signaal
from tests.builders import opened
from tests.db.cijfers.courses import WALKS, from_the_records, stored
from tests.db.keeping import kept, recorded

pytestmark = pytest.mark.wide


@pytest.mark.usefixtures("folder")
def test_what_was_kept_along_the_way_is_what_the_records_say_when_read_over() -> None:
    """For every kind of dossier: as it is stored now, and recomputed for data from before there was a course."""
    every = {walk: kept(make()) for walk, make in WALKS.items()}
    assert [walk for walk, dossier in every.items() if stored(dossier) != from_the_records(dossier)] == []
    assert all(stored(dossier)["verloop_fase"] for dossier in every.values())
    for dossier in every.values():
        what_holds_now_is_where_the_dossier_stands_and_what_waits_in_it(dossier)
    data_from_before_there_was_a_course_gets_it_from_its_records(list(every.values()))


def data_from_before_there_was_a_course_gets_it_from_its_records(every: list[Dossier]) -> None:
    before = [stored(each) for each in every]
    with transaction(EVERY_SCHOOL) as connection:
        for table in verloop.TABLES:
            connection.execute(delete(table))
        assert recompute.fill(connection) == len(every)
        assert recompute.fill(connection) == 0, "once is enough"
    assert [stored(each) for each in every] == before


def what_holds_now_is_where_the_dossier_stands_and_what_waits_in_it(dossier: Dossier) -> None:
    rows, waits = schema.verloop_fase, schema.verloop_wacht
    with reading(EVERY_SCHOOL) as connection:
        now = connection.execute(
            select(rows.c.fase, rows.c.since).where(rows.c.dossier_id == dossier.id, rows.c.tot == verloop.EVER)
        ).all()
        waiting = connection.scalars(
            select(waits.c.sleutel).where(waits.c.dossier_id == dossier.id, waits.c.tot == verloop.EVER)
        ).all()
        due = schema.verplichting
        wanted = connection.scalars(
            select(due.c.sleutel).where(due.c.dossier_id == dossier.id, due.c.done_on.is_(None))
        ).all()
    assert now == ([(dossier.fase, dossier.fase_since)] if dossier.fase.is_open else [])
    assert sorted(waiting) == sorted(wanted)


@pytest.mark.usefixtures("folder")
def test_what_waited_keeps_the_date_it_got_when_the_term_was_another() -> None:
    dossier = kept(opened())
    due, waits = schema.verplichting, schema.verloop_wacht
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(due.update().values(due_on=date(2026, 12, 1)))
        for table in verloop.TABLES:
            connection.execute(delete(table))
        recompute.fill(connection)
        dates = connection.scalars(select(waits.c.due_on).where(waits.c.dossier_id == dossier.id)).all()
    assert dates == [date(2026, 12, 1)]


@pytest.mark.usefixtures("folder")
@pytest.mark.either
def test_recorded_is_written_once_and_a_signal_moves_nothing() -> None:
    dossier = kept(opened())
    before = stored(dossier)["verloop_fase"]
    assert stored(recorded(dossier, Signaal))["verloop_fase"] == before == stored(dossier)["verloop_fase"]
    assert before[0][3] == Fase.STAP_1
