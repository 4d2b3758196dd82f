"""What people may ask about a dossier, and what the school does with it: one record for each thing that is asked.

They may be recorded in any fase, also when the dossier is closed, and open nothing. The rules stand in
``meldcode.verzoeken``.
"""

from dataclasses import dataclass
from datetime import date

from meldcode import bronnen
from meldcode.vastleggingen.algemeen import JaNee, regel, voor_wie
from meldcode.vastleggingen.einde.gronden import GRONDEN, Grond, Wat
from meldcode.vragen.meegewogen import Stuk
from meldcode.vragen.persoon import Betrokken
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag

_OVER_STUKKEN = (Wat.CORRECTIE, Wat.VERKLARING, Wat.BEPERKING, Wat.WISSEN, Wat.BEZWAAR)
DOORGEVEN = (Wat.CORRECTIE, Wat.BEPERKING, Wat.WISSEN)
"""Of what is granted of these, whoever received it earlier is told (AVG 19)."""
WELKE = "Over welke stukken gaat het?"


class Hoedanigheid(Keuze):
    """In which capacity somebody asks. Who acts for them is another question."""

    GEZAG = "gezag", "Een ouder of voogd met gezag"
    ZONDER = "zonder", "Een ouder zonder gezag"
    LEERLING = "leerling", "De leerling zelf, ook als oud-leerling"
    ANDER = "ander", "Iemand anders, over wat hier over die persoon zelf staat"


OM_DE_LEERLING = (Hoedanigheid.GEZAG, Hoedanigheid.ZONDER)
"""Who is chosen from the people around the pupil."""


class Omvang(Keuze):
    HEEL = "heel", "Het hele dossier"
    DEEL = "deel", "Een deel van wat over de leerling is vastgelegd"
    ZELF = "zelf", "Alleen wat over deze persoon zelf gaat"


class Identiteit(Keuze):
    BEKEND = "bekend", "De school kent deze persoon"
    BEWIJS = "bewijs", "Er is een identiteitsbewijs gezien, zonder kopie"
    ANDERS = "anders", "Op een andere manier"
    NIET = "niet", "Nog niet"


@dataclass(frozen=True)
class Verzoek(Vastlegging):
    """One thing that somebody asks about the dossier, on the day on which it came in."""

    titel = "Verzoek"
    uitleg = (
        "Leg een verzoek vast zodra het binnenkomt, ook als iemand het in een gesprek vraagt. Vraagt iemand meer dan "
        "één ding? Leg elk ding apart vast: elk krijgt een eigen besluit. Weet u nog niet wie het is? Leg het toch "
        "vast, en vul dat later aan."
    )
    gedaan = "Het verzoek is vastgelegd. De termijn loopt."
    grondslag = (bronnen.AVG, bronnen.UAVG, bronnen.ZONDER_GEZAG)
    pagina = "verzoeken"
    altijd = True
    kijkt = False
    bewijs = False

    datum: date = vraag("Wanneer kwam het verzoek binnen?", help="Vanaf die dag loopt de termijn.")
    wat: Wat = vraag("Wat vraagt deze persoon?")
    waarover: str = vraag("Wat vraagt deze persoon precies?", help="Zo veel mogelijk in eigen woorden.", min_length=5)
    omvang: Omvang | None = vraag("Wat moet worden gewist?", when=("wat", Wat.WISSEN))
    stukken: frozenset[Stuk] | None = vraag(
        WELKE, help="Gaat het over het hele dossier? Kies dan niets.", optional=True, when=("wat", _OVER_STUKKEN)
    )
    hoedanigheid: Hoedanigheid = vraag(
        "Wie vraagt het?",
        help="Handelt iemand namens een ander, bijvoorbeeld een advocaat? Kies dan namens wie.",
    )
    voor: frozenset[Betrokken] | None = voor_wie(
        "Welke ouder of voogd?",
        help="Vragen zij het samen? Kies ze dan samen.",
        when=("hoedanigheid", OM_DE_LEERLING),
    )
    naam: str | None = regel(
        "Hoe heet deze persoon?", when=("hoedanigheid", Hoedanigheid.ANDER), noemt=True, personen=True
    )
    namens: JaNee = vraag("Handelt iemand anders namens deze persoon?")
    gemachtigde: str | None = regel("Wie?", help="Naam en functie.", when=("namens", JaNee.JA), noemt=True)
    machtiging: JaNee | None = vraag("Is de machtiging gezien?", when=("namens", JaNee.JA))
    identiteit: Identiteit = vraag("Hoe is nagegaan wie deze persoon is?")
    hoe: str | None = regel("Hoe?", when=("identiteit", Identiteit.ANDERS))


