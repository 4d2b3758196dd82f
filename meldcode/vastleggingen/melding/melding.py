"""The melding (stap 5b): what was reported to Veilig Thuis, and what was agreed there."""

from dataclasses import dataclass, replace
from datetime import date

from meldcode.bronnen import VT_LEZEN, WMO_HERKOMST, WMO_MELDRECHT
from meldcode.vastleggingen.algemeen import JaNee, regel
from meldcode.vastleggingen.stap_5 import WEL_MELDEN
from meldcode.vragen.baan import Baan, OpMelding
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag


class Wijze(Keuze):
    TELEFOON = "telefoon", "Telefonisch"
    FORMULIER = "formulier", "Met het formulier van Veilig Thuis"
    BEIDE = "beide", "Telefonisch en daarna met het formulier"


class GrondGeheim(Keuze):
    """The three grounds on which Veilig Thuis does not tell the family who reported (``WMO_HERKOMST``)."""

    BETROKKENE = "betrokkene", "Het is gevaarlijk voor de leerling of een ander in het gezin"
    MELDER = "melder", "Het is gevaarlijk voor wie meldt, of voor een collega"
    VERTROUWEN = "vertrouwen", "Het verstoort de vertrouwensrelatie met het gezin, of kan dat doen"


@dataclass(frozen=True)
class Melding(Vastlegging):
    """A report to Veilig Thuis (R35, R38), with all that its paper says (``meldcode.papieren.melding``).

    It never closes a dossier (R5).
    """

    titel = "5b. Melding"
    voor_gezin = True
    uitleg = (
        "[De intern begeleider] meldt bij Veilig Thuis, namens de school en met naam. "
        "U mag Veilig Thuis vertellen wat u weet, ook zonder toestemming van de ouders. "
        "Een melding is geen eindpunt: het dossier blijft open."
    )
    grondslag = (WMO_MELDRECHT, WMO_HERKOMST, VT_LEZEN)
    eisen = (replace(WEL_MELDEN, tekst="Leg eerst het besluit vast dat melden noodzakelijk is, of acuut gevaar."),)
    baan = Baan.HULP

    datum: date = vraag("Wanneer hebt u gemeld?", aan_tafel=True)
    aan: str = regel("Aan wie?", help="Veilig Thuis, welke regio, en wie u sprak.", noemt=True)
    wijze: Wijze = vraag(
        "Hoe hebt u gemeld?", help="Bij spoed belt u altijd. Een formulier verschilt per regio.", aan_tafel=True
    )
    kenmerk: str = regel("Wat is het kenmerk van de melding?", help="Nog geen kenmerk? Schrijf: volgt.")
    inhoud: str = vraag(
        "Wat hebt u gemeld?",
        help="Feiten en gebeurtenissen. Wat u zelf zag, en wat u van anderen hoorde, met de bron.",
        min_length=20,
        aan_tafel=True,
        op_melding=OpMelding.MELDT,
    )
    naam_bekend: JaNee = vraag(
        "Mag het gezin weten dat de melding van de school komt?",
        help="Veilig Thuis weet altijd wie er meldt, en vertelt het gezin de herkomst van de melding. Kan dat niet? "
        "Zeg het meteen. Er zijn maar drie gronden voor.",
        kop="Wat u met Veilig Thuis afspreekt",
        op_melding=OpMelding.AFSPRAAK,
    )
    gronden: frozenset[GrondGeheim] | None = vraag(
        "Op welke grond niet?", when=("naam_bekend", JaNee.NEE), op_melding=OpMelding.AFSPRAAK
    )
    grond_waarom: str | None = vraag(
        "Waaruit blijkt dat?", min_length=10, when=("naam_bekend", JaNee.NEE), op_melding=OpMelding.AFSPRAAK
    )
    niet_zien: str | None = vraag(
        "Is er iets wat niet iedereen mag zien? Wat, wie niet, en waarom?",
        help="Ouders en kinderen vanaf 12 jaar kunnen een melding lezen. Overleg hierover met Veilig Thuis. Ook hier "
        "schrijft u niet op waar iemand is.",
        optional=True,
        noemt=True,
        op_melding=OpMelding.LOS,
    )
    school_doet: str = vraag(
        "Wat blijft de school zelf doen?",
        help="Wie let op de leerling, wat gaat door, en wie houdt contact met het gezin?",
        min_length=10,
        aan_tafel=True,
        op_melding=OpMelding.BLIJFT,
    )
    terugkoppeling: str = vraag(
        "Wat hoort u terug, van wie en vóór welke dag?",
        help="Nog niets afgesproken? Schrijf: volgt.",
        min_length=5,
        noemt=True,
        op_melding=OpMelding.AFSPRAAK,
    )
    bereikbaar: str = vraag(
        "Wie is bereikbaar voor Veilig Thuis, wanneer, en wie anders?",
        help="Naam, rechtstreeks nummer, dagen en uren. En wie er belt als u er niet bent.",
        min_length=5,
        max_length=500,
        noemt=True,
        op_melding=OpMelding.AFSPRAAK,
    )
    besproken: str = vraag(
        "Met wie is de melding besproken, en wat spraken jullie af?",
        min_length=5,
        noemt=True,
        op_melding=OpMelding.AFSPRAAK,
    )
