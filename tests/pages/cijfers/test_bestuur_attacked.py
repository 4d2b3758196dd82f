"""Attacking the figures of a board: keeping every table, and knowing how figures relate, reveals no small count.

The attacker (reader.py) reads what is published of simulated years (years.py), both beside this file.
"""

import random
import re
from collections import Counter

import pytest

from meldcode.cijfers.jaarverslag import GEOPEND, MERK, TERMIJN, VERNIETIGD
from meldcode.cijfers.onderdrukken import Omvang
from tests.over import over
from tests.pages.cijfers.reader import Reader, attack, narrowed, reads_months
from tests.pages.cijfers.years import Truth, stand, years
from ui.cijfers.bestuur import published_month

SEEDS = range(20)


def of_seed(seed: int) -> Truth:
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    (truth,) = years(chance, chance.randrange(1, 7), chance.choice([3, 6, 12, 20]), chance.choice([1, 4, 9]))
    return truth


@over("seed", SEEDS)
def test_no_small_count_of_a_year_is_narrowed_by_all_tables_together(seed: int) -> None:
    assert attack(of_seed(seed)) == []


@over("seed", range(5))
def test_no_small_count_is_narrowed_by_the_tables_of_two_years_either(seed: int) -> None:
    """The same dossier can be in the tables of both years: open in one, decided on in the other."""
    chance = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
    two = years(chance, chance.randrange(1, 5), chance.choice([6, 12]), chance.choice([1, 4]), number=2)
    assert attack(*two) == []


def test_these_years_have_figures_that_are_told_and_figures_that_are_not() -> None:
    """So that the test above does not pass because nothing is published, or nothing is hidden."""
    texts = Counter(
        (str(row[0]), "told" if re.search(r"\b([5-9]|\d\d+)\b", str(row[-1]).replace("dan 5", "")) else str(row[-1]))
        for seed in SEEDS
        for blad in (*(each.per_stap for each in of_seed(seed).months()), *of_seed(seed).account())
        for row in blad.rijen
    )
    for label in ("Geopend", "Stap 1", "2. Overleg en zo nodig advies", "Samen"):
        assert texts[label, "told"] > 3 and texts[label, "niet getoond"] > 3, (label, texts)
    assert texts["5a: hulp, geen melding", "told"] > 3 and texts["5a: hulp, geen melding", "minder dan 5"] > 3


def stays(*numbers: int) -> tuple[tuple[int, ...], ...]:
    """A first day of a month, with this many dossiers open in each school, all in stap 1."""
    return tuple((each, 0, 0, 0, 0) for each in numbers)


GREW = Truth((stays(2), stays(8)), ((0,), (0,)), {(GEOPEND,): 6})
"""Eight are open, of which six were opened since: so two were open before."""
DECIDED = Truth((stays(3), stays(0)), ((0,), (0,)), {(GEOPEND,): 5, (MERK, "besluit", "5a"): 8})
"""Eight were decided on, of which five were opened since: so three were open before."""
_LATE = {(TERMIJN, "stap", "te_laat"): 5, (TERMIJN, "terugkoppeling", "te_laat"): 5, (VERNIETIGD, "te_laat"): 5}
LATE = Truth((stays(30), stays(30)), ((3,), (18,)), _LATE)
"""In eighteen something is late, in at most fifteen of them only since: so in three it was late before."""


def is_said(_omvang: Omvang, _stroom: str, aantal: int) -> bool:
    """Publishing without the joint step: every count of five or more is told."""
    return aantal >= 5


@pytest.mark.parametrize(
    ("truth", "finds"),
    [(GREW, "open 0 School 0"), (DECIDED, "open 0 School 0"), (LATE, "late 0 School 0")],
)
def test_without_the_step_between_figures_the_reader_finds_a_small_count(
    truth: Truth, finds: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert attack(truth) == []
    monkeypatch.setattr(Omvang, "mag", is_said)
    assert finds in attack(truth)


def test_a_total_of_what_is_late_would_give_a_small_count_away() -> None:
    """Two schools with four open between them have at most four that are late; so of eight, the third has four."""
    months = [published_month([(str(at), stand((each, 0, 0, 0, 0), late)) for at, (each, late) in enumerate(LATES)])]
    reader = Reader()
    opens, lates, _stappen = reads_months(reader, months)
    assert narrowed(reader) == []
    reader.equal(opens[0][:4], [reader.learns("", "8")])
    reader.equal(lates[0], [reader.learns("", "12")])
    assert "late 0 4" in narrowed(reader)


LATES = [(2, 2), (2, 2), (2, 2), (2, 2), (20, 4)]


@over("seed", SEEDS)
def test_the_directie_of_one_school_finds_no_small_count_of_another_in_the_months_of_the_board(seed: int) -> None:
    truth = of_seed(seed)
    for own in range(truth.schools):
        reader = Reader()
        opens, lates, _stappen = reads_months(reader, truth.months())
        for at, day in enumerate(truth.open):
            for number, known in ((opens[at][own], sum(day[own])), (lates[at][own], truth.late[at][own])):
                reader.low[number] = reader.high[number] = known
        others = {name: at for name, at in reader.hidden.items() if name.startswith(("open", "late"))}
        reader.hidden = {name: at for name, at in others.items() if not name.endswith(f"School {own}")}
        reader.left_out = {}
        assert narrowed(reader) == []
