"""Inzage that was given: to whom, in what capacity, how that was checked, and the very paper they were given."""

from dataclasses import dataclass
from datetime import date

from meldcode import bronnen
from meldcode.rollen import Role
from meldcode.vastleggingen.algemeen import JaNee, regel
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag

LEZERS = frozenset({Role.IB_ER, Role.DIRECTIE, Role.VERTROUWENSPERSOON, Role.FG})
"""Who can read a package before it is given."""


class Hoedanigheid(Keuze):
    GEZAG = "gezag", "Als ouder of verzorger met gezag"
    VOOGD = "voogd", "Als voogd, of namens de instelling die voogd is"
    LEERLING = "leerling", "Als de leerling zelf, 16 jaar of ouder"
    GEMACHTIGD = "gemachtigd", "Namens een van hen, met een machtiging"


class Vastgesteld(Keuze):
    """How it was checked who somebody is. No copy is kept: it would be one more thing to keep safe."""

    BEWIJS = "bewijs", "Een identiteitsbewijs gezien, zonder kopie"
    BEKEND = "bekend", "Bekend op school, en zelf gesproken"
    ANDERS = "anders", "Op een andere manier"


class Wijze(Keuze):
    GESPREK = "gesprek", "Op school, met een gesprek erbij"
    OVERHANDIGD = "overhandigd", "Op papier, zelf overhandigd"
    DIGITAAL = "digitaal", "Digitaal, beveiligd verstuurd"
    POST = "post", "Aangetekend met de post"


@dataclass(frozen=True)
class InzageGegeven(Vastlegging):
    """Somebody was given inzage, with the package as it was handed over."""

    titel = "Inzage gegeven"
    uitleg = (
        "U legt vast wie het pakket kreeg. Het pakket zelf blijft verzegeld bij dit dossier. Zo is later te zien wat "
        "er is gegeven, en wat niet."
    )
    gedaan = "Het staat vast wie het pakket kreeg."
    grondslag = (bronnen.AVG_INZAGE, bronnen.UAVG_INZAGE, bronnen.INZAGE_16, bronnen.PER_PASSAGE)
    pagina = "inzage_geven"
    altijd = True
    te_corrigeren = False
    kijkt = False
    bewijs = False
    over_toegang = True
    over_de_route = True

    aan: str = regel("Voor wie is het pakket?", noemt=True)
    weggelaten: str = regel("Op hoeveel plaatsen is iets weggelaten?")
    hoedanigheid: Hoedanigheid = vraag("Hoe krijgt deze persoon inzage?")
    namens: str | None = regel(
        "Wie is het, namens wie, en welke machtiging is gezien?",
        help="Een advocaat laat een machtiging zien.",
        when=("hoedanigheid", Hoedanigheid.GEMACHTIGD),
        noemt=True,
    )
    vastgesteld: Vastgesteld = vraag("Hoe hebt u nagegaan wie dit is?")
    hoe_anders: str | None = regel("Hoe?", min_length=5, when=("vastgesteld", Vastgesteld.ANDERS))
    tweede: JaNee = vraag(
        "Heeft een collega het pakket nagelezen?",
        help="Is het geheim waar iemand is? Dan leest altijd een collega mee. Wat is gegeven, komt niet terug.",
    )
    wie_las: Persoon | None = vraag("Welke collega?", rollen=LEZERS, when=("tweede", JaNee.JA))
    waarom_alleen: str | None = vraag("Waarom niet?", min_length=10, max_length=1_000, when=("tweede", JaNee.NEE))
    wijze: Wijze = vraag("Hoe is het gegeven?")
    datum: date = vraag("Op welke dag?")
    pakket: Bestand = vraag("Het pakket, zoals het is gegeven")
