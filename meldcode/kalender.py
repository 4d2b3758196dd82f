"""Days that count: school days, working days, calendar days. School holidays come with the term engine."""

from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import holidays


class Dagsoort(StrEnum):
    """How a term counts. School days leave out weekends and public holidays, as working days do for now."""

    SCHOOLDAGEN = "schooldagen"
    WERKDAGEN = "werkdagen"
    KALENDERDAGEN = "kalenderdagen"


@cache
def feestdagen(year: int) -> frozenset[date]:
    """The days the Algemene termijnenwet (article 3) leaves out: the public holidays, Good Friday and 5 May."""
    return frozenset(holidays.country_holidays("NL", years=year, categories=("public", "optional")))


def counts(day: date, soort: Dagsoort) -> bool:
    """Whether this day counts in a term of this kind."""
    return soort is Dagsoort.KALENDERDAGEN or (day.weekday() < 5 and day not in feestdagen(day.year))


def due(start: date, dagen: int, soort: Dagsoort) -> date:
    """The last day of a term of so many days after ``start``. Zero days is the day itself."""
    day = start
    while dagen > 0:
        day += timedelta(days=1)
        dagen -= counts(day, soort)
    return day


def is_overdue(due_on: date, today: date) -> bool:
    """The one definition of late: the due date itself is still in time."""
    return today > due_on
