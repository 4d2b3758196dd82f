"""Dossiers closed in every way, what may happen to them after that, and what a board may have decided; by name."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from meldcode.dossier.dossier import Dossier
from meldcode.eigen.bewaarbesluit import Bewaarbesluit, decided
from meldcode.eigen.woorden import GEWOON, Eigen, spoken
from meldcode.route.berichten import berichten, is_gezien
from meldcode.termijnen.bewaarbeleid import Beleid, Reden, beleid
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afsluiting,
    AntwoordAanDirectie,
    Bewaarstop,
    BewaarstopEinde,
    BewaarstopVoorstel,
    Effectmeting,
    HoortBij,
    Nazorg,
    Ontvangst,
    Signaal,
    Terugkoppeling,
    UitkomstStap2,
)
from meldcode.vragen.vastgelegd import Antwoord, Vastgelegd
from tests.builders import after_stap, close, gesloten, in_opvolging, last_message, opened, record, te_vernietigen, work
from tests.cast import DICK, MIRJAM, MONDAY, NOOR


def _chosen(**by_reden: str) -> Eigen:
    """What a school says whose board chose this: ``hulp="eigen_termijn:3"``."""
    chosen = {naam: (each.split(":")[0], int((each.split(":") + ["0"])[1])) for naam, each in by_reden.items()}
    return decided(GEWOON, Bewaarbesluit(MONDAY, MONDAY, "bea", chosen))


EIGEN: Mapping[str, Eigen] = MappingProxyType(
    {
        "-": GEWOON,
        "verzegeld": _chosen(geen_indicatie="verzegeld"),
        "bewaren": _chosen(geen_indicatie="twee_jaar"),
        "weg": _chosen(geen_indicatie="meteen", geen_vermoeden="meteen"),
        "vijf": _chosen(**dict.fromkeys([each.value for each in Reden], "vijf_jaar")),
        "drie": _chosen(**dict.fromkeys([each.value for each in Reden], "eigen_termijn:3")),
        "contact": _chosen(hulp="na_contact:1", melding="na_contact:4"),
    }
)


def beleid_of(naam: str) -> Beleid:
    return beleid(EIGEN[naam])


def _without_indication(naam: str) -> Dossier:
    with spoken(EIGEN[naam]):
        dossier = work(after_stap(1), 2, without=UitkomstStap2)
        return close(record(dossier, UitkomstStap2, uitkomst="geen_indicatie"), 2)


STATES: Mapping[str, Callable[[], Dossier]] = MappingProxyType(
    {
        "loopt": opened,
        "opvolging": in_opvolging,
        "te vernietigen": te_vernietigen,
        "verzegeld": lambda: _without_indication("verzegeld"),
        "bewaard": lambda: _without_indication("bewaren"),
        "geen vermoeden": gesloten,
        "hulp": lambda: record(
            record(in_opvolging("5a"), Effectmeting, signalen="gestopt", resultaat="ja"), Afsluiting, reden="veilig"
        ),
        "melding": lambda: record(
            record(in_opvolging("5b"), Terugkoppeling, stand="anderen"), Afsluiting, reden="overgedragen"
        ),
        "elders": lambda: record(in_opvolging("geen"), Afsluiting, reden="elders"),
        "hoort bij": lambda: record(record(opened(), Signaal), HoortBij),
    }
)


def _seen(dossier: Dossier, on: date) -> Dossier:
    """The directie has seen every message."""
    for message, answer in berichten(dossier.standing):
        if not is_gezien(answer):
            dossier = record(dossier, Ontvangst, on=on, kennisgeving=str(message.nummer))
    return dossier


def _left(dossier: Dossier, on: date) -> Dossier:
    """The pupil left on this day: by a kind of another release, which the tests name in ``BEGINT``."""
    said = (Antwoord("op", "Wat is de laatste dag?", f"{on}", f"{on:%d-%m-%Y}"),)
    added = Vastgelegd(dossier.versie + 1, "Vertrok", "Vertrek", on, NOOR.id, said, als="ib_er")
    return Dossier(dossier.id, dossier.school_id, dossier.codenaam, dossier.opened_by, (*dossier.records, added))


def _decides(eens: str) -> Callable[[Dossier, date], Dossier]:
    def of(dossier: Dossier, on: date) -> Dossier:
        proposed = str(dossier.of(BewaarstopVoorstel)[-1].nummer)
        return record(dossier, BewaarstopEinde, by=DICK, on=on, voorstel=proposed, eens=eens)

    return of


def _proposes(dossier: Dossier, on: date) -> Dossier:
    return record(dossier, BewaarstopVoorstel, by=MIRJAM, on=on, stop=str(dossier.of(Bewaarstop)[-1].nummer))


EVENTS: Mapping[str, Callable[[Dossier, date], Dossier]] = MappingProxyType(
    {
        "gezien": _seen,
        "vraagt": lambda d, on: record(d, Ontvangst, on=on, kennisgeving=last_message(d), reactie="vraag"),
        "antwoordt": lambda d, on: record(d, AntwoordAanDirectie, on=on, kennisgeving=last_message(d)),
        "klaar": lambda d, on: record(d, Nazorg, on=on, verder="nee"),
        "kijkt": lambda d, on: record(d, Nazorg, on=on, verder="ja", opnieuw_op="01-03-2030"),
        "hoort": lambda d, on: record(d, Terugkoppeling, on=on),
        "vertrekt": _left,
        "stop": lambda d, on: record(d, Bewaarstop, on=on),
        "politie": lambda d, on: record(d, Bewaarstop, on=on, waarom="politie"),
        "voorstel": _proposes,
        "eens": _decides("ja"),
        "oneens": _decides("nee"),
        "signaal": lambda d, on: record(d, Signaal, on=on),
        "gevaar": lambda d, on: record(d, AcuutGevaar, on=on),
    }
)


def happened(state: str, events: str) -> Dossier:
    """The dossier in this state after these events, such as ``gezien klaar@01-03-2027``; else on that Monday."""
    dossier = STATES[state]()
    for each in events.split():
        naam, _, day = each.partition("@")
        on = date(*reversed([int(part) for part in day.split("-")])) if day else MONDAY  # type: ignore[misc]
        dossier = EVENTS[naam](dossier, on)
    return dossier
