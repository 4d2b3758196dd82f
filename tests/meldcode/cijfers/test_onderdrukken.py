"""Suppression of small counts (ADR 16): reading every table, and knowing the rules, does not reveal a hidden count."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meldcode.cijfers.onderdrukken import GRENS, Verdeling, in_words, shown, tweede_verdeling, verdeling
from tests.over import over

HIDDEN = range(GRENS)
Truth = tuple[int, ...]
MOST = 7
"""The largest part that is tried: parts are hidden, just published, and a little more."""


def tables(parts: int, most: int = MOST) -> list[Truth]:
    return list(product(range(most + 1), repeat=parts))


def what_a_reader_knows(publish: Callable[[Any], Any], truths: Iterable[Any]) -> dict[Any, list[Any]]:
    """Per published form, every reality that would be published that way: the attacker knows the rules."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for truth in truths:
        found[publish(truth)].append(truth)
    return found


# One division


@pytest.mark.parametrize("parts", [1, 2, 3, 4, 5])
def test_a_hidden_count_can_still_be_anything_from_nought_to_four(parts: int) -> None:
    for published, truths in what_a_reader_knows(verdeling, tables(parts, MOST if parts < 5 else 6)).items():
        assert isinstance(published, Verdeling)
        for place, part in enumerate(published.delen):
            if part is None:
                assert {truth[place] for truth in truths} == set(HIDDEN), published


@pytest.mark.parametrize("parts", [1, 2, 3, 4, 5])
def test_whoever_knows_the_count_of_one_school_cannot_tell_a_hidden_one_of_another(parts: int) -> None:
    """The directie of a school knows its own counts, beside the tables of the board."""
    totals = 0
    truths = list(tables(parts, MOST if parts < 5 else 6))
    for published, possible in what_a_reader_knows(lambda each: verdeling(each, known=1), truths).items():
        assert isinstance(published, Verdeling)
        totals += published.totaal is not None and None in published.delen
        for own in {truth[0] for truth in possible}:
            known = [truth for truth in possible if truth[0] == own]
            for place, part in enumerate(published.delen[1:], 1):
                if part is None:
                    assert {truth[place] for truth in known} == set(HIDDEN), (published, own)
    assert totals or parts < 4


def test_the_whole_of_two_small_schools_is_not_told_to_either_of_them() -> None:
    assert verdeling((2, 2, 20)).totaal == 24 and verdeling((2, 2, 20), known=1).totaal is None
    assert verdeling((2, 2, 2, 2, 20), known=1).totaal == 28


@pytest.mark.parametrize("parts", [1, 2, 3, 4])
def test_what_is_shown_is_true(parts: int) -> None:
    for truth in tables(parts):
        published = verdeling(truth)
        assert all(part in (None, real) for part, real in zip(published.delen, truth, strict=True))
        assert published.totaal in (None, sum(truth))
        assert not [each for each in (*published.delen, published.totaal) if each is not None and each < GRENS]


def test_a_total_is_shown_where_nothing_follows_from_it() -> None:
    """So that the tests above do not pass because nothing is ever published."""
    assert verdeling((6, 8, 20)) == Verdeling((6, 8, 20), 34)
    assert verdeling((2, 2, 20)) == Verdeling((None, None, 20), 24)
    assert verdeling((1, 2, 3, 0, 2)) == Verdeling((None,) * 5, 8)
    assert verdeling((3, 8, 20)) == Verdeling((None, 8, 20), None), "the only hidden one would follow"
    assert verdeling((0, 0, 20)) == Verdeling((None, None, 20), None), "both would be nought"
    assert verdeling((4, 4, 4, 4)) == Verdeling((None,) * 4, None), "all would be four"
    assert verdeling((1, 1, 1)) == Verdeling((None,) * 3, None), "the total is under five itself"


# Two divisions: by school, and what is shown of that by stap


def both(truth: tuple[Truth, Truth]) -> tuple[Verdeling, Verdeling]:
    schools, stappen = truth
    return verdeling(schools, known=1), tweede_verdeling(stappen)


def told(schools: Iterable[int]) -> int:
    """The total of the second division: only schools whose own count is told are in it."""
    return sum(each for each in schools if each >= GRENS)


