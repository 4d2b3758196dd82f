"""Taking something out of a dossier that should not be in it: one person proposes it, another confirms it (ADR 75)."""

from dataclasses import dataclass

from meldcode.rollen import Role
from meldcode.vastleggingen.algemeen import regel
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag


class Deel(Keuze):
    """How much of a record goes."""

    ALLES = "alles", "De hele vastlegging, met elke correctie en elk bestand"
    EERDER = "eerder", "Alleen wat er stond vóór de correctie: de correctie blijft"
    BESTAND = "bestand", "Alleen het bestand: de tekst blijft"


class RedenEruit(Keuze):
    ANDER_KIND = "ander_kind", "Het gaat over een ander kind"
    NIET_NODIG = "niet_nodig", "Het is niet nodig voor de zorg om dit kind, en had er nooit in gemoeten"
    NIET_JUIST = "niet_juist", "Het klopt niet, en een correctie ernaast is niet genoeg"
    ANDERS = "anders", "Een andere reden"


@dataclass(frozen=True)
class Uithalen(Vastlegging):
    """Proposes to take a record or a file out; ``nummer`` is that of the record as it was first recorded."""

    titel = "Voorstel om iets uit het dossier te halen"
    altijd = True
    uitleg = (
        "Staat er iets in dit dossier over een ander kind? Of iets wat er nooit in had gemoeten? Dan kan het eruit. "
        "Een tweede bevestigt dat. Daarna is de inhoud vernietigd, ook in oude back-ups. Wat blijft: dat er iets "
        "stond, welke soort, van welke dag, en waarom het eruit is."
    )
    gedaan = "Uw voorstel ligt vast. Het gaat er pas uit als een tweede het bevestigt."
    leesbaar_voor = frozenset({Role.DIRECTIE})
    pagina = "uithalen"
    te_corrigeren = False
    kijkt = False
    over_de_route = True

    nummer: str = regel("Welke vastlegging?")
    deel: Deel = vraag("Wat gaat eruit?")
    grond: RedenEruit = vraag("Waarom?")
    reden: str = vraag(
        "Leg dat in een paar woorden uit.",
        help="Dit blijft staan. Noem dus geen naam, en niet wat er stond.",
        min_length=10,
        max_length=300,
    )
    buiten: str = vraag(
        "Waar staat hetzelfde nog meer?",
        help="Bijvoorbeeld in een weging, een verslag, een mail of op papier. Dat gaat niet vanzelf weg. Staat het "
        "nergens? Schrijf dat op.",
        min_length=5,
        max_length=300,
    )
    tweede: Persoon | None = vraag(
        "Wie bevestigt het?",
        help="Leeg is: de directie. Kies een collega als die het beter kan beoordelen.",
        rollen=frozenset({Role.IB_ER}),
        optional=True,
    )


class Eruit(Keuze):
    JA = "ja", "Ja, haal het eruit"
    NEE = "nee", "Nee, het blijft staan"


@dataclass(frozen=True)
class UithalenAntwoord(Vastlegging):
    """Whether it goes; ``voorstel`` is the number of the proposal. Who proposed it can only withdraw it."""

    titel = "Antwoord op een voorstel om iets uit het dossier te halen"
    nieuws = "eruit"
    altijd = True
    uitleg = "Zegt u ja, dan is de inhoud vernietigd. Dat is niet terug te draaien."
    gedaan = "Uw antwoord ligt vast."
    door = frozenset({Role.IB_ER, Role.DIRECTIE})
    leesbaar_voor = frozenset({Role.DIRECTIE})
    pagina = "uithalen"
    te_corrigeren = False
    kijkt = False
    over_de_route = True

    voorstel: str = regel("Welk voorstel?")
    eruit: Eruit = vraag("Gaat het eruit?")
    waarom_niet: str | None = vraag("Waarom niet?", min_length=5, max_length=300, when=("eruit", Eruit.NEE))
