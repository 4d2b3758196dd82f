"""Where dossiers stood on any day is kept in plain rows, and those rows are what the records say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select

from db import schema
from db.cijfers import figures, lijsten, verloop
from db.dossiers import dossiers
from db.school import kalender
from db.school.schools import termijnen
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.upkeep import recompute
from meldcode.cijfers.cijfers import Stand, tegels
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.route.fasen import Fase
from meldcode.termijnen.kalender import Vrij
from meldcode.vastleggingen import (
    AcuutGevaar,
    AdviesVeiligThuis,
    Besluit,
    Effectmeting,
    Ontvangst,
    Opening,
    Overleg,
    Signaal,
    Weging,
)
from meldcode.vragen.vastlegging import fill
from tests.builders import (
    after_stap,
    answers,
    close,
    decided,
    gesloten,
    in_opvolging,
    last_message,
    opened,
    record,
    te_vernietigen,
    waived,
    work,
)
from tests.cast import DICK, FRIDAY, MONDAY, NEXT_MONDAY, NOOR, SCHOOL, THURSDAY, TUESDAY, WEDNESDAY
from tests.db.keeping import kept, moment, recorded

pytestmark = pytest.mark.wide


def corrected_besluit() -> Dossier:
    """The besluit was 5a, and is corrected to both, against the afwegingskader."""
    told = decided("5a")
    besluit = next(each for each in told.records if each.isa(Besluit))
    better = fill(Besluit, answers(Besluit, melden="ja", afwijking="Het voelt niet veilig genoeg om te wachten."))
    return vastleggen.correct(told, besluit, better, by=NOOR, on=MONDAY)


WALKS: dict[str, Callable[[], Dossier]] = {
    "opened": opened,
    "after stap 4": lambda: after_stap(4),
    "both decided": lambda: decided("beide"),
    "followed": lambda: in_opvolging("5b"),
    "to be destroyed": te_vernietigen,
    "taken back": lambda: record(te_vernietigen(), Signaal),
    "closed": gesloten,
    "closed, and begun anew": lambda: record(gesloten(), Signaal),
    "acute danger": lambda: record(opened(), AcuutGevaar),
    "acute danger in stap 3": lambda: record(after_stap(2), AcuutGevaar),
    "waived": waived,
    "asked advice": lambda: record(after_stap(1), AdviesVeiligThuis),
    "signals came back": lambda: record(in_opvolging("5a"), Effectmeting, signalen="opnieuw"),
    "corrected": corrected_besluit,
}


def by_key(course: verloop.Course) -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: sorted(tuple(row[column.name] for column in table.c) for row in course.get(table, []))
        for table in verloop.TABLES
    }


def stored(dossier: Dossier) -> dict[str, list[tuple[object, ...]]]:
    with reading(EVERY_SCHOOL) as connection:
        found = {
            table: [row._asdict() for row in connection.execute(select(table).where(table.c.dossier_id == dossier.id))]
            for table in verloop.TABLES
        }
    return by_key(found)


def from_the_records(dossier: Dossier) -> dict[str, list[tuple[object, ...]]]:
    with reading(EVERY_SCHOOL) as connection:
        read = dossiers.load(connection, dossier.id, SCHOOL)
        assert read is not None
        return by_key(recompute.course_of(read, termijnen(connection, SCHOOL)))


@pytest.mark.usefixtures("folder")
def test_what_was_kept_along_the_way_is_what_the_records_say_when_read_over() -> None:
    """What holds now, and data from before there was a course: for every walk there is, stored once."""
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


# As it was on any day


def a_week() -> Dossier:
    """Opened on Monday, stap 1 closed on Tuesday and seen on Wednesday, stap 2 closed on Thursday."""
    told = close(work(opened(), 1, on=TUESDAY), 1, on=TUESDAY)
    told = record(told, Ontvangst, on=WEDNESDAY, kennisgeving=last_message(told))
    return close(work(told, 2, on=THURSDAY), 2, on=THURSDAY)


def kept_day_by_day(told: Dossier) -> Dossier:
    """Stored with every record on the day it has in the story."""
    people = {"noor": NOOR, "dick": DICK}
    first = told.records[0]
    dossier = dossiers.open_dossier(
        fill(Opening, {each.naam: each.waarde for each in first.antwoorden}),
        by=people[first.by],
        moment=replace(moment(), on=first.on),
    )
    for count in range(2, len(told.records) + 1):
        dossier = replace(dossier, records=told.records[:count])
        dossiers.save(dossier, by=people[dossier.records[-1].by], moment=replace(moment(), on=dossier.records[-1].on))
    return dossier


def on(day: date) -> Stand:
    with reading(SCHOOL) as connection:
        return figures.stand(connection, DICK, day)


@pytest.mark.usefixtures("folder")
def test_on_each_day_the_dossier_stands_where_it_stood_then() -> None:
    kept_day_by_day(a_week())
    where = {day: [stap for stap, (number, _late) in on(day).per_stap.items() if number] for day in days_of_the_week()}
    assert where == {MONDAY: [1], TUESDAY: [2], WEDNESDAY: [2], THURSDAY: [3], FRIDAY: [3]}
    assert on(MONDAY - timedelta(days=1)).open == 0


def days_of_the_week() -> list[date]:
    return [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY]


@pytest.mark.usefixtures("folder")
def test_what_the_directie_owed_then_is_counted_then_and_not_after_it_was_given() -> None:
    kept_day_by_day(a_week())
    owed = {day: on(day).van("ontvangst", "vernietigen")[0] for day in days_of_the_week()}
    assert owed == {MONDAY: 0, TUESDAY: 1, WEDNESDAY: 0, THURSDAY: 1, FRIDAY: 1}


@pytest.mark.usefixtures("folder")
@pytest.mark.either
def test_a_day_of_the_past_does_not_change_by_what_is_recorded_later() -> None:
    dossier = kept_day_by_day(after_stap(1))
    then = {day: on(day) for day in days_of_the_week()}
    told = close(work(dossier, 2, on=NEXT_MONDAY), 2, on=NEXT_MONDAY)
    for count in range(len(dossier.records) + 1, len(told.records) + 1):
        step = replace(dossier, records=told.records[:count])
        dossiers.save(step, by=NOOR, moment=replace(moment(), on=NEXT_MONDAY))
    assert {day: on(day) for day in days_of_the_week()} == then
    assert on(NEXT_MONDAY) != then[FRIDAY]


@pytest.mark.usefixtures("folder")
@pytest.mark.either
def test_a_correction_changes_nothing_about_the_days_before_it() -> None:
    weighed = kept_day_by_day(record(after_stap(3), Weging, on=MONDAY))
    before = on(MONDAY)
    again = fill(Weging, answers(Weging, onveilig="ja"))
    after = vastleggen.correct(weighed, weighed.records[-1], again, by=NOOR, on=FRIDAY)
    dossiers.save(after, by=NOOR, moment=replace(moment(), on=FRIDAY))
    assert on(MONDAY) == before
    assert stored(after) == from_the_records(after)


@pytest.mark.usefixtures("folder")
def test_tiles_lists_and_bars_say_the_same_on_any_day() -> None:
    """And so does the trend."""
    for make in WALKS.values():
        kept(make())
    for days in range(0, 60, 3):
        day = MONDAY + timedelta(days=days)
        stand = on(day)
        with reading(SCHOOL) as connection:
            listed = lijsten.dossiers(connection, DICK, day)
            waiting = lijsten.waiting(connection, DICK, day)
            late = lijsten.waiting(connection, DICK, day, late_only=True)
        assert len(listed) == stand.open == sum(total for total, _late in stand.per_stap.values())
        assert len(listed) == sum(map(sum, stand.per_leeftijd.values()))
        assert sum(each.te_laat > 0 for each in listed) == stand.met_iets_te_laat
        assert (len(waiting), len(late)) == stand.van() and stand.te_laat == len(late)
        assert {each.label: each.aantal for each in tegels(stand)}["Open dossiers"] == len(listed)
        for stap, (total, _late) in stand.per_stap.items():
            assert total == sum(each.fase.stap == stap for each in listed)
    the_trend_is_what_each_of_its_days_says()


def the_trend_is_what_each_of_its_days_says() -> None:
    days = [MONDAY + timedelta(days=each) for each in (-30, 0, 5, 20, 45)]
    with reading(SCHOOL) as connection:
        trend = figures.trend(connection, DICK, days)
    assert [(each.open, each.te_laat) for each in trend] == [(on(day).open, on(day).te_laat) for day in days]
    assert trend[0].open == 0 < trend[1].open


@pytest.mark.usefixtures("folder")
def test_a_day_that_moves_with_the_calendar_of_the_school_moves_from_then_on() -> None:
    """It is no record that moves it: free days were entered."""
    dossier = kept(opened())
    due, waits = schema.verplichting, schema.verloop_wacht
    with transaction(SCHOOL) as connection:
        kalender.add(connection, SCHOOL, [Vrij(WEDNESDAY, FRIDAY, "studiedagen")], TUESDAY)
    with reading(EVERY_SCHOOL) as connection:
        now = connection.scalars(
            select(due.c.due_on).where(due.c.dossier_id == dossier.id, due.c.done_on.is_(None))
        ).all()
        rows = connection.execute(
            select(waits.c.op, waits.c.tot, waits.c.due_on).where(waits.c.dossier_id == dossier.id).order_by(waits.c.op)
        ).all()
    assert [tuple(row) for row in rows] == [
        (MONDAY, TUESDAY, date(2026, 11, 16)),
        (TUESDAY, verloop.EVER, date(2026, 11, 19)),
    ]
    assert now == [date(2026, 11, 19)]


@pytest.mark.usefixtures("folder")
def test_what_a_holiday_asks_of_every_open_dossier_is_counted_from_the_day_it_asks() -> None:
    for _dossier in range(2):
        kept(opened())
    with transaction(SCHOOL) as connection:
        kalender.add(connection, SCHOOL, [Vrij(date(2026, 11, 21), date(2026, 11, 29), "vakantie")], TUESDAY)
    assert (on(MONDAY).van("vakantie"), on(TUESDAY).van("vakantie")) == ((0, 0), (2, 0))


@pytest.mark.usefixtures("folder")
def test_what_is_skipped_or_deviated_from_is_listed_with_whether_a_reason_was_given() -> None:
    kept(record(opened(), AcuutGevaar))
    kept(waived())
    kept(corrected_besluit())
    kept(record(opened(), Overleg, gevoerd="nee"))
    with reading(SCHOOL) as connection:
        found = lijsten.skipped(connection, DICK, MONDAY)
    told = sorted((each.soort.value, each.stap, each.met_reden, each.open) for each in found)
    assert told == [
        ("afgezien", 3, True, False),
        ("afwijking", 5, True, False),
        ("niet_overlegd", 1, True, False),
        ("overgeslagen", 1, True, True),
        ("overgeslagen", 2, True, True),
        ("overgeslagen", 3, True, True),
        ("overgeslagen", 4, True, True),
    ]


@pytest.mark.usefixtures("folder")
@pytest.mark.either
def test_recorded_is_written_once_and_a_signal_moves_nothing() -> None:
    dossier = kept(opened())
    before = stored(dossier)["verloop_fase"]
    assert stored(recorded(dossier, Signaal))["verloop_fase"] == before == stored(dossier)["verloop_fase"]
    assert before[0][3] == Fase.STAP_1
