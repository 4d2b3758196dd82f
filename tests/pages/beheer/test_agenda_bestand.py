"""Reading the calendar file of a school in beheer: its holidays, or a sentence when it is no such file."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.school.kalender import KalenderError
from meldcode.termijnen.kalender import Vrij
from meldcode.termijnen.vakanties import SCHOOLJAREN, Regio, voorstel
from ui.beheer import agenda_bestand
from ui.beheer.agenda_bestand import MAX_BYTES, looks_free

STUDIEDAG = Vrij(date(2027, 2, 3), date(2027, 2, 3), "Studiedag")
KERST = Vrij(date(2026, 12, 19), date(2027, 1, 3), "Kerst")


def read(content: bytes) -> list[Vrij]:
    return agenda_bestand.read(content, whose="bea")


def ics(*lines: str) -> bytes:
    event = ["BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *event, "END:VCALENDAR", ""]).encode()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"naam;van;tot\nKerst;19-12-2026;3-1-2027\nStudiedag;3-2-2027;\n", [KERST, STUDIEDAG]),
        (b"naam,van,tot\nStudiedag,2027-02-03,2027-02-03\n", [STUDIEDAG]),
        ("\ufeffStudiedag\t3 februari 2027\nKerst\t19 december 2026\t3 januari 2027".encode(), [KERST, STUDIEDAG]),
        (ics("DTSTART;VALUE=DATE:20270203", "SUMMARY:Studiedag"), [STUDIEDAG]),
        (ics("DTSTART;VALUE=DATE:20261219", "DTEND;VALUE=DATE:20270104", "SUMMARY:Kerst"), [KERST]),
        (ics("DTSTART:20270203T083000", "DTEND:20270203T150000", "SUMMARY:Studiedag"), [STUDIEDAG]),
    ],
)
def test_names_and_days_are_read(content: bytes, found: list[Vrij]) -> None:
    assert read(content) == found


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"naam;van;tot\n",
        b"\x00\xff\x00",
        ics("SUMMARY:zonder dag"),
        ics("DTSTART;VALUE=DATE:20271340", "SUMMARY:geen dag"),
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
        b"x" * (MAX_BYTES + 1),
        "\n".join(
            f"dag {number};{1 + number % 28}-{1 + number % 12}-{2000 + number % 150}" for number in range(500)
        ).encode(),
    ],
)
def test_what_is_no_calendar_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(KalenderError) as refused:
        read(content)
    assert str(refused.value).endswith(".")


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: b"BEGIN:VCALENDAR\n" + text.encode()))
def test_whatever_is_in_it_gives_days_or_a_sentence(content: bytes) -> None:
    try:
        found = read(content)
    except KalenderError:
        found = []
    assert all(each.van <= each.tot and each.naam.isprintable() for each in found)


@pytest.mark.parametrize(
    ("naam", "free"),
    [
        ("Meivakantie", True), ("Vrije dag", True), ("Leerlingen vrij", True), ("Tweede Pinksterdag", True),
        ("Ouderavond vrijdag", False), ("Sportdag", False), ("Kerstviering", False),
    ],
)  # fmt: skip
def test_a_name_that_says_there_is_no_school_is_ticked_beforehand(naam: str, free: bool) -> None:
    assert looks_free(Vrij(date(2027, 2, 3), date(2027, 2, 3), naam)) is free


@pytest.mark.parametrize("regio", Regio)
@pytest.mark.parametrize("jaar", SCHOOLJAREN)
def test_a_suggestion_has_the_five_holidays_of_a_school_year_from_saturday_to_sunday(jaar: str, regio: Regio) -> None:
    found = voorstel(jaar, regio)
    assert [each.naam for each in found] == sorted((each.naam for each in found), key=lambda naam: ORDER.index(naam))
    assert {each.naam for each in found} == set(ORDER)
    assert all(each.van.weekday() == 5 and each.tot.weekday() == 6 for each in found)


ORDER = ["Herfstvakantie", "Kerstvakantie", "Voorjaarsvakantie", "Meivakantie", "Zomervakantie"]
