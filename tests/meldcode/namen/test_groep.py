"""How the group of a pupil is said: with the word for it where that is needed, and never twice."""

import pytest

from meldcode.eigen.woorden import Eigen, spoken
from meldcode.namen.groep import in_groep
from meldcode.vastleggingen import Opening
from tests.inputs import namen
from tests.meldcode.vragen.said import said
from tests.over import over

GROEPEN = list(namen.groepen())


@over(("typed", "right"), [case[1:] for case in GROEPEN])
def test_a_group_is_said_as_a_school_says_it(typed: str, right: str) -> None:
    assert in_groep(typed) == right


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("6", "klas 6"),
        ("Klas 6", "klas 6"),
        ("groep 6", "klas 6"),
        ("de Vlinders", "de Vlinders"),
        ("5/6 klas", "5/6 klas"),
    ],
)
def test_a_school_with_another_word_for_it_does_not_say_that_twice_either(typed: str, right: str) -> None:
    with spoken(Eigen({"groep": "de klas", "groep/meer": "klassen"})):
        assert in_groep(typed) == right
    assert in_groep("6") == "groep 6"


@pytest.mark.parametrize("typed", ["Schakelklas Internationaal", "1/2a", "onderbouw de Vlinders en de Kikkers"])
def test_a_long_name_of_a_group_is_taken(typed: str) -> None:
    assert said(Opening, groep=typed) == {}
    assert said(Opening, groep="x" * 60) == {} and "passen er 60" in said(Opening, groep="x" * 61)["groep"]
