"""Telling who has gezag what the school decided (R36): of whom, about what, when, how, or why not yet."""

from dataclasses import dataclass
from datetime import date

from meldcode.bronnen import GESCHEIDEN_OUDERS, LANDELIJK_MODEL, WMO_OUDERS
from meldcode.vastleggingen.algemeen import JaNee, RedenNiet, redenen_niet, voor_wie
from meldcode.vastleggingen.stap_2 import ouders_veilig
from meldcode.vragen.baan import Baan, OpMelding
from meldcode.vragen.persoon import Betrokken
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag


class Waarover(Keuze):
    HULP = "5a", "5a. De hulp die wordt georganiseerd"
    MELDING = "5b", "5b. De melding"
    BEIDE = "beide", "De hulp en de melding"
    GEEN = "geen", "Dat er nu geen hulp en geen melding volgt"


class Vertelwijze(Keuze):
    """How the parents were told of the decision. Of a melding they hear in a talk, before it is made."""

    GESPREK = "gesprek", "In een gesprek"
    BELLEN = "bellen", "Aan de telefoon of met beeld"
    BRIEF = "brief", "Alleen met een brief of bericht"


@dataclass(frozen=True)
class OudersGeinformeerd(Vastlegging):
    """The parents were told of the decision, or why not yet (R36)."""

    titel = "Ouders informeren over het besluit"
    uitleg = (
        "De ouders horen het bij 5a en bij 5b. Van een melding horen ze vóór de melding, in een gesprek en liever niet "
        "aan de telefoon. Kan dat nu nog niet? Dan legt u vast waarom."
    )
    eisen = (
        ouders_veilig(
            "Volgens het laatste antwoord kunnen de ouders nu niet veilig worden geïnformeerd. Of die vraag is nog "
            "niet beantwoord. Beantwoord die vraag eerst (opnieuw).",
            als=("geinformeerd", (JaNee.JA,)),
        ),
    )
    grondslag = (WMO_OUDERS, LANDELIJK_MODEL, GESCHEIDEN_OUDERS)
    overnemen = {
        "redenen": ("VeiligInformeren", "redenen"),
        "motivering": ("VeiligInformeren", "motivering"),
    }
    baan = Baan.GESPREKKEN
    vond_plaats = "geinformeerd"
    met_ouders = True
    gesproken = True

    voor: frozenset[Betrokken] | None = voor_wie("Welke ouder of verzorger?")
    waarover: Waarover = vraag("Waarover?", aan_tafel=True, op_melding=OpMelding.WEET)
    geinformeerd: JaNee = vraag(
        "Zijn de ouders geïnformeerd?",
        help="Na een melding vertelt Veilig Thuis het ook aan de ouders. Dat is binnen vier weken nadat het de "
        "gegevens vastlegde, soms later. Hoort het gezin het liever eerst van u?",
        aan_tafel=True,
        op_melding=OpMelding.WEET,
    )
    datum: date | None = vraag("Wanneer?", when=("geinformeerd", JaNee.JA), aan_tafel=True)
    wijze: Vertelwijze | None = vraag(
        "Hoe?", when=("geinformeerd", JaNee.JA), aan_tafel=True, op_melding=OpMelding.WEET
    )
    waarom_brief: str | None = vraag(
        "Waarom niet in een gesprek?",
        help="Een klachtencommissie vond vertellen met alleen een mail niet zorgvuldig.",
        min_length=10,
        when=("wijze", Vertelwijze.BRIEF),
        aan_tafel=True,
    )
    reactie: str | None = vraag(
        "Wat zeiden de ouders?",
        min_length=5,
        when=("geinformeerd", JaNee.JA),
        aan_tafel=True,
        op_melding=OpMelding.WEET,
    )
    eerst: str | None = vraag(
        "Heeft deze persoon geen gezag, en hoort die het als eerste? Waarom?",
        help="Een stiefouder of pleegouder hoort het na wie gezag heeft. Kan dat niet? Schrijf op waarom.",
        optional=True,
        min_length=10,
        when=("geinformeerd", JaNee.JA),
        noemt=True,
    )
    redenen: frozenset[RedenNiet] | None = redenen_niet(
        "Waarom nog niet?", when=("geinformeerd", JaNee.NEE), op_melding=OpMelding.WEET
    )
    motivering: str | None = vraag(
        "Waarop baseert u dat?",
        min_length=20,
        when=("geinformeerd", JaNee.NEE),
        aan_tafel=True,
        op_melding=OpMelding.WEET,
    )
    opnieuw_op: date | None = vraag(
        "Wanneer bekijkt u dit opnieuw?", future=True, when=("geinformeerd", JaNee.NEE), aan_tafel=True
    )
