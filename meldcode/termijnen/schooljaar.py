"""The school year: from 1 August to 31 July, both included (source: ``meldcode.bronnen.WPO_SCHOOLJAAR``)."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Schooljaar:
    """One school year; ``begin_jaar`` is the calendar year in which it begins."""

    begin_jaar: int

    @property
    def begin(self) -> date:
        """1 August, its first day."""
        return date(self.begin_jaar, 8, 1)

    @property
    def eind(self) -> date:
        """31 July, its last day."""
        return date(self.begin_jaar + 1, 7, 31)

    @property
    def naam(self) -> str:
        """Its name: ``2026/2027``."""
        return f"{self.begin_jaar}/{self.begin_jaar + 1}"

    def maanden(self, today: date) -> tuple[date, ...]:
        """The first day of each of its months that has begun by this day, August first."""
        firsts = [date(self.begin_jaar + (month > 12), (month - 1) % 12 + 1, 1) for month in range(8, 20)]
        return tuple(first for first in firsts if first <= today)

    def standen(self, today: date) -> tuple[date, ...]:
        """The days up to today on which open dossiers are counted: the first of each month, and of the next year."""
        return tuple(day for day in (*self.maanden(today), self.eind + timedelta(days=1)) if day <= today)


def schooljaar(day: date) -> Schooljaar:
    """The school year that contains this day."""
    return Schooljaar(day.year if day.month >= 8 else day.year - 1)
