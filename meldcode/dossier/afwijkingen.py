"""Decisions that differ from what the afwegingskader indicated at that time, each with its written reason."""

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
    """One such decision. ``reden`` is about the child: the directie sees that there is one, not what it says."""

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
    """The deviation of this decision, as it now counts; None when there is none."""
    regel = indicated(besluit, dossier)
    if regel and wijkt_af({each.naam: each.waarde for each in besluit.antwoorden}, regel):
        return Afwijking(besluit.nummer, besluit.on, regel, besluit.tekst("afwijking"))
    return None


def indicated(besluit: Vastgelegd, dossier: Dossier) -> Regel | None:
    """What the afwegingskader indicated when this was decided or corrected: as kept with it that day.

    Up to release 0.2.0 nothing was kept: then from the records up to it, by the rules of then.
    """
    kept = PER_NAAM.get(str(besluit.waarde(_AANGEGEVEN)))
    if kept:
        return kept
    since = besluit.gecorrigeerd_in or besluit.nummer
    return held_to(replace(dossier, records=tuple(each for each in dossier.records if each.nummer < since)), besluit)


def held_to(dossier: Dossier, corrects: Vastgelegd | None = None) -> Regel | None:
    """What a besluit recorded now is held to; a correction of one of up to release 0.2.0, by the rules of then."""
    return advies_now(dossier, also_told=corrects is None or corrects.waarde(_AANGEGEVEN) is not None)


def aangegeven(kind: type[Vastlegging], dossier: Dossier, corrects: Vastgelegd | None = None) -> tuple[Antwoord, ...]:
    """What the afwegingskader indicates, kept with a besluit in the words of that day."""
    is_of_before = corrects is not None and corrects.waarde(_AANGEGEVEN) is None
    regel = held_to(dossier, corrects) if kind is Besluit and not is_of_before else None
    return (Antwoord(_AANGEGEVEN, "Wat gaf het afwegingskader aan?", regel.tekst, regel.naam),) if regel else ()
