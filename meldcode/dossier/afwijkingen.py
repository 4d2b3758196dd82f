"""Deviations: decisions that differ from what the afwegingskader indicated that day, each with its written reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from meldcode.dossier.advies import advies_now, wijkt_af
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Besluit
from meldcode.vastleggingen.afwegingskader import PER_NAAM, Regel
from meldcode.vragen.vastgelegd import Antwoord, Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging

_AANGEGEVEN = "aangegeven"


@dataclass(frozen=True)
class Afwijking:
    """One such decision, by the number of its record. ``reden`` is about the child: the directie may not read it."""

    nummer: int
    on: date
    regel: Regel
    reden: str


def afwijkingen(dossier: Dossier) -> tuple[Afwijking, ...]:
    """Every deviation in this dossier, in the order of the decisions."""
    return tuple(_found(dossier))


def _found(dossier: Dossier) -> Iterator[Afwijking]:
    for besluit in dossier.of(Besluit):
        afwijking = of_besluit(besluit, dossier)
        if afwijking:
            yield afwijking


def of_besluit(besluit: Vastgelegd, dossier: Dossier) -> Afwijking | None:
    """The deviation in this decision, as it counts after corrections; None when it does not deviate."""
    regel = indicated(besluit, dossier)
    if regel and wijkt_af({each.naam: each.waarde for each in besluit.antwoorden}, regel):
        return Afwijking(besluit.nummer, besluit.on, regel, besluit.tekst("afwijking"))
    return None


def indicated(besluit: Vastgelegd, dossier: Dossier) -> Regel | None:
    """What the afwegingskader indicated when this was decided or corrected, as it was stored with it that day.

    Up to release 0.2.0 nothing was stored: for those it is computed from the earlier records, by the rules of then.
    None when there was no weging yet.
    """
    kept = PER_NAAM.get(str(besluit.waarde(_AANGEGEVEN)))
    if kept:
        return kept
    since = besluit.gecorrigeerd_in or besluit.nummer
    return held_to(replace(dossier, records=tuple(each for each in dossier.records if each.nummer < since)), besluit)


def held_to(dossier: Dossier, corrects: Vastgelegd | None = None) -> Regel | None:
    """The rule that a besluit recorded now is compared with; None without a weging.

    ``corrects``: the besluit it corrects. One of release 0.2.0 or earlier is compared by the rules of then.
    """
    return advies_now(dossier, also_told=corrects is None or corrects.waarde(_AANGEGEVEN) is not None)


def aangegeven(kind: type[Vastlegging], dossier: Dossier, corrects: Vastgelegd | None = None) -> tuple[Antwoord, ...]:
    """What the afwegingskader indicates now, as an answer to store with a besluit, in the words of this day.

    Empty for other kinds, without a weging, and for a correction of a besluit with which nothing was stored.
    """
    is_of_before = corrects is not None and corrects.waarde(_AANGEGEVEN) is None
    regel = held_to(dossier, corrects) if kind is Besluit and not is_of_before else None
    return (Antwoord(_AANGEGEVEN, "Wat gaf het afwegingskader aan?", regel.tekst, regel.naam),) if regel else ()
