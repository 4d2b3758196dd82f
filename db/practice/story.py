"""Telling a case: each vastlegging on a school day relative to today, made by the domain and therefore always valid."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from meldcode.dossier import vastleggen
from meldcode.dossier.bericht import bericht
from meldcode.dossier.dossier import Dossier
from meldcode.lichaam.plekken import Plek
from meldcode.oefenen.casus import school_day
from meldcode.rollen import User
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import Afronding, AntwoordAanDirectie, Ontvangst, Opening, VernietigingBevestigd
from meldcode.vragen.datum import short
from meldcode.vragen.vastlegging import Vastlegging, fill, vragen
from meldcode.vragen.vraag import Raw

NAME, CODE = "⟦leerling⟧", "⟦codenaam⟧"
"""Placeholders in a told case for the pupil's first name and the code name; each dossier fills in its own."""

Answer = Raw | int


@dataclass(frozen=True)
class Pupil:
    """An invented child. ``voornaam`` is used in the texts; ``naam`` in the opening."""

    voornaam: str
    naam: str
    groep: str
    geboren: date


@dataclass(frozen=True)
class People:
    """The accounts of the practice school that record something; ``iris`` holds a case together with Noor."""

    noor: User
    dick: User
    vera: User
    lars: User
    iris: User


def places(*pointed_out: Plek) -> list[str]:
    """These places on the body map, as the answer is stored."""
    return [str(each) for each in pointed_out]


@dataclass
class Story:
    """A case as it is told. ``passed`` holds the dossier after each vastlegging."""

    today: date
    people: People
    passed: list[Dossier] = field(default_factory=list)
    kind: str = NAME

    @property
    def dossier(self) -> Dossier:
        """The dossier as it is now."""
        return self.passed[-1]

    def day(self, offset: int) -> date:
        """The school day ``offset`` school days from today, in the time of the story."""
        return school_day(self.today, offset)

    def open(self, day: int, *, by: User | None = None, gezag: str = "") -> None:
        """Open the dossier on this school day, about the pupil of the story."""
        by = by or self.people.noor
        self.passed.append(Dossier("", by.school_id, CODE, by.id))
        self.record(
            Opening,
            day,
            by=by,
            medewerker="nee",
            collega="nee",
            naam=NAME,
            geboren="01-09-2012",
            groep="1",
            gezag=gezag,
        )  # each dossier puts in its own pupil
        del self.passed[0]

    def record(self, kind: type[Vastlegging], day: int, *, by: User | None = None, **answers: Answer) -> None:
        """Add a vastlegging on school day ``day`` from today. Numbers among the answers are school days as well.

        ``datum`` is that day if left out.
        """
        self.put(kind, day, answers, by or self.people.noor)

    def put(self, kind: type[Vastlegging], day: int, answers: Mapping[str, Answer], by: User) -> None:
        """Add a vastlegging by this user; numbers among the answers are school days from today."""
        given: dict[str, Answer] = {"datum": day} if "datum" in [each.naam for each in vragen(kind)] else {}
        given |= answers
        raw = {naam: short(self.day(answer)) if isinstance(answer, int) else answer for naam, answer in given.items()}
        on = self.day(day)
        vastlegging = fill(kind, raw, on, self.dossier.born)
        self.passed.append(vastleggen.record(self.dossier, vastlegging, by=by, on=on))

    def close(self, nummer: int, day: int) -> None:
        """Close a stap: the directie gets the message the app itself would write."""
        self.record(Afronding, day, stap=str(nummer), bericht=bericht(self.dossier, STAPPEN[nummer - 1]))

    def seen(self, day: int) -> None:
        """The directie confirms the last message."""
        self.record(Ontvangst, day, by=self.people.dick, kennisgeving=self._message(), reactie="gezien")

    def destroyed(self, day: int) -> None:
        """The directie confirms that it is destroyed."""
        self.record(VernietigingBevestigd, day, by=self.people.dick, codenaam=self.dossier.codenaam)

    def ask(self, day: int, terugvraag: str) -> None:
        """The directie asks something about the last message."""
        self.record(
            Ontvangst, day, by=self.people.dick, kennisgeving=self._message(), reactie="vraag", terugvraag=terugvraag
        )

    def answer(self, day: int, antwoord: str) -> None:
        """The ib-er answers the question of the directie."""
        self.record(AntwoordAanDirectie, day, kennisgeving=self._message(), antwoord=antwoord)

    def _message(self) -> str:
        return str(self.dossier.of(Afronding)[-1].nummer)


@dataclass(frozen=True)
class Case:
    """One case of the practice school: who it is about, and what happened.

    ``spread``: up to how many school days earlier the same may have happened to another invented pupil.
    """

    pupil: Pupil
    tell: Callable[[Story], None]
    spread: int = 12


def told(case: Case, today: date, people: People, earlier: int = 0) -> Story:
    """This case, told as if it had all happened ``earlier`` school days before."""
    story = Story(school_day(today, -earlier), people)
    case.tell(story)
    return story
