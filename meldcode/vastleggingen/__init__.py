"""The kinds of vastlegging: everything that can be recorded in a dossier.

To add one, declare it in a module here, put it in ``ALLE``, and let a ``Stap`` take it (``meldcode.route.stappen``).
"""

from collections.abc import Mapping

from meldcode.vastleggingen.acuut import AcuutBegin, AcuutGevaar
from meldcode.vastleggingen.bijlage import Bijlage
from meldcode.vastleggingen.doorgeven import SignaalBegin
from meldcode.vastleggingen.einde.bewaarstop import Bewaarstop, BewaarstopEinde, BewaarstopVoorstel
from meldcode.vastleggingen.einde.inzage import InzageGegeven
from meldcode.vastleggingen.einde.overdracht import OverdrachtOntvangen, WarmeOverdracht
from meldcode.vastleggingen.einde.samenvoegen import Samengevoegd, Samenvoeging
from meldcode.vastleggingen.einde.uithalen import Uithalen, UithalenAntwoord
from meldcode.vastleggingen.einde.vernietigen import (
    VernietigingBevestigd,
    VernietigingGevraagd,
    VernietigingIngetrokken,
)
from meldcode.vastleggingen.einde.vertrek import Vertrek, VertrekVerteld
from meldcode.vastleggingen.einde.verzoeken import (
    BeperkingOpgeheven,
    EigenVerklaring,
    GehoordOverWissen,
    Verzoek,
    VerzoekBesluit,
    VerzoekVerlengd,
)
from meldcode.vastleggingen.melding.melding import Melding
from meldcode.vastleggingen.melding.verstuurd import MeldingVerstuurd
from meldcode.vastleggingen.mensen.betrokkene import Betrokkene
from meldcode.vastleggingen.mensen.gezag import Gezag
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
    UitkomstStap2, FormeelGesprek, Afzien, NietBereikt, Weging, Besluit, Hulp, Effectmeting, Melding, MeldingVerstuurd,
    Terugkoppeling, OudersGeinformeerd, Afsluiting, Bijlage, AcuutGevaar, Afronding, Ontvangst, AntwoordAanDirectie,
    Afspraak, Afgehandeld, Verzetten, Overdracht, MedeHouder, Vakantiewacht, Nazorg,
    TweedeWeger, TweedeWegerVervalt, Afwegingen, Vergelijking,
    Uitnodiging, IntrekkenUitnodiging, Afscherming, OpheffenAfscherming, Inzage, HoortBij,
    Betrokkene, Gezag,
    Bewaarstop, BewaarstopVoorstel, BewaarstopEinde,
    Verzoek, VerzoekVerlengd, VerzoekBesluit, GehoordOverWissen, EigenVerklaring, BeperkingOpgeheven,
    OverdrachtOntvangen, WarmeOverdracht, Vertrek, VertrekVerteld,
    InzageGegeven,
    VernietigingGevraagd, VernietigingIngetrokken, VernietigingBevestigd,
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
    "BeperkingOpgeheven",
    "Besluit",
    "Betrokkene",
    "Bewaarstop",
    "BewaarstopEinde",
    "BewaarstopVoorstel",
    "Bijlage",
    "Consultatie",
    "Effectmeting",
    "EigenVerklaring",
    "FormeelGesprek",
    "GehoordOverWissen",
    "GesprekLeerling",
    "Gezag",
    "HoortBij",
    "Hulp",
    "Inbreng",
    "IntrekkenUitnodiging",
    "Inzage",
    "InzageGegeven",
    "Leerlingbespreking",
    "MedeHouder",
    "Melding",
    "MeldingVerstuurd",
    "Nazorg",
    "NietBereikt",
    "Ontvangst",
    "OpheffenAfscherming",
    "Opening",
    "OudersGeinformeerd",
    "Overdracht",
    "OverdrachtOntvangen",
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
    "VernietigingBevestigd",
    "VernietigingGevraagd",
    "VernietigingIngetrokken",
    "Vertrek",
    "VertrekVerteld",
    "Verzetten",
    "Verzoek",
    "VerzoekBesluit",
    "VerzoekVerlengd",
    "WarmeOverdracht",
    "Weging",
    "Zorggesprek",
]
