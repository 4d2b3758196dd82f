"""What was agreed among colleagues: who does what by when, and what came of it."""

from dataclasses import dataclass
from datetime import date

from meldcode.persoon import Persoon
from meldcode.rollen import Role
from meldcode.vastleggingen.algemeen import regel
from meldcode.vraag import Keuze, Vastlegging, vraag

AFSPREKERS = frozenset({Role.IB_ER, Role.LEERKRACHT, Role.VERTROUWENSPERSOON})
"""Who can be given an agreement: those whose role lets them record something in a dossier."""


@dataclass(frozen=True)
class Afspraak(Vastlegging):
    titel = "Afspraak"
    uitleg = (
        "Eén ding, met één naam en één dag. Wie de afspraak krijgt, ziet om welke leerling het gaat en leest deze "
        "afspraak; niet het dossier. Pas als vastligt wat ervan kwam, is zij van de lijst."
    )
    gedaan = "De afspraak staat bij de collega op de lijst."

    wat: str = regel("Wat gaat er gebeuren?", help="Zo kort als kan.", min_length=5)
    wie: Persoon = vraag("Wie doet dat?", rollen=AFSPREKERS)
    uiterlijk: date = vraag("Uiterlijk wanneer?", future=True)
    besloten_in: str | None = regel(
        "Waar is dit afgesproken?", help="Bijvoorbeeld: leerlingbespreking van 9 november.", optional=True
    )


class Afloop(Keuze):
    GEDAAN = "gedaan", "Gedaan"
    VERVALT = "vervalt", "Niet gedaan, en niet meer nodig"


@dataclass(frozen=True)
class Afgehandeld(Vastlegging):
    titel = "Afspraak afgehandeld"
    uitleg = "Wat kwam ervan? Pas als dat vastligt, is de afspraak van de lijst."
    gedaan = "De afspraak is van de lijst."
    door = AFSPREKERS

    afspraak: str = regel("Welke afspraak?")
    afloop: Afloop = vraag("Hoe is het afgelopen?")
    uitkomst: str = vraag("Wat kwam ervan?", help="Of waarom het niet meer nodig is.", min_length=5, max_length=2_000)


OPVOLGING = (Afspraak, Afgehandeld)
