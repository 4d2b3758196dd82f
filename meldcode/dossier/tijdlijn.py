"""What happened when, by kind: without typed text or names, so that anybody may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import dag
from meldcode.vastleggingen import (
    AcuutGevaar,
    AdviesVeiligThuis,
    Afsluiting,
    Afzien,
    Besluit,
    Consultatie,
    Effectmeting,
    FormeelGesprek,
    GesprekLeerling,
    Hulp,
    Inbreng,
    Leerlingbespreking,
    Melding,
    OudersGeinformeerd,
    Overleg,
    Signaal,
    Terugkoppeling,
    UitkomstStap2,
    Weging,
    Zorggesprek,
)
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging


class Baan(StrEnum):
    """A line of the picture: one kind of thing that happens."""

    SIGNALEN = "Signalen"
    GESPREKKEN = "Gesprekken"
    OVERLEG = "Overleg en advies"
    BESLUITEN = "Wegen en beslissen"
    HULP = "Hulp en melding"


_BANEN: Mapping[Baan, tuple[type[Vastlegging], ...]] = {
    Baan.SIGNALEN: (Signaal, AcuutGevaar),
    Baan.GESPREKKEN: (GesprekLeerling, Zorggesprek, FormeelGesprek, Afzien, OudersGeinformeerd),
    Baan.OVERLEG: (Overleg, Consultatie, Leerlingbespreking, AdviesVeiligThuis, Inbreng),
    Baan.BESLUITEN: (UitkomstStap2, Weging, Besluit, Afsluiting),
    Baan.HULP: (Hulp, Effectmeting, Melding, Terugkoppeling),
}
_BAAN = {kind.__name__: baan for baan, kinds in _BANEN.items() for kind in kinds}
# Answers that are chosen, never typed.
_KEUZE = {"Signaal": "soort", "Effectmeting": "signalen", "UitkomstStap2": "uitkomst", "Overleg": "met"}
_HELD = ("gevoerd", "gehouden", "geinformeerd")


@dataclass(frozen=True)
class Ogenblik:
    """One event."""

    on: date
    baan: Baan
    wat: str


def tijdlijn(dossier: Dossier) -> tuple[Ogenblik, ...]:
    """Everything that happened, by day. What was not held did not happen."""
    found = [
        Ogenblik(dag(each), _BAAN[each.soort], _wat(each))
        for each in dossier.standing
        if each.soort in _BAAN and not any(each.says(naam, JaNee.NEE) for naam in _HELD)
    ]
    return tuple(sorted(found, key=lambda each: each.on))


def _wat(record: Vastgelegd) -> str:
    if record.isa(Besluit):
        chosen = [
            name for name, naam in (("5a hulp", "helpen"), ("5b melding", "melden")) if record.says(naam, JaNee.JA)
        ]
        return f"{record.titel}: {' en '.join(chosen) or 'geen hulp en geen melding'}"
    keuze = record.tekst(_KEUZE.get(record.soort, ""))
    return f"{record.titel}: {keuze}" if keuze else record.titel


def in_zinnen(ogenblikken: tuple[Ogenblik, ...]) -> list[str]:
    """The timeline in words: per kind how often, and then each with its day."""
    zinnen = []
    for baan in Baan:
        found = [each for each in ogenblikken if each.baan is baan]
        listed = "; ".join(f"{in_words(each.on)}, {each.wat}" for each in found)
        zinnen.append(f"{baan} ({len(found)}): {listed}." if found else f"{baan}: geen.")
    return zinnen
