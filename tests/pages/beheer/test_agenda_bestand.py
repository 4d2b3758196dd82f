"""Whatever is in a file gives days or a sentence (see also tests/db/brought/test_calendars.py); suggested holidays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.school.kalender import KalenderError
from meldcode.termijnen.vakanties import SCHOOLJAREN, Regio, voorstel
from ui.beheer import agenda_bestand


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: b"BEGIN:VCALENDAR\n" + text.encode()))
def test_whatever_is_in_it_gives_days_or_a_sentence(content: bytes) -> None:
    try:
        found = agenda_bestand.read(content, date(2026, 11, 9), whose="bea")
    except KalenderError:
        found = {}
    days = [each.vrij for reading in found.values() for each in reading.dagen]
    assert all(each.van <= each.tot and each.naam.isprintable() and len(each.naam) <= 60 for each in days)


@pytest.mark.parametrize("regio", Regio)
@pytest.mark.parametrize("jaar", SCHOOLJAREN)
def test_a_suggestion_has_the_five_holidays_of_a_school_year_from_saturday_to_sunday(jaar: str, regio: Regio) -> None:
    found = voorstel(jaar, regio)
    assert [each.naam for each in found] == sorted((each.naam for each in found), key=lambda naam: ORDER.index(naam))
    assert {each.naam for each in found} == set(ORDER)
    assert all(each.van.weekday() == 5 and each.tot.weekday() == 6 for each in found)


ORDER = ["Herfstvakantie", "Kerstvakantie", "Voorjaarsvakantie", "Meivakantie", "Zomervakantie"]
