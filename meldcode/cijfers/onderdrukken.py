"""Hiding small counts, so that nobody can learn from a published table that it was about one particular child.

A count under five is hidden, zero included. A hidden count must not follow from a total either, nor from another figure
that limits it (``VERBANDEN``). The rules are simple on purpose, and are tested against a reader who has all tables and
knows these rules (``tests/meldcode/cijfers/test_onderdrukken.py``, ``tests/pages/cijfers/test_bestuur_attacked.py``).
ADR 16 says what they prevent and what not. The limit of five is Meldroute's own choice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

GRENS = 5
"""The smallest count that is published; Meldroute's own choice (ADR 16)."""
MINDER = f"minder dan {GRENS}"
NIET_GETOOND = "niet getoond"
_MOST = GRENS - 1


@dataclass(frozen=True)
class Verdeling:
    """The parts of a whole as published, and their total. None: hidden. ``weg``: nothing of it is published."""

    delen: tuple[int | None, ...]
    totaal: int | None
    weg: bool = False

    def tekst(self, number: int) -> str:
        """The part with this index, in Dutch."""
        return NIET_GETOOND if self.weg else in_words(self.delen[number])

    @property
    def totaal_tekst(self) -> str:
        """The total, in Dutch."""
        return NIET_GETOOND if self.totaal is None else str(self.totaal)


def shown(aantal: int) -> int | None:
    """The count as it is published when it is part of no total; None: hidden."""
    return aantal if aantal >= GRENS else None


def in_words(aantal: int | None) -> str:
    """A published count in Dutch; None: hidden."""
    return MINDER if aantal is None else str(aantal)


def _total_is_safe(delen: Sequence[int], known: int) -> bool:
    """Whether each hidden part can still be anything from 0 to 4 for a reader who knows the total.

    Such a reader knows the sum of the hidden parts. One part can be 4 only if the others can make up the rest, and 0
    only if the others can hold all of it; that must be so whichever ``known`` of the others the reader knows.
    """
    hidden = [each for each in delen if each < GRENS]
    lowest, highest = _MOST * (1 + known), _MOST * (len(hidden) - 1 - known)
    return sum(delen) >= GRENS and (not hidden or lowest <= sum(hidden) <= highest)


def verdeling(delen: Sequence[int], *, known: int = 0) -> Verdeling:
    """The parts as published, with their total only when no hidden part follows from it.

    ``known``: how many hidden parts a reader may know already. When the parts are schools, that is one: their own.
    """
    return Verdeling(tuple(shown(each) for each in delen), sum(delen) if _total_is_safe(delen, known) else None)


def tweede_verdeling(delen: Sequence[int]) -> Verdeling:
    """Another division of something that is published already, so that readers know the total of this one.

    It is published only if that total is safe. ``delen`` must be without what the first division hides.
    """
    if _total_is_safe(delen, 0):
        return verdeling(delen)
    return Verdeling((None,) * len(delen), None, weg=True)


# Between figures


@dataclass(frozen=True)
class Verband:
    """A relation by which one figure (``stroom``) limits others (``hoogstens``); ``waarom`` says why, in Dutch.

    Each of ``hoogstens`` is at most what was open on the first of an earlier month, plus ``stroom``. So ``stroom`` is
    published only when it is larger than all of them: then it says nothing about them.
    """

    stroom: str
    hoogstens: tuple[str, ...]
    waarom: str


OPEN, BESLUITEN = "open op de eerste van een maand", "besluiten"
GEOPEND, GEEINDIGD, TE_LAAT = "geopend", "hoe vaak een stap eindigde", "termijnen te laat"
VERBANDEN = (
    Verband(GEOPEND, (OPEN, BESLUITEN), "wat open is of een besluit krijgt, was al open of is geopend"),
    Verband(GEEINDIGD, (OPEN,), "wat uit een stap verdwijnt heeft die beëindigd, wat erbij komt een andere"),
    Verband(TE_LAAT, (OPEN,), "waarin iets te laat is, daarin was al iets te laat of is het dat geworden"),
)
"""The relations that need a rule. Two others need none. Open dossiers with something late have no total: a part of five
or more is part of what is shown, and a smaller one can be anything. And no two other figures of a year count the same
thing or have a total (``meldcode.cijfers.jaarverslag``)."""
_VERBAND = {each.stroom: each for each in VERBANDEN}


@dataclass(frozen=True)
class Omvang:
    """The most dossiers that can have been open, and the number of decisions, both as they are published.

    All readers know these. So when a figure is left out because of them, that says only that it is not larger.
    """

    open: int
    besluiten: int

    def mag(self, stroom: str, aantal: int) -> bool:
        """Whether the figure ``stroom`` with this count reveals nothing about others, so that it can be published."""
        bounds = {OPEN: self.open, BESLUITEN: self.besluiten}
        return aantal > max(_MOST, *(bounds[each] for each in _VERBAND[stroom].hoogstens))


def hoogste(open_per_school: Iterable[Sequence[int]]) -> int:
    """An upper bound of how many dossiers were open on one of these days, from the published counts per school."""
    return sum(max((shown(each) or _MOST for each in days), default=_MOST) for days in open_per_school)
