"""Where dossiers stood on an earlier day: counted as it was then, whatever came after."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db import schema
from db.cijfers import figures, lijsten, verloop
from db.dossiers import dossiers
from db.school import kalender
from db.store.engine import EVERY_SCHOOL, reading, transaction
from meldcode.cijfers.cijfers import Stand, tegels
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.termijnen.kalender import Vrij
from meldcode.vastleggingen import AcuutGevaar, Ontvangst, Opening, Overleg, Weging
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.builders import after_stap, close, last_message, opened, record, waived, work
from tests.cast import DICK, FRIDAY, MONDAY, NEXT_MONDAY, NOOR, SCHOOL, THURSDAY, TUESDAY, WEDNESDAY
from tests.db.cijfers.courses import WALKS, corrected_besluit, from_the_records, stored
from tests.db.keeping import kept, moment

pytestmark = pytest.mark.wide


def a_week() -> Dossier:
    """Opened on Monday, stap 1 closed on Tuesday and seen on Wednesday, stap 2 closed on Thursday."""
    told = close(work(opened(), 1, on=TUESDAY), 1, on=TUESDAY)
    told = record(told, Ontvangst, on=WEDNESDAY, kennisgeving=last_message(told))
    return close(work(told, 2, on=THURSDAY), 2, on=THURSDAY)


def kept_day_by_day(told: Dossier) -> Dossier:
    """Store a dossier with every record on the day it has in the story."""
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
    """The trend says the same."""
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
    """A due date also moves without a record: here free days are entered."""
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
