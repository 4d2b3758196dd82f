"""Opening a dossier, closing a stap, and the messages between ib-er and directie about that (R3)."""

import re
from dataclasses import dataclass
from typing import ClassVar

from meldcode.bronnen import WPO_4A
from meldcode.rollen import Role
from meldcode.vastleggingen.algemeen import JaNee, regel
from meldcode.vastleggingen.toegang import wie_neemt_waar, wie_niet
from meldcode.vragen.geboren import Geboren
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag

ANDERE_ROUTE = (
    "Waarschuw meteen het bevoegd gezag (het schoolbestuur).",
    "Gaat het mogelijk om een seksueel misdrijf tegen een leerling, dan overlegt het bevoegd gezag meteen met de "
    "vertrouwensinspecteur. Bij ander geweld door een medewerker kan het bevoegd gezag de vertrouwensinspecteur ook "
    "bellen.",
    "Is er een redelijk vermoeden van een seksueel misdrijf tegen een leerling, dan doet het bevoegd gezag meteen "
    "aangifte. Eerst vertelt het dat aan de ouders en aan de betrokken medewerker.",
)
"""What to do, in this order, when it is about somebody who works for the school (``meldcode.bronnen.WPO_4A``)."""


class OverMedewerker(Keuze):
    JA = "ja", "Ja"
    NEE = "nee", "Nee"
    LATER = "later", "Nog niet gevraagd: er was acuut gevaar"
    DOORGEGEVEN = "doorgegeven", "Nee, zei wie het signaal doorgaf. De geboortedatum volgt"


_DOORGEGEVEN = (OverMedewerker.NEE, OverMedewerker.DOORGEGEVEN)


@dataclass(frozen=True)
class Opening(Vastlegging):
    """The first record of a dossier, and the only one with the name of the pupil.

    When it was opened in acute danger it has only that name; the rest is added by correcting it.
    """

    titel = "Dossier openen"
    nieuws = ""
    uitleg = "U vult alleen in om wie het gaat."
    grondslag = (WPO_4A,)
    door = frozenset({Role.IB_ER, Role.LEERKRACHT, Role.VERTROUWENSPERSOON})
    opent = True
    pagina = "nieuw"
    over_de_route = True
    # For conduct of staff another route exists (``ANDERE_ROUTE``): nothing about it may be saved, not even a concept.
    andere_route: ClassVar[tuple[str, Keuze]] = ("medewerker", OverMedewerker.JA)

    medewerker: OverMedewerker = vraag(
        "Gaat het over (mogelijk) handelen van iemand die voor de school werkt?",
        help="Bijvoorbeeld een [leerkracht], een stagiair of een vrijwilliger. Ook iemand van de overblijf of van het "
        "bestuur.",
        nooit_gekozen=(OverMedewerker.LATER, OverMedewerker.DOORGEGEVEN),
    )
    collega: JaNee | None = vraag(
        "Gaat dit over het kind van een collega, of is een collega erbij betrokken?",
        help="Bijvoorbeeld als ouder, familie of vriend van het gezin.",
        when=("medewerker", _DOORGEGEVEN),
        verzwegen=True,
    )
    afgeschermd: Persoon | None = wie_niet("Welke collega?", when=("collega", JaNee.JA))
    vervanger: Persoon | None = wie_neemt_waar(when=("collega", JaNee.JA))
    naam: str | None = regel(
        "Hoe heet de leerling?", when=("medewerker", (*_DOORGEGEVEN, OverMedewerker.LATER)), noemt=True
    )
    roepnamen: str | None = regel(
        "Andere namen of roepnamen",
        help="Hoe de leerling thuis of in de klas nog meer heet, met komma's ertussen. Zoeken vindt ook deze namen. Op "
        "het scherm van de leerlingbespreking staan ze niet.",
        optional=True,
        when=("medewerker", OverMedewerker.NEE),
        noemt=True,
    )
    geboren: Geboren | None = vraag("Wat is de geboortedatum?", when=("medewerker", OverMedewerker.NEE))
    groep: str | None = vraag(
        "In [welke groep] zit de leerling?",
        help="Bijvoorbeeld 6, 1/2a of Plusklas.",
        max_length=60,
        when=("medewerker", _DOORGEGEVEN),
    )
    gezag: str | None = vraag(
        "Wie heeft het gezag, en wie wonen er bij de leerling?",
        help="Alleen in het kort. Zet hen daarna bij ‘Om de leerling heen’: dan telt ieder met gezag apart.",
        optional=True,
        when=("medewerker", OverMedewerker.NEE),
        noemt=True,
        personen=True,
    )


