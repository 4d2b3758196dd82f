"""The states that a dossier can be in when somebody asks to destroy it, confirms that or withdraws it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afscherming,
    HoortBij,
    Nazorg,
    Ontvangst,
    Overdracht,
    Signaal,
    Uitnodiging,
    VernietigingGevraagd,
    VernietigingIngetrokken,
)
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.answers.typed import written
from tests.builders import (
    after_stap,
    destroyed,
    gesloten,
    in_opvolging,
    last_message,
    opened,
    record,
    te_vernietigen,
    work,
)
from tests.cast import DICK, LARS, MIRJAM, MONDAY, NOOR, VERA

TERMIJN, VERZOEK, VERGISSING = "bewaartermijn", "verzoek", "vergissing"


def asks(dossier: Dossier, grond: str = TERMIJN, *, by: User = NOOR, tweede: User | None = None) -> Dossier:
    given: dict[str, Any] = {"grond": grond, "tweede": written(tweede) if tweede else ""}
    return record(dossier, VernietigingGevraagd, by=by, **given)


def shut(dossier: Dossier, who: User, deputy: User) -> Dossier:
    by = MIRJAM if who is NOOR else NOOR
    return record(dossier, Afscherming, by=by, afgeschermd=written(who), vervanger=written(deputy))


def added() -> Dossier:
    return record(record(opened(by=LARS), Signaal, by=LARS), HoortBij)


def corrected(dossier: Dossier) -> Dossier:
    first = next(each for each in dossier.records if each.soort == "Signaal")
    better = fill(Signaal, answers(Signaal, waarneming="Sem zat bij het hek, niet erachter."))
    return vastleggen.correct(dossier, first, better, by=NOOR, on=MONDAY)


def closed_by(dossier: Dossier, who: User) -> Dossier:
    """The same, with the last message to the directie written by this person."""
    return replace(dossier, records=(*dossier.records[:-1], dossier.records[-1]._replace(by=who.id)))


STATES: dict[str, Callable[[], Dossier]] = {
    "stap 1": lambda: work(opened(), 1),
    "stap 3": lambda: after_stap(2),
    "opvolging": in_opvolging,
    "gemeld": lambda: in_opvolging("5b"),
    "acuut, gemeld": lambda: record(opened(), AcuutGevaar, gebeld=["veilig_thuis"]),
    "hoort bij": added,
    "gesloten": gesloten,
    "geen indicatie": te_vernietigen,
    "geen indicatie, afgerond door Mirjam": lambda: closed_by(te_vernietigen(), MIRJAM),
    "geen indicatie, gevraagd door de directie": lambda: record(
        te_vernietigen(), Ontvangst, kennisgeving=last_message(te_vernietigen()), reactie="vraag"
    ),
    "gevraagd": lambda: asks(gesloten()),
    "gevraagd, verzoek": lambda: asks(gesloten(), VERZOEK),
    "gevraagd, vergissing": lambda: asks(work(opened(), 1), VERGISSING),
    "gevraagd door Dick": lambda: asks(gesloten(), by=DICK),
    "gevraagd door Dick, tweede Noor": lambda: asks(gesloten(), by=DICK, tweede=NOOR),
    "gevraagd, tweede Mirjam": lambda: asks(gesloten(), tweede=MIRJAM),
    "gevraagd, tweede Mirjam, afgeschermd": lambda: shut(asks(gesloten(), tweede=MIRJAM), MIRJAM, VERA),
    "gevraagd, Dick afgeschermd": lambda: shut(asks(gesloten()), DICK, VERA),
    "gevraagd, Noor afgeschermd": lambda: shut(asks(gesloten()), NOOR, MIRJAM),
    "ingetrokken": lambda: record(asks(gesloten()), VernietigingIngetrokken),
    "ingetrokken door Dick": lambda: record(asks(gesloten()), VernietigingIngetrokken, by=DICK),
    "opnieuw gevraagd": lambda: asks(record(asks(gesloten()), VernietigingIngetrokken)),
    "gevraagd, nieuw signaal": lambda: record(asks(gesloten()), Signaal),
    "gevraagd, acuut gevaar": lambda: record(asks(gesloten()), AcuutGevaar),
    "gevraagd, nazorg": lambda: record(asks(gesloten()), Nazorg),
    "gevraagd, gecorrigeerd": lambda: corrected(asks(gesloten())),
    "vergissing, signaal erbij": lambda: record(asks(work(opened(), 1), VERGISSING), Signaal),
    "gevraagd, collega leest mee": lambda: record(asks(gesloten()), Uitnodiging),
    "gevraagd, overgedragen": lambda: record(
        asks(work(opened(), 1), VERGISSING), Overdracht, van=written(NOOR), naar=written(MIRJAM)
    ),
    "vernietigd": lambda: destroyed(te_vernietigen()),
}
