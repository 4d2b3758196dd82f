"""Dossiers in every fase, made of complete answers (``tests.answers``).

A test names only what it is about: ``record(opened(), Signaal, by=LARS)``. Each dossier is built once and shared,
because it is immutable.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, ParamSpec

from meldcode.dossier import vastleggen
from meldcode.dossier.bericht import bericht
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import te_wegen
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import (
    AcuutGevaar,
    Afronding,
    Afsluiting,
    Afwegingen,
    Afzien,
    Besluit,
    Bewaarstop,
    BewaarstopVoorstel,
    Consultatie,
    FormeelGesprek,
    Hulp,
    Inzage,
    Leerlingbespreking,
    Melding,
    Ontvangst,
    Opening,
    OudersGeinformeerd,
    Overleg,
    Signaal,
    TweedeWeger,
    UithalenAntwoord,
    UitkomstStap2,
    Uitnodiging,
    VeiligInformeren,
    VernietigingBevestigd,
    Weging,
    Zorggesprek,
)
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.answers.typed import Answers, Kind
from tests.cast import DICK, LARS, MONDAY, NOOR, SCHOOL

_P = ParamSpec("_P")


def _once(build: Callable[_P, Dossier]) -> Callable[_P, Dossier]:
    """Build a dossier once per set of arguments. ``lru_cache`` will not do: answers may be lists."""
    built: dict[str, Dossier] = {}

    @wraps(build)
    def found(*asked: _P.args, **named: _P.kwargs) -> Dossier:
        key = repr((asked, sorted(named.items())))
        if key not in built:
            built[key] = build(*asked, **named)
        return built[key]

    return found


def weighed(dossier: Dossier) -> list[str]:
    """A weighing of every record in this dossier: signals as a risk, the last talk also as a protection."""
    found = []
    for each in te_wegen(dossier):
        if each.isa(Signaal, AcuutGevaar):
            found.append(f"{each.nummer} risico Hij is bang om mee naar huis te gaan.")
        elif each.isa(FormeelGesprek):
            found += [f"{each.nummer} risico Vader ontkent.", f"{each.nummer} bescherming Moeder zwijgt niet."]
        elif each.isa(Overleg):
            found.append(f"{each.nummer} buiten Dit gaat over hoe wij te werk gingen.")
        else:
            found.append(f"{each.nummer} onbekend")
    return found


def record(dossier: Dossier, kind: Kind, *, by: User | None = None, on: date = MONDAY, **changes: Any) -> Dossier:
    """The dossier with one more vastlegging, by its usual author. Raises whatever the domain raises."""
    by = by or (DICK if kind in (Ontvangst, Inzage, VernietigingBevestigd, UithalenAntwoord) else NOOR)
    return vastleggen.record(dossier, fill(kind, fitting(dossier, kind, **changes), on, dossier.born), by=by, on=on)


def fitting(dossier: Dossier, kind: Kind, **changes: Any) -> Answers:
    """Complete answers for this kind, as they fit this dossier."""
    return answers(kind, **({"meegewogen": weighed(dossier)} if kind is Weging else {}) | changes)


def empty(opened_by: User = NOOR) -> Dossier:
    return Dossier(id="d-1", school_id=SCHOOL, codenaam="Zilvermeeuw", opened_by=opened_by.id)


@_once
def opened(*, by: User = NOOR, on: date = MONDAY, **changes: Any) -> Dossier:
    return record(empty(by), Opening, by=by, on=on, **changes)


def not_safe(dossier: Dossier, *, on: date = MONDAY, **changes: Any) -> Dossier:
    """The dossier, with the answer recorded that the parents cannot safely be told now."""
    return record(dossier, VeiligInformeren, on=on, veilig="nee", **changes)


# What each stap needs before it may be closed, by the shortest way: 5a, with parents who can be told.
WORK: dict[int, tuple[tuple[Kind, Answers], ...]] = {
    1: ((Signaal, {}), (Overleg, {"met": "ib_er"}), (Overleg, {"met": "vertrouwenspersoon"})),
    2: (
        (Consultatie, {}),
        (Leerlingbespreking, {}),
        (VeiligInformeren, {}),
        (Zorggesprek, {}),
        (UitkomstStap2, {}),
    ),
    3: ((FormeelGesprek, {}),),
    4: ((Weging, {}),),
    5: ((Besluit, {}), (Hulp, {}), (OudersGeinformeerd, {})),
}


def work(dossier: Dossier, nummer: int, *, on: date = MONDAY, without: Kind | None = None) -> Dossier:
    """The dossier with everything this stap needs, but not closed yet."""
    for kind, changes in WORK[nummer]:
        if kind is not without:
            dossier = record(dossier, kind, on=on, **changes)
    return dossier


def close(dossier: Dossier, nummer: int, *, on: date = MONDAY) -> Dossier:
    message = bericht(dossier, STAPPEN[nummer - 1])
    return record(dossier, Afronding, on=on, stap=str(nummer), bericht=message)


@_once
def after_stap(nummer: int, *, on: date = MONDAY, by: User = NOOR) -> Dossier:
    """A dossier in which the stappen up to and including this one are closed, so that the next is under way."""
    dossier = opened(on=on, by=by)
    for each in range(1, nummer + 1):
        dossier = close(work(dossier, each, on=on), each, on=on)
    return dossier


@_once
def asked(*, by: User = NOOR) -> Dossier:
    """A dossier in stap 4, with Lars invited into it and asked to weigh as well."""
    return record(record(after_stap(3), Uitnodiging), TweedeWeger, by=by)


@_once
def both_fixed(**of_lars: Any) -> Dossier:
    """The same, with both answers given. Lars doubts whether it is safe, unless told to answer otherwise."""
    dossier = record(asked(), Afwegingen)
    return record(dossier, Afwegingen, by=LARS, **({"onveilig": "twijfel"} | of_lars))


@_once
def waived(*, on: date = MONDAY) -> Dossier:
    """A dossier in stap 3 with the formal talk waived, because the parents cannot safely be told."""
    return record(not_safe(after_stap(2, on=on), on=on), Afzien, on=on)


def last_message(dossier: Dossier) -> str:
    """The number of the last bericht to the directie, as Ontvangst names it."""
    return str(dossier.of(Afronding)[-1].nummer)


def see(dossier: Dossier, *, on: date = MONDAY) -> Dossier:
    """The dossier, with the receipt of the directie for the last bericht."""
    return record(dossier, Ontvangst, on=on, kennisgeving=last_message(dossier))


def destroyed(dossier: Dossier, *, by: User = DICK, on: date = MONDAY) -> Dossier:
    """The dossier, with the confirmation that it is to be destroyed."""
    return record(dossier, VernietigingBevestigd, by=by, on=on, codenaam=dossier.codenaam)


DECISIONS: dict[str, tuple[Answers, Answers]] = {
    "5a": ({}, {}),
    "5b": ({"hulp": "nee"}, {"melden": "ja", "helpen": "nee"}),
    "beide": ({"aanvaard": "nee"}, {"melden": "ja", "helpen": "ja"}),
    "geen": ({"vermoeden": "nee"}, {"melden": "nee", "helpen": "nee"}),
}


@_once
def decided(which: str, *, on: date = MONDAY) -> Dossier:
    """A dossier in stap 5 with only the besluit recorded (5a, 5b, beide or geen), after a weging that indicates it."""
    weighed, chosen = DECISIONS[which]
    dossier = close(record(after_stap(3, on=on), Weging, on=on, **weighed), 4, on=on)
    return record(dossier, Besluit, on=on, **chosen)


@_once
def in_opvolging(which: str = "5a", *, on: date = MONDAY) -> Dossier:
    """A dossier in which the besluit is carried out, the parents are told, and stap 5 is closed."""
    dossier = decided(which, on=on)
    if which in ("5a", "beide"):
        dossier = record(dossier, Hulp, on=on)
    if which in ("5b", "beide"):
        dossier = record(dossier, Melding, on=on)
    return close(record(dossier, OudersGeinformeerd, on=on, waarover=which), 5, on=on)


@_once
def te_vernietigen(*, on: date = MONDAY) -> Dossier:
    dossier = work(after_stap(1, on=on), 2, on=on, without=UitkomstStap2)
    return close(record(dossier, UitkomstStap2, on=on, uitkomst="geen_indicatie"), 2, on=on)


@_once
def gesloten(*, on: date = MONDAY) -> Dossier:
    return record(in_opvolging("geen", on=on), Afsluiting, on=on, reden="geen_vermoeden")


@_once
def stopped() -> Dossier:
    """A closed dossier with a bewaarstop, which has the number that ``bewaarstop_voorstel`` names."""
    return record(gesloten(), Bewaarstop)


@_once
def to_be_ended() -> Dossier:
    """The same, with the proposal of the directie to end it, which has the number that ``bewaarstop_einde`` names."""
    return record(stopped(), BewaarstopVoorstel, by=DICK)


STOPPED = (stopped, to_be_ended)


def in_fase(fase: Fase) -> Dossier:
    """A dossier in this fase, reached by the shortest way."""
    ways: dict[Fase, Callable[[], Dossier]] = {
        Fase.STAP_1: opened,
        Fase.STAP_2: lambda: after_stap(1),
        Fase.STAP_3: lambda: after_stap(2),
        Fase.STAP_4: lambda: after_stap(3),
        Fase.STAP_5: lambda: after_stap(4),
        Fase.OPVOLGING: in_opvolging,
        Fase.TE_VERNIETIGEN: te_vernietigen,
        Fase.GESLOTEN: gesloten,
        Fase.VERNIETIGD: lambda: destroyed(te_vernietigen()),
    }
    return ways[fase]()
