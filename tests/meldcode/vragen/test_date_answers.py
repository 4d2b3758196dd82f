"""Dates and times as answers: which days are refused, and with which sentence."""

from datetime import date, time

import pytest

from meldcode.dossier import vastleggen
from meldcode.vastleggingen import AcuutGevaar, Hulp, Opening, Signaal, Uitnodiging
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.builders import opened
from tests.cast import BORN, MONDAY, NOOR
from tests.meldcode.vragen.said import said


@pytest.mark.parametrize("typed", ["10-11-2026", "10 november 2026", "01-01-2027"])
def test_a_date_in_the_future_has_not_happened(typed: str) -> None:
    assert said(Signaal, datum=typed) == {"datum": "Deze datum ligt in de toekomst. Vul in wanneer het is gebeurd."}


def test_today_has_happened() -> None:
    assert said(Signaal, datum="09-11-2026") == {}


def test_a_date_before_the_pupil_was_born_is_refused() -> None:
    assert said(Signaal, datum="13-03-2018") == {
        "datum": "Toen was de leerling nog niet geboren (geboren op wo 14 maart 2018). "
        "Klopt de geboortedatum niet? Corrigeer dan ‘Dossier openen’."
    }
    assert said(Signaal, datum="14-03-2018") == {}


@pytest.mark.parametrize("typed", ["vrijdags", "in mei", "6 ju", "0" * 100_000])
def test_an_unreadable_date_shows_how_to_write_one(typed: str) -> None:
    how = "Deze dag kunnen wij niet lezen. Schrijf bijvoorbeeld 25-11 of 25 november."
    assert said(Signaal, datum=typed) == {"datum": how}


@pytest.mark.parametrize("typed", ["3 dagen geleden", "vrijdag", "6-11", "06-11-26", "2026-11-06", "vr 6 nov"])
def test_whatever_way_a_day_was_written_it_is_recorded_as_day_month_and_year(typed: str) -> None:
    recorded = vastleggen.record(opened(), fill(Signaal, answers(Signaal, datum=typed), MONDAY), by=NOOR, on=MONDAY)
    assert recorded.last(Signaal).waarde("datum") == "06-11-2026"  # type: ignore[union-attr]


@pytest.mark.parametrize("typed", ["gisteren", "14-3", "14 maart"])
def test_a_birth_date_is_written_with_its_year(typed: str) -> None:
    assert "dag-maand-jaar" in said(Opening, geboren=typed)["geboren"]


def test_a_rule_about_a_day_reads_it_however_it_was_written() -> None:
    """A colleague may be invited for a year at most; the rule looks at the day that is meant."""
    raw = answers(Uitnodiging, tot="1-1-28")
    found = vastleggen.objections(opened(), Uitnodiging, raw, by=NOOR, on=MONDAY)
    assert found == {"tot": "Kies een dag binnen een jaar."}


def test_an_unreadable_time_shows_how_to_write_one() -> None:
    how = "Deze tijd kunnen wij niet lezen. Schrijf bijvoorbeeld 09:15."
    assert said(AcuutGevaar, tijd="in de pauze") == {"tijd": how}


@pytest.mark.parametrize("typed", ["31-12-1989", "01-01-0001", "01-01-2201"])
def test_a_year_that_cannot_be_right_is_refused(typed: str) -> None:
    assert said(Hulp, tot=typed) == {"tot": "Deze datum kan niet kloppen. Kijk het jaartal na."}


def test_an_appointment_lies_ahead_and_today_will_do() -> None:
    assert said(Hulp, effect_op="08-11-2026") == {
        "effect_op": "Deze datum is al voorbij. Kies vandaag of een dag daarna."
    }
    assert said(Hulp, effect_op="09-11-2026") == {}


def test_dates_and_times_become_dates_and_times() -> None:
    acuut = fill(AcuutGevaar, answers(AcuutGevaar, datum="9 nov 2026", tijd="9u15"), MONDAY, BORN)
    assert (acuut.datum, acuut.tijd) == (date(2026, 11, 9), time(9, 15))
