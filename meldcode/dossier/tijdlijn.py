"""The timeline: what happened when, by kind, without anything typed and without names, so that a team may see it."""

from dataclasses import dataclass
from datetime import date

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import dag
from meldcode.vastleggingen import BY_NAME, Besluit
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.verzoeken.lopend import betwist
from meldcode.vragen.baan import Baan
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastgelegd import Vastgelegd


@dataclass(frozen=True)
class Ogenblik:
    """One event on the timeline: its day, its line, and what it was in words (a title, with a choice)."""

    on: date
    baan: Baan
    wat: str


def tijdlijn(dossier: Dossier) -> tuple[Ogenblik, ...]:
    """Everything that happened, the earliest first; without what is recorded as not having taken place."""
    found, disputed = [], betwist(dossier.standing)
    for each in dossier.standing:
        kind = BY_NAME.get(each.soort)
        if kind and kind.baan and not each.says(kind.vond_plaats, JaNee.NEE):
            mark = " (betwist)" if each.nummer in disputed else ""
            found.append(Ogenblik(dag(each), kind.baan, f"{_wat(each)}{mark}"))
    return tuple(sorted(found, key=lambda each: each.on))


def _wat(record: Vastgelegd) -> str:
    if record.isa(Besluit):
        chosen = [
            name for name, naam in (("5a hulp", "helpen"), ("5b melding", "melden")) if record.says(naam, JaNee.JA)
        ]
        return f"{record.titel}: {' en '.join(chosen) or 'geen hulp en geen melding'}"
    keuze = record.tekst(BY_NAME[record.soort].kern)
    return f"{record.titel}: {keuze}" if keuze else record.titel


def in_zinnen(ogenblikken: tuple[Ogenblik, ...]) -> list[str]:
    """The timeline as Dutch sentences, one for each line: how often, and then each event with its day."""
    zinnen = []
    for baan in Baan:
        found = [each for each in ogenblikken if each.baan is baan]
        listed = "; ".join(f"{in_words(each.on)}, {each.wat}" for each in found)
        zinnen.append(f"{baan} ({len(found)}): {listed}." if found else f"{baan}: geen.")
    return zinnen
