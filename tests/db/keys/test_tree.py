"""A key for each record: derived one by one or all at once it is the same, and what was taken out has none."""

import pytest

from db.keys import tree
from db.keys.tree import TakenOut

KEY = bytes(range(32))
PLACES = [f"vastlegging|dossier|{number}" for number in range(600)]  # many more than there are ways to begin
GONE = PLACES[::30]


def test_of_many_leaves_derived_at_once_each_is_the_one_that_is_derived_alone() -> None:
    leaf = tree.leaves(KEY)
    found = [leaf(each) for each in PLACES]
    assert found == [tree.leaf(KEY, each) for each in PLACES] and len(set(found)) == len(PLACES)


@pytest.mark.parametrize("turn", [PLACES, PLACES[::-1]], ids=["forward", "backward"])
def test_what_was_taken_out_has_no_leaf_whatever_was_asked_before_it_and_the_others_keep_theirs(
    turn: list[str],
) -> None:
    before, left = tree.leaves(KEY), tree.leaves(tree.without(KEY, GONE, 1))
    for place in turn:
        if place in GONE:
            with pytest.raises(TakenOut):
                left(place)
        else:
            assert left(place) == before(place)
