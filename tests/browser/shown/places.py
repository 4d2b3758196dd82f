"""Where each form of a vastlegging is filled in, by hand: on which page, in which dossier, and by whom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
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
    BeperkingOpgeheven,
    Besluit,
    Betrokkene,
    Bewaarstop,
    BewaarstopEinde,
    BewaarstopVoorstel,
    Bijlage,
    Consultatie,
    Effectmeting,
    EigenVerklaring,
    FormeelGesprek,
    GehoordOverWissen,
    GesprekLeerling,
    Gezag,
    Hulp,
    Inbreng,
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
    OverdrachtOntvangen,
    Overleg,
    Signaal,
    Terugkoppeling,
    TweedeWeger,
    TweedeWegerVervalt,
    Uithalen,
    UithalenAntwoord,
    UitkomstStap2,
    Uitnodiging,
    Vakantiewacht,
    VeiligInformeren,
    Vergelijking,
    VernietigingGevraagd,
    VernietigingIngetrokken,
    Vertrek,
    VertrekVerteld,
    Verzetten,
    Verzoek,
    VerzoekBesluit,
    VerzoekVerlengd,
    WarmeOverdracht,
    Weging,
    Zorggesprek,
)
from meldcode.vastleggingen.acuut import AcuutBegin
from meldcode.vastleggingen.doorgeven import SignaalBegin
from meldcode.vastleggingen.einde.gronden import NOEM
from meldcode.vragen.datum import short
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw
from tests.answers.typed import written
from tests.builders import after_stap, asked, both_fixed, decided, in_opvolging, not_safe, opened, record
from tests.cast import DICK, LARS, NOOR, SCHOOL
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


IRIS = User("iris", SCHOOL, "Iris Dekker", Role.IB_ER)
"""The second ib-er of the practice school."""
CHOOSES, OPENS = "chooses:", "opens:"


def asked_for(what: str, opens: str, *changes: tuple[str, Raw]) -> Place:
    """A form about a request for this of today, which is the second record. A button says what it is about."""
    today: dict[str, Any] = {"on": clock.today(), "datum": short(clock.today())}

    def dossier() -> Dossier:
        asked = record(record(opened(), Verzoek, wat=what, **today), Betrokkene)
        return record(asked, VerzoekBesluit, over=what, uitkomst="ja", **today) if what == "beperking" else asked

    about = next(said for wat, said in NOEM.items() if wat == what)
    given = (*changes, ("datum", short(clock.today())))
    return Place("/verzoeken", dossier, f"{OPENS}{opens} {about}", part=lambda _dossier: "2", changes=given)


PARENT: Raw = ["2 Anna Bos (ouder)"]
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
    UithalenAntwoord: Place(
        "/uithalen", lambda: record(record(opened(), Signaal), Uithalen), who="dick", part=_last(Uithalen)
    ),
    Betrokkene: Place("/om-de-leerling-heen", opened, OPENS + "Iemand toevoegen"),
    Gezag: Place("/om-de-leerling-heen", _with_a_parent, OPENS + "Gezag vastleggen", changes=(("voor", PARENT),)),
    Bewaarstop: Place("/bewaartermijn", opened, OPENS + "Bewaarstop vastleggen"),
    BewaarstopVoorstel: Place(
        "/bewaartermijn", lambda: record(opened(), Bewaarstop), OPENS + "Beëindigen voorstellen", part=_last(Bewaarstop)
    ),
    BewaarstopEinde: Place(
        "/bewaartermijn",
        lambda: record(record(opened(), Bewaarstop), BewaarstopVoorstel, by=DICK, stop="2"),
        OPENS + "Hierover besluiten",
        part=_last(BewaarstopVoorstel),
    ),
    Verzoek: Place("/verzoeken", opened, OPENS + "Verzoek vastleggen"),
    VerzoekVerlengd: asked_for("inzage", "Verlengen"),
    VerzoekBesluit: asked_for("inzage", "Besluiten"),
    GehoordOverWissen: asked_for("wissen", "Horen vastleggen", ("voor", ["3 Anna Bos (ouder)"])),
    EigenVerklaring: asked_for("verklaring", "Verklaring overnemen"),
    BeperkingOpgeheven: asked_for("beperking", "Beperking opheffen"),
    Vertrek: Place("/van-school", opened, OPENS + "De leerling gaat van school", changes=(("weg", "nee"),)),
    WarmeOverdracht: Place("/van-school", opened, OPENS + "Warme overdracht"),
    VertrekVerteld: Place(
        "/van-school", lambda: record(opened(), Vertrek, hoe="plotseling"), OPENS + "Veilig Thuis over het vertrek"
    ),
    OverdrachtOntvangen: Place(
        "/opvolging",
        lambda: _handed_back(),
        OPENS + "Tekenen voor ontvangst",
        part=lambda dossier: f"ontvangen-{dossier.of(Overdracht)[-1].nummer}",
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


def _handed_back() -> Dossier:
    over = record(after_stap(1), Overdracht, naar=written(IRIS))
    return record(over, Overdracht, by=IRIS, van=written(IRIS), naar=written(NOOR))


def _closed() -> Dossier:
    return record(in_opvolging("geen"), Afsluiting, reden="geen_vermoeden")
