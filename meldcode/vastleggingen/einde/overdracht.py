"""Handing on a worry: the receipt of who takes over a dossier, and the talk with another school."""

from dataclasses import dataclass
from datetime import date

from meldcode.bronnen import OVERSTAPDOSSIER, WARME_OVERDRACHT, WMO_MELDRECHT
from meldcode.vastleggingen.algemeen import JaNee, regel
from meldcode.vragen.persoon import Betrokken
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag


@dataclass(frozen=True)
class OverdrachtOntvangen(Vastlegging):
    """Who took over a dossier signs for it; ``overdracht`` is the number of that record."""

    titel = "Overdracht ontvangen"
    altijd = True
    uitleg = "U tekent voor ontvangst: u nam dit dossier over, en u weet wat er wacht. Tot dan ziet de ander dat ook."
    gedaan = "U hebt getekend voor ontvangst."
    pagina = "opvolging"
    te_corrigeren = False
    kijkt = False
    bewijs = False
    over_de_route = True

    overdracht: str = regel("Welke overdracht?")
    besproken: JaNee = vraag("Hebt u met een collega gesproken over wat er speelt?")
    verder: str | None = vraag(
        "Wat moet u nog weten, of wat spraken jullie af?", optional=True, min_length=5, max_length=1_000, noemt=True
    )


class Grond(Keuze):
    """Why the school may tell another school of a worry. The first is the rule (``bronnen.WARME_OVERDRACHT``)."""

    TOESTEMMING = "toestemming", "Met toestemming, voor precies genoemde punten"
    VERTELD = "verteld", "Zonder toestemming, maar het is wel verteld"
    NIET_VERTELD = "niet_verteld", "Zonder toestemming, en het is niet verteld"
    VEILIG_THUIS = "veilig_thuis", "Via Veilig Thuis"
    NIETS = "niets", "Er gaat niets over naar de andere school"


ZONDER = (Grond.VERTELD, Grond.NIET_VERTELD)
GESPREK = (Grond.TOESTEMMING, *ZONDER, Grond.VEILIG_THUIS)


class Gever(Keuze):
    GEZAG = "gezag", "Ieder met gezag"
    LEERLING = "leerling", "De leerling zelf, van 16 jaar of ouder"


class Gevraagd(Keuze):
    GEWEIGERD = "geweigerd", "Ja, en die is niet gegeven"
    ONVEILIG = "onveilig", "Nee: vragen is niet veilig"
    NIET_BEREIKT = "niet_bereikt", "Nee: wie erover gaat, was niet te bereiken"


class Adviseur(Keuze):
    FG = "fg", "De functionaris gegevensbescherming"
    VEILIG_THUIS = "veilig_thuis", "Veilig Thuis"


@dataclass(frozen=True)
class WarmeOverdracht(Vastlegging):
    """A talk with another school about a worry, or the decision that there is none: on which ground, who told what."""

    titel = "Warme overdracht"
    altijd = True
    uitleg = (
        "Een warme overdracht is een gesprek. Dit dossier gaat nooit mee: niet in OSO, niet in het overstapdossier en "
        "niet als kopie. In een onderwijskundig rapport (OKR) hoort het ook niet. Toestemming is de regel. Kan dat "
        "niet, dan vertelt u alleen wat nodig is voor de veiligheid. Ook een besluit om niets te vertellen legt u vast."
    )
    gedaan = "De warme overdracht ligt vast."
    grondslag = (WARME_OVERDRACHT, OVERSTAPDOSSIER, WMO_MELDRECHT)
    pagina = "vertrek"
    kijkt = False
    bewijs = False
    overnemen = {"school": ("Vertrek", "naar")}

    grond: Grond = vraag(
        "Hoe gaat de overdracht?",
        help="Weigeren de ouders, of is vragen niet veilig? Vraag dan eerst advies.",
    )
    van_wie: Gever | None = vraag("Van wie is de toestemming?", when=("grond", Grond.TOESTEMMING))
    gevers: frozenset[Betrokken] | None = vraag(
        "Wie gaf toestemming?",
        help="Vraag het ieder met gezag apart.",
        optional=True,
        when=("van_wie", Gever.GEZAG),
        noemt=True,
    )
    gegeven_op: date | None = vraag("Wanneer is die gegeven?", when=("grond", Grond.TOESTEMMING))
    punten: str | None = vraag(
        "Voor welke punten is er toestemming?",
        help="Noem ze precies, elk op een eigen regel. U vertelt niets anders.",
        min_length=5,
        when=("grond", Grond.TOESTEMMING),
    )
    gevraagd: Gevraagd | None = vraag("Is er toestemming gevraagd?", when=("grond", ZONDER))
    niet_verteld_omdat: str | None = vraag(
        "Waarom is het niet verteld aan wie toestemming kon geven?",
        help="Wat zou er gebeuren? Noem feiten. Schrijf ook op wanneer u het wel vertelt.",
        min_length=20,
        when=("grond", Grond.NIET_VERTELD),
    )
    noodzaak: str | None = vraag(
        "Waarom is het nodig voor de leerling?",
        help="Welk gevaar is er, en wat kan de andere school ermee doen?",
        min_length=20,
        when=("grond", ZONDER),
    )
    evenredig: str | None = vraag(
        "Waarom kan het niet met minder?",
        help="Waarom is dit niet te veel? Kan Veilig Thuis het doen, of kan het later?",
        min_length=20,
        when=("grond", ZONDER),
    )
    advies_van: frozenset[Adviseur] | None = vraag("Wie gaf vooraf advies?", when=("grond", ZONDER))
    advies_op: date | None = vraag("Wanneer was dat advies?", when=("grond", ZONDER))
    advies: str | None = vraag("Wat was het advies?", min_length=10, when=("grond", ZONDER))
    waarom_niets: str | None = vraag("Waarom gaat er niets over?", min_length=10, when=("grond", Grond.NIETS))
    besluit_van: str | None = regel(
        "Wie besloot dit?", help="Naam en functie.", when=("grond", (*ZONDER, Grond.NIETS)), noemt=True, personen=True
    )
    school: str | None = regel("Welke school is het?", when=("grond", GESPREK), noemt=True)
    datum: date | None = vraag("Wanneer was het gesprek?", when=("grond", GESPREK))
    hier: str | None = regel(
        "Wie voerde het gesprek?", help="Naam en functie.", when=("grond", GESPREK), noemt=True, personen=True
    )
    daar: str | None = regel("Met wie?", help="Naam en functie.", when=("grond", GESPREK), noemt=True, personen=True)
    verteld: str | None = vraag(
        "Wat is er verteld?", help="Elk punt op een eigen regel.", min_length=5, when=("grond", GESPREK)
    )
    niet_verteld: str | None = vraag(
        "Wat is er met opzet niet verteld?", help="Niets? Schrijf: niets.", min_length=3, when=("grond", GESPREK)
    )
    weet: str | None = vraag(
        "Wie weet van dit gesprek?",
        help="Ouders, leerling, directie. Niemand? Schrijf: niemand.",
        min_length=3,
        max_length=500,
        when=("grond", GESPREK),
        noemt=True,
    )
    wedervraag: str | None = vraag("Wat vroeg de ander?", optional=True, when=("grond", GESPREK))
    volger: str | None = regel(
        "Wie volgt de leerling vanaf nu?",
        help="Naam, functie en school. Weet u dat niet? Schrijf: niet bekend.",
        when=("grond", GESPREK),
        noemt=True,
    )