def pairs(first: int, second: int, most: int) -> list[tuple[Truth, Truth]]:
    by_total: dict[int, list[Truth]] = defaultdict(list)
    for truth in tables(second, first * most):
        by_total[sum(truth)].append(truth)
    return [(one, other) for one in tables(first, most) for other in by_total[told(one)]]


@over(("first", "second", "most"), [(1, 2, 20), (1, 3, 16), (2, 2, 10), (2, 3, 8), (3, 2, 7), (3, 3, 5), (4, 2, 5)])
def test_two_divisions_side_by_side_give_no_hidden_count_away(first: int, second: int, most: int) -> None:
    truths: list[object] = list(pairs(first, second, most))
    seen = 0
    for published, possible in what_a_reader_knows(both, truths).items():
        for number, division in enumerate(published):  # type: ignore[arg-type,var-annotated]
            for place, part in enumerate(division.delen):
                if part is None:
                    could_be = {each[number][place] for each in possible}
                    assert len(could_be) > 1 or not told(each or 0 for each in published[0].delen), published
                    assert division.weg or could_be == set(HIDDEN), published
                    seen += 1
    assert seen > 5


def bounds(published: Verdeling, total: int | None) -> list[tuple[int, int]]:
    """The bounds on each hidden part that follow from a total by arithmetic alone, without knowing the rules."""
    top = 10**6 if published.weg else GRENS - 1
    low = [0 if each is None else each for each in published.delen]
    high = [top if each is None else each for each in published.delen]
    if total is None:
        total_low, total_high = 0, 10**6
    else:
        total_low = total_high = total
    return [
        (max(at, total_low - (sum(high) - most)), min(most, total_high - (sum(low) - at)))
        for part, at, most in zip(published.delen, low, high, strict=True)
        if part is None
    ]


@given(
    schools=st.lists(st.integers(0, 40), min_size=1, max_size=50),
    cuts=st.lists(st.floats(0, 1), min_size=4, max_size=4),
)
def test_no_hidden_count_of_fifty_schools_is_narrowed_by_adding_and_subtracting(
    schools: list[int], cuts: list[float]
) -> None:
    total = told(schools)
    borders = [0, *sorted(round(cut * total) for cut in cuts), total]
    by_school, by_stap = both((tuple(schools), tuple(right - left for left, right in pairwise(borders))))
    found = bounds(by_school, by_school.totaal) + (bounds(by_stap, total) if total else [])
    assert all(low == 0 and high >= GRENS - 1 for low, high in found)


def test_the_reader_who_adds_and_subtracts_finds_what_a_careless_table_gives_away() -> None:
    """So that the test above is known to fail for the right reason."""
    assert bounds(Verdeling((None, 8, 20), 31), 31) == [(3, 3)]
    assert bounds(Verdeling((None, 10), None), 10) == [(0, 0)] and bounds(Verdeling((None, 6), None), 10) == [(4, 4)]


# Over time


def test_two_tables_of_two_days_give_no_more_away_than_each_by_itself() -> None:
    """Between two days dossiers may open, close and open again, so the counts of one day do not reveal the other's.

    That holds only as long as no table tells what happened in between: the board gets no account of a running year.
    """
    truths = list(product(tables(2, 6), repeat=2))
    alone = what_a_reader_knows(verdeling, list(tables(2, 6)))
    both = what_a_reader_knows(lambda each: (verdeling(each[0]), verdeling(each[1])), truths)
    assert len(both) == len(alone) ** 2
    for (first, second), possible in both.items():
        assert {each[0] for each in possible} == set(alone[first])
        assert {each[1] for each in possible} == set(alone[second])


# Words


def test_what_is_hidden_is_said_in_words_and_nought_is_hidden_too() -> None:
    assert [in_words(shown(number)) for number in (0, 4, 5)] == ["minder dan 5", "minder dan 5", "5"]
    assert verdeling((1, 9)).tekst(0) == "minder dan 5" and verdeling((1, 9)).totaal_tekst == "niet getoond"
    assert tweede_verdeling((9, 0)).tekst(0) == "niet getoond" and tweede_verdeling((9, 8)).tekst(0) == "9"
