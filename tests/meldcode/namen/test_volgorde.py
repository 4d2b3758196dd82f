"""People stand in lists as in a Dutch telephone book."""

import cProfile
import random
import unicodedata

import pytest

from meldcode.namen.letters import bare
from meldcode.namen.volgorde import alfabet, telefoonboek
from meldcode.namen.zoeken import read_zoekvraag
from tests.inputs import namen
from tests.over import over

CASES = list(namen.volgorde())
IN_ORDER = [case[1] for case in CASES]
CALLS_A_NAME = 200  # of functions: twice what it takes, 0.05 s of a fast machine for all. Time tells of the machine


@over(("naam", "under"), [case[1:] for case in CASES])
def test_a_person_stands_under_the_surname(naam: str, under: str) -> None:
    assert telefoonboek(naam)[0] == under


def test_whatever_order_they_come_in_they_stand_as_in_a_telephone_book() -> None:
    for seed in range(20):
        mixed = random.Random(seed).sample(IN_ORDER, len(IN_ORDER))  # noqa: S311
        assert sorted(mixed, key=telefoonboek) == IN_ORDER


def test_in_whatever_way_an_accent_is_typed_the_place_is_the_same() -> None:
    for naam in IN_ORDER:
        apart = unicodedata.normalize("NFD", naam)
        assert telefoonboek(apart)[:3] == telefoonboek(naam)[:3], naam


@pytest.mark.parametrize("naam", ["Vries, Jan de", "de Vries, Jan", "JAN DE VRIES", "Jan  de   Vries"])
def test_a_name_may_be_written_with_the_surname_first(naam: str) -> None:
    assert telefoonboek(naam)[:3] == telefoonboek("Jan de Vries")[:3]


def test_prefixes_count_last() -> None:
    names = ["Anna van den Berg", "Anna van der Berg", "Bo Berg", "Cor de Berg"]
    assert sorted(set(names), key=telefoonboek) == names


def test_an_initial_is_no_prefix() -> None:
    assert telefoonboek("Anna S. Jansen")[:3] == ("jansen", "anna s", "")
    assert telefoonboek("Anna 's Jansen")[:3] == ("jansen", "anna", "s")


@over("naam", ["", " ", "-", "'", ",", ", ,", "van", "de van der", "()", "'t", "-de", "jr.", "\u0301"])
def test_what_is_no_name_has_a_place_all_the_same(naam: str) -> None:
    assert telefoonboek(naam)[-1] == naam


def test_names_of_schools_stand_word_for_word() -> None:
    names = ["De Ypsilon", "De IJsvogel", "De Zon", "École Élan", "’t Palet"]
    assert sorted(set(names), key=alfabet) == names


def test_a_letter_that_is_no_accented_one_is_found_by_the_plain_one_too() -> None:
    assert bare("Łukasz Øye Đặng ħ") == "lukasz oye dang h"
    assert read_zoekvraag("lukasz oye").fits("Eik 22", "Łukasz Øye", None)


def test_five_thousand_pupils_are_sorted_in_little_work() -> None:
    """Nothing is kept of their names between two runs of a page, so this is done in each."""
    chance = random.Random(0)  # noqa: S311
    many = [f"{chance.choice(IN_ORDER).split()[0]} {chance.choice(IN_ORDER)}" for _ in range(5_000)]
    counted = cProfile.Profile()
    counted.runcall(sorted, many, key=telefoonboek)
    assert 1 < sum(each.callcount for each in counted.getstats()) / len(many) < CALLS_A_NAME
