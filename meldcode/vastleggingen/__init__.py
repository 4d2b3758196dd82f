"""The kinds of vastlegging: everything that can be recorded in a dossier.

To add one, declare it in a module here, put it in ``ALLE``, and let a ``Stap`` take it (``meldcode.route.stappen``).
"""

from collections.abc import Mapping

from meldcode.vastleggingen.acuut import AcuutBegin, AcuutGevaar
from meldcode.vastleggingen.bijlage import Bijlage
from meldcode.vastleggingen.doorgeven import SignaalBegin
from meldcode.vastleggingen.einde.samenvoegen import Samengevoegd, Samenvoeging
from meldcode.vastleggingen.einde.uithalen import Uithalen, UithalenAntwoord
from meldcode.vastleggingen.mensen.betrokkene import Betrokkene
from meldcode.vastleggingen.mensen.gezag import Gezag, Informatieverzoek
from meldcode.vastleggingen.mensen.informeren import OudersGeinformeerd
from meldcode.vastleggingen.opening import Afronding, AntwoordAanDirectie, HoortBij, Ontvangst, Opening
from meldcode.vastleggingen.opvolging import (
    Afgehandeld,
    Afspraak,
    MedeHouder,
    Nazorg,
    Overdracht,
    Vakantiewacht,
    Verzetten,
)
from meldcode.vastleggingen.samen_wegen import (
    Afwegingen,
    TweedeWeger,
    TweedeWegerVervalt,
    Vergelijking,
)
from meldcode.vastleggingen.stap_1 import Overleg, Signaal
from meldcode.vastleggingen.stap_2 import (
    AdviesVeiligThuis,
    Consultatie,
    GesprekLeerling,
    Inbreng,
    Leerlingbespreking,
    UitkomstStap2,
    VeiligInformeren,
    Zorggesprek,
)
from meldcode.vastleggingen.stap_3 import Afzien, FormeelGesprek, NietBereikt
from meldcode.vastleggingen.stap_4 import Weging
from meldcode.vastleggingen.stap_5 import (
    Afsluiting,
    Besluit,
    Effectmeting,
    Hulp,
    Melding,
    Terugkoppeling,
)
from meldcode.vastleggingen.toegang import (
    Afscherming,
    IntrekkenUitnodiging,
    Inzage,
    OpheffenAfscherming,
    Uitnodiging,
)
from meldcode.vragen.vastlegging import Vastlegging

ALLE: tuple[type[Vastlegging], ...] = (
    Opening, Signaal, Overleg,
    Consultatie, Leerlingbespreking, AdviesVeiligThuis, VeiligInformeren, Zorggesprek, GesprekLeerling, Inbreng,
    UitkomstStap2, FormeelGesprek, Afzien, NietBereikt, Weging, Besluit, Hulp, Effectmeting, Melding, Terugkoppeling,
    OudersGeinformeerd, Afsluiting, Bijlage, AcuutGevaar, Afronding, Ontvangst, AntwoordAanDirectie,
    Afspraak, Afgehandeld, Verzetten, Overdracht, MedeHouder, Vakantiewacht, Nazorg,
    TweedeWeger, TweedeWegerVervalt, Afwegingen, Vergelijking,
    Uitnodiging, IntrekkenUitnodiging, Afscherming, OpheffenAfscherming, Inzage, HoortBij,
    Betrokkene, Gezag, Informatieverzoek,
    Uithalen, UithalenAntwoord, Samengevoegd, Samenvoeging,
)  # fmt: skip
FORMULIEREN: tuple[type[Vastlegging], ...] = (*ALLE, AcuutBegin, SignaalBegin)
"""Every kind that has a form; the last two are recorded as two others."""
BY_NAME: Mapping[str, type[Vastlegging]] = {kind.__name__: kind for kind in ALLE}
"""Each kind by the name under which it is stored. A record under any other name is of a kind that no longer exists."""

__all__ = [
    "ALLE",
    "FORMULIEREN",
    "BY_NAME",
    "AcuutGevaar",
    "AdviesVeiligThuis",
    "Afgehandeld",
    "Afronding",
    "Afscherming",
    "Afsluiting",
    "Afwegingen",
    "Afspraak",
    "Afzien",
    "AntwoordAanDirectie",
    "Besluit",
    "Betrokkene",
    "Bijlage",
    "Consultatie",
    "Effectmeting",
    "FormeelGesprek",
    "GesprekLeerling",
    "Gezag",
    "HoortBij",
    "Hulp",
    "Inbreng",
    "Informatieverzoek",
    "IntrekkenUitnodiging",
    "Inzage",
    "Leerlingbespreking",
    "MedeHouder",
    "Melding",
    "Nazorg",
    "NietBereikt",
    "Ontvangst",
    "OpheffenAfscherming",
    "Opening",
    "OudersGeinformeerd",
    "Overdracht",
    "Overleg",
    "Samengevoegd",
    "Samenvoeging",
    "Signaal",
    "Terugkoppeling",
    "TweedeWeger",
    "TweedeWegerVervalt",
    "UitkomstStap2",
    "Uithalen",
    "UithalenAntwoord",
    "Uitnodiging",
    "Vakantiewacht",
    "VeiligInformeren",
    "Vergelijking",
    "Verzetten",
    "Weging",
    "Zorggesprek",
]
