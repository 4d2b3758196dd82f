"""What is found in a calendar: days, and what was not taken with the reason why."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from meldcode.termijnen.vrij import LONGEST_VRIJ

LONGEST_NAME = 200
"""Characters of a name that are kept: enough to recognise it."""


class Reden(StrEnum):
    """Why a row or an event was not taken, as the screen says it; the most worth looking at first."""

    AFGEBROKEN = "Het bestand houdt hier op. Exporteer de agenda opnieuw."
    GEEN_DAG = "Er staat geen dag bij die bestaat. Typ de dag zelf in."
    GEEN_JAAR = "Het jaar ontbreekt. Zet het erbij, of typ de dag zelf in."
    VERKEERDE_WEEKDAG = "De naam van de dag past niet bij de datum. Kijk de dag na, en typ hem in."
    EINDE_EERST = "Het einde ligt voor het begin. Kijk de dagen na, en typ ze in."
    TE_LANG = f"Dit duurt langer dan {LONGEST_VRIJ} dagen. Is dat waar, typ de dagen dan in delen in."
    HERHAALT_TE_VAAK = "Dit herhaalt zich te vaak om uit te rekenen. Typ de dagen zelf in."
    TIJD = "Dit is maar een deel van de dag. Is de school de hele dag dicht, typ de dag dan in."
    AFGEZEGD = "Dit is in de agenda afgezegd. Gaat het toch door, typ de dag dan in."
    GEWIJZIGD = "Hiervan staat een nieuwere versie in de agenda. Die is gelezen, u hoeft niets te doen."
    TAAK = "Dit is een taak of een notitie. Is het een vrije dag, typ hem dan in."
    STAAT_ER_AL = "Deze dagen staan al bij de vrije dagen. U hoeft niets te doen."
    ANDER_JAAR = "Dit valt niet in dit schooljaar en niet in het volgende. Is het nu nodig, typ de dag dan in."


class Window(NamedTuple):
    """The days about which the school asks, first and last included: those of this school year and the next."""

    first: date
    last: date

    def has(self, first: date, last: date) -> bool:
        """Whether any day from ``first`` to ``last`` is in it."""
        return first <= self.last and last >= self.first


class Day(NamedTuple):
    """Days with one name, first and last included. ``hours``: the hours, where the calendar has no whole days."""

    naam: str
    first: date
    last: date
    hours: str = ""


class Left(NamedTuple):
    """What was not taken: its name, when it is as far as known, and why."""

    naam: str
    when: str
    reden: Reden


@dataclass
class Found:
    """What was found so far within ``window``."""

    window: Window
    days: list[Day] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def take(self, naam: str, first: date, last: date, hours: str = "") -> None:
        """Add these days, or say why not."""
        if last < first:
            self.leave(naam, Reden.EINDE_EERST, first, last)
        elif not self.window.has(first, last):
            self.leave(naam, Reden.ANDER_JAAR, first, last)
        elif (last - first).days >= LONGEST_VRIJ:
            self.leave(naam, Reden.TE_LANG, first, last)
        else:
            self.days.append(Day(naam[:LONGEST_NAME], first, last, hours))

    def leave(self, naam: str, reden: Reden, first: date | None = None, last: date | None = None) -> None:
        """Add something that was not taken."""
        when = str(first or "") + (f"/{last}" if last and last != first else "")
        self.left.append(Left(naam[:LONGEST_NAME], when, reden))


def tidy(naam: str) -> str:
    """A name on one line, without signs that cannot be seen."""
    if naam.isprintable() and "  " not in naam:
        return naam.strip()
    seen = "".join(each if each.isprintable() else " " if each.isspace() else "" for each in naam)
    return " ".join(seen.split())