def losse_namen(roepnamen: str) -> tuple[str, ...]:
    """The other names of a pupil, out of the one line in which they are typed."""
    return tuple(found for each in re.split(r"[,;/\n]|\sof\s", roepnamen) if (found := each.strip()))


@dataclass(frozen=True)
class HoortBij(Vastlegging):
    """Closes a dossier of which the signals were added to another one of the same pupil (ADR 61).

    ``bij`` is the code name of that other dossier, which only those may read who read that one: see
    ``meldcode.dossier.familie``. From then on it counts in no figure.
    """

    titel = "Hoort bij een ander dossier"
    uitleg = "Wat hier werd doorgegeven, staat nu ook in het andere dossier. Dit dossier gaat dicht en telt niet mee."
    gedaan = "Het dossier is gesloten: het hoort bij een ander dossier."
    pagina = "stap_1_signalen"
    te_corrigeren = False
    kijkt = False
    over_toegang = True
    over_de_route = True

    bij: str = regel("Bij welk dossier hoort dit?")


class StapNummer(Keuze):
    EEN = "1", "Stap 1"
    TWEE = "2", "Stap 2"
    DRIE = "3", "Stap 3"
    VIER = "4", "Stap 4"
    VIJF = "5", "Stap 5"


@dataclass(frozen=True)
class Afronding(Vastlegging):
    """Closes a stap, with the message that the directie gets (R3); ``dossier.bericht`` writes that."""

    titel = "Stap afronden en de directie informeren"
    uitleg = "Na elke stap krijgt de directie een bericht. De directie leest alleen dit bericht, niet het dossier."
    gedaan = "De stap is afgerond en de directie is geïnformeerd."
    leesbaar_voor = frozenset({Role.DIRECTIE})
    pagina = "dossier"
    te_corrigeren = False
    over_de_route = True

    stap: StapNummer = vraag("Welke stap is afgerond?")
    bericht: str = vraag("Wat krijgt de directie te lezen?", max_length=500)


class Reactie(Keuze):
    GEZIEN = "gezien", "Gezien"
    VRAAG = "vraag", "Ik heb een vraag"


@dataclass(frozen=True)
class Ontvangst(Vastlegging):
    """The directie has seen a message, or asks something back; ``kennisgeving`` is the number of the message."""

    titel = "Ontvangst door de directie"
    nieuws = "reactie"
    altijd = True
    uitleg = "U laat weten dat u het hebt gezien, of u stelt een vraag. [De intern begeleider] beantwoordt die vraag."
    gedaan = "Uw reactie is vastgelegd."
    door = frozenset({Role.DIRECTIE})
    pagina = "directie"
    te_corrigeren = False
    kijkt = False
    over_de_route = True

    kennisgeving: str = regel("Bij welk bericht?")
    reactie: Reactie = vraag("Wat is uw reactie?")
    terugvraag: str | None = vraag(
        "Wat wilt u weten?",
        help="Vraag naar de voortgang, niet naar de inhoud. Noem geen namen.",
        min_length=5,
        max_length=2_000,
        when=("reactie", Reactie.VRAAG),
    )


@dataclass(frozen=True)
class AntwoordAanDirectie(Vastlegging):
    """Answers what the directie asked about a message; ``kennisgeving`` is the number of the message."""

    titel = "Antwoord aan de directie"
    altijd = True
    uitleg = "De directie leest dit antwoord. Noem geen namen. Schrijf alleen wat de directie nodig heeft."
    leesbaar_voor = frozenset({Role.DIRECTIE})
    pagina = "dossier"
    te_corrigeren = False
    kijkt = False
    over_de_route = True

    kennisgeving: str = regel("Bij welk bericht?")
    antwoord: str = vraag("Wat is uw antwoord?", min_length=5, max_length=2_000)
