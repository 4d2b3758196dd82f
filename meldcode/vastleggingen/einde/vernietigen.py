"""Destroying a dossier takes two people: one asks, with a ground; another confirms by typing its code name (R21)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from meldcode.bronnen import ROUTE, VOORSTEL
from meldcode.rollen import Role
from meldcode.vastleggingen.algemeen import regel
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Keuze, vraag

VRAGEN_OF_BEVESTIGEN = frozenset({Role.IB_ER, Role.DIRECTIE})


class Grond(Keuze):
    """Why a dossier is destroyed. The first follows from the outcome of stap 2, and is not asked for again."""

    GEEN_INDICATIE = "geen_indicatie", "Geen indicatie"
    BEWAARTERMIJN = "bewaartermijn", "De bewaartermijn is voorbij"
    VERZOEK = "verzoek", "Een verzoek om te wissen is toegewezen"
    VERGISSING = "vergissing", "Bij vergissing geopend"


@dataclass(frozen=True)
class Wachttijd:
    """The rule behind a ground, for the certificate; how many days there are to withdraw, and why so many."""

    regel: str
    dagen: int
    waarom: str


_BEDENKTIJD = "Zo is er tijd om erop terug te komen."
WACHTEN: Mapping[Grond, Wachttijd] = MappingProxyType(
    {
        Grond.GEEN_INDICATIE: Wachttijd(
            "de route van de school, stap 2",
            0,
            "De directie beslist hierover zodra zij het bericht leest: zo staat het in de route.",
        ),
        Grond.BEWAARTERMIJN: Wachttijd("de bewaartermijn die het bestuur vaststelde", 7, _BEDENKTIJD),
        Grond.VERZOEK: Wachttijd("AVG, artikel 17", 7, _BEDENKTIJD),
        Grond.VERGISSING: Wachttijd(
            "AVG, artikel 5, eerste lid: wat niet klopt, blijft niet staan",
            0,
            "Wat over de verkeerde leerling gaat, hoort hier geen dag langer te staan.",
        ),
    }
)
"""Nothing happens when the days are over: from then on somebody may confirm it."""


class Buiten(Keuze):
    """Where more about the pupil may lie than in Meldroute."""

    PAPIER = "papier", "Papier, ook kopieën en aantekeningen"
    MAIL = "mail", "Mail en berichten"
    LVS = "lvs", "Leerlingvolgsysteem"
    TELEFOON = "telefoon", "Foto’s en berichten op telefoons"
    NOTULEN = "notulen", "Notulen van besprekingen"
    ZAT = "zat", "Stukken bij het [ondersteuningsteam]"


def buiten(**options: Any) -> Any:
    """The vraag what was looked at outside Meldroute; options as for ``vraag``."""
    return vraag(
        "Waar hebt u buiten Meldroute gekeken, en staat er niets meer over?",
        help="Meldroute wist alleen wat erin staat. Wat u hier niet aankruist, staat op de verklaring als ‘niet "
        "nagekeken’.",
        optional=True,
        **options,
    )


@dataclass(frozen=True)
class VernietigingGevraagd(Vastlegging):
    """Asks to destroy this dossier. What is recorded about the pupil afterwards makes the request lapse."""

    titel = "Vernietiging vragen"
    uitleg = (
        "U vraagt om dit dossier te vernietigen. Iemand anders bevestigt dat. Tot dan kan ieder van u het intrekken. "
        "Komt er iets bij over de leerling? Dan vervalt het verzoek."
    )
    gedaan = "De vernietiging is gevraagd. Iemand anders bevestigt haar."
    knop = "Vraag de vernietiging"
    grondslag = (VOORSTEL,)
    door = VRAGEN_OF_BEVESTIGEN
    altijd = True
    leesbaar_voor = frozenset({Role.DIRECTIE})
    pagina = "vernietigen"
    te_corrigeren = False
    kijkt = False
    over_de_route = True

    grond: Grond = vraag("Waarom kan dit dossier weg?", nooit_gekozen=(Grond.GEEN_INDICATIE,))
    waarom: str = vraag(
        "Waaruit blijkt dat?", help="De directie leest dit. Noem geen namen.", min_length=10, max_length=1_000
    )
    buiten: frozenset[Buiten] | None = buiten()
    tweede: Persoon | None = vraag(
        "Wie bevestigt het?",
        help="Laat dit leeg als iemand van de directie het bevestigt. Hebt u zelf die rol? Kies dan een collega.",
        rollen=VRAGEN_OF_BEVESTIGEN,
        elke_rol=VRAGEN_OF_BEVESTIGEN,
        optional=True,
    )


@dataclass(frozen=True)
class VernietigingIngetrokken(Vastlegging):
    """Takes the request back: the dossier stays as it is."""

    titel = "Vernietiging intrekken"
    uitleg = "Het dossier blijft zoals het is. Later kunt u het opnieuw vragen."
    gedaan = "Het verzoek is ingetrokken. Het dossier blijft."
    knop = "Trek het verzoek in"
    door = VRAGEN_OF_BEVESTIGEN
    altijd = True
    leesbaar_voor = frozenset({Role.DIRECTIE})
    pagina = "vernietigen"
    te_corrigeren = False
    kijkt = False
    over_de_route = True

    reden: str = vraag("Waarom?", help="De directie leest dit. Noem geen namen.", min_length=5, max_length=1_000)


@dataclass(frozen=True)
class VernietigingBevestigd(Vastlegging):
    """Confirms it. It is never stored: with it the dossier is destroyed, and what is left is the certificate."""

    titel = "Vernietiging bevestigen"
    uitleg = "Hiermee wordt het dossier vernietigd. Dat is niet terug te draaien."
    knop = "Bevestig en vernietig"
    grondslag = (ROUTE,)
    door = VRAGEN_OF_BEVESTIGEN
    altijd = True
    leesbaar_voor = frozenset({Role.DIRECTIE})
    pagina = "vernietigen"
    te_corrigeren = False
    kijkt = False
    over_de_route = True

    codenaam: str = regel("Typ de codenaam van het dossier")
