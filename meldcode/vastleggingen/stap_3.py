"""What is recorded in stap 3, gesprek met de ouder (R23–R26): the formal talk, or doing without it."""

from dataclasses import dataclass, replace
from datetime import date

from meldcode.bronnen import BESLUIT_MELDCODE, GESCHEIDEN_OUDERS, LANDELIJK_MODEL, POGINGEN
from meldcode.vastleggingen.algemeen import (
    OOK_DE_LEERLING,
    RedenNiet,
    aanwezigen,
    gesprek_datum,
    redenen_niet,
    voor_wie,
)
from meldcode.vastleggingen.stap_2 import NIET_VEILIG, ouders_veilig
from meldcode.vragen.baan import Baan, OpMelding
from meldcode.vragen.persoon import Betrokken
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag


@dataclass(frozen=True)
class FormeelGesprek(Vastlegging):
    """The formal talk with the parents about stap 1 and 2 (R23)."""

    titel = "Formeel gesprek met de ouder"
    voor_gezin = True
    in_bericht = "Het gesprek is gevoerd."
    uitleg = "U bespreekt wat in stap 1 en stap 2 naar voren kwam. U voert dit gesprek het liefst met z’n tweeën."
    grondslag = (GESCHEIDEN_OUDERS,)
    eisen = (
        ouders_veilig(
            "In stap 2 is vastgelegd dat de ouders nu niet veilig kunnen worden geïnformeerd. Of die vraag is nog "
            "niet beantwoord. Beantwoord die vraag eerst (opnieuw), of zie af van het gesprek."
        ),
    )
    baan = Baan.GESPREKKEN
    met_ouders = True
    gesproken = True

    voor: frozenset[Betrokken] | None = voor_wie("Met welke ouder of verzorger sprak u?")
    datum: date = gesprek_datum()
    aanwezig: str = aanwezigen()
    stap_1: str = vraag(
        "Welke signalen uit stap 1 hebt u besproken?",
        min_length=10,
        zoals=(("Signaal", "waarneming"),),
        alle=True,
        aan_tafel=True,
        op_melding=OpMelding.WEET,
    )
    stap_2: str = vraag(
        "Wat hebt u verteld over stap 2: met wie is overlegd, en wat kwam daaruit?",
        min_length=10,
        zoals=(("Consultatie", "uitkomst"), ("Leerlingbespreking", "besluit")),
        aan_tafel=True,
    )
    visie: str = vraag(
        "Hoe zien de ouders het?",
        help="Zo letterlijk mogelijk.",
        min_length=10,
        zoals=(("Zorggesprek", "reactie"),),
        aan_tafel=True,
        op_melding=OpMelding.WEET,
    )
    blijft_staan: str = vraag("Welke zorg blijft staan?", min_length=5, aan_tafel=True)
    afspraken: str = vraag("Wat is er afgesproken?", min_length=5, aan_tafel=True, op_melding=OpMelding.WEET)


@dataclass(frozen=True)
class Afzien(Vastlegging):
    """Doing without the formal talk, for one of the reasons in ``RedenNiet`` (R24)."""

    titel = "Afzien van het gesprek"
    in_bericht = "Er is afgezien van het gesprek, met reden."
    uitleg = (
        "Dit kan alleen om een van deze redenen, en u schrijft altijd op waarom. De directie ziet dat er geen gesprek "
        f"was. {OOK_DE_LEERLING} Afzien van het gesprek met de ouder is geen afzien van het gesprek met de leerling."
    )
    grondslag = (LANDELIJK_MODEL, BESLUIT_MELDCODE)
    eisen = (
        replace(
            NIET_VEILIG,
            tekst="Afzien kan alleen als is vastgelegd dat de ouders nu niet veilig kunnen worden geïnformeerd. "
            "Beantwoord die vraag eerst (opnieuw).",
        ),
    )
    overnemen = {
        "redenen": ("VeiligInformeren", "redenen"),
        "motivering": ("VeiligInformeren", "motivering"),
    }
    baan = Baan.GESPREKKEN
    met_ouders = True

    voor: frozenset[Betrokken] | None = voor_wie("Met wie is er geen gesprek?")
    redenen: frozenset[RedenNiet] = redenen_niet(op_melding=OpMelding.WEET)
    motivering: str = vraag(
        "Waarop baseert u dat?",
        help="Feiten, of een advies van Veilig Thuis.",
        min_length=20,
        aan_tafel=True,
        op_melding=OpMelding.WEET,
    )


class Weg(Keuze):
    """The way in which somebody was tried to be reached."""

    BELLEN = "bellen", "Gebeld"
    BERICHT = "bericht", "Een bericht of mail, zonder inhoud"
    BRIEF = "brief", "Een brief, zonder inhoud"
    LANGS = "langs", "Langsgegaan, of aangesproken op school"
    VIA = "via", "Via een hulpverlener, advocaat of instelling"


@dataclass(frozen=True)
class NietBereikt(Vastlegging):
    """Somebody with gezag could not be reached after at least two attempts: the stap goes on, the task stays."""

    titel = "Niet bereikt na pogingen"
    in_bericht = "Niet bereikt na ten minste twee pogingen, die taak blijft staan."
    uitleg = (
        "Lukt het niet om iemand te spreken? Na ten minste twee pogingen gaat u verder zonder dit gesprek. De taak "
        "blijft staan, en de directie ziet dat iemand niet is bereikt."
    )
    grondslag = (POGINGEN,)
    eisen = (
        ouders_veilig(
            "Probeer alleen iemand te bereiken die nu veilig kan worden geïnformeerd. Beantwoord die vraag eerst."
        ),
    )
    baan = Baan.GESPREKKEN
    bewijs = False
    met_ouders = True

    voor: frozenset[Betrokken] | None = voor_wie("Wie kon u niet bereiken?")
    datum: date = vraag("Wanneer was de eerste poging?", aan_tafel=True)
    weg: Weg = vraag("Hoe?", aan_tafel=True, op_melding=OpMelding.WEET)
    datum_2: date = vraag("Wanneer was de laatste poging?", op_melding=OpMelding.WEET)
    weg_2: Weg = vraag("Hoe?", aan_tafel=True, op_melding=OpMelding.WEET)
    meer: str | None = vraag(
        "Waren er meer pogingen, of is er iets over te zeggen?", optional=True, noemt=True, op_melding=OpMelding.WEET
    )
    opnieuw_op: date = vraag("Wanneer probeert u het weer?", future=True)
