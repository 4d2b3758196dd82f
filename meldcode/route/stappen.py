"""The five stappen of the route (R1), declared once: menu, forms, checks, terms and protocol are derived from them."""

from dataclasses import dataclass

from meldcode.bronnen import AFWEGINGSKADER, BESLUIT_MELDCODE, LANDELIJK_MODEL, ROUTE, VOORSTEL, Bron
from meldcode.eigen.woorden import says
from meldcode.rollen import Permission
from meldcode.termijnen.kalender import Dagsoort
from meldcode.termijnen.termijn import Termijn
from meldcode.vastleggingen import (
    AcuutGevaar,
    AdviesVeiligThuis,
    Afsluiting,
    Afwegingen,
    Afzien,
    Besluit,
    Bijlage,
    Consultatie,
    Effectmeting,
    FormeelGesprek,
    GesprekLeerling,
    Hulp,
    Inbreng,
    Leerlingbespreking,
    Melding,
    NietBereikt,
    Opening,
    OudersGeinformeerd,
    Overleg,
    Signaal,
    Terugkoppeling,
    TweedeWeger,
    TweedeWegerVervalt,
    UitkomstStap2,
    VeiligInformeren,
    Vergelijking,
    Weging,
    Zorggesprek,
)
from meldcode.vastleggingen.mensen.informeren import Waarover
from meldcode.vastleggingen.opening import OverMedewerker
from meldcode.vastleggingen.stap_1 import Gesprekspartner, SoortSignaal
from meldcode.vastleggingen.stap_2 import WEL_VEILIG
from meldcode.vastleggingen.stap_5 import (
    BESLOTEN,
    ERBIJ_GEKOMEN,
    NIET_HELPEN,
    NIET_MELDEN,
    WEL_HELPEN,
    WEL_MELDEN,
)
from meldcode.vragen.eisen import Eis
from meldcode.vragen.vastlegging import Vastlegging


@says("titel", "kort", "in_de_route", "doel")
@dataclass(frozen=True)
class Stap:
    """One stap of the route; ``kort`` is its title where there is little room.

    ``permission``: what somebody needs to take it. ``vastleggingen``: what can be recorded in it. ``nodig``: what must
    have been recorded before it may be closed. ``in_de_route``: what the route of the school calls it.
    """

    nummer: int
    titel: str
    kort: str
    in_de_route: str
    doel: str
    grondslag: tuple[Bron, ...]
    termijn: Termijn
    permission: Permission
    vastleggingen: tuple[type[Vastlegging], ...]
    nodig: tuple[Eis, ...]

    @property
    def naam(self) -> str:
        """The stap as the screen calls it."""
        return f"Stap {self.nummer}"


STAP_1 = Stap(
    1,
    "Signalen in kaart brengen",
    "Signalen",
    "In kaart brengen van signalen",
    "U legt vast wat er is gezien en gehoord. U overlegt met [de intern begeleider] en [de vertrouwenspersoon].",
    (ROUTE, BESLUIT_MELDCODE),
    Termijn("stap_1", "Stap 1 afronden", 5, Dagsoort.SCHOOLDAGEN, VOORSTEL),
    Permission.HAND_IN_SIGNAAL,
    (Signaal, Overleg, Bijlage),
    (
        Eis((Signaal,), "Ten minste één signaal"),
        Eis(
            (Overleg,),
            "Overleg met [de intern begeleider], of waarom niet",
            waar=("met", (Gesprekspartner.IB_ER,)),
            begint=True,
        ),
        Eis(
            (Overleg,),
            "Overleg met [de vertrouwenspersoon], of waarom niet",
            waar=("met", (Gesprekspartner.VERTROUWENSPERSOON,)),
            begint=True,
        ),
        Eis(
            (Opening,),
            "Wie de leerling is: geboortedatum en [groep]",
            waar=("medewerker", (OverMedewerker.NEE,)),
            aanvullen=True,
            mits=(
                Eis(
                    (Opening,),
                    "een dossier met alleen een naam",
                    waar=("medewerker", (OverMedewerker.LATER, OverMedewerker.DOORGEGEVEN)),
                ),
            ),
        ),
        Eis(
            (Signaal,),
            "Waar het signaal over gaat",
            waar=("soort", tuple(each for each in SoortSignaal if each is not SoortSignaal.LATER)),
            elke=True,
            aanvullen=True,
            mits=(Eis((Signaal,), "een signaal dat nog niet is ingedeeld", waar=("soort", (SoortSignaal.LATER,))),),
        ),
    ),
)

