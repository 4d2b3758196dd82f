"""Days as people write them in a list of holidays: ``maandag 20 oktober t/m vrijdag 24 oktober 2025``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from db.brought.calendars.found import Reden
from meldcode.vragen.datum import DAGEN, MAANDEN

_DAY = timedelta(days=1)
_FIRST_MONTH = 8  # of a school year
_MONTHS = {
    **{naam: number for number, naam in enumerate(MAANDEN, 1)},
    **{naam[:3]: number for number, naam in enumerate(MAANDEN, 1)},
    "mrt": 3, "febr": 2, "sept": 9, "oct": 10, "may": 5, "january": 1, "february": 2, "march": 3, "june": 6, "july": 7,
    "august": 8, "october": 10,
}  # fmt: skip
_WEEKDAYS = {**{naam: at for at, naam in enumerate(DAGEN)}, **{naam[:2]: at for at, naam in enumerate(DAGEN)}}
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(_WEEKDAYS)})\b\.?,?\s*)?"
_NAMES = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b"
_MONTH = rf"(?P<name>{_NAMES})\.?"
_YEAR = rf"(?P<year>(?:19|20|21|22)\d{{2}}|['’‘]\d{{2}}|\d{{2}}(?!\s*{_NAMES}))(?!\d|[.:]\d)"
_CLOCK = r"(?:[T ]\s*(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(?P<half>[ap]m)?Z?)?"
_ONE = re.compile(
    rf"{_WEEKDAY}(?:(?P<iso>(?:19|20|21|22)\d{{2}}([-/.])\d{{1,2}}\3\d{{1,2}}|20\d{{6}})(?!\d)"
    r"|(?P<first>\d{1,2})\s?(?P<sep>[-/.])\s?(?P<second>\d{1,2})(?:\s?[-/.]\s?(?P<last>\d{4}|'?\d{2})(?!\d)|(?![-/.]?\d|\s*"
    rf"{_NAMES}))"
    rf"|(?P<day>\d{{1,2}})(?:e|ste|de)?[\s-]*{_MONTH}(?:(?:\s*,\s*|\s+|-){_YEAR})?"
    rf"|(?P<only>\d{{1,2}})(?:e|ste|de)?(?![\w:/]|\.\d)){_CLOCK}",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\s*(?:(?P<until>t/m|t\.?e?\.?m\.?|tot en met|tot & met|tot|through|until|[-–—])|(?P<also>en|,|&|\+))\s*",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:van(?:af)?|op|from)\s+$", re.IGNORECASE)
_A_NUMBER_OF = re.compile(r"(?:groep(?:en)?|gr\.?|klas(?:sen)?|week|nr\.?|leerjaar)\s*$", re.IGNORECASE)
_LONGEST = 120  # characters: longer is a story


class Order(StrEnum):
    """In which order a date in numbers is written."""

    DAY_FIRST = "dag-maand"
    MONTH_FIRST = "maand-dag"


class Years(NamedTuple):
    """What is known about the year of days that are written without one, each the year in which a school year begins.

    ``stated``: of the school year that the list says it is about; 0 when it says none. ``now``: of this school year.
    """

    stated: int = 0
    now: int = 0

    def of(self, day: int, month: int, weekday: int | None) -> int:
        """The year of this day; 0 when it is not known. The name of the day tells this school year from the next."""
        later = month < _FIRST_MONTH
        if self.stated or weekday is None or not self.now:
            return self.stated and self.stated + later
        fits = [year + later for year in (self.now, self.now + 1) if _falls_on(year + later, month, day) == weekday]
        return fits[0] if len(fits) == 1 else 0


UNKNOWN = Years()
"""Nothing is known about years."""


def _falls_on(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


class Unreadable(Exception):
    """These are no days; says why."""

    def __init__(self, reden: Reden) -> None:
        super().__init__(reden)
        self.reden = reden


@dataclass(frozen=True)
class Period:
    """Days that were written, first and last included. ``clock``: the times written beside the first and the last."""

    first: date
    last: date
    clock: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class _Part:
    """One day as far as it is written. ``weekday`` counts from Monday, 0; the others are 0 when not written."""

    day: int
    month: int = 0
    year: int = 0
    weekday: int | None = None
    clock: str = ""

    def on(self, year: int) -> date:
        try:
            found = date(year, self.month, self.day)
        except ValueError:
            raise Unreadable(Reden.GEEN_DAG) from None
        if self.weekday is not None and found.weekday() != self.weekday:
            raise Unreadable(Reden.VERKEERDE_WEEKDAG)
        return found


@dataclass(frozen=True)
class Evidence:
    """What a text says about the order of its dates in numbers.

    ``says``: a day above 12 stands first or second. ``is_open``: it has one that means another day the other way round;
    only with slashes, because with dashes or points the day comes first.
    """

    says: frozenset[Order]
    is_open: bool


@lru_cache(maxsize=8192)  # a list has the same days over and over
def evidence(text: str) -> Evidence:
    """What this text says about the order of dates in numbers."""
    says, is_open = set[Order](), False
    for match in _ONE.finditer(text):
        if match["first"] is None:
            continue
        first, second = int(match["first"]), int(match["second"])
        if first > 12 >= second:
            says.add(Order.DAY_FIRST)
        elif second > 12 >= first:
            says.add(Order.MONTH_FIRST)
        elif first != second and (named := _order_by_weekday(match)):
            says.add(named)
        elif match["sep"] == "/" and first != second:
            is_open = True
    return Evidence(frozenset(says), is_open)


def _order_by_weekday(match: re.Match[str]) -> Order | None:
    """The order in which this date falls on the day that is named beside it; None when none is, or in both."""
    year = _year(match["last"])
    if not match["weekday"] or not year:
        return None
    weekday, first, second = _WEEKDAYS[match["weekday"].lower()], int(match["first"]), int(match["second"])
    found = {Order.DAY_FIRST: _falls_on(year, second, first), Order.MONTH_FIRST: _falls_on(year, first, second)}
    fits = [order for order, on in found.items() if on == weekday]
    return fits[0] if len(fits) == 1 else None


@lru_cache(maxsize=8192)
def whole(text: str, order: Order = Order.DAY_FIRST, years: Years = UNKNOWN) -> tuple[Period, ...] | None:
    """The days in a text that says nothing else; None when it says something else.

    ``years``: for days without a year. Raises ``Unreadable``.
    """
    if len(text) > _LONGEST or not any(each.isdigit() for each in text):
        return None
    tidy = re.sub(r"^(?:van(?:af)?|op|from)\s+", "", text.strip().rstrip(". "), flags=re.IGNORECASE)
    chain, end = _chain(tidy, 0, order)
    is_whole = end == len(tidy) and any(part.month for part, _until in chain)
    return _periods(chain, years) if is_whole else None


def among(text: str, order: Order = Order.DAY_FIRST, years: Years = UNKNOWN) -> tuple[str, tuple[Period, ...]] | None:
    """A name and the days in one text: ``Herfstvakantie: 20 t/m 24 oktober 2025``. None without days.

    Raises ``Unreadable``.
    """
    for match in _ONE.finditer(text[: 4 * _LONGEST]):
        if _A_NUMBER_OF.search(text[: match.start()]) or (match.start() and text[match.start() - 1].isalnum()):
            continue
        chain, end = _chain(text, match.start(), order)
        if any(part.month for part, _until in chain):
            before = _BEFORE.sub("", text[: match.start()])
            return " ".join(f"{before} {text[end:]}".replace("()", " ").split()).strip(" :;,-–—*•·|"), _periods(
                chain, years
            )
    return None


def _chain(text: str, at: int, order: Order) -> tuple[list[tuple[_Part, bool]], int]:
    """The days from here on, each with whether a dash or "t/m" led to it; and where they end."""
    found: list[tuple[_Part, bool]] = []
    until = False
    while match := _ONE.match(text, at):
        found.append((_part(match, order), until))
        at = match.end()
        between = _NEXT.match(text, at)
        if not between or not _ONE.match(text, between.end()):
            break
        at, until = between.end(), between["until"] is not None
    return found, at


def _part(match: re.Match[str], order: Order) -> _Part:
    weekday = _WEEKDAYS[match["weekday"].lower()] if match["weekday"] else None
    clock = _clock(match)
    if match["iso"]:
        digits = re.findall(r"\d+", match["iso"])
        year, month, day = digits if len(digits) == 3 else (digits[0][:4], digits[0][4:6], digits[0][6:])
        return _Part(int(day), int(month), int(year), weekday, clock)
    if match["first"]:
        day, month = int(match["first"]), int(match["second"])
        if order is Order.MONTH_FIRST:
            day, month = month, day
        return _Part(day, month, _year(match["last"]), weekday, clock)
    if match["day"]:
        return _Part(int(match["day"]), _MONTHS[match["name"].lower()], _year(match["year"]), weekday, clock)
    return _Part(int(match["only"]), weekday=weekday, clock=clock)


def _clock(match: re.Match[str]) -> str:
    if not match["clock"]:
        return ""
    hour, minute = match["clock"].split(":")[:2]
    half = (match["half"] or "").lower()
    return f"{int(hour) % 12 + 12 * (half == 'pm') if half else int(hour):02}:{minute}"


def _year(text: str | None) -> int:
    digits = (text or "").lstrip("'’‘")
    return int(digits) + (2000 if len(digits) == 2 else 0) if digits else 0


def _periods(chain: Sequence[tuple[_Part, bool]], years: Years) -> tuple[Period, ...]:
    """Fill in what is written once for several, and join what "t/m" or following each other makes one period."""
    parts = _completed([part for part, _until in chain], years)
    joined: list[Period] = []
    for (on, clock), (_part, until) in zip(parts, chain, strict=True):
        before = joined[-1] if joined else None
        if before and (until or on == before.last + _DAY):
            joined[-1] = Period(before.first, on, (before.clock[0], clock))
        else:
            joined.append(Period(on, on, (clock, clock)))
    return tuple(joined)


def _completed(parts: list[_Part], years: Years) -> Iterator[tuple[date, str]]:
    """The month and year that the next one has, or else the one before: ``20 t/m 24 oktober 2025``."""
    for number in range(len(parts) - 2, -1, -1):
        this, after = parts[number], parts[number + 1]
        if not this.month:
            parts[number] = this = replace(this, month=after.month, year=this.year or after.year)
        elif not this.year and after.year:
            parts[number] = this = replace(this, year=after.year - ((this.month, this.day) > (after.month, after.day)))
    for number, this in enumerate(parts):
        before = parts[number - 1] if number else None
        if before and before.year and not this.year and this.month:
            is_later = (this.month, this.day) >= (before.month, before.day)
            parts[number] = replace(this, year=before.year + (not is_later))
    for each in parts:
        if not each.month:
            raise Unreadable(Reden.GEEN_DAG)
        year = each.year or years.of(each.day, each.month, each.weekday)
        if not year:
            raise Unreadable(Reden.GEEN_JAAR)
        yield each.on(year), each.clock
