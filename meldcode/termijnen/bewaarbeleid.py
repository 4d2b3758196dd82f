"""How long a dossier is kept, by the reason for which it was closed: what a board can choose, each with its source.

No law sets such a term (``meldcode.termijnen.bewaren``). As long as the board has not decided, the first of the choices
of each reason holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from meldcode.bronnen import (
    AFWEGINGSKADER,
    BEWAARTERMIJN,
    KLACHTJAAR,
    ROUTE,
    UTRECHT_BEWAREN,
    VIJF_JAAR,
    VOORSTEL,
    ZORG_VOORBIJ,
    Bron,
)
from meldcode.eigen import bewaarbesluit
from meldcode.eigen.woorden import Eigen

VAST_TE_STELLEN = "(vast te stellen door het bestuur)"
LANGST = 20
"""The most years that a board can choose."""


class Begin(StrEnum):
    """What a term starts at."""

    AFSLUITEN = "afsluiten"
    VERTREK = "vertrek"
    CONTACT = "contact"


class Reden(StrEnum):
    """Why a dossier was closed, as far as it matters for keeping it. The value is stored; ``label`` is shown."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Reden":  # a lookup passes the value only
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    GEEN_INDICATIE = "geen_indicatie", "Geen indicatie, na stap 2"
    GEEN_VERMOEDEN = "geen_vermoeden", "Geen vermoeden, na de weging"
    HULP = "hulp", "De leerling is veilig en de hulp is afgerond"
    MELDING = "melding", "Er is gemeld, en anderen zijn nu aan zet"
    ELDERS = "elders", "De leerling is naar een andere school"


@dataclass(frozen=True)
class Keus:
    """One way to deal with dossiers that were closed for one reason.

    ``tekst`` is what the board chooses, ``gevolg`` what that means, ``bronnen`` where it comes from. ``jaren`` after
    ``begin``; 0: at once; None: as many as the board says. ``verzegeld``: until then nobody reads it.
    """

    naam: str
    tekst: str
    begin: Begin
    jaren: int | None
    bronnen: tuple[Bron, ...]
    gevolg: str = ""
    verzegeld: bool = False


METEEN, VERZEGELD, BEWAREN = "meteen", "verzegeld", "twee_jaar"
_TOT_TWEE_JAAR = "Bewaren tot twee jaar nadat de leerling van school ging"
_TWEE = Keus(
    BEWAREN,
    _TOT_TWEE_JAAR,
    Begin.VERTREK,
    2,
    (BEWAARTERMIJN,),
    "De vuistregel voor een leerlingdossier: ten hoogste twee jaar na vertrek.",
)
_VIJF = Keus(
    "vijf_jaar",
    "Bewaren tot vijf jaar nadat de leerling van school ging",
    Begin.VERTREK,
    5,
    (VIJF_JAAR,),
    "Een rechter vond vijf jaar goed voor een leerlingdossier. Over een meldcodedossier ging die zaak niet.",
)
_ZELF = Keus(
    "eigen_termijn",
    "Bewaren tot een ander aantal jaren nadat de leerling van school ging",
    Begin.VERTREK,
    None,
    (VOORSTEL,),
    "Het bestuur legt uit waarom.",
)
_CONTACT = Keus(
    "na_contact",
    "Bewaren tot een aantal jaren na het laatste contact over dit dossier",
    Begin.CONTACT,
    None,
    (VOORSTEL,),
    "Dat is de laatste keer dat er iets over de leerling is vastgelegd. Het bestuur legt uit waarom.",
)

KEUZEN: Mapping[Reden, tuple[Keus, ...]] = MappingProxyType(
    {
        Reden.GEEN_INDICATIE: (
            Keus(
                METEEN,
                "Meteen vernietigen, zodra de directie het bericht heeft gezien",
                Begin.AFSLUITEN,
                0,
                (ROUTE,),
                "Ook eerdere signalen zijn dan weg. Komt er een klacht, dan heeft de school dit dossier niet meer.",
            ),
            Keus(
                VERZEGELD,
                "Een jaar verzegeld bewaren: zolang een klacht nog kan, en niemand leest het",
                Begin.AFSLUITEN,
                1,
                (KLACHTJAAR,),
                "Alleen een bewaarstop haalt het zegel eraf. Zoeken op naam vindt het dossier niet.",
                verzegeld=True,
            ),
            Keus(
                BEWAREN,
                _TOT_TWEE_JAAR,
                Begin.VERTREK,
                2,
                (UTRECHT_BEWAREN, ZORG_VOORBIJ, BEWAARTERMIJN),
                "Bij een nieuw signaal is het verloop te zien. De route van de school zegt iets anders: vernietigen.",
            ),
            _VIJF,
            _ZELF,
        ),
        Reden.GEEN_VERMOEDEN: (
            Keus(
                BEWAREN,
                _TOT_TWEE_JAAR,
                Begin.VERTREK,
                2,
                (AFWEGINGSKADER, BEWAARTERMIJN),
                "Het afwegingskader zegt: afsluiten en vastleggen in het dossier.",
            ),
            Keus(
                METEEN,
                "Vernietigen na het afsluiten, zoals bij ‘geen indicatie’",
                Begin.AFSLUITEN,
                0,
                (ROUTE,),
                "De route noemt vernietigen alleen na stap 2. Het afwegingskader zegt iets anders: vastleggen.",
            ),
            _VIJF,
            _ZELF,
        ),
        Reden.HULP: (_TWEE, _VIJF, _ZELF, _CONTACT),
        Reden.MELDING: (_TWEE, _VIJF, _ZELF, _CONTACT),
        Reden.ELDERS: (_TWEE, _VIJF, _ZELF),
    }
)
"""What can be chosen for each reason. The first holds until the board decides."""


@dataclass(frozen=True)
class Regel:
    """What holds for one reason: what was chosen, and how many years that is."""

    keus: Keus
    jaren: int


@dataclass(frozen=True)
class Beleid:
    """What holds at one school: by reason what the board chose; what is not in it is as usual."""

    gekozen: Mapping[Reden, Regel] = field(default_factory=lambda: MappingProxyType({}))
    is_besloten: bool = False

    def of(self, reden: Reden) -> Regel:
        """The rule for this reason."""
        return self.gekozen.get(reden) or usual(reden)


def usual(reden: Reden) -> Regel:
    """What holds for this reason as long as the board has not decided."""
    first = KEUZEN[reden][0]
    return Regel(first, first.jaren or 0)


def rule(reden: Reden, naam: str, jaren: int) -> Regel | None:
    """The rule that this choice makes; None when there is no such choice, or its number of years cannot be."""
    keus = next((each for each in KEUZEN[reden] if each.naam == naam), None)
    if keus is None or (keus.jaren is None and not 1 <= jaren <= LANGST):
        return None
    return Regel(keus, jaren if keus.jaren is None else keus.jaren)


def beleid(eigen: Eigen | None = None) -> Beleid:
    """What holds at this school, by default at the school that is served."""
    taken = bewaarbesluit.besluit(eigen)
    if taken is None:
        return Beleid()
    chosen = {reden: rule(reden, *taken.gekozen[reden]) for reden in Reden if reden in taken.gekozen}
    return Beleid(MappingProxyType({reden: each for reden, each in chosen.items() if each}), is_besloten=True)