STAP_2 = Stap(
    2,
    "Overleg en zo nodig advies",
    "Overleg",
    "Collegiale consultatie en zo nodig raadplegen van AMK of SHG (nu: Veilig Thuis)",
    "U bespreekt de signalen met collega's en het team. U vraagt zo nodig advies, en deelt de zorg met de ouders.",
    (ROUTE, BESLUIT_MELDCODE),
    Termijn("stap_2", "Stap 2 afronden", 10, Dagsoort.SCHOOLDAGEN, VOORSTEL),
    Permission.WALK_ROUTE,
    (
        Consultatie,
        Leerlingbespreking,
        AdviesVeiligThuis,
        VeiligInformeren,
        Zorggesprek,
        GesprekLeerling,
        Inbreng,
        UitkomstStap2,
        Bijlage,
    ),
    (
        Eis((Consultatie,), "Collegiale consultatie"),
        Eis((Leerlingbespreking,), "Leerlingbespreking in het team, of waarom niet"),
        Eis(
            (VeiligInformeren,),
            "Of de ouders nu veilig kunnen worden geïnformeerd",
            na=(AcuutGevaar,),
            per_persoon=True,
        ),
        Eis((Zorggesprek,), "Gesprek met de ouders om de zorg te delen", mits=(WEL_VEILIG,), per_persoon=True),
        Eis((UitkomstStap2,), "De uitkomst: geen indicatie, of door naar stap 3", na=(AcuutGevaar,)),
    ),
)

STAP_3 = Stap(
    3,
    "Gesprek met de ouder",
    "Gesprek met ouders",
    "Gesprek met de ouder",
    "U voert een formeel gesprek met de ouder of verzorger over stap 1 en 2. Of u ziet daarvan af, met reden.",
    (ROUTE, BESLUIT_MELDCODE, LANDELIJK_MODEL),
    Termijn("stap_3", "Stap 3 afronden", 5, Dagsoort.SCHOOLDAGEN, VOORSTEL),
    Permission.WALK_ROUTE,
    (FormeelGesprek, Afzien, NietBereikt, GesprekLeerling, VeiligInformeren, Bijlage),
    (
        Eis(
            (FormeelGesprek, Afzien, NietBereikt),
            "Het formele gesprek, of waarom u daarvan afziet",
            per_persoon=True,
        ),
    ),
)

STAP_4 = Stap(
    4,
    "Wegen",
    "Wegen",
    "Wegen aard en ernst",
    "U weegt alle informatie: is er sprake van huiselijk geweld of kindermishandeling, en hoe ernstig is het?",
    (ROUTE, BESLUIT_MELDCODE, AFWEGINGSKADER),
    Termijn("stap_4", "Stap 4 afronden", 5, Dagsoort.SCHOOLDAGEN, VOORSTEL),
    Permission.WALK_ROUTE,
    (Weging, TweedeWeger, TweedeWegerVervalt, Afwegingen, Vergelijking, AdviesVeiligThuis, Bijlage),
    (Eis((Weging,), "De weging, met het vervolgtraject en de vijf afwegingen"),),
)


def _ouders(waarover: str, keuzen: tuple[Waarover, ...], *mits: Eis) -> Eis:
    """The parents are told of the help and of the melding that were decided, or a record says why not yet (R36)."""
    return Eis(
        (OudersGeinformeerd,),
        f"De ouders geïnformeerd over {waarover}, of waarom nog niet",
        waar=("waarover", keuzen),
        mits=mits,
        per_persoon=True,
    )


STAP_5 = Stap(
    5,
    "Beslissen",
    "Beslissen",
    "Beslissen: 5a hulp organiseren en effecten volgen, 5b melden en bespreken",
    "U beslist of melden nodig is, en of hulp mogelijk is. Daarna volgt u wat daarvan komt. Een melding is geen "
    "eindpunt.",
    (ROUTE, BESLUIT_MELDCODE, AFWEGINGSKADER),
    Termijn("stap_5", "Stap 5 afronden", 5, Dagsoort.SCHOOLDAGEN, VOORSTEL),
    Permission.WALK_ROUTE,
    (Besluit, Hulp, Effectmeting, Melding, Terugkoppeling, VeiligInformeren, OudersGeinformeerd, Afsluiting, Bijlage),
    (
        Eis((Besluit, AcuutGevaar), "Het besluit: is melden nodig, en is hulp mogelijk?"),
        Eis(
            (Besluit,),
            "Een nieuw besluit, na de laatste weging of het laatste signaal",
            mits=(BESLOTEN, ERBIJ_GEKOMEN),
            na=(Weging, Signaal),
        ),
        Eis((Hulp,), "5a: de hulp, met doel, termijn en een datum voor de effectmeting", mits=(WEL_HELPEN,)),
        Eis((Melding,), "5b: de melding", mits=(WEL_MELDEN,)),
        _ouders("de hulp (5a)", (Waarover.HULP, Waarover.BEIDE), WEL_HELPEN),
        _ouders("de melding (5b)", (Waarover.MELDING, Waarover.BEIDE), WEL_MELDEN),
        _ouders("het besluit", tuple(Waarover), NIET_HELPEN, NIET_MELDEN),
    ),
)

STAPPEN: tuple[Stap, ...] = (STAP_1, STAP_2, STAP_3, STAP_4, STAP_5)


def stap_of(kind: type[Vastlegging]) -> Stap | None:
    """The first stap in which this kind can be recorded; None when it belongs to no stap in particular."""
    return next((stap for stap in STAPPEN if kind in stap.vastleggingen), None)
