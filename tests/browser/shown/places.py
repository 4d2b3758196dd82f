"""Where each form of a vastlegging is filled in, by hand: on which page, in which dossier, and by whom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from meldcode.dossier.dossier import Dossier
from meldcode.termijnen.kalender import Vrij
from meldcode.vastleggingen import (
    AcuutGevaar,
    AdviesVeiligThuis,
    Afgehandeld,
    Afronding,
    Afscherming,
    Afsluiting,
    Afspraak,
    Afwegingen,
    Afzien,
    AntwoordAanDirectie,
    Besluit,
    Betrokkene,
    Bijlage,
    Consultatie,
    Effectmeting,
    FormeelGesprek,
    GesprekLeerling,
    Gezag,
    Hulp,
    Inbreng,
    Informatieverzoek,
    Inzage,
    Leerlingbespreking,
    MedeHouder,
    Melding,
    Nazorg,
    NietBereikt,
    Ontvangst,
    Opening,
    OpheffenAfscherming,
    OudersGeinformeerd,
    Overdracht,
    Overleg,
    Signaal,
    Terugkoppeling,
    TweedeWeger,
    TweedeWegerVervalt,
    UitkomstStap2,
    Uitnodiging,
    Vakantiewacht,
    VeiligInformeren,
    Vergelijking,
    VernietigingGevraagd,
    VernietigingIngetrokken,
    Verzetten,
    Weging,
    Zorggesprek,
)
from meldcode.vastleggingen.acuut import AcuutBegin
from meldcode.vastleggingen.doorgeven import SignaalBegin
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw
from tests.builders import after_stap, asked, both_fixed, decided, in_opvolging, not_safe, opened, record, written
from tests.cast import DICK, LARS
from ui import clock


@dataclass(frozen=True)
class Place:
    """Where a form is filled in: by whom, on which page, in which dossier, and what to press to see it.

    ``part`` tells its concept apart from others of that kind; ``refused_in`` is a dossier in which the empty form is
    refused.
    """

    page: str
    dossier: Callable[[], Dossier] | None
    opens: str = ""
    who: str = "noor"
    part: Callable[[Dossier], str] = lambda dossier: ""
    changes: tuple[tuple[str, Raw], ...] = ()
    refused_in: Callable[[], Dossier] | None = None


def stap(nummer: int, dossier: Callable[[], Dossier], **more: object) -> Place:
    return Place(f"/stap-{nummer}", dossier, **more)  # type: ignore[arg-type]


def _no_longer_safe() -> Dossier:
    return not_safe(after_stap(2))


def _last(kind: type[Vastlegging]) -> Callable[[Dossier], str]:
    return lambda dossier: str(dossier.of(kind)[-1].nummer)


def _with_a_parent() -> Dossier:
    return record(opened(), Betrokkene)


PARENT: Raw = ["2 Anna Bos (ouder)"]
CHOOSES, OPENS = "chooses:", "opens:"
PLACES: dict[type[Vastlegging], Place] = {
    # First, because every dossier of the others adds a message for the directie.
    Ontvangst: Place("/directie", lambda: after_stap(1), "asks", "dick", _last(Afronding)),
    Opening: Place("/nieuw", None),
    AcuutBegin: Place("/acuut", None),
    SignaalBegin: Place("/nieuw", None, who="lars"),
    AcuutGevaar: Place("/acuut", opened),
    Signaal: stap(1, opened),
    Overleg: stap(1, opened),
    Bijlage: stap(1, opened),
    Consultatie: stap(2, lambda: after_stap(1)),
    Leerlingbespreking: stap(2, lambda: after_stap(1)),
    AdviesVeiligThuis: stap(2, lambda: after_stap(1)),
    VeiligInformeren: stap(2, lambda: after_stap(1)),
    Zorggesprek: stap(2, lambda: record(after_stap(1), VeiligInformeren)),
    GesprekLeerling: stap(2, lambda: after_stap(1)),
    Inbreng: stap(2, lambda: after_stap(1)),
    UitkomstStap2: stap(2, lambda: after_stap(1)),
    FormeelGesprek: stap(3, lambda: after_stap(2)),
    Afzien: stap(3, _no_longer_safe, refused_in=lambda: after_stap(2)),
    NietBereikt: stap(3, lambda: after_stap(2)),
    Weging: stap(4, lambda: after_stap(3)),
    Besluit: stap(5, lambda: after_stap(4)),
    Hulp: stap(5, lambda: decided("5a")),
    Effectmeting: stap(5, lambda: record(decided("5a"), Hulp)),
    Melding: stap(5, lambda: decided("5b")),
    Terugkoppeling: stap(5, lambda: record(decided("5b"), Melding)),
    OudersGeinformeerd: stap(5, lambda: decided("5a")),
    Afsluiting: stap(5, lambda: in_opvolging("geen"), changes=(("reden", "geen_vermoeden"),)),
    TweedeWeger: Place("/samen-wegen", lambda: record(after_stap(3), Uitnodiging)),
    TweedeWegerVervalt: Place(
        "/samen-wegen", lambda: record(asked(), Afwegingen), OPENS + "Zonder tweede weger verder"
    ),
    Afwegingen: Place("/samen-wegen", asked),
    Vergelijking: Place("/samen-wegen", both_fixed),
    AntwoordAanDirectie: Place("/dossier", lambda: _asked_back(), part=_last(Afronding)),
    Inzage: Place("/inzage", opened, who="dick"),
    Uitnodiging: Place("/toegang", opened),
    Afscherming: Place("/toegang", opened, CHOOSES),
    OpheffenAfscherming: Place(
        "/toegang", lambda: record(opened(), Afscherming), OPENS + "Afscherming opheffen", part=_last(Afscherming)
    ),
    Betrokkene: Place("/om-de-leerling-heen", opened, OPENS + "Iemand toevoegen"),
    Gezag: Place("/om-de-leerling-heen", _with_a_parent, OPENS + "Gezag vastleggen", changes=(("voor", PARENT),)),
    Informatieverzoek: Place(
        "/om-de-leerling-heen",
        _with_a_parent,
        OPENS + "Vraag van een ouder zonder gezag",
        changes=(("voor", PARENT),),
    ),
    VernietigingGevraagd: Place("/vernietigen", opened, changes=(("tweede", written(DICK)),)),
    VernietigingIngetrokken: Place(
        "/vernietigen", lambda: record(opened(), VernietigingGevraagd), OPENS + "Vernietiging intrekken"
    ),
    Afspraak: Place("/opvolging", opened),
    Overdracht: Place("/opvolging", lambda: record(opened(), Afspraak), CHOOSES, changes=(("van", written(LARS)),)),
    MedeHouder: Place("/opvolging", opened, CHOOSES),
    Afgehandeld: Place(
        "/opvolging",
        lambda: record(opened(), Afspraak),
        OPENS + "Afhandelen",
        part=lambda dossier: f"afspraak-{dossier.of(Afspraak)[-1].nummer}",
    ),
    Verzetten: Place("/opvolging", opened, OPENS + "Verzetten", part=lambda _dossier: "stap-1-1"),
    Nazorg: Place("/opvolging", lambda: _closed(), OPENS + "Vastleggen"),
    Vakantiewacht: Place(
        "/opvolging", opened, OPENS + "Vastleggen", part=lambda _dossier: f"vakantie-{holiday().van:%Y%m%d}"
    ),
}


def holiday() -> Vrij:
    today = clock.today()
    return Vrij(today + timedelta(days=5), today + timedelta(days=14), "proefvakantie")


def _asked_back() -> Dossier:
    dossier = after_stap(1)
    number = str(dossier.of(Afronding)[-1].nummer)
    return record(dossier, Ontvangst, kennisgeving=number, reactie="vraag")


def _closed() -> Dossier:
    return record(in_opvolging("geen"), Afsluiting, reden="geen_vermoeden")
