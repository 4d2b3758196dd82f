"""What is recorded in stap 1, signalen in kaart brengen (R9–R14): signs, and talking them over with colleagues."""

from dataclasses import dataclass
from datetime import date

from meldcode.lichaam.plekken import Plekken
from meldcode.nummers import VEILIG_THUIS
from meldcode.rollen import Role
from meldcode.vastleggingen.algemeen import JaNee, regel
from meldcode.vastleggingen.letsel import ALLEEN_KIJKEN, BEL_VANDAAG
from meldcode.vragen.baan import Baan, OpMelding
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag


class SoortSignaal(Keuze):
    """Groups of signs that an observer can see or hear. Meldroute worded them itself."""

    LICHAMELIJK = "lichamelijk", "Lichaam en verzorging"
    GEDRAG = "gedrag", "Gedrag en stemming van de leerling"
    ONTWIKKELING = "ontwikkeling", "Leren, aanwezigheid en ontwikkeling"
    CONTACT = "contact", "Contact met kinderen en volwassenen"
    OUDER = "ouder", "Gedrag of uitspraken van een ouder"
    GEZIN = "gezin", "Omstandigheden van het gezin"
    GETUIGE = "getuige", "Getuige van geweld thuis"
    VERWAARLOZING = "verwaarlozing", "Verwaarlozing over langere tijd"
    SEKSUEEL = "seksueel", "Mogelijk seksueel misbruik"
    EER = "eer", "Eer, huwelijksdwang, achterlating of besnijdenis van meisjes"
    UITSPRAAK = "uitspraak", "De leerling vertelde het zelf"
    BERICHT = "bericht", "Bericht van buiten de school"
    LATER = "later", "Nog niet ingedeeld"


BEL_EERST = (
    f"De leerling vertelde het zelf. Bel {VEILIG_THUIS.naam} ([{VEILIG_THUIS.nummer}]) vóór u met de ouders praat."
)
TELT_ALS_ACUUT = f"De leerling vertelde het zelf. Dat telt als acuut, tot u met {VEILIG_THUIS.naam} hebt overlegd."
"""Both texts hold when the pupil told it, until somebody spoke with Veilig Thuis (``openstaand.verteld``)."""


class BronSignaal(Keuze):
    ZELF = "zelf", "Ik heb het zelf gezien of gehoord"
    LEERLING = "leerling", "De leerling zei het, letterlijk"
    VAN_ANDEREN = "van_anderen", "Ik hoorde het van iemand anders"
    DOCUMENT = "document", "Het staat in een brief of document"
    HANDLE_WITH_CARE = "hwc", "Handle with Care: een bericht zonder inhoud"


_MET_INHOUD = (BronSignaal.ZELF, BronSignaal.LEERLING, BronSignaal.VAN_ANDEREN, BronSignaal.DOCUMENT)


