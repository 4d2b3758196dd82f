"""Computing terms: which days count, on which day a term ends, and why then. Dates and calendars are arguments.

There are three ways of counting. Calendar days: every day counts. Working days: weekends do not count, nor the days in
article 3 of the Algemene termijnenwet (which include 5 May and Good Friday). School days: working days on which the
school is open. That law only moves the end of a term (articles 1 and 5: ``on_a_working_day``); leaving days out of the
count is Meldroute's own choice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, cached_property

import holidays

from meldcode.termijnen.vrij import Vrij as Vrij
from meldcode.vragen.datum import day_and_month, in_words

_DAY = timedelta(days=1)
LONGEST = 3660
"""After so many calendar days a term ends in any case: a calendar in which no day counts is a mistake."""


class Dagsoort(StrEnum):
    """How a term is counted."""

    SCHOOLDAGEN = "schooldagen"
    WERKDAGEN = "werkdagen"
    KALENDERDAGEN = "kalenderdagen"

    def of(self, number: int) -> str:
        """This number of such days in words: ``5 werkdagen``, ``1 schooldag``."""
        return f"{number} {self.value[:-2] if number == 1 else self.value}"


@cache
def feestdagen(year: int) -> dict[date, str]:
    """The days of this year that article 3 of the Algemene termijnenwet names, each with its Dutch name.

    They are the public holidays, Good Friday and 5 May.
    """
    return dict(holidays.country_holidays("NL", years=year, categories=("public", "optional"), language="nl"))


@dataclass(frozen=True)
class Kalender:
    """When a school is closed, besides weekends and public holidays, for a pupil of ``groep``.

    Without a group only the days count that all groups have off. ``vrij`` has all days that the school entered.
    """

    vrij: tuple[Vrij, ...] = ()
    groep: str = ""

    @property
    def heeft_delen(self) -> bool:
        """Whether the school entered days for a part of its groups."""
        return any(each.groepen for each in self.vrij)

    def van(self, groep: str) -> "Kalender":
        """The calendar for a pupil of this group."""
        return replace(self, groep=groep) if self.heeft_delen else self

    @cached_property
    def telt(self) -> tuple[Vrij, ...]:
        """The free days that count for this group."""
        return tuple(each for each in self.vrij if each.telt_voor(self.groep))

    @cached_property
    def _by_day(self) -> dict[date, str]:
        found: dict[date, str] = {}
        for each in self.telt:
            for number in range((each.tot - each.van).days + 1):
                found.setdefault(each.van + number * _DAY, each.naam)
        return found

    def why_not(self, day: date, soort: Dagsoort) -> str | None:
        """The name of the reason why this day does not count in a term of this kind; None when it counts."""
        if soort is Dagsoort.KALENDERDAGEN:
            return None
        if day.weekday() > 4:
            return WEEKEND
        holiday = feestdagen(day.year).get(day)
        return holiday or (self._by_day.get(day) if soort is Dagsoort.SCHOOLDAGEN else None)

    def counts(self, day: date, soort: Dagsoort) -> bool:
        """Whether this day counts in a term of this kind."""
        return self.why_not(day, soort) is None

    def to_cover(self, on: date) -> Vrij | None:
        """The holiday of five days or more that is under way or begins within ``AHEAD``; None when there is none."""
        return next((each for each in sorted(self.telt) if each.is_to_cover(on)), None)

    def has_parts_to_cover(self, on: date) -> bool:
        """Whether such a holiday of a part of the groups is under way or near."""
        return any(each.groepen and each.is_to_cover(on) for each in self.vrij)

    def last_school_day_before(self, day: date) -> date:
        """The last school day before this day."""
        before = day - _DAY
        while not self.counts(before, Dagsoort.SCHOOLDAGEN) and (day - before).days < LONGEST:
            before -= _DAY
        return before

    def is_covered_until(self, day: date) -> bool:
        """Whether the school entered free days on or after this day. If not, terms cannot skip its holidays then."""
        return any(each.tot >= day for each in self.telt)


WEEKEND = "weekend"
ZONDER = Kalender()
"""The calendar of a school that has entered nothing."""


@dataclass(frozen=True)
class Berekend:
    """The end of a term, and how it was computed: ``dagen`` days of ``soort`` after ``start``.

    ``on`` is the last day, which is still in time. ``overgeslagen``: the days that did not count, with their names,
    without weekends. ``verschoven``: if the end was moved, the day on which the term would have ended, and why that is
    no working day.
    """

    on: date
    start: date
    dagen: int
    soort: Dagsoort
    overgeslagen: tuple[tuple[date, str], ...] = ()
    verschoven: tuple[date, str] | None = None

    @property
    def waarom(self) -> str:
        """How it was computed, in Dutch: ``5 werkdagen na do 23 april; ma 27 april (Koningsdag) telt niet``."""
        if not self.dagen:
            return "dezelfde dag, ook in een weekend of vakantie"
        counted = f"{self.soort.of(self.dagen)} na {self._said(self.start)}"
        if self.verschoven:
            return f"{counted} is {self._missed([self.verschoven])}; dan telt de eerste werkdag daarna"
        missed = [self._missed(each) for each in _runs(self.overgeslagen)]
        if not missed:
            return counted
        several = len(missed) > 1 or len(self.overgeslagen) > 1
        return f"{counted}; {_listed(missed)} {'tellen' if several else 'telt'} niet"

    @property
    def in_words(self) -> str:
        """The last day and how it was computed: ``uiterlijk vr 1 mei 2026: 5 werkdagen na do 23 april; …``."""
        return f"uiterlijk {in_words(self.on)}: {self.waarom}"

    def _said(self, day: date) -> str:
        return day_and_month(day) if day.year == self.on.year else in_words(day)

    def _missed(self, run: list[tuple[date, str]]) -> str:
        first, last = run[0][0], run[-1][0]
        until = "" if first == last else f" tot en met {self._said(last)}"
        return f"{self._said(first)}{until} ({run[0][1]})"


def _runs(days: Iterable[tuple[date, str]]) -> Iterator[list[tuple[date, str]]]:
    """Consecutive days with the same name, possibly with a weekend in between."""
    run: list[tuple[date, str]] = []
    for day, naam in days:
        if run and (naam != run[-1][1] or (day - run[-1][0]).days > 3):
            yield run
            run = []
        run.append((day, naam))
    if run:
        yield run


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}"


def due(start: date, dagen: int, soort: Dagsoort, kalender: Kalender = ZONDER) -> Berekend:
    """The end of a term of ``dagen`` days of this kind. Counting begins on the day after ``start``.

    A term of zero days ends on ``start``, whether or not that day counts.
    """
    day, left, missed = start, dagen, list[tuple[date, str]]()
    while left > 0 and (day - start).days < LONGEST:
        day += _DAY
        reason = kalender.why_not(day, soort)
        if reason is None:
            left -= 1
        elif reason != WEEKEND:
            missed.append((day, reason))
    return Berekend(day, start, dagen, soort, tuple(missed))


def on_a_working_day(end: Berekend) -> Berekend:
    """The same term, ending on the next working day if it ends on another day (Algemene termijnenwet, art. 1, 5)."""
    reason, day = ZONDER.why_not(end.on, Dagsoort.WERKDAGEN), end.on
    while not ZONDER.counts(day, Dagsoort.WERKDAGEN):
        day += _DAY
    return replace(end, on=day, verschoven=(end.on, reason)) if reason else end


def is_overdue(due_on: date, today: date) -> bool:
    """Whether what is due on this day is late. The day itself is still in time. Nothing else defines late."""
    return today > due_on
