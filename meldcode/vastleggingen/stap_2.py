"""What is recorded in stap 2, overleg en zo nodig advies (R15–R22): consultations, talks, and the outcome."""

from dataclasses import dataclass
from datetime import date, time
from typing import cast

from meldcode.bronnen import BESLUIT_MELDCODE, LANDELIJK_MODEL, WMO_ADVIES
from meldcode.nummers import KINDERTELEFOON
from meldcode.termijnen import bewaren
from meldcode.termijnen.bewaarbeleid import METEEN, Reden, beleid
from meldcode.vastleggingen.acuut import AcuutGevaar
from meldcode.vastleggingen.algemeen import (
    OOK_DE_LEERLING,
    JaNee,
    RedenNiet,
    aanwezigen,
    gesprek_datum,
    redenen_niet,
    regel,
    voor_wie,
)
from meldcode.vastleggingen.einde.vernietigen import Buiten, buiten
from meldcode.vragen.baan import Baan, OpMelding
from meldcode.vragen.eisen import Eis
from meldcode.vragen.persoon import Betrokken
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag


@dataclass(frozen=True)
class Consultatie(Vastlegging):
    """Talking the sign over with a colleague (R15)."""

    titel = "Collegiale consultatie"
    uitleg = "U bespreekt het signaal met een collega, zodat u niet alleen handelt."
    baan = Baan.OVERLEG
    bewijs = False

    datum: date = gesprek_datum()
    aanwezig: str = aanwezigen()
    kwestie: str = vraag("Wat legde u voor?", min_length=10, aan_tafel=True)
    uitkomst: str = vraag("Wat was de uitkomst?", min_length=10, aan_tafel=True, op_melding=OpMelding.DEED)


@dataclass(frozen=True)
class Leerlingbespreking(Vastlegging):
    """The team discussed the pupil, or why it did not (R16); closing a meeting records one as well."""

    titel = "Leerlingbespreking in het team"
    uitleg = "Wat kwam er uit de bespreking? Of waarom is er (nog) niet in het team besproken?"
    baan = Baan.OVERLEG
    vond_plaats = "gehouden"
    bewijs = False

    gehouden: JaNee = vraag("Is de leerling in het team besproken?", aan_tafel=True)
    datum: date | None = vraag("Wanneer was de bespreking?", when=("gehouden", JaNee.JA), aan_tafel=True)
    aanwezig: str | None = vraag(
        "Wie namen deel?",
        help="Noem namen en functies.",
        max_length=4_000,
        when=("gehouden", JaNee.JA),
        noemt=True,
        bron=True,
        personen=True,
    )
    kwestie: str | None = vraag(
        "Wat was de vraag aan het team?", min_length=5, when=("gehouden", JaNee.JA), aan_tafel=True
    )
    besluit: str | None = vraag(
        "Wat is besloten: wie doet wat, en wanneer?",
        help="Of: geen actie, omdat …",
        min_length=10,
        when=("gehouden", JaNee.JA),
        aan_tafel=True,
        op_melding=OpMelding.DEED,
    )
    waarom_niet: str | None = vraag(
        "Waarom niet?", min_length=10, when=("gehouden", JaNee.NEE), aan_tafel=True, op_melding=OpMelding.DEED
    )


@dataclass(frozen=True)
class AdviesVeiligThuis(Vastlegging):
    """Advice of Veilig Thuis (R17, R29) and of nobody else: what the pupil told counts as acute until then."""

    titel = "Advies van Veilig Thuis"
    voor_gezin = True
    uitleg = (
        "Telefonisch advies van Veilig Thuis mag altijd. Dat kan zonder namen. "
        "Is er letsel? Vraag Veilig Thuis of een deskundige in letselduiding. Wat die deskundige zegt, legt u vast bij "
        "‘Collegiale consultatie’. "
        "Advies is geen melding: u blijft zelf verantwoordelijk."
    )
    grondslag = (BESLUIT_MELDCODE, WMO_ADVIES)
    baan = Baan.OVERLEG

    datum: date = vraag("Wanneer belde u?", aan_tafel=True)
    tijd: time = vraag("Hoe laat?", aan_tafel=True)
    adviseur: str = regel(
        "Met wie sprak u?",
        help="Naam of kenmerk van de medewerker van Veilig Thuis.",
        noemt=True,
        bron=True,
        op_melding=OpMelding.DEED,
    )
    anoniem: JaNee = vraag("Hebt u het zonder namen voorgelegd?", aan_tafel=True)
    kwestie: str = vraag("Wat vroeg u?", min_length=10, aan_tafel=True)
    advies: str = vraag("Wat was het advies?", min_length=10, aan_tafel=True, op_melding=OpMelding.DEED)