@dataclass(frozen=True)
class Signaal(Vastlegging):
    """One observation, with facts and interpretation apart (R9, R10). It can be recorded at any time."""

    titel = "Signaal"
    nieuws = "waarneming"
    altijd = True
    uitleg = "Eén waarneming per keer: wat is er gezien of gehoord? Feiten en uitleg staan apart."
    door = frozenset({Role.IB_ER, Role.LEERKRACHT, Role.VERTROUWENSPERSOON})
    dezelfde_dag = True
    baan = Baan.SIGNALEN
    kern = "soort"

    datum: date = vraag(
        "Op welke dag was het?", ouder_when=("bron", (BronSignaal.VAN_ANDEREN, BronSignaal.DOCUMENT)), aan_tafel=True
    )
    bron: BronSignaal = vraag(
        "Hoe weet u dit?",
        help="Hoorde de school alleen dát er thuis iets was? Kies dan Handle with Care.",
        bron=True,
        aan_tafel=True,
    )
    van_wie: str | None = regel(
        "Van wie hoorde u het?",
        help="Naam en functie of relatie.",
        when=("bron", BronSignaal.VAN_ANDEREN),
        noemt=True,
        bron=True,
    )
    document: str | None = regel(
        "Welk document, van wie en van welke dag?", when=("bron", BronSignaal.DOCUMENT), noemt=True, bron=True
    )
    soort: SoortSignaal | None = vraag(
        "Waar gaat het over?", when=("bron", _MET_INHOUD), nooit_gekozen=(SoortSignaal.LATER,), aan_tafel=True
    )
    plaats: str | None = regel(
        "Waar was het?", help="Bijvoorbeeld: in de klas, bij het hek.", when=("bron", _MET_INHOUD), aan_tafel=True
    )
    waarneming: str | None = vraag(
        "Wat is er gezien of gehoord?",
        help="Alleen wat een ander ook had kunnen zien of horen. Zet woorden van de leerling tussen aanhalingstekens.",
        min_length=10,
        when=("bron", _MET_INHOUD),
        feitelijk=True,
        aan_tafel=True,
        op_melding=OpMelding.FEIT,
    )
    letsel: JaNee | None = vraag("Was er letsel te zien?", optional=True, when=("bron", _MET_INHOUD))
    plekken: Plekken | None = vraag(
        "Waar zat het letsel?",
        help=f"Wijs het aan op de lichaamskaart, zo ver als u het zag. {ALLEEN_KIJKEN} {BEL_VANDAAG}",
        optional=True,
        when=("letsel", JaNee.JA),
        op_melding=OpMelding.FEIT,
    )
    interpretatie: str | None = vraag(
        "Wat denkt u dat het betekent?",
        help="Uw uitleg, apart van de feiten.",
        optional=True,
        when=("bron", _MET_INHOUD),
        aan_tafel=True,
        op_melding=OpMelding.DENKT,
    )
    andere_verklaring: str | None = vraag(
        "Wat kan de verklaring ook zijn?",
        help="Bijvoorbeeld ziekte, rouw of een scheiding. Schrijf ook op wat de ouder of leerling er zelf over zei.",
        min_length=3,
        when=("bron", _MET_INHOUD),
        optional_when=("soort", (SoortSignaal.LATER,)),
        optional_because="[De intern begeleider] vult dit aan.",
        aan_tafel=True,
        op_melding=OpMelding.DENKT,
    )


class Gesprekspartner(Keuze):
    IB_ER = "ib_er", "[De intern begeleider] (zorgcoördinator)"
    VERTROUWENSPERSOON = "vertrouwenspersoon", "[De vertrouwenspersoon]"


@dataclass(frozen=True)
class Overleg(Vastlegging):
    """Talking it over with the ib-er (R11) or the vertrouwenspersoon (R12), or why that was not done."""

    titel = "Overleg"
    uitleg = "Wat kwam uit het overleg? Of waarom was er geen overleg?"
    baan = Baan.OVERLEG
    kern = "met"
    vond_plaats = "gevoerd"
    bewijs = False

    met: Gesprekspartner = vraag("Overleg met wie?", bron=True, aan_tafel=True)
    gevoerd: JaNee = vraag("Is er overlegd?", aan_tafel=True)
    datum: date | None = vraag("Wanneer was het overleg?", when=("gevoerd", JaNee.JA), aan_tafel=True)
    aanwezig: str | None = vraag(
        "Wie waren erbij?",
        help="Noem namen en functies.",
        max_length=500,
        when=("gevoerd", JaNee.JA),
        noemt=True,
        bron=True,
        personen=True,
    )
    uitkomst: str | None = vraag("Wat was de uitkomst?", min_length=10, when=("gevoerd", JaNee.JA), aan_tafel=True)
    waarom_niet: str | None = vraag(
        "Waarom is er niet overlegd?", min_length=10, when=("gevoerd", JaNee.NEE), aan_tafel=True
    )
