"""Searching a dossier: which names, code names and birth dates a typed text matches."""

from datetime import date

import pytest

from meldcode.namen.zoeken import read_zoekvraag

BORN = date(2017, 5, 3)


@pytest.mark.parametrize(
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


def test_a_day_of_birth_is_read_as_it_is_written_in_words_or_beside_a_name() -> None:
    assert read_zoekvraag("3 mei 2017").geboren == read_zoekvraag("iris 03-05-2017").geboren == BORN
    assert read_zoekvraag("iris 03-05-2017").stukken == ("iris",)
    assert not read_zoekvraag("3-5-2017").fits("Eik 22", "Iris", None), "who has no birth date is not born then"
