"""The school year: from 1 August up to and including 31 July, by ``meldcode.bronnen.WPO_SCHOOLJAAR``."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Schooljaar:
    """One school year, by the year in which it begins."""

    begin_jaar: int

    @property
    def begin(self) -> date:
        """The first day."""
        return date(self.begin_jaar, 8, 1)

    @property
    def eind(self) -> date:
        """The last day."""
        return date(self.begin_jaar + 1, 7, 31)

    @property
    def naam(self) -> str:
        """``2026/2027``, as it is said."""
        return f"{self.begin_jaar}/{self.begin_jaar + 1}"

    def maanden(self, today: date) -> tuple[date, ...]:
        """The first day of every month that has begun by this day, from August on."""
        firsts = [date(self.begin_jaar + (month > 12), (month - 1) % 12 + 1, 1) for month in range(8, 20)]
        return tuple(first for first in firsts if first <= today)

    def standen(self, today: date) -> tuple[date, ...]:
        """The first days of months on which its dossiers show in a count, including the one right after it."""
        return tuple(day for day in (*self.maanden(today), self.eind + timedelta(days=1)) if day <= today)


def schooljaar(day: date) -> Schooljaar:
    """The school year that contains this day."""
    return Schooljaar(day.year if day.month >= 8 else day.year - 1)