@dataclass(frozen=True)
class VeiligInformeren(Vastlegging):
    """Whether the parents can safely be told now. Asked before the first talk with them, and reused after that."""

    titel = "Kunnen de ouders nu veilig worden geïnformeerd?"
    uitleg = (
        "Deze vraag beantwoordt u vóór het eerste gesprek met de ouders. Het antwoord geldt ook bij stap 3 en stap 5. "
        "Bij eer, huwelijksdwang, achterlating of besnijdenis belt u eerst Veilig Thuis."
    )
    grondslag = (LANDELIJK_MODEL,)
    bewijs = False

    voor: frozenset[Betrokken] | None = voor_wie(
        "Over wie gaat dit antwoord?",
        help="Voor beiden gelijk? Kies ze dan samen. Bij de een wel veilig en bij de ander niet? Antwoord twee keer.",
    )
    veilig: JaNee = vraag("Kunnen de ouders nu veilig worden geïnformeerd?", aan_tafel=True, op_melding=OpMelding.WEET)
    redenen: frozenset[RedenNiet] | None = redenen_niet(when=("veilig", JaNee.NEE), op_melding=OpMelding.WEET)
    motivering: str = vraag(
        "Waarop baseert u dat?",
        help="Feiten, of een advies van Veilig Thuis.",
        min_length=10,
        aan_tafel=True,
        op_melding=OpMelding.WEET,
    )
    opnieuw_op: date | None = vraag(
        "Wanneer bekijkt u dit opnieuw?", future=True, when=("veilig", JaNee.NEE), aan_tafel=True
    )


def ouders_veilig(tekst: str, als: tuple[str, tuple[Keuze, ...]] | None = None) -> Eis:
    """The eis that the parents can safely be told now, by the last answer; after acute danger it is asked again.

    It holds for every talk with them. The route allows doing without a talk in stap 3 only (R24), while the same danger
    exists in stap 2 (R18) and stap 5 (R36). ``tekst`` and ``als`` are those of ``Eis``.
    """
    veilig = ("veilig", (JaNee.JA,))
    return Eis((VeiligInformeren,), tekst, waar=veilig, laatste=True, als=als, na=(AcuutGevaar,), per_persoon=True)


NIET_VEILIG = Eis((VeiligInformeren,), "", waar=("veilig", (JaNee.NEE,)), laatste=True, per_persoon=True)
WEL_VEILIG = ouders_veilig("")


@dataclass(frozen=True)
class Zorggesprek(Vastlegging):
    """The informal talk in which the concern is shared with the parents (R18)."""

    titel = "Gesprek met de ouders: de zorg delen"
    voor_gezin = True
    uitleg = "Een open gesprek: u noemt wat u ziet, zonder oordeel, en vraagt hoe de ouders dat zien."
    eisen = (
        ouders_veilig(
            "Dit gesprek kan pas als is vastgelegd dat de ouders nu veilig kunnen worden geïnformeerd. "
            "Beantwoord die vraag eerst."
        ),
    )
    baan = Baan.GESPREKKEN
    met_ouders = True
    gesproken = True

    voor: frozenset[Betrokken] | None = voor_wie("Met welke ouder of verzorger sprak u?")
    datum: date = gesprek_datum()
    aanwezig: str = aanwezigen()
    gedeeld: str = vraag("Welke zorg hebt u gedeeld?", min_length=10, aan_tafel=True, op_melding=OpMelding.WEET)
    reactie: str = vraag("Wat zeiden de ouders?", min_length=5, aan_tafel=True, op_melding=OpMelding.WEET)
    afspraken: str | None = vraag("Wat is er afgesproken?", optional=True, aan_tafel=True, op_melding=OpMelding.WEET)


