"""Free days of the school move due dates, and before a holiday each dossier asks who keeps an eye on the pupil."""

import uuid
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, insert

from db import schema
from db.dossiers import dossiers
from db.dossiers.dossiers import Moment
from db.school import kalender
from db.school.kalender import KalenderError
from db.store.engine import reading, transaction
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.verplichtingen import named
from meldcode.termijnen.vrij import Vrij
from meldcode.vastleggingen import Afspraak, Signaal, Vakantiewacht, Verzetten
from tests.answers.typed import Kind
from tests.builders import after_stap, in_opvolging, opened, record
from tests.cast import LARS, MIRJAM, MONDAY, NEXT_MONDAY, NOOR, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import kept, recorded
from tests.db.werk.lists import days, listed

pytestmark = [pytest.mark.wide, pytest.mark.usefixtures("folder")]
CHRISTMAS = Vrij(date(2026, 12, 19), date(2027, 1, 3), "kerstvakantie")


def free(*days: Vrij, on: date = MONDAY) -> int:
    with transaction(SCHOOL) as connection:
        return kalender.add(connection, SCHOOL, days, on).aantal


# The calendar of the school


def test_a_free_day_that_is_entered_moves_what_waits_in_school_days_and_nothing_else() -> None:
    kept(record(in_opvolging("5b"), Afspraak))
    kept(opened())
    before = {soort: days(soort) for soort in ("terugkoppeling", "afspraak", "evaluatie")}
    assert days("stap") == [NEXT_MONDAY] and days("ontvangst")[0] == date(2026, 11, 11)
    assert free(Vrij(date(2026, 11, 11), date(2026, 11, 11), "studiedag")) == 1
    assert days("stap") == [date(2026, 11, 17)] and days("ontvangst")[0] == date(2026, 11, 12)
    assert {soort: days(soort) for soort in before} == before
    with transaction(SCHOOL) as connection:
        kalender.remove(connection, SCHOOL, Vrij(date(2026, 11, 11), date(2026, 11, 11), "x"), MONDAY)
    assert days("stap") == [NEXT_MONDAY]


@pytest.mark.either
def test_a_day_that_was_moved_with_a_reason_stays_where_it_was_put() -> None:
    recorded(kept(opened()), Verzetten)
    free(Vrij(date(2026, 11, 11), date(2026, 11, 13), "vrij"))
    assert days("stap") == [date(2026, 11, 19)]


@pytest.mark.either
def test_what_begins_after_the_calendar_was_entered_counts_by_it() -> None:
    free(Vrij(date(2026, 11, 11), date(2026, 11, 11), "studiedag"))
    kept(opened())
    assert days("stap") == [date(2026, 11, 17)]


@pytest.mark.either
def test_the_days_that_held_when_it_began_still_hold_when_the_calendar_changes() -> None:
    kept(opened())
    with transaction(SCHOOL) as connection:
        connection.execute(insert(schema.termijn).values(school_id=SCHOOL, naam="stap_1", dagen=20))
    free(Vrij(date(2026, 11, 11), date(2026, 11, 11), "studiedag"))
    assert days("stap") == [date(2026, 11, 17)]


def test_entering_the_same_days_twice_enters_them_once() -> None:
    assert free(CHRISTMAS) == 1 and free(CHRISTMAS, Vrij(CHRISTMAS.van, CHRISTMAS.tot, "Kerst")) == 0
    with reading(SCHOOL) as connection:
        assert kalender.kalender(connection, SCHOOL).vrij == (CHRISTMAS,)


@pytest.mark.either
def test_days_that_cannot_be_right_are_refused_and_none_of_them_entered() -> None:
    for wrong in (
        Vrij(date(2026, 12, 19), date(2026, 12, 18), "andersom"),
        Vrij(date(2026, 12, 19), date(2027, 12, 19), "een jaar"),
        Vrij(date(1926, 12, 19), date(1926, 12, 20), "vorige eeuw"),
        Vrij(date(2026, 12, 19), date(2026, 12, 20), " "),
        Vrij(date(2026, 12, 19), date(2026, 12, 20), "x" * 61),
    ):
        with pytest.raises(KalenderError):
            free(CHRISTMAS, wrong)
        with reading(SCHOOL) as connection:
            assert kalender.kalender(connection, SCHOOL).vrij == (), wrong


# Before a holiday


def covered(on: date) -> None:
    with transaction(SCHOOL) as connection:
        kalender.cover(connection, SCHOOL, on)


def saved(dossier: Dossier, kind: Kind, on: date, **answers: Any) -> Dossier:
    after = record(dossier, kind, on=on, **answers)
    dossiers.save(after, by=NOOR, moment=Moment(on, NOW, uuid.uuid4().hex))
    return after


def test_before_a_holiday_a_dossier_in_which_nothing_happens_asks_who_watches() -> None:
    kept(opened())
    kept(opened(by=LARS))
    free(CHRISTMAS)
    assert days("vakantie") == []
    with reading(SCHOOL) as connection:
        assert kalender.is_to_cover(connection, SCHOOL, date(2026, 12, 7))
    covered(date(2026, 12, 7))
    covered(date(2026, 12, 8))
    assert days("vakantie") == [date(2026, 12, 18)] * 2
    assert ("vakantie", "") in listed(MIRJAM), "of nobody yet: everyone of that role sees it"
    with reading(SCHOOL) as connection:
        assert not kalender.is_to_cover(connection, SCHOOL, date(2026, 12, 8))


@pytest.mark.either
def test_the_holder_of_the_case_is_asked() -> None:
    kept(after_stap(1))
    free(CHRISTMAS, on=date(2026, 12, 7))
    assert ("vakantie", "noor") in listed(NOOR) and ("vakantie", "noor") not in listed(MIRJAM)


@pytest.mark.either
def test_recording_in_that_time_asks_as_well_and_who_watches_ends_it() -> None:
    stored = kept(opened())
    free(CHRISTMAS)
    busy = saved(stored, Signaal, date(2026, 12, 10))
    assert days("vakantie") == [date(2026, 12, 18)]
    saved(busy, Vakantiewacht, date(2026, 12, 10), vakantie=named(CHRISTMAS))
    covered(date(2026, 12, 11))
    assert days("vakantie") == []


@pytest.mark.either
def test_after_the_holiday_nobody_is_asked_any_more() -> None:
    kept(opened())
    free(CHRISTMAS, on=date(2026, 12, 7))
    assert days("vakantie") != []
    covered(date(2027, 1, 3))
    assert days("vakantie") != [], "it is still under way"
    covered(date(2027, 1, 4))
    assert days("vakantie") == []


@pytest.mark.either
def test_whoever_comes_often_goes_over_dossiers_only_when_there_is_something_to_ask_or_to_drop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As the run of mail does, for every school, every few minutes."""
    kept(opened())
    free(CHRISTMAS)
    real, gone_over = kalender.cover, list[date]()

    def noting(connection: Connection, school_id: str, on: date) -> None:
        gone_over.append(on)
        real(connection, school_id, on)

    monkeypatch.setattr(kalender, "cover", noting)
    first, last = date(2026, 12, 7), date(2027, 1, 4)
    for on in (date(2026, 12, 1), first, first, date(2026, 12, 8), date(2027, 1, 3), last, last, date(2027, 1, 5)):
        with transaction(SCHOOL) as connection:
            kalender.keep_covered(connection, SCHOOL, on)
        assert days("vakantie") == ([date(2026, 12, 18)] if first <= on < last else [])
    assert gone_over == [first, last]
