"""A weging compared with the earlier one, vraag by vraag."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from meldcode.vastleggingen import Weging
from meldcode.vastleggingen.afwegingskader import AFWEGINGEN, JaNeeTwijfel, advies
from meldcode.vragen.lezen import read_answer
from meldcode.vragen.meegewogen import Meegewogen
from meldcode.vragen.vastgelegd import Vastgelegd, in_text
from meldcode.vragen.vastlegging import asked
from meldcode.vragen.vraag import RawAnswers, Vraag

NIET_GEVRAAGD = "Niet gevraagd"
# The outcome already covers these.
_NOT_COMPARED = ("omdat", "anders")
Said = Mapping[str, tuple[str, str]]
"""By name: the vraag as worded, and the answer in words."""


@dataclass(frozen=True)
class Verandering:
    """One vraag whose answer changed."""

    vraag: str
    eerder: str
    nu: str


def recorded(weging: Vastgelegd) -> Said:
    """The vragen and answers of a weging, as worded that day."""
    return {each.naam: (each.vraag, each.tekst) for each in weging.antwoorden if each.naam not in _NOT_COMPARED}


def typed(raw: RawAnswers) -> Said:
    """The vragen and answers so far in the form of a weging."""
    found = {each.naam: (each.tekst, _words(each, raw)) for each in asked(Weging, raw) if raw.get(each.naam)}
    given = {naam: next((each for each in JaNeeTwijfel if raw.get(naam) == each), None) for naam in AFWEGINGEN}
    with suppress(LookupError):  # not enough is answered yet
        found["uitkomst"] = ("Wat geeft het afwegingskader aan?", advies(given).tekst)
    return found


def _words(about: Vraag, raw: RawAnswers) -> str:
    if about.keuzen or about.soort in (date, Meegewogen):
        try:
            return in_text(read_answer(about, raw.get(about.naam)))
        except ValueError:
            return ""  # half typed
    return str(raw.get(about.naam) or "")


def veranderingen(eerder: Said, nu: Said) -> tuple[Verandering, ...]:
    """What is answered differently now; unanswered vragen, and those never asked before, are no change."""
    found = []
    for naam, (vraag, tekst) in nu.items():
        before = eerder[naam][1] if naam in eerder else NIET_GEVRAAGD
        if tekst and tekst != before:
            found.append(Verandering(vraag, before, tekst))
    return tuple(found)
