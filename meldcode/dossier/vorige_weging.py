"""A weging compared with an earlier one, vraag by vraag, by the stored answers: their wording may have changed."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from meldcode.vastleggingen import Weging
from meldcode.vastleggingen.afwegingskader import advies, five_answers
from meldcode.vragen.lezen import read_answer
from meldcode.vragen.meegewogen import Meegewogen
from meldcode.vragen.vastgelegd import Vastgelegd, in_text
from meldcode.vragen.vastlegging import asked, written
from meldcode.vragen.vraag import Raw, RawAnswers, Vraag

NIET_GEVRAAGD = "Niet gevraagd"
# They explain the outcome, which is compared itself.
_NOT_COMPARED = ("omdat", "anders")
Said = Mapping[str, tuple[str, str, Raw]]
"""By name of the vraag: the vraag as worded, the answer in words, and the answer as stored."""


@dataclass(frozen=True)
class Verandering:
    """A vraag that is answered differently now, with both answers in words."""

    vraag: str
    eerder: str
    nu: str


def recorded(weging: Vastgelegd) -> Said:
    """The vragen and answers of a weging, as worded that day."""
    found = (each for each in weging.antwoorden if each.naam not in _NOT_COMPARED)
    return {each.naam: (each.vraag, each.tekst, each.waarde) for each in found}


def typed(raw: RawAnswers) -> Said:
    """The vragen and answers so far in the form of a new weging; half typed answers have an empty text."""
    found = {each.naam: (each.tekst, *_answered(each, raw)) for each in asked(Weging, raw) if raw.get(each.naam)}
    with suppress(LookupError):  # not enough is answered yet
        regel = advies(five_answers(raw))
        found["uitkomst"] = ("Wat geeft het afwegingskader aan?", regel.tekst, regel.naam)
    return found


def _answered(about: Vraag, raw: RawAnswers) -> tuple[str, Raw]:
    if about.keuzen or about.soort in (date, Meegewogen):
        try:
            answer = read_answer(about, raw.get(about.naam))
        except ValueError:
            return "", None  # half typed
        return in_text(answer), written(answer)
    text = str(raw.get(about.naam) or "")
    return text, text


def veranderingen(eerder: Said, nu: Said) -> tuple[Verandering, ...]:
    """The vragen that are answered differently now. Vragen without an answer now are left out.

    A vraag that was not asked before is included, with ``NIET_GEVRAAGD`` as its earlier answer.
    """
    found = []
    for naam, (vraag, tekst, waarde) in nu.items():
        _asked, before, stored = eerder.get(naam, ("", NIET_GEVRAAGD, None))
        if tekst and waarde != stored:
            found.append(Verandering(vraag, before, tekst))
    return tuple(found)
