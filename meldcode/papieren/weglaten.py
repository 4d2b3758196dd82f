"""What a paper may never say: for a parent the names of others, and on any where somebody is to be found."""

from collections.abc import Iterable

from meldcode import gezag
from meldcode.dossier.dossier import Dossier
from meldcode.namen.nameless import without
from meldcode.namen.vindplaats import Vindplaats

IEMAND = "(iemand anders)"
WEG = "(weggelaten)"


def voor(tekst: str, dossier: Dossier, nummer: int) -> str:
    """The text for the person with this number (0: nobody in particular), without what is of others or is sheltered.

    Of a name only the parts are taken out that are not also of the pupil or of whom it is for.
    """
    people = gezag.mensen(dossier.standing)
    own = _words(dossier.leerling("naam")) | {
        word for each in people if each.nummer == nummer for word in _words(each.record.tekst("naam"))
    }
    for each in people:
        tekst = _without_places(tekst, each)
    for each in people:
        name = " ".join(word for word in each.record.tekst("naam").split() if word.casefold() not in own)
        if each.nummer != nummer and name:
            tekst = without(tekst, name, None, IEMAND)
    return tekst


def geheim(tekst: str, dossier: Dossier) -> str:
    """The text without what gives away where somebody is whose place is secret: that is said, not written."""
    for each in gezag.mensen(dossier.standing):
        if each.is_geheim:
            tekst = _without_places(tekst, each)
    return tekst


def _words(name: str) -> set[str]:
    return {each.casefold() for each in name.split()}


def vindplaatsen(people: Iterable[gezag.Mens]) -> list[Vindplaats]:
    """Where these people are to be found, to look for in texts."""
    return [Vindplaats(typed) for each in people for _vraag, typed in gezag.bereik(each)]


def taken_out(tekst: str, places: Iterable[tuple[int, int]], instead: str) -> str:
    """The text with ``instead`` for each of these places, which may overlap."""
    pieces, at = list[str](), 0
    for start, end in sorted(places):
        if start >= at:
            pieces += [tekst[at:start], instead]
        at = max(at, end)
    return "".join([*pieces, tekst[at:]])


def _without_places(tekst: str, mens: gezag.Mens) -> str:
    for each in vindplaatsen([mens]):
        tekst = taken_out(tekst, each.places(tekst), WEG)
    return tekst
