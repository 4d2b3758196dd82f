"""For each kind of vastlegging a dossier in which it may be recorded, and by whom."""

from collections.abc import Callable

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import (
    Afgehandeld,
    Afscherming,
    Afsluiting,
    Afspraak,
    Afwegingen,
    Afzien,
    AntwoordAanDirectie,
    BeperkingOpgeheven,
    Betrokkene,
    EigenVerklaring,
    GehoordOverWissen,
    Gezag,
    HoortBij,
    Nazorg,
    Ontvangst,
    OpheffenAfscherming,
    Overdracht,
    OverdrachtOntvangen,
    Signaal,
    TweedeWegerVervalt,
    Uithalen,
    UithalenAntwoord,
    Uitnodiging,
    Vergelijking,
    VernietigingGevraagd,
    VernietigingIngetrokken,
    Vertrek,
    VertrekVerteld,
    Verzoek,
    VerzoekBesluit,
    VerzoekVerlengd,
)
from meldcode.vragen.vastlegging import Onvolledig
from tests.answers.typed import Answers, Kind
from tests.builders import (
    STOPPED,
    after_stap,
    asked,
    both_fixed,
    decided,
    gesloten,
    in_fase,
    in_opvolging,
    not_safe,
    opened,
    record,
    work,
)
from tests.cast import CAST

STARTS: dict[Kind, Callable[[], Dossier]] = {
    AntwoordAanDirectie: lambda: record(after_stap(1), Ontvangst, reactie="vraag"),
    Afsluiting: lambda: in_opvolging("geen"),
    Afzien: lambda: not_safe(after_stap(2)),
    Afwegingen: asked,
    TweedeWegerVervalt: asked,
    Vergelijking: both_fixed,
    Afgehandeld: lambda: record(opened(), Afspraak),
    OpheffenAfscherming: lambda: record(opened(), Afscherming),
    Nazorg: gesloten,
    HoortBij: lambda: record(opened(), Signaal),
    Gezag: lambda: record(opened(), Betrokkene),
    VerzoekVerlengd: lambda: record(opened(), Verzoek),
    VerzoekBesluit: lambda: record(opened(), Verzoek),
    GehoordOverWissen: lambda: record(record(opened(), Verzoek, wat="wissen"), Betrokkene),
    EigenVerklaring: lambda: record(opened(), Verzoek, wat="verklaring"),
    BeperkingOpgeheven: lambda: record(
        record(opened(), Verzoek, wat="beperking"), VerzoekBesluit, over="beperking", uitkomst="ja"
    ),
    OverdrachtOntvangen: lambda: record(after_stap(1), Overdracht),
    VertrekVerteld: lambda: record(opened(), Vertrek),
    VernietigingIngetrokken: lambda: record(opened(), VernietigingGevraagd),
    Uithalen: lambda: record(opened(), Signaal),
    UithalenAntwoord: lambda: record(record(opened(), Signaal), Uithalen),
}
_PARENT: Answers = {"voor": ["2 Anna Bos (ouder)"]}
CHANGES: dict[Kind, Answers] = {
    Afsluiting: {"reden": "geen_vermoeden"},
    Gezag: _PARENT,
    GehoordOverWissen: {"voor": ["3 Anna Bos (ouder)"]},
}


def ready(kind: Kind) -> tuple[Dossier, User]:
    """A dossier in which this kind may be recorded with the usual answers, and by whom."""
    starts = [STARTS[kind]] if kind in STARTS else []
    starts += [lambda fase=fase: in_fase(fase) for fase in Fase if fase is not Fase.VERNIETIGD]  # type: ignore[misc]
    starts += [lambda nummer=nummer: work(after_stap(nummer - 1), nummer) for nummer in (1, 2, 3)]  # type: ignore[misc]
    starts += [lambda: record(opened(), Uitnodiging), lambda: record(after_stap(3), Uitnodiging), both_fixed]
    starts += [lambda: decided("5b"), lambda: in_opvolging("5b"), lambda: in_opvolging("beide"), *STOPPED]
    for start in starts:
        dossier = start()
        for user in CAST:
            if _may(dossier, kind, user):
                return dossier, user
    raise AssertionError(f"no dossier in which {kind.__name__} may be recorded")


def _may(dossier: Dossier, kind: Kind, user: User) -> bool:
    try:
        record(dossier, kind, by=user, **CHANGES.get(kind, {}))
    except (Geweigerd, Onvolledig):
        return False
    return True
