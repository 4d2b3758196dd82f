"""Searching a dossier: which names, code names and birth dates a typed text matches."""

import pytest

from meldcode.namen.zoeken import read_zoekvraag
from meldcode.vragen.geboren import Geboren
from tests.over import over

BORN = Geboren(2017, 5, 3)


@over(
    "typed",
    [
        "iri\u200b",
        "iris\xa0bloem",
        "03-05-17",
        "03052017",
        "3\u20115\u20112017",
        "3 mei 2017",
        "iri",
        "IRIS",
        "bloem",
        "iris bloemendaal",
        "Bloemendaal, Iris",
        "Íris",
        "eik 22",
        "EIK",
        "22",
        "3-5-2017",
    ],
)
def test_it_is_found_by_what_people_type(typed: str) -> None:
    assert read_zoekvraag(typed.replace(",", "")).fits("Eik 22", "Iris Bloemendaal", BORN)


@pytest.mark.parametrize("typed", ["", "   ", "irsi", "eik 23", "4-5-2017", "iris 4-5-2017", "iris x"])
def test_what_does_not_fit_is_not_found(typed: str) -> None:
    assert not read_zoekvraag(typed).fits("Eik 22", "Iris Bloemendaal", BORN)


def test_a_name_with_accents_is_found_without_them_and_the_other_way_round() -> None:
    assert read_zoekvraag("celik").fits("Spar 16", "Oğuz Çelik-Zonnedauw", None)
    assert read_zoekvraag("Çelik").fits("Spar 16", "Oguz Celik", None)


@pytest.mark.parametrize("typed", ["o'neill", "O’Neill", "o´neill"])
def test_a_name_with_an_apostrophe_is_found_by_any_of_them(typed: str) -> None:
    assert read_zoekvraag(typed).fits("Eik 22", "Seán O’Neill", None)
    assert read_zoekvraag(typed).fits("Eik 22", "Sean O'Neill", None)


def test_a_day_of_birth_is_read_as_it_is_written_in_words_or_beside_a_name() -> None:
    assert read_zoekvraag("3 mei 2017").geboren == read_zoekvraag("iris 03-05-2017").geboren == BORN
    assert read_zoekvraag("iris 03-05-2017").stukken == ("iris",)
    assert not read_zoekvraag("3-5-2017").fits("Eik 22", "Iris", None), "who has no birth date is not born then"


# What is known of a birth, what is typed, and whether it is found, by hand.
WHEN_BORN = [
    (Geboren(2017, 5, 3), "2017", True),
    (Geboren(2017, 5, 3), "iris 2017", True),
    (Geboren(2017, 5, 3), "mei 2017", True),
    (Geboren(2017, 5, 3), "iris mei 2017", True),
    (Geboren(2017, 5, 3), "5-2017", True),
    (Geboren(2017, 5, 3), "2018", False),
    (Geboren(2017, 5, 3), "juni 2017", False),
    (Geboren(2017, 5), "3-5-2017", True),
    (Geboren(2017, 5), "wo 3 mei 2017", True),
    (Geboren(2017, 5), "3-6-2017", False),
    (Geboren(2017), "3-5-2017", True),
    (Geboren(2017), "2017 iris", True),
    (Geboren(2017), "sem 2017", False),
    (Geboren(2017), "3-5-2018", False),
    (Geboren(), "2017", False),
    (Geboren(), "3-5-2017", False),
    (Geboren(), "iris", True),
    (None, "2017", False),
]


@over(("born", "typed", "is_found"), WHEN_BORN)
def test_a_child_is_found_by_what_is_known_of_the_birth(born: Geboren | None, typed: str, is_found: bool) -> None:
    """A birth that is known in part is found by each day that it may be: else a second dossier is opened."""
    assert read_zoekvraag(typed).fits("Eik 22", "Iris Bloemendaal", born) is is_found


def test_a_number_that_could_be_a_year_finds_a_code_name_as_well() -> None:
    assert read_zoekvraag("2017").fits("Eik 2017", "Iris", Geboren(2018))
    assert read_zoekvraag("eik 2017").fits("Eik 2017", "Iris", None)


def test_births_are_read_only_for_a_search_that_they_decide() -> None:
    assert not read_zoekvraag("iris eik 22").asks_when
    assert read_zoekvraag("iris 2017").asks_when and read_zoekvraag("3-5-2017").asks_when
