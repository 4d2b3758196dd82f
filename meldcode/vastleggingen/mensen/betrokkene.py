"""Somebody around the pupil: who they are to the pupil, and where they are to be found."""

from dataclasses import dataclass

from meldcode.vastleggingen.algemeen import JaNee, regel
from meldcode.vragen.geboren import Geboren
from meldcode.vragen.persoon import Beschut
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag


class Rol(Keuze):
    """What somebody is to the pupil. Who has gezag is another question (``Gezag``)."""

    OUDER = "ouder", "Ouder"
    VERZORGER = "verzorger", "Verzorger"
    VOOGD = "voogd", "Voogd"
    PLEEGOUDER = "pleegouder", "Pleegouder"
    STIEFOUDER = "stiefouder", "Stiefouder"
    GROOTOUDER = "grootouder", "Grootouder"
    BROER_ZUS = "broer_zus", "Broer of zus"
    HUISARTS = "huisarts", "Huisarts"
    WIJKTEAM = "wijkteam", "Wijkteam"
    JEUGDBESCHERMER = "jeugdbeschermer", "Jeugdbeschermer"
    ANDER = "ander", "Iemand anders"


VERZORGT = (Rol.OUDER, Rol.VERZORGER, Rol.VOOGD, Rol.PLEEGOUDER, Rol.STIEFOUDER, Rol.GROOTOUDER, Rol.ANDER)
"""Who can have gezag, and with whom a talk can be about the pupil. A jeugdbeschermer does not replace the parents."""
VERMOEDELIJK = (Rol.OUDER, Rol.VOOGD)
"""Who is asked as one with gezag as long as nobody knows whether they have it."""


class Woont(Keuze):
    JA = "ja", "Ja"
    DEELS = "deels", "Een deel van de tijd"
    NEE = "nee", "Nee"
    ONBEKEND = "onbekend", "Dat weten we niet"


@dataclass(frozen=True)
class Betrokkene(Vastlegging):
    """One person around the pupil, entered once and used wherever a person is chosen."""

    titel = "Iemand om de leerling heen"
    uitleg = (
        "Een ouder, verzorger, broer, zus of iemand die helpt. Vul alleen in wat de school nodig heeft. "
        "Is er iets veranderd? Dan corrigeert u dit."
    )
    pagina = "om_de_leerling"
    altijd = True
    kijkt = False
    bewijs = False

    rol: Rol = vraag("Wat is deze persoon van de leerling?")
    naam: str = regel("Hoe heet deze persoon?", noemt=True, personen=True)
    woont: Woont | None = vraag("Woont deze persoon bij de leerling?", when=("rol", (*VERZORGT, Rol.BROER_ZUS)))
    geboren: Geboren | None = vraag(
        "In welk jaar is deze broer of zus geboren?",
        when=("rol", Rol.BROER_ZUS),
        ouder_when=("rol", (Rol.BROER_ZUS,)),
    )
    school: Beschut | None = vraag(
        "Op welke school of opvang?", optional=True, max_length=300, when=("rol", Rol.BROER_ZUS), noemt=True
    )
    geheim: JaNee = vraag(
        "Moet geheim blijven waar deze persoon woont of te vinden is?",
        help="Denk ook aan een huisarts of school die de plaats verraadt. Bij ‘ja’ wijst elk scherm erop.",
    )
    bereiken: Beschut | None = vraag(
        "Waar en hoe bereikt u deze persoon veilig?",
        help="Telefoon, adres, mail of organisatie. Dit komt op geen papier en op geen scherm van het team, "
        "ook als het niet geheim is.",
        optional=True,
        max_length=1_000,
        noemt=True,
    )
    taal: str | None = regel(
        "Is een tolk nodig? Welke taal?",
        help="Een kind tolkt nooit, en familie liever ook niet. Vraag de ouder of een tolk uit de buurt veilig is.",
        optional=True,
        when=("rol", VERZORGT),
    )
