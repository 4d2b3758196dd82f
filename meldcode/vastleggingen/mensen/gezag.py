"""Who has gezag, since when and by which paper."""

from dataclasses import dataclass
from datetime import date

from meldcode import bronnen
from meldcode.vastleggingen.algemeen import JaNee, regel, voor_wie
from meldcode.vragen.persoon import Betrokken
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag


class Vorm(Keuze):
    """The forms of gezag, and what it is when somebody does not have it (``bronnen.GEZAG``)."""

    OUDER = "ouder", "Ja, als ouder"
    SAMEN = "samen", "Ja, samen met een ouder, zonder zelf ouder te zijn"
    VOOGD = "voogd", "Ja, als voogd"
    INSTELLING = "instelling", "Ja, een instelling is voogd"
    BETWIST = "betwist", "Daarover loopt een zaak bij de rechter"
    ONBEKEND = "onbekend", "Dat weten we nog niet"
    MINDERJARIG = "minderjarig", "Nee, deze ouder is zelf jonger dan 18"
    GESCHORST = "geschorst", "Nee, het gezag is geschorst"
    GEEN = "geen", "Nee"
    VOORBIJ = "voorbij", "Niet meer, bijvoorbeeld na een uitspraak of een overlijden"


HEEFT = (Vorm.OUDER, Vorm.SAMEN, Vorm.VOOGD, Vorm.INSTELLING)


class Waardoor(Keuze):
    """Why a parent has gezag: what is never presumed of parents who are not married."""

    GEBOORTE = "geboorte", "Het kind is uit deze ouder geboren"
    GETROUWD = "getrouwd", "De ouders zijn of waren getrouwd, of geregistreerd partner"
    ERKEND = "erkend", "Niet getrouwd: deze ouder heeft het kind erkend"
    REGISTER = "register", "Het staat in het gezagsregister"
    UITSPRAAK = "uitspraak", "Een uitspraak van de rechter"


class Papier(Keuze):
    REGISTER = "register", "Een uittreksel uit het gezagsregister"
    AKTE = "akte", "Een akte van geboorte of erkenning"
    UITSPRAAK = "uitspraak", "Een uitspraak van de rechter"
    ANDERS = "anders", "Een ander papier"
    NIETS = "niets", "Nog geen papier: dit is verteld"


@dataclass(frozen=True)
class Gezag(Vastlegging):
    """Who has gezag since when, and by which paper. A change is a new one: what counts is who had it that day."""

    titel = "Wie heeft het gezag?"
    uitleg = (
        "U legt vast wat vandaag bekend is. Verandert er iets, dan legt u dat opnieuw vast, met de dag. "
        "Ga nergens van uit: vraag het, en vraag naar een papier. Na een scheiding houden ouders meestal samen gezag. "
        "Ook bij een ondertoezichtstelling (OTS) houden de ouders het gezag."
    )
    grondslag = (bronnen.GEZAG, bronnen.ERKENNING)
    pagina = "om_de_leerling"
    altijd = True
    kijkt = False
    bewijs = False

    voor: frozenset[Betrokken] | None = voor_wie(
        "Over wie gaat het?", help="Is het voor beiden gelijk? Kies ze dan samen."
    )
    vorm: Vorm = vraag("Heeft deze persoon het gezag?")
    nu: JaNee | None = vraag("En hoe is het vandaag: heeft deze persoon het gezag?", when=("vorm", Vorm.BETWIST))
    uitspraak_op: date | None = vraag(
        "Wanneer komt de uitspraak?", future=True, optional=True, when=("vorm", Vorm.BETWIST)
    )
    waardoor: Waardoor | None = vraag("Waardoor?", when=("vorm", Vorm.OUDER))
    erkend_op: date | None = vraag(
        "Wanneer was de erkenning?",
        help="Vanaf 1 januari 2023 geeft erkennen samen gezag. Bij een eerdere erkenning moet het apart in het "
        "gezagsregister staan.",
        when=("waardoor", Waardoor.ERKEND),
        ouder_when=("waardoor", (Waardoor.ERKEND,)),
    )
    sinds: date | None = vraag("Sinds wanneer?", help="Laat dit leeg als het altijd zo was.", optional=True)
    tot: date | None = vraag(
        "Tot en met wanneer?", help="Alleen als het al voorbij is.", optional=True, when=("vorm", HEEFT)
    )
    papier: Papier = vraag("Welk papier is gezien?")
    gezien: str | None = regel(
        "Door wie, en wanneer?",
        when=("papier", tuple(each for each in Papier if each is not Papier.NIETS)),
        noemt=True,
        personen=True,
    )
