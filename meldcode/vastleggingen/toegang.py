"""What is recorded about access beyond the role: invitations, exclusions, and inspections by the directie."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from meldcode.rollen import Role
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag

TE_NODIGEN = frozenset({Role.VERTROUWENSPERSOON, Role.LEERKRACHT})
AF_TE_SCHERMEN = frozenset({Role.IB_ER, Role.DIRECTIE, Role.VERTROUWENSPERSOON, Role.LEERKRACHT, Role.FG})
VERVANGERS = frozenset({Role.IB_ER, Role.DIRECTIE, Role.VERTROUWENSPERSOON})
MET_VERVANGER = frozenset({Role.IB_ER, Role.DIRECTIE})
"""In which roles somebody stands in for whoever is excluded. Who has both is excluded once in each."""


def wie_niet(tekst: str, **options: Any) -> Any:
    """The vraag who is excluded, for an opening and for later; options as for ``vraag``."""
    return vraag(
        tekst,
        help="Voor deze collega bestaat dit dossier niet: niet in lijsten, aantallen en berichten. "
        "De collega krijgt dat niet te horen.",
        rollen=AF_TE_SCHERMEN,
        elke_rol=MET_VERVANGER,
        verzwegen=True,
        **options,
    )


def wie_neemt_waar(**options: Any) -> Any:
    """The vraag who stands in for an excluded colleague; options as for ``vraag``."""
    return vraag(
        "Wie neemt in dit dossier waar?",
        help="Dit is nodig voor [de intern begeleider] en voor de directie. Voor [de intern begeleider] kiest u een "
        "andere, of [de vertrouwenspersoon]. Voor de directie kiest u een ander directielid, of [de "
        "vertrouwenspersoon]. Die bevestigt dan de berichten.",
        rollen=VERVANGERS,
        elke_rol=VERVANGERS,
        optional=True,
        verzwegen=True,
        **options,
    )


@dataclass(frozen=True)
class Uitnodiging(Vastlegging):
    """A colleague reads along up to and including a day."""

    titel = "Collega laten meelezen"
    altijd = True
    uitleg = (
        "Deze collega leest het hele dossier, tot en met de gekozen dag. De collega kan een signaal, een bijlage of "
        "acuut gevaar toevoegen, en verder niets. Nodig alleen een collega uit als dat voor deze leerling nodig is."
    )
    gedaan = "De collega kan meelezen."
    pagina = "toegang"
    te_corrigeren = False
    kijkt = False
    over_toegang = True
    over_de_route = True

    wie: Persoon = vraag("Wie leest mee?", rollen=TE_NODIGEN)
    tot: date = vraag("Tot en met welke dag?", help="Ten hoogste een jaar.", future=True)
    reden: str = vraag("Waarom is dat nodig?", min_length=10, max_length=1_000)


@dataclass(frozen=True)
class IntrekkenUitnodiging(Vastlegging):
    """A colleague reads along no more."""

    titel = "Meelezen beëindigen"
    altijd = True
    uitleg = "De collega leest dit dossier vanaf nu niet meer."
    gedaan = "De collega leest niet meer mee."
    pagina = "toegang"
    te_corrigeren = False
    kijkt = False
    over_toegang = True
    over_de_route = True

    wie: Persoon = vraag("Wie leest niet meer mee?", rollen=TE_NODIGEN)


class Betrokkenheid(Keuze):
    EIGEN_KIND = "eigen_kind", "Het gaat over een kind van deze collega"
    FAMILIE = "familie", "Deze collega is familie van of bevriend met het gezin"
    ANDERS = "anders", "Deze collega is op een andere manier betrokken"


@dataclass(frozen=True)
class Afscherming(Vastlegging):
    """Excludes a colleague who is a party to it, with a substitute for an ib-er or the directie."""

    titel = "Collega afschermen"
    altijd = True
    uitleg = (
        "Gaat dit over het kind van een collega, of is een collega er zelf bij betrokken? Sluit die collega dan buiten "
        "dit dossier. De directie kan dit alleen vastleggen over [de intern begeleider]."
    )
    gedaan = "De collega is afgeschermd."
    door = frozenset({Role.IB_ER, Role.DIRECTIE})
    pagina = "toegang"
    te_corrigeren = False
    kijkt = False
    over_toegang = True
    over_de_route = True

    afgeschermd: Persoon = wie_niet("Wie mag dit dossier niet zien?")
    grond: Betrokkenheid = vraag("Waarom?")
    vervanger: Persoon | None = wie_neemt_waar()


@dataclass(frozen=True)
class OpheffenAfscherming(Vastlegging):
    """Ends an exclusion; the substitute no longer stands in."""

    titel = "Afscherming opheffen"
    altijd = True
    uitleg = "De collega ziet dit dossier weer zoals bij de eigen rol hoort. De vervanger neemt niet meer waar."
    gedaan = "De afscherming is opgeheven."
    pagina = "toegang"
    te_corrigeren = False
    kijkt = False
    over_toegang = True
    over_de_route = True

    wie: Persoon = vraag("Wie wordt niet meer afgeschermd?", rollen=AF_TE_SCHERMEN)
    reden: str = vraag("Waarom niet meer?", min_length=10, max_length=1_000)


@dataclass(frozen=True)
class Inzage(Vastlegging):
    """The directie reads the dossier for one day, with a reason that the ib-er sees."""

    titel = "Inzage door de directie"
    altijd = True
    uitleg = "U leest dit dossier vandaag. [De intern begeleider] ziet dat u het opende, en waarom."
    gedaan = "U kunt dit dossier vandaag lezen."
    door = frozenset({Role.DIRECTIE})
    pagina = "inzage"
    te_corrigeren = False
    kijkt = False
    over_toegang = True
    over_de_route = True

    reden: str = vraag(
        "Waarom moet u de inhoud lezen?",
        help="Bijvoorbeeld: een klacht van ouders, een vraag van de inspectie, vervanging van [de intern begeleider].",
        min_length=20,
        max_length=1_000,
    )
