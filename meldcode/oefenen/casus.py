"""The language in which a case of the course is told: who it is about, what came before, and its exercises.

A case is data. What came before is recorded as anything else is, so a case that breaks a rule cannot be begun. An
exercise names what must hold of the dossier (``meldcode.oefenen.voorwaarden``); nothing is kept about it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from typing import Protocol

from meldcode.dossier import vastleggen
from meldcode.dossier.bericht import bericht
from meldcode.dossier.dossier import Dossier
from meldcode.eigen.woorden import says, worded
from meldcode.rollen import Role, User
from meldcode.route.stappen import STAPPEN, Stap
from meldcode.termijnen.kalender import ZONDER, Dagsoort
from meldcode.vastleggingen import Afronding, Ontvangst, Opening
from meldcode.vragen.datum import short
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastlegging import Vastlegging, fill, vragen
from meldcode.vragen.vraag import Raw


class Speler(Enum):
    """Somebody of the practice school in a case: whoever does the course, or a colleague in this role."""

    U = "u"
    COLLEGA = "collega"
    LEERKRACHT = "leerkracht"
    DIRECTIE = "directie"

    @property
    def role(self) -> Role:
        """The role in which they take part."""
        return _ROLES.get(self, Role.IB_ER)


_ROLES = {Speler.LEERKRACHT: Role.LEERKRACHT, Speler.DIRECTIE: Role.DIRECTIE}
Spelers = Mapping[Speler, User]
Antwoord = Raw | int | Speler


@dataclass(frozen=True)
class Gebeurd:
    """One record from before the case begins, made ``dag`` school days from today (so: below zero) by ``door``.

    Among its answers a number is a school day from today, and a ``Speler`` that person. Unless they are given,
    ``datum`` is the day itself, the message to the directie the one that is due, and a receipt is of the last message.
    """

    soort: type[Vastlegging]
    dag: int
    antwoorden: Mapping[str, Antwoord] = field(default_factory=dict)
    door: Speler = Speler.U

    def vastlegging(self, dossier: Dossier, today: date, spelers: Spelers) -> Vastlegging:
        """The vastlegging to record next in this dossier. Raises ``Onvolledig``."""
        given = self._usual(dossier) | dict(self.antwoorden)
        raw = {naam: _written(each, today, spelers) for naam, each in given.items()}
        return fill(self.soort, raw, school_day(today, self.dag), dossier.born)

    def _usual(self, dossier: Dossier) -> dict[str, Antwoord]:
        if self.soort is Afronding:
            return {"bericht": bericht(dossier, STAPPEN[int(str(self.antwoorden["stap"])) - 1])}
        if self.soort is Ontvangst:
            return {"kennisgeving": str(dossier.of(Afronding)[-1].nummer), "reactie": "gezien"}
        return {"datum": self.dag} if "datum" in [each.naam for each in vragen(self.soort)] else {}


def _written(answer: Antwoord, today: date, spelers: Spelers) -> Raw:
    if isinstance(answer, Speler):
        who = spelers[answer]
        return str(Persoon(who.id, who.role, who.naam))
    if isinstance(answer, int):
        return short(school_day(today, answer))
    return worded(answer) if isinstance(answer, str) else answer


def gebeurd(soort: type[Vastlegging], dag: int, door: Speler = Speler.U, /, **antwoorden: Antwoord) -> Gebeurd:
    """A ``Gebeurd`` with these answers."""
    return Gebeurd(soort, dag, antwoorden, door)


class Voorwaarde(Protocol):
    """Something that holds of a dossier or not, by the rules that guard every dossier."""

    def mist(self, dossier: Dossier, sinds: int) -> str:
        """What is lacking, as a Dutch text; empty when it holds. ``sinds``: the last record from before the case."""


@says("zegt")
@dataclass(frozen=True)
class Anders:
    """A way in which an exercise is done otherwise than was asked, and what is said of it.

    It is said while the exercise lacks something; with ``blijft`` also after that, and then the exercise is not done.
    """

    als: Voorwaarde
    zegt: str
    blijft: bool = False


@says("verhaal", "vraag", "goed")
@dataclass(frozen=True)
class Opdracht:
    """One exercise: what is told (``verhaal``), what is asked (``vraag``), where it is done and by whom.

    Done when everything in ``klaar`` holds, and nothing of ``anders`` that stays. ``goed`` is said then. ``hints`` help
    one by one: ``tips`` has them as they are shown.
    """

    titel: str
    verhaal: str
    vraag: str
    bij: Stap | type[Vastlegging]
    klaar: tuple[Voorwaarde, ...]
    goed: str
    hints: tuple[str, ...]
    anders: tuple[Anders, ...] = ()
    van: Speler = Speler.U

    @property
    def tips(self) -> tuple[str, ...]:
        """The hints, in the words of the school."""
        return tuple(worded(each) for each in self.hints)


@dataclass(frozen=True)
class Leerling:
    """The invented child of a case."""

    naam: str
    groep: str
    geboren: date


@says("leert", "slot")
@dataclass(frozen=True)
class Casus:
    """One case: ``nummer`` names it for ever (progress is kept under it), ``leert`` says what it is about.

    ``geopend``: the school day from today on which the dossier was opened, by ``door``. ``slot`` ends it.
    """

    nummer: int
    titel: str
    leert: str
    minuten: int
    leerling: Leerling
    geopend: int
    gebeurd: tuple[Gebeurd, ...]
    opdrachten: tuple[Opdracht, ...]
    slot: str
    gezag: str = ""
    door: Speler = Speler.U

    @property
    def sinds(self) -> int:
        """The number of the last record from before the case begins."""
        return 1 + len(self.gebeurd)

    def opening(self, today: date) -> Opening:
        """The record that opens the dossier of this case."""
        about = {"naam": self.leerling.naam, "groep": self.leerling.groep, "geboren": short(self.leerling.geboren)}
        raw: dict[str, Raw] = {"medewerker": "nee", "collega": "nee", "gezag": self.gezag, **about}
        return fill(Opening, raw, self.geopend_op(today))

    def geopend_op(self, today: date) -> date:
        """The day on which the dossier was opened."""
        return school_day(today, self.geopend)

    def vooraf(self, dossier: Dossier, today: date, spelers: Spelers) -> Iterator[tuple[Dossier, User, date]]:
        """The dossier after each record from before the case, with who made it on which day; ``dossier``: as opened."""
        for each in self.gebeurd:
            by, on = spelers[each.door], school_day(today, each.dag)
            dossier = vastleggen.record(dossier, each.vastlegging(dossier, today, spelers), by=by, on=on)
            yield dossier, by, on


@lru_cache(maxsize=4096)
def school_day(today: date, offset: int) -> date:
    """The school day ``offset`` school days from today; 0 is today, or the last school day before it."""
    day = today
    while not ZONDER.counts(day, Dagsoort.SCHOOLDAGEN):
        day -= timedelta(days=1)
    step = 1 if offset > 0 else -1
    for _ in range(abs(offset)):
        day += timedelta(days=step)
        while not ZONDER.counts(day, Dagsoort.SCHOOLDAGEN):
            day += timedelta(days=step)
    return day
