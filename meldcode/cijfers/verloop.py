"""The marks that a dossier leaves for counting, such as a decision or a skipped stap. Nothing about the child.

They are computed from the records only, so that they can be computed again at any time (ADR 13).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from meldcode.dossier.afwijkingen import of_besluit
from meldcode.dossier.dossier import Dossier, Stapstatus
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import AcuutGevaar, AdviesVeiligThuis, Afzien, Besluit, Leerlingbespreking, Overleg
from meldcode.vastleggingen.algemeen import JaNee
from meldcode.vragen.tekst import visible
from meldcode.vragen.vastgelegd import Vastgelegd


class Merksoort(StrEnum):
    """What a mark says. The value is stored."""

    ADVIES = "advies"
    BESLUIT = "besluit"
    OVERGESLAGEN = "overgeslagen"
    AFGEZIEN = "afgezien"
    AFWIJKING = "afwijking"
    NIET_OVERLEGD = "niet_overlegd"
    NIET_BESPROKEN = "niet_besproken"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Merksoort.ADVIES: "Advies gevraagd aan Veilig Thuis",
    Merksoort.BESLUIT: "Besluit",
    Merksoort.OVERGESLAGEN: "Stap overgeslagen bij acuut gevaar",
    Merksoort.AFGEZIEN: "Afgezien van het gesprek met de ouders",
    Merksoort.AFWIJKING: "Afgeweken van het afwegingskader",
    Merksoort.NIET_OVERLEGD: "Geen overleg in stap 1",
    Merksoort.NIET_BESPROKEN: "Niet besproken in het team",
}
OVERGESLAGEN_OF_AFGEWEKEN = (
    Merksoort.OVERGESLAGEN,
    Merksoort.AFGEZIEN,
    Merksoort.AFWIJKING,
    Merksoort.NIET_OVERLEGD,
    Merksoort.NIET_BESPROKEN,
)
"""The kinds of marks that say that a stap was not taken as declared. Each needs a reason."""
BESLUITEN = {
    "5a": "5a: hulp, geen melding",
    "5b": "5b: melding, geen hulp van de school",
    "beide": "5a en 5b: hulp en melding",
    "geen": "Geen hulp en geen melding",
}
"""The values of a mark of a besluit (both decisions of stap 5 together), with their labels."""


@dataclass(frozen=True)
class Merk:
    """One mark. ``over`` is the number of the record it is about, ``stap`` that of the stap.

    ``waarde`` says more for some kinds: which decision, which stap was skipped. ``met_reden``: a reason was given.
    """

    over: int
    soort: Merksoort
    stap: int
    on: date
    waarde: str = ""
    met_reden: bool = True


def about(dossier: Dossier) -> Vastgelegd:
    """The record that the last one is about, as it counts: itself, or the one that it finally corrects."""
    # By number, not by position: a dossier loaded for a second weigher lacks the answers of the first.
    by_nummer = {each.nummer: each for each in dossier.records}
    original = dossier.records[-1]
    while original.corrigeert is not None:
        original = by_nummer[original.corrigeert]
    return next(each for each in dossier.standing if each.nummer == original.nummer)


def _until(dossier: Dossier, nummer: int) -> Dossier:
    """The dossier with its records up to and including this one."""
    return replace(dossier, records=tuple(each for each in dossier.records if each.nummer <= nummer))


def merken(dossier: Dossier) -> tuple[Merk, ...]:
    """The marks that the last record makes. If it is a correction, they replace those of the record it corrects."""
    record = about(dossier)
    return tuple(_marks(dossier, record, _until(dossier, record.nummer - 1)))


def _marks(dossier: Dossier, record: Vastgelegd, before: Dossier) -> Iterator[Merk]:
    nummer, on = record.nummer, record.on
    if record.isa(AdviesVeiligThuis):
        yield Merk(nummer, Merksoort.ADVIES, before.fase.stap, on)
    elif record.isa(Afzien) and not any(each.isa(Afzien) for each in before.window(STAPPEN[2])):
        # Once for the pupil, also when it was recorded of each parent apart.
        yield Merk(nummer, Merksoort.AFGEZIEN, 3, on, met_reden=bool(record.waarde("redenen")))
    elif record.isa(Besluit):
        yield from _of_besluit(record, dossier)
    elif record.isa(AcuutGevaar):
        after = _until(dossier, nummer)
        reason = _given(record, "reden")
        for stap in STAPPEN:
            skipped = after.status(stap) is Stapstatus.OVERGESLAGEN
            if skipped and before.status(stap) is not Stapstatus.OVERGESLAGEN:
                yield Merk(nummer, Merksoort.OVERGESLAGEN, stap.nummer, on, str(stap.nummer), reason)
    elif record.isa(Overleg) and record.says("gevoerd", JaNee.NEE):
        yield Merk(nummer, Merksoort.NIET_OVERLEGD, 1, on, met_reden=_given(record, "waarom_niet"))
    elif record.isa(Leerlingbespreking) and record.says("gehouden", JaNee.NEE):
        yield Merk(nummer, Merksoort.NIET_BESPROKEN, 2, on, met_reden=_given(record, "waarom_niet"))


def _of_besluit(record: Vastgelegd, dossier: Dossier) -> Iterator[Merk]:
    report, help_ = record.says("melden", JaNee.JA), record.says("helpen", JaNee.JA)
    waarde = "beide" if report and help_ else "5b" if report else "5a" if help_ else "geen"
    yield Merk(record.nummer, Merksoort.BESLUIT, 5, record.on, waarde)
    if of_besluit(record, dossier):
        yield Merk(record.nummer, Merksoort.AFWIJKING, 5, record.on, met_reden=_given(record, "afwijking"))


def _given(record: Vastgelegd, naam: str) -> bool:
    return visible(record.tekst(naam)) != ""
