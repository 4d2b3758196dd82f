"""Small counts are not published: whoever reads a table of a board must not learn that it was about one child.

A count under five is hidden, nought included. What is hidden must not follow from a total either. The rules are simple
on purpose, and a test holds them against a reader who has all tables and knows these rules
(``tests/domain/test_onderdrukken.py``). The bound of five is our own choice, usual for small counts (na te gaan).
"""

from collections.abc import Sequence
from dataclasses import dataclass

GRENS = 5
"""The smallest count that is published."""
MINDER = f"minder dan {GRENS}"
NIET_GETOOND = "niet getoond"
_MOST = GRENS - 1


@dataclass(frozen=True)
class Verdeling:
    """The parts of a whole as they are published. None: hidden. ``weg``: none of it is published."""

    delen: tuple[int | None, ...]
    totaal: int | None
    weg: bool = False

    def tekst(self, number: int) -> str:
        """One part in words."""
        return NIET_GETOOND if self.weg else in_words(self.delen[number])

    @property
    def totaal_tekst(self) -> str:
        return NIET_GETOOND if self.totaal is None else str(self.totaal)


def shown(aantal: int) -> int | None:
    """A count that stands by itself: no total is made of it and others."""
    return aantal if aantal >= GRENS else None


def in_words(aantal: int | None) -> str:
    return MINDER if aantal is None else str(aantal)


def _total_is_safe(delen: Sequence[int]) -> bool:
    """Whether each hidden part can still be anything from nought to four for whoever knows the total.

    They know the sum of the hidden parts then. One of them can only be four if the others can make up the rest, and
    nought if the others can hold all of it.
    """
    hidden = [each for each in delen if each < GRENS]
    return sum(delen) >= GRENS and (not hidden or _MOST <= sum(hidden) <= _MOST * (len(hidden) - 1))


def verdeling(delen: Sequence[int]) -> Verdeling:
    """The parts, and their total only when no hidden part follows from it."""
    return Verdeling(tuple(shown(each) for each in delen), sum(delen) if _total_is_safe(delen) else None)


def twee_verdelingen(eerste: Sequence[int], tweede: Sequence[int]) -> tuple[Verdeling, Verdeling]:
    """Two divisions of one whole (by school, by stap). The second is published only if the total is safe in both.

    Each division gives the total away when nothing in it is hidden, and part of it when something is; so of two that
    are not both safe, one is enough. Raises ``ValueError`` when they do not divide the same whole.
    """
    if sum(eerste) != sum(tweede):
        raise ValueError("two divisions of one whole have the same total")
    first = verdeling(eerste)
    if _total_is_safe(eerste) and _total_is_safe(tweede):
        return first, verdeling(tweede)
    return first, Verdeling((None,) * len(tweede), None, weg=True)
