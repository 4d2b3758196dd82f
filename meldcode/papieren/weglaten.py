"""What a paper may never say: for a parent the names of others, and on any where somebody is to be found."""

import re
from collections.abc import Iterator

from meldcode import gezag
from meldcode.dossier.dossier import Dossier
from meldcode.namen.nameless import without

IEMAND = "(iemand anders)"
WEG = "(weggelaten)"
_APART = re.compile(r"[,;\n]")
_WORDS = 4  # signs: what is shorter is only found as it was written, for ordinary words are as short
_NUMBER = re.compile(r"\+?\d[\d\s-]{4,}\d")
_DIGIT, _CAPITAL = re.compile(r"\d"), re.compile(r"\b[A-ZÀ-Þ][\w’'-]{2,}")
_NAMED = re.compile(r"(?<=[^.!?\s] )[A-ZÀ-Þ][\w’'-]{2,}|\S+@\S+")


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


def _without_places(tekst: str, mens: gezag.Mens) -> str:
    for piece in _pieces(mens):
        tekst = piece.sub(WEG, tekst)
    return tekst


def _pieces(mens: gezag.Mens) -> Iterator[re.Pattern[str]]:
    """What gives away where they are: each part as it was typed, numbers however they are spaced, names of places."""
    for _vraag, typed in gezag.bereik(mens):
        whole = [part.strip() for part in _APART.split(typed)]
        for part in sorted((each for each in whole if len(each) > 1), key=len, reverse=True):
            spaced = r"\s+".join(map(re.escape, part.split()))
            yield re.compile(rf"(?<!\w){spaced}(?!\w)", re.IGNORECASE if len(part) >= _WORDS else 0)
        for number in _NUMBER.findall(typed):
            digits = r"[\s-]*".join(re.sub(r"\D", "", number))
            yield re.compile(rf"(?<!\d)\+?{digits}(?!\d)")
        streets = [word for part in whole if _DIGIT.search(part) for word in _CAPITAL.findall(part)]
        for named in [*_NAMED.findall(typed), *streets]:
            yield re.compile(rf"(?<!\w){re.escape(named)}(?!\w)")