@dataclass(frozen=True)
class GesprekLeerling(Vastlegging):
    """A talk with the pupil (R19)."""

    titel = "Gesprek met de leerling"
    uitleg = (
        f"Luister, vraag niet uit, en beloof geen geheimhouding. {OOK_DE_LEERLING} "
        f"De leerling kan ook zelf bellen met de {KINDERTELEFOON.naam}, {KINDERTELEFOON.wanneer}: "
        f"{KINDERTELEFOON.nummer}."
    )
    grondslag = (BESLUIT_MELDCODE, KINDERTELEFOON.bron)
    baan = Baan.GESPREKKEN

    datum: date = gesprek_datum()
    aanwezig: str = aanwezigen()
    woorden: str = vraag(
        "Wat zei de leerling, zo letterlijk mogelijk?", min_length=5, aan_tafel=True, op_melding=OpMelding.FEIT
    )
    uitkomst: str = vraag(
        "Wat is er met de leerling afgesproken?", min_length=5, aan_tafel=True, op_melding=OpMelding.WEET
    )
    ouders_wisten: JaNee = vraag(
        "Wisten de ouders met gezag dat u met de leerling zou praten?",
        help="Bronnen verschillen hierover. Begon de leerling zelf te vertellen? Dan luistert u gewoon.",
        aan_tafel=True,
    )
    waarom_niet: str | None = vraag("Waarom niet?", min_length=5, when=("ouders_wisten", JaNee.NEE), aan_tafel=True)


class Overlegtafel(Keuze):
    ONDERSTEUNINGSTEAM = "ondersteuningsteam", "[Ondersteuningsteam] (in de route: ZAT)"
    JEUGDTEAM = "jeugdteam", "Jeugdteam of wijkteam (in de route: CJG)"


class Grond(Keuze):
    INSTEMMING = "instemming", "Met instemming van de ouders"
    MEDEWETEN = "medeweten", "Met medeweten van de ouders, zonder instemming"
    ANONIEM = "anoniem", "Zonder namen"


@dataclass(frozen=True)
class Inbreng(Vastlegging):
    """Others from outside the school are asked to think along or help (R19)."""

    titel = "[Ondersteuningsteam] of jeugdteam"
    uitleg = "Een mogelijke vervolgstap: anderen van buiten de school denken of helpen mee."
    baan = Baan.OVERLEG

    waar: Overlegtafel = vraag("Waar hebt u het ingebracht?", aan_tafel=True, op_melding=OpMelding.DEED)
    datum: date = vraag("Wanneer?", aan_tafel=True)
    grond: Grond = vraag("Hoe hebt u het ingebracht?", aan_tafel=True)
    aanwezig: str = aanwezigen()
    uitkomst: str = vraag("Wat was de uitkomst?", min_length=10, aan_tafel=True, op_melding=OpMelding.DEED)


class Uitkomst(Keuze):
    VERDER = "verder", "De zorg blijft: door naar stap 3"
    GEEN_INDICATIE = "geen_indicatie", "Geen indicatie van huiselijk geweld of kindermishandeling"


def _zonder_indicatie() -> str:
    """What stands above the outcome: what happens without indication, as the board decided."""
    regel = beleid().of(Reden.GEEN_INDICATIE)
    ask = "Gaat u door naar stap 3, of is er geen indicatie?"
    if regel.keus.verzegeld:
        return (
            f"{ask} Zonder indicatie gaat het dossier dicht en achter een zegel: zo besloot het bestuur. Zodra de "
            "directie het bericht heeft gezien, leest niemand het."
        )
    if regel.keus.naam != METEEN:
        return f"{ask} Zonder indicatie gaat het dossier dicht en wordt het bewaard: zo besloot het bestuur."
    return (
        f"{ask} {bewaren.GEEN_INDICATIE.tekst} De directie leest het bericht en bevestigt het vernietigen apart. "
        "Ook eerdere signalen zijn dan niet meer terug te vinden, voor de school niet en voor de leerling later niet."
    )


@dataclass(frozen=True)
class UitkomstStap2(Vastlegging):
    """How stap 2 ends: on to stap 3, or no indication, after which the dossier is destroyed (R21)."""

    titel = "Uitkomst van stap 2"
    uitleg = cast(str, _zonder_indicatie)
    grondslag = (bewaren.GEEN_INDICATIE.bron,)
    baan = Baan.BESLUITEN
    kern = "uitkomst"
    bewijs = False

    uitkomst: Uitkomst = vraag("Wat is de uitkomst?", aan_tafel=True)
    motivering: str = vraag("Waarom?", min_length=20, aan_tafel=True)
    buiten: frozenset[Buiten] | None = buiten(when=("uitkomst", Uitkomst.GEEN_INDICATIE))