WIE_VRAAGT = ("datum", "hoedanigheid", "voor", "naam", "namens", "gemachtigde", "machtiging", "identiteit", "hoe")
"""The vragen of which a second request of the same person begins with the answers."""


@dataclass(frozen=True)
class _BijVerzoek(Vastlegging):
    """What is recorded about one request: its number, and who asked it in which capacity, as that request says."""

    pagina = "verzoeken"
    altijd = True
    te_corrigeren = False
    kijkt = False
    bewijs = False

    verzoek: str = regel("Bij welk verzoek?")
    hoedanigheid: Hoedanigheid = vraag("Wie vroeg het?")
    voor: frozenset[Betrokken] | None = voor_wie(
        "Welke ouder of voogd?", help="", when=("hoedanigheid", OM_DE_LEERLING)
    )


@dataclass(frozen=True)
class VerzoekVerlengd(_BijVerzoek):
    """Whoever asked was told, in time, that the answer takes longer, and why."""

    titel = "Verzoek verlengd"
    uitleg = (
        "Alleen als het verzoek ingewikkeld is, of als er veel verzoeken zijn. U vertelt het op tijd, met de reden. "
        "Daarna kan het niet nog een keer."
    )
    gedaan = "De termijn is verlengd."
    grondslag = (bronnen.AVG,)

    datum: date = vraag("Wanneer is dit verteld aan wie het vroeg?")
    reden: str = vraag("Waarom duurt het langer? Zo krijgt deze persoon het te horen.", min_length=20, max_length=2_000)


class Uitkomst(Keuze):
    JA = "ja", "Ja, helemaal"
    DEELS = "deels", "Ja, voor een deel"
    NEE = "nee", "Nee"
    INGETROKKEN = "ingetrokken", "Wie het vroeg, trekt het in"


TOEGEWEZEN = (Uitkomst.JA, Uitkomst.DEELS)
GEWEIGERD = (Uitkomst.DEELS, Uitkomst.NEE)


class Weg(Keuze):
    BRIEF = "brief", "In de brief met het besluit"
    GESPREK = "gesprek", "In een gesprek, en op papier"


