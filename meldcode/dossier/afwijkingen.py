"""Decisions that differ from what the afwegingskader indicated at that time, each with its written reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from meldcode.dossier.advies import advies_now, wijkt_af
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Besluit
from meldcode.vastleggingen.afwegingskader import Regel
from meldcode.vragen.vastgelegd import Vastgelegd


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
    """What the afwegingskader indicated when this was decided or corrected, from the records up to then."""
    since = besluit.gecorrigeerd_in or besluit.nummer
    return advies_now(replace(dossier, records=tuple(each for each in dossier.records if each.nummer < since)))
