"""Everything that can be recorded in a dossier. To add one: declare it here and let a Stap take it."""

from meldcode.vastleggingen.acuut import AcuutGevaar
from meldcode.vastleggingen.bijlage import Bijlage
from meldcode.vastleggingen.opening import Afronding, AntwoordAanDirectie, Ontvangst, Opening
from meldcode.vastleggingen.opvolging import (
    OPVOLGING,
    Afgehandeld,
    Afspraak,
    Nazorg,
    Overdracht,
    Vakantiewacht,
    Verzetten,
)
from meldcode.vastleggingen.samen_wegen import (
    SAMEN,
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
from meldcode.vastleggingen.stap_3 import Afzien, FormeelGesprek
from meldcode.vastleggingen.stap_4 import Weging
from meldcode.vastleggingen.stap_5 import (
    Afsluiting,
    Besluit,
    Effectmeting,
    Hulp,
    Melding,
    OudersGeinformeerd,
    Terugkoppeling,
)
from meldcode.vastleggingen.toegang import (
    TOEGANG,
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
    UitkomstStap2, FormeelGesprek, Afzien, Weging, Besluit, Hulp, Effectmeting, Melding, Terugkoppeling,
    OudersGeinformeerd, Afsluiting, Bijlage, AcuutGevaar, Afronding, Ontvangst, AntwoordAanDirectie,
    *OPVOLGING, *SAMEN, *TOEGANG,
)  # fmt: skip

__all__ = [
    "ALLE",
    "OPVOLGING",
    "SAMEN",
    "TOEGANG",
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
    "Bijlage",
    "Consultatie",
    "Effectmeting",
    "FormeelGesprek",
    "GesprekLeerling",
    "Hulp",
    "Inbreng",
    "IntrekkenUitnodiging",
    "Inzage",
    "Leerlingbespreking",
    "Melding",
    "Nazorg",
    "Ontvangst",
    "OpheffenAfscherming",
    "Opening",
    "OudersGeinformeerd",
    "Overdracht",
    "Overleg",
    "Signaal",
    "Terugkoppeling",
    "TweedeWeger",
    "TweedeWegerVervalt",
    "UitkomstStap2",
    "Uitnodiging",
    "Vakantiewacht",
    "VeiligInformeren",
    "Vergelijking",
    "Verzetten",
    "Weging",
    "Zorggesprek",
]
