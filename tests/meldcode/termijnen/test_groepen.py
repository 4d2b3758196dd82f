"""Free days of a part of the groups: reading which, and for which pupils they count. Every verdict was made by hand."""

from datetime import date

import pytest

from meldcode.eigen.woorden import Eigen, spoken
from meldcode.termijnen.groepen import groepen_in, valt_onder
from meldcode.termijnen.kalender import Dagsoort, Kalender, due
from meldcode.termijnen.vrij import Vrij
from tests.over import over


@over(
    ("typed", "groepen"),
    [
        ("", ()), ("6", ("6",)), ("groep 6", ("6",)), ("1 t/m 4", ("1", "2", "3", "4")), ("1-3", ("1", "2", "3")),
        ("groep 1 t/m 3, 6b en Plusklas", ("1", "2", "3", "6b", "Plusklas")), ("1/2a", ("1/2a",)),
        ("5 en 6", ("5", "6")), ("Schakelklas Internationaal", ("Schakelklas Internationaal",)),
        ("onderbouw de Vlinders", ("onderbouw de Vlinders",)),
        ("groepen 3 tot en met groep 5", ("3", "4", "5")), ("6, 6", ("6",)), ("klas 2", ("2",)),
        (" 7 ; 8 ", ("7", "8")),
    ],
)  # fmt: skip
def test_groups_are_read_as_schools_type_them(typed: str, groepen: tuple[str, ...]) -> None:
    assert groepen_in(typed) == groepen


def test_a_whole_story_is_no_group() -> None:
    with pytest.raises(
        ValueError, match=r"^Zet een komma tussen de groepen\. Elke naam heeft ten hoogste 60 tekens\.$"
    ):
        groepen_in("x" * 61)


@over(
    ("groep", "groepen", "free"),
    [
        ("6", ("6",), True), ("Groep 6", ("6",), True), ("6", ("groep 6",), True), ("6b", ("6",), True),
        ("6", ("6b",), False), ("6a", ("6b",), False), ("3/4", ("3",), False), ("3/4", ("3", "4"), True),
        ("1/2a", ("1", "2"), True), ("1/2a", ("1/2a",), True), ("1/2a", ("2",), False), ("5", ("1", "2"), False),
        ("Plusklas", ("plusklas",), True), ("Plusklas 6", ("6",), False), ("onderbouw", ("1", "2"), False),
        ("", ("1",), False),
        ("onbekend", ("1",), False), ("1", ("10",), False),
    ],
)  # fmt: skip
def test_a_pupil_has_the_days_off_only_if_that_is_certain(groep: str, groepen: tuple[str, ...], free: bool) -> None:
    assert valt_onder(groep, groepen) is free


WEDNESDAY = date(2026, 11, 11)
SOME = Kalender((Vrij(WEDNESDAY, WEDNESDAY, "Onderbouw vrij", ("1", "2")),))


def test_a_holiday_of_a_part_of_the_groups_moves_no_term_of_others() -> None:
    monday, friday = date(2026, 11, 9), date(2026, 11, 13)
    for groep in ("", "3", "2/3", "onbekend"):
        assert due(monday, 4, Dagsoort.SCHOOLDAGEN, SOME.van(groep)).on == friday, groep
    assert due(monday, 4, Dagsoort.SCHOOLDAGEN, SOME.van("2")).on == date(2026, 11, 16)
    assert due(monday, 4, Dagsoort.WERKDAGEN, SOME.van("2")).on == friday


def test_a_part_says_which_groups_it_is_for_in_the_words_of_the_school() -> None:
    assert SOME.vrij[0].in_words == "Onderbouw vrij, wo 11 november 2026, alleen groep 1 en 2"
    with spoken(Eigen({"groep": "de klas", "groep/meer": "klassen"})):
        assert SOME.vrij[0].in_words == "Onderbouw vrij, wo 11 november 2026, alleen klas 1 en 2"


def test_a_holiday_of_a_part_is_to_be_covered_for_that_part_alone() -> None:
    week = Kalender((Vrij(date(2026, 12, 14), date(2026, 12, 18), "Kamp", ("8",)),))
    on = date(2026, 12, 7)
    assert week.to_cover(on) is None and week.has_parts_to_cover(on)
    assert week.van("8").to_cover(on) == week.vrij[0] and week.van("7").to_cover(on) is None
