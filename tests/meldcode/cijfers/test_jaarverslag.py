"""The jaarverslag: how the counts of a school year are put into words."""

from datetime import date

import pytest

from meldcode.cijfers.cijfers import Counts
from meldcode.cijfers.jaarverslag import DAGEN, GEOPEND, MERK, TERMIJN, VERNIETIGD, Jaarverslag
from meldcode.cijfers.verloop import Merksoort
from meldcode.route.fasen import Fase
from meldcode.termijnen.schooljaar import Schooljaar, schooljaar

YEAR = Schooljaar(2026)


@pytest.mark.parametrize(
    ("day", "naam"),
    [
        (date(2026, 7, 31), "2025/2026"),
        (date(2026, 8, 1), "2026/2027"),
        (date(2026, 12, 31), "2026/2027"),
        (date(2027, 1, 1), "2026/2027"),
        (date(2027, 7, 31), "2026/2027"),
    ],
)
def test_a_day_lies_in_the_school_year_that_begins_in_august(day: date, naam: str) -> None:
    year = schooljaar(day)
    assert year.naam == naam and year.begin <= day <= year.eind


def test_the_months_of_a_school_year_are_those_that_have_begun() -> None:
    assert YEAR.maanden(date(2026, 10, 31)) == (date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1))
    assert YEAR.maanden(date(2028, 1, 1))[-1] == date(2027, 7, 1) and len(YEAR.maanden(date(2028, 1, 1))) == 12
    assert YEAR.maanden(date(2026, 7, 31)) == ()


@pytest.mark.parametrize(
    ("days", "median"),
    [
        ({0: 1}, 0),
        ({1: 1, 9: 1}, 1),
        ({1: 1, 5: 1, 90: 1}, 5),
        ({1: 10, 90: 9}, 1),
        ({1: 9, 90: 10}, 90),
        ({2: 1, 3: 1, 10: 1, 11: 1}, 3),
    ],
)
def test_the_time_in_a_stap_is_that_of_the_middle_one(days: dict[int, int], median: int) -> None:
    counts: Counts = {(DAGEN, "stap_2", str(each)): number for each, number in days.items()}
    assert Jaarverslag("x", YEAR, counts).dagen(Fase.STAP_2) == (median, sum(days.values()))


def test_days_are_numbers_and_not_words() -> None:
    """Ten comes after nine, not after one."""
    counts: Counts = {(DAGEN, "stap_1", "9"): 1, (DAGEN, "stap_1", "10"): 1, (DAGEN, "stap_1", "100"): 1}
    assert Jaarverslag("x", YEAR, counts).dagen(Fase.STAP_1) == (10, 3)


def test_a_term_that_still_runs_is_neither_kept_nor_missed() -> None:
    counts: Counts = {
        (TERMIJN, "stap", "op_tijd"): 4,
        (TERMIJN, "stap", "te_laat"): 2,
        (TERMIJN, "stap", "loopt"): 9,
        (TERMIJN, "terugkoppeling", "te_laat"): 1,
    }
    verslag = Jaarverslag("x", YEAR, counts)
    assert verslag.termijnen() == (4, 3) and verslag.termijnen("terugkoppeling") == (0, 1)


def test_marks_are_counted_by_their_kind_and_value() -> None:
    counts: Counts = {(MERK, "besluit", "5a"): 2, (MERK, "besluit", "beide"): 3, (MERK, "overgeslagen", "1"): 1}
    counts = {**counts, (MERK, "overgeslagen", "2"): 1}
    verslag = Jaarverslag("x", YEAR, counts)
    assert verslag.merk(Merksoort.BESLUIT, "5a") == 2 and verslag.merk(Merksoort.BESLUIT) == 5
    assert verslag.merk(Merksoort.OVERGESLAGEN) == 2 and verslag.merk(Merksoort.ADVIES) == 0


def test_what_is_handed_on_does_not_say_how_many_passed_each_stap() -> None:
    """The numbers that left stap 2 and stap 3 would together tell how many were destroyed in between."""
    counts: Counts = {(DAGEN, "stap_2", "7"): 74, (DAGEN, "stap_3", "6"): 50, (DAGEN, "stap_4", "9"): 4}
    said = {regel.label: regel.tekst for regel in Jaarverslag("x", YEAR, counts, delen=True).secties[3].regels}
    assert (said["Stap 2"], said["Stap 3"]) == ("7 dagen", "6 dagen")
    assert said["Stap 4"] == said["Stap 1"] == "niet getoond"


def handed_on(counts: Counts, open_hoogstens: int) -> dict[str, str]:
    verslag = Jaarverslag("x", YEAR, counts, delen=True, open_hoogstens=open_hoogstens)
    return {regel.label: regel.tekst for deel in verslag.secties for regel in deel.regels}


def test_how_many_were_opened_is_told_when_it_is_more_than_was_ever_open_and_than_was_decided() -> None:
    assert handed_on({(GEOPEND,): 13}, 12)["Geopend"] == "13" and handed_on({(GEOPEND,): 12}, 12)["Geopend"] != "12"
    decided: Counts = {(MERK, "besluit", "5a"): 9, (MERK, "besluit", "5b"): 5, (MERK, "besluit", "geen"): 4}
    assert handed_on({(GEOPEND,): 14, **decided}, 12)["Geopend"] == "niet getoond"
    assert handed_on({(GEOPEND,): 15, **decided}, 12)["Geopend"] == "15", (
        "what is hidden of the decisions does not count"
    )
    assert handed_on({(GEOPEND,): 4}, 0)["Geopend"] == "niet getoond"


def test_what_is_counted_in_one_line_of_the_terms_is_in_no_other() -> None:
    counts: Counts = {(TERMIJN, kind, "op_tijd"): 10 for kind in ("stap", "effect", "terugkoppeling", "vernietigen")}
    verslag = Jaarverslag("x", YEAR, counts)
    assert verslag.termijnen() == (40, 0)
    lines = {regel.label: regel.tekst for regel in verslag.secties[4].regels}
    assert lines["Alle andere termijnen en afspraken"] == "20 van 20 op tijd"
    assert lines["Bericht van Veilig Thuis over een melding"] == "10 van 10 op tijd"


def test_that_a_line_stands_there_says_nothing_either() -> None:
    """Whether the line is there would tell something too: it is left out when there are none and when there are few."""
    label = "Vernietigd, niet bekend of het op tijd was"
    assert label not in handed_on({(VERNIETIGD, "onbekend"): 4}, 0) and label not in handed_on({}, 0)
    assert handed_on({(VERNIETIGD, "onbekend"): 5}, 0)[label] == "5"