@dataclass(frozen=True)
class VerzoekBesluit(_BijVerzoek):
    """The decision on a request. A later one about the same request replaces it, for instance after a ruling."""

    titel = "Besluit over een verzoek"
    uitleg = (
        "U besluit per verzoek. Bij een weigering hoort een grond, en een reden die past bij dit ene stuk of deze zin. "
        "Schrijf de reden zo dat niemand erdoor in gevaar komt: die komt in de brief."
    )
    gedaan = "Het besluit is vastgelegd. Bij ‘Papieren’ staat de brief."
    grondslag = (bronnen.AVG, bronnen.UAVG, bronnen.RECTIFICATIE, bronnen.ZONDER_GEZAG)

    over: Wat = vraag("Wat werd gevraagd?")
    datum: date = vraag("Wanneer is dit besloten?")
    uitkomst: Uitkomst = vraag("Wat besluit de school?")
    wel: str | None = vraag(
        "Wat doet, geeft of vertelt de school?", min_length=5, when=("uitkomst", TOEGEWEZEN), max_length=5_000
    )
    niet: str | None = vraag("Wat niet?", min_length=5, when=("uitkomst", Uitkomst.DEELS), max_length=5_000)
    gronden: frozenset[Grond] | None = vraag(
        "Op welke grond niet?", when=("uitkomst", GEWEIGERD), passend=("over", GRONDEN)
    )
    reden: str | None = vraag(
        "Waarom niet? Zo krijgt deze persoon het te horen.", min_length=20, when=("uitkomst", GEWEIGERD)
    )
    weg: Weg | None = vraag(
        "Hoe hoort deze persoon waar die hierover kan klagen?",
        help="Bij de Autoriteit Persoonsgegevens en de rechter; een ouder zonder gezag bij de school of de rechter.",
        when=("uitkomst", GEWEIGERD),
    )
    ontvangers: str | None = vraag(
        "Wie kreeg dit eerder van de school, en is het nu ook daar verteld?",
        help="Nodig als u iets toewijst. Kreeg niemand het? Schrijf dat dan op.",
        optional=True,
        min_length=5,
        when=("over", DOORGEVEN),
        noemt=True,
    )
    gegeven: str | None = regel(
        "Onder welk nummer staat wat is gegeven?",
        help="Het nummer uit ‘Alles op volgorde’. Is er nog niets gegeven? Laat dit dan leeg.",
        optional=True,
        when=("over", Wat.INZAGE),
    )


class Zegt(Keuze):
    AKKOORD = "akkoord", "Is het eens met wissen"
    BEZWAAR = "bezwaar", "Is het er niet mee eens"
    ZWIJGT = "zwijgt", "Kreeg de kans, maar reageerde niet"


@dataclass(frozen=True)
class GehoordOverWissen(Vastlegging):
    """What somebody with gezag says about erasing what is recorded about the pupil."""

    titel = "Gehoord over wissen"
    uitleg = (
        "Wie gezag heeft, wordt gehoord voordat de school gegevens over de leerling wist. Eén ouder alleen kan dat "
        "niet vragen. Wat deze persoon zegt, krijgt de ander niet te lezen."
    )
    grondslag = (bronnen.ALLEN_GEHOORD,)
    pagina = "verzoeken"
    altijd = True
    te_corrigeren = False
    kijkt = False
    bewijs = False

    verzoek: str = regel("Bij welk verzoek?")
    voor: frozenset[Betrokken] | None = voor_wie("Wie is gehoord?", help="")
    datum: date = vraag("Wanneer?")
    zegt: Zegt = vraag("Wat vindt deze persoon?")
    woorden: str = vraag(
        "Wat zei deze persoon, of hoe is het gevraagd?", help="Reageerde die niet? Noem dan elke poging.", min_length=5
    )


@dataclass(frozen=True)
class EigenVerklaring(_BijVerzoek):
    """What somebody wants to stand in the dossier in their own words, beside the records it is about."""

    titel = "Eigen verklaring"
    uitleg = "Neem over wat deze persoon schreef, woord voor woord, ook als u het er niet mee eens bent."
    gedaan = "De verklaring staat in het dossier, bij wat zij over zegt."
    grondslag = (bronnen.RECTIFICATIE,)
    gesproken = True
    bewijs = True
    weegt_mee = True

    datum: date = vraag("Van welke dag is de verklaring?")
    stukken: frozenset[Stuk] | None = vraag(
        WELKE, help="Gaat de verklaring over het hele dossier? Kies dan niets.", optional=True
    )
    woorden: str = vraag("De verklaring, woord voor woord", min_length=5)


@dataclass(frozen=True)
class BeperkingOpgeheven(_BijVerzoek):
    """What was disputed may be used again; whoever asked for the restriction was told beforehand."""

    titel = "Beperking opgeheven"
    uitleg = "Wat betwist was, mag weer gewoon worden gebruikt. Wie erom vroeg, hoort dat vooraf."
    gedaan = "De beperking is opgeheven."
    grondslag = (bronnen.AVG,)

    datum: date = vraag("Wanneer is dit verteld aan wie het vroeg?")
    reden: str = vraag("Waarom kan de beperking eraf?", min_length=20)
