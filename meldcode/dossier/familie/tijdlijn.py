"""One timeline of the dossiers of a family: what happened when, in which of them, without anything typed or a name."""

from collections.abc import Sequence

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.tijdlijn import Ogenblik, tijdlijn
from meldcode.vragen.datum import in_words

Samen = tuple[tuple[str, Ogenblik], ...]
"""Code name of the dossier and what happened, the earliest first."""


def samen(dossiers: Sequence[Dossier]) -> Samen:
    """Everything that happened in these dossiers."""
    found = [(each.codenaam, ogenblik) for each in dossiers for ogenblik in tijdlijn(each)]
    return tuple(sorted(found, key=lambda each: each[1].on))


def in_zinnen(found: Samen) -> list[str]:
    """The same in Dutch lines: the day, the dossier, and what happened."""
    return [f"{in_words(each.on)}, {codenaam}: {each.wat}" for codenaam, each in found]
