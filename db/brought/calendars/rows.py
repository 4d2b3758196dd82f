"""The days in a table with a row for each, as Google, Outlook or Excel write it, or as somebody typed it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from db.brought.calendars import days
from db.brought.calendars.days import Order, Period, Unreadable, Years
from db.brought.calendars.found import Found, Reden, tidy
from db.brought.calendars.moments import hours, school_days, whole_days
from meldcode.termijnen.welke_vrij import Oordeel, gelezen

# By the words in its heading: what a column holds. The first that fits counts.
_HEADINGS = {
    "whole": re.compile(r"hele ?dag|all.?day", re.IGNORECASE),
    "ends": re.compile(r"(?:eind|end|tot).*(?:tijd|time)", re.IGNORECASE),
    "begins": re.compile(r"tijd|time", re.IGNORECASE),
    "group": re.compile(r"^(?:groep(?:en)?|klas(?:sen)?)$", re.IGNORECASE),
    "last": re.compile(r"^(?:t/m|tm)$|^(?:tot|eind|end|laatste|dtend)", re.IGNORECASE),
    "first": re.compile(
        r"^(?:van|begin|start|eerste|dtstart|wanneer|periode|dag|dagen)|datum|data|date", re.IGNORECASE
    ),
    "name": re.compile(
        r"naam|name|onderwerp|subject|titel|title|omschrijving|summary|samenvatting|activiteit|gebeurtenis|evenement|"
        r"event|vakantie|afspraak|^wat$|bijzonderheden",
        re.IGNORECASE,
    ),
}
_TILL = re.compile(r"tot|t/m|eind|end|laatste", re.IGNORECASE)
_YES = {"true", "waar", "ja", "yes", "1", "x", "aan"}
_LONGEST = 500  # characters of a cell in which days are looked for
_FIRST_ROWS = 20  # in which the heading stands
_SCHOOL_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*[-–/]\s*(?:20)?(\d\d)(?!\d|\s*[-/]\s*\d)")
_DASHES_IN_A_DATE = re.compile(r"(?<!\d)(\d{1,4})[\u2012-\u2015](\d{1,2})[\u2012-\u2015](\d{1,4})(?!\d)")
_EXCEL_BEGINS = date(1899, 12, 30)  # its day number 0
Columns = dict[str, int]


@dataclass(frozen=True)
class Table:
    """The rows of a file, with the column of each subject if a heading says so, and the order of its dates."""

    rows: tuple[tuple[str, ...], ...]
    columns: Columns
    orders: frozenset[Order]
    years: Years

    @classmethod
    def of(cls, brought: Sequence[Sequence[str]], now: int) -> "Table":
        """``now``: the year in which this school year began."""
        rows = tuple(tuple(_dashed(tidy(cell)) for cell in row) for row in brought)
        at, columns = _heading(rows)
        return cls(rows[at:], columns, _orders(rows[at:]), Years(_school_year(rows), now))

    def read(self, order: Order, found: Found) -> None:
        """Take its days, with dates in numbers in this order."""
        for row in self.rows:
            if any(row):
                _Row(row, self.columns, order, self.years).take(found)


def _dashed(cell: str) -> str:
    """The same with hyphens in dates where a word processor put dashes: ``14–12–2026``."""
    if cell.isascii():
        return cell
    return _DASHES_IN_A_DATE.sub(r"\1-\2-\3", cell.replace("\u2010", "-").replace("\u2011", "-"))


def _heading(rows: Sequence[Sequence[str]]) -> tuple[int, Columns]:
    """Where the rows with days begin, and in which column each subject stands; no columns without a heading."""
    for at, row in enumerate(rows[:_FIRST_ROWS]):
        found: dict[str, list[int]] = {}
        for number, cell in enumerate(row):
            if subject := _subject(cell):
                found.setdefault(subject, []).append(number)
        if "first" not in found or len(found) + (len(found["first"]) > 1) < 2 or any(map(_is_a_day, row)):
            continue
        below = rows[at + 1 : at + 1 + _FIRST_ROWS]
        columns = {subject: max(some, key=lambda number: _days_in(below, number)) for subject, some in found.items()}
        columns["name"] = found["name"][0] if "name" in found else _unnamed(row, columns)
        return at + 1, columns
    return 0, {}


def _subject(heading: str) -> str:
    """What a column with this heading holds; empty when that is unknown."""
    if not heading or len(heading) > 40:
        return ""
    named = next((subject for subject, words in _HEADINGS.items() if words.search(heading)), "")
    is_range = len(_TILL.findall(heading)) == 1 and re.match(r"van|periode", heading, re.IGNORECASE)
    return "last" if named == "first" and _TILL.search(heading) and not is_range else named


def _is_a_day(cell: str) -> bool:
    try:
        return bool(days.whole(cell))
    except Unreadable:
        return True


def _days_in(rows: Sequence[Sequence[str]], column: int) -> int:
    return sum(column < len(row) and _is_a_day(row[column]) for row in rows)


def _unnamed(row: Sequence[str], columns: Columns) -> int:
    """The first column of which nothing is known: there the names are."""
    return next((number for number, cell in enumerate(row) if cell and number not in columns.values()), len(row))


def _orders(rows: Sequence[Sequence[str]]) -> frozenset[Order]:
    """In which orders the dates can be read: one row with a day above 12 settles it for the file."""
    settled: set[Order] = set()
    is_open = False
    for row in rows:
        for cell in row:
            if "/" in cell or "-" in cell:
                found = days.evidence(cell[:_LONGEST])
                settled |= found.says
                is_open = is_open or found.is_open
    if len(settled) == 1:
        return frozenset(settled)
    return frozenset(Order) if is_open or settled else frozenset({Order.DAY_FIRST})


def _school_year(rows: Sequence[Sequence[str]]) -> int:
    """The year in which the school year begins that the list says it is about; 0 when it names none, or several."""
    named = {
        int(match[1])
        for row in rows[:_FIRST_ROWS]
        for cell in row
        for match in _SCHOOL_YEAR.finditer(cell)
        if int(match[2]) == (int(match[1]) + 1) % 100
    }
    return named.pop() if len(named) == 1 else 0


@dataclass(frozen=True)
class _Row:
    cells: tuple[str, ...]
    columns: Columns
    order: Order
    years: Years

    def take(self, found: Found) -> None:
        try:
            naam, periods = self._read() if self.columns else self._understood()
        except Unreadable as problem:
            found.leave(self._named(), problem.reden)
            return
        if not periods:
            found.leave(self._named(), Reden.GEEN_DAG)
        for each in periods:
            self._take(naam, each, found)

    def _cell(self, column: str) -> str:
        at = self.columns.get(column, len(self.cells))
        return self.cells[at] if at < len(self.cells) else ""

    def _named(self) -> str:
        """What to call this row when it cannot be read."""
        return self._cell("name") or next((each for each in self.cells if each), "")

    def _read(self) -> tuple[str, tuple[Period, ...]]:
        naam, van, tot, groep = (self._cell(each) for each in ("name", "first", "last", "group"))
        if groep:
            naam = f"{naam} (groep {groep})"
        begun = self._excel(van)
        if begun and tot:
            return naam, (Period(begun[0].first, (self._excel(tot) or begun)[0].last),)
        # Written as one, so that either may lack what the other has: 19-12 t/m 3-1-2027.
        whole = f"{van} t/m {tot}" if van and tot and tot != van else van
        return naam, begun or days.whole(whole, self.order, self.years) or ()

    def _excel(self, cell: str) -> tuple[Period, ...]:
        """A day as the number that Excel has for it, which shows when a column was not made one of dates."""
        if not re.fullmatch(r"[45]\d{4}", cell):
            return ()
        on = _EXCEL_BEGINS + timedelta(days=int(cell))
        return (Period(on, on),)

    def _understood(self) -> tuple[str, tuple[Period, ...]]:
        """Name and days of a row without a heading: the first text that is no day, and the days in the others."""
        names, found = list[str](), list[Period]()
        for cell in self.cells:
            periods = days.whole(cell, self.order, self.years) if cell else ()
            found += periods or ()
            if cell and not periods:
                names.append(cell)
        if found:
            return names[0] if names else "", self._joined(found)
        for cell in names:
            among = days.among(cell, self.order, self.years)
            if among:
                others = [each for each in names if each != cell]
                return among[0] or (others[0] if others else ""), among[1]
        return "", ()

    def _joined(self, found: Sequence[Period]) -> tuple[Period, ...]:
        """Two single days beside each other are a first and a last day."""
        if len(found) >= 2 and all(each.first == each.last for each in found[:2]):
            return (Period(found[0].first, found[1].last, (found[0].clock[0], found[1].clock[1])),)
        return tuple(found)

    def _take(self, naam: str, period: Period, found: Found) -> None:
        if period.last < period.first:
            found.leave(naam, Reden.EINDE_EERST, period.first, period.last)
            return
        begins, ends = (_clock(self._cell(each)) for each in ("begins", "ends"))
        begins, ends = begins or _clock(period.clock[0]), ends or _clock(period.clock[1])
        if begins is None:
            found.take(naam, period.first, period.last)
            return
        begin = datetime.combine(period.first, begins)
        end = datetime.combine(period.last, ends if ends is not None else begins)
        whole = whole_days(begin, end, is_whole=self._cell("whole").casefold() in _YES)
        if whole:
            found.take(naam, *whole)
        elif gelezen(naam).oordeel is Oordeel.VRIJ and (some := school_days(begin, end)):
            found.take(naam, *some, hours(begin, end))
        else:
            found.leave(naam, Reden.TIJD, period.first)


@lru_cache(maxsize=512)
def _clock(text: str) -> time | None:
    match = re.fullmatch(r"(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*([ap]m)?", text.strip(), re.IGNORECASE)
    if not match:
        return None
    hour = int(match[1]) % 12 + 12 * (match[3].lower() == "pm") if match[3] else int(match[1])
    return time(hour, int(match[2])) if hour < 24 and int(match[2]) < 60 else None
