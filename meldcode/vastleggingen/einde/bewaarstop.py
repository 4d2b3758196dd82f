"""A bewaarstop: the dossier is kept, whatever its term, because somebody needs it; and its end by two people."""

from dataclasses import dataclass
from datetime import date

from meldcode.rollen import Role
from meldcode.vastleggingen.algemeen import JaNee, regel
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag

_DOOR = frozenset({Role.IB_ER, Role.DIRECTIE})


class RedenStop(Keuze):
    KLACHT = "klacht", "Een klacht, of het jaar waarin een klacht nog kan"
    CLAIM = "claim", "Een claim of een rechtszaak"
    VEILIG_THUIS = "veilig_thuis", "Veilig Thuis vraagt erom"
    RAAD = "raad", "De Raad voor de Kinderbescherming vraagt erom"
    GI = "gi", "Een gecertificeerde instelling vraagt erom (jeugdbescherming, voogd)"
    POLITIE = "politie", "Politie of Openbaar Ministerie vraagt erom"
    TOEZICHT = "toezicht", "Onderzoek van de functionaris gegevensbescherming of de Autoriteit Persoonsgegevens"
    VERTROUWENSINSPECTEUR = "inspecteur", "De vertrouwensinspecteur vraagt erom"


@dataclass(frozen=True)
class Bewaarstop(Vastlegging):
    """From now on the dossier is kept, also after its term, until two people end this. It opens no closed dossier."""

    titel = "Bewaarstop"
    nieuws = "waarom"
    uitleg = (
        "Iemand heeft dit dossier nog nodig. Dan wordt het niet vernietigd, ook niet als de bewaartermijn om is. Was "
        "het dossier verzegeld, dan gaat het zegel eraf. Een bewaarstop eindigt alleen als twee mensen dat vinden."
    )
    gedaan = "De bewaarstop geldt. Dit dossier wordt niet vernietigd."
    door = _DOOR
    leesbaar_voor = frozenset({Role.DIRECTIE})
    altijd = True
    ook_verzegeld = True
    pagina = "bewaartermijn"
    te_corrigeren = False
    kijkt = False
    over_de_route = True

    waarom: RedenStop = vraag("Waarom moet dit dossier blijven?")
    wie: str = regel(
        "Wie vroeg erom?",
        help="Naam en functie, of het kenmerk van de brief. Vroeg niemand erom? Schrijf dan wie dit besloot.",
        noemt=True,
    )
    sinds: date = vraag("Sinds wanneer is dat bekend?")
    bekijken_op: date = vraag(
        "Wanneer bekijkt u of dit nog nodig is?",
        help="Binnen een jaar. Is het dan nog nodig, dan verzet u deze dag, met de reden.",
        future=True,
    )
    toelichting: str | None = vraag(
        "Wat moet een collega hierover weten?",
        help="Niet waar het dossier over gaat. Wel bijvoorbeeld: de klachtencommissie beslist in mei.",
        max_length=1_000,
        optional=True,
        noemt=True,
    )


@dataclass(frozen=True)
class BewaarstopVoorstel(Vastlegging):
    """Somebody proposes to end a bewaarstop; ``stop`` is the number of its record. Until another agrees, it holds."""

    titel = "Voorstel om een bewaarstop te beëindigen"
    nieuws = ""
    uitleg = "Is de reden voorbij? Stel dan voor om de bewaarstop te beëindigen. Iemand anders bevestigt dat."
    gedaan = "Het voorstel ligt er. De bewaarstop geldt tot iemand anders het bevestigt."
    door = _DOOR
    leesbaar_voor = frozenset({Role.DIRECTIE})
    altijd = True
    ook_verzegeld = True
    pagina = "bewaartermijn"
    te_corrigeren = False
    kijkt = False
    over_de_route = True

    stop: str = regel("Welke bewaarstop?")
    reden: str = vraag(
        "Waaruit blijkt dat het dossier niet meer nodig is?",
        help="Bijvoorbeeld: de klacht is afgehandeld, met de datum van de brief.",
        min_length=10,
        max_length=1_000,
        noemt=True,
    )


@dataclass(frozen=True)
class BewaarstopEinde(Vastlegging):
    """Another ib-er, or the directie, agrees with a proposal or does not; ``voorstel`` is the number of its record."""

    titel = "Besluit over een bewaarstop"
    nieuws = "eens"
    uitleg = "Een collega wil deze bewaarstop beëindigen. Bent u het eens, dan loopt de bewaartermijn weer."
    gedaan = "Uw besluit over de bewaarstop ligt vast."
    door = _DOOR
    leesbaar_voor = frozenset({Role.DIRECTIE})
    altijd = True
    ook_verzegeld = True
    pagina = "bewaartermijn"
    te_corrigeren = False
    kijkt = False
    over_de_route = True

    voorstel: str = regel("Welk voorstel?")
    eens: JaNee = vraag("Kan de bewaarstop eindigen?")
    waarom_niet: str | None = vraag(
        "Waarom niet?", min_length=5, max_length=1_000, when=("eens", JaNee.NEE), noemt=True
    )
