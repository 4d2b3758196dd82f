"""The days in an .ics. Plain events are read line by line; what repeats is unrolled by a library (ADR 48).

The library alone takes six seconds for 5 MB, of which a school year is a small part.
"""

import quopri
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

import recurring_ical_events
from icalendar import Calendar
from icalendar.prop import vDuration

from db.brought.calendars.found import Day, Found, Reden, tidy
from db.brought.calendars.moments import Moment, Zones, hours, moment, school_days, whole_days
from db.brought.calendars.patience import Patience, TooLong
from db.brought.calendars.text import decoded
from meldcode.termijnen.welke_vrij import Oordeel, gelezen

_EVENT = re.compile(r"^BEGIN:VEVENT[ \t]*\n", re.IGNORECASE | re.MULTILINE)
_END = re.compile(r"^END:VEVENT", re.IGNORECASE | re.MULTILINE)
_ZONE = re.compile(r"^BEGIN:VTIMEZONE", re.IGNORECASE | re.MULTILINE)
_ZONE_END = re.compile(r"^END:VTIMEZONE[ \t]*$", re.IGNORECASE | re.MULTILINE)
_TASK = re.compile(r"^BEGIN:(?:VTODO|VJOURNAL)[ \t]*\n", re.IGNORECASE | re.MULTILINE)
_ALL_CANCELLED = re.compile(r"^METHOD:CANCEL[ \t]*$", re.IGNORECASE | re.MULTILINE)
_WHOLE = frozenset(("X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT", "X-FUNAMBOL-ALLDAY"))
_NAMES = (
    "DTSTART", "DTEND", "DURATION", "SUMMARY", "STATUS", "UID", "SEQUENCE", "RECURRENCE-ID", "RRULE", "RDATE", "EXRULE",
    *_WHOLE,
)  # fmt: skip
_LINE = re.compile(
    rf'^({"|".join(_NAMES)})((?:;[^:"\n]*(?:"[^"\n]*"[^:"\n]*)*)?):([^\n]*)$', re.IGNORECASE | re.MULTILINE
)
_AFTER_A_ZONE = re.compile(r":(\d{8}(?:T\d{6}Z?)?)\s*$")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_TOO_OFTEN = re.compile(
    r"FREQ=(?:SECONDLY|MINUTELY|HOURLY)|INTERVAL=0*(?:;|$)|BY(?:HOUR|MINUTE|SECOND)=[^;]*,", re.IGNORECASE
)
_MOST_DATES = 2_000
"""Maximum dates in the lists of one series: a school that opens every day for five years has fewer."""
_DAY, _YEAR = timedelta(days=1), timedelta(days=366)


@dataclass(frozen=True)
class _Event:
    """One event as it stands in the file. ``lines``: of the properties that count, the parameters and the value."""

    text: str
    lines: dict[str, tuple[str, str]]
    is_cut_off: bool

    @classmethod
    def of(cls, piece: str) -> "_Event":
        end = _END.search(piece)
        text = _without_alarms(piece[: end.start()] if end else piece)
        lines: dict[str, tuple[str, str]] = {}
        for found in _LINE.finditer(text):
            lines.setdefault(found[1].upper(), (found[2], found[3]))
        return cls(text, lines, end is None)

    def value(self, name: str) -> str:
        return self.lines.get(name, ("", ""))[1].strip()

    @cached_property
    def naam(self) -> str:
        parameters, said = self.lines.get("SUMMARY", ("", ""))
        if "QUOTED-PRINTABLE" in parameters.upper():  # of programs from before iCalendar
            said = decoded(quopri.decodestring(said.encode()))
        return tidy(_ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], said))

    @property
    def is_of_a_series(self) -> bool:
        return not self.lines.keys().isdisjoint(("RRULE", "RDATE", "EXRULE", "RECURRENCE-ID"))

    @property
    def is_cancelled(self) -> bool:
        return self.value("STATUS").upper() == "CANCELLED"

    @property
    def is_whole(self) -> bool:
        return any(self.value(name).upper() in ("TRUE", "1") for name in self.lines.keys() & _WHOLE)

    @property
    def sequence(self) -> int:
        said = self.value("SEQUENCE")
        return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0

    def begin(self, zones: Zones) -> Moment | None:
        """When it begins; None when it says no day that exists."""
        return self._moment("DTSTART", zones)

    def _moment(self, name: str, zones: Zones) -> Moment | None:
        if name not in self.lines:
            return None
        parameters, value = self.lines[name]
        found = moment(parameters, value, zones)
        if found is None and (after := _AFTER_A_ZONE.search(value)):  # a zone with a colon, without quotation marks
            found = moment("", after[1], zones)
        return found

    def span(self, zones: Zones) -> "_Span | None":
        """When it is; None when it says no day that exists."""
        begin = self.begin(zones)
        if begin is None:
            return None
        end: Moment | None = None
        if "DTEND" in self.lines:
            end = self._moment("DTEND", zones)
        elif "DURATION" in self.lines:
            with suppress(ValueError, OverflowError):
                end = begin + vDuration.from_ical(self.value("DURATION"))  # type: ignore[no-untyped-call]
        return _Span(begin, end, self.is_whole)


@dataclass(frozen=True)
class _Span:
    """When something is. ``is_whole``: the calendar says that it takes whole days."""

    begin: Moment
    end: Moment | None
    is_whole: bool

    @property
    def days(self) -> tuple[date, date] | None:
        return whole_days(self.begin, self.end, is_whole=self.is_whole)


def read(text: str, found: Found) -> None:
    """Take the days in this calendar."""
    pieces = _EVENT.split(text)[1:]
    definitions = _definitions(text)
    zones = Zones(definitions)
    events = [_Event.of(each) for each in pieces if each.strip()]
    if len(events) < len(pieces):
        found.leave("", Reden.AFGEBROKEN)
    everything_is_off = bool(_ALL_CANCELLED.search(text))
    series = {each.value("UID") for each in events if each.is_of_a_series}
    newest = _newest(each for each in events if each.value("UID") not in series)
    together: dict[str, list[_Event]] = {}
    for number, each in enumerate(events):
        uid = each.value("UID")
        if each.is_cut_off:
            found.leave(each.naam, Reden.AFGEBROKEN)
        elif everything_is_off:
            found.leave(each.naam, Reden.AFGEZEGD)
        elif uid in series:
            together.setdefault(uid or f"zonder {number}", []).append(each)
        elif uid and each.sequence < newest[uid]:
            found.leave(each.naam, Reden.GEWIJZIGD)
        elif far := _far_away(each, zones, found):
            found.leave(each.naam, Reden.ANDER_JAAR, far)
        else:
            _take(each.naam, each.span(zones), found, is_cancelled=each.is_cancelled)
    with Patience() as patience:
        for some in together.values():
            _take_series(some, definitions, zones, found, patience)
    for piece in _TASK.split(text)[1:]:
        found.leave(_Event.of(piece).naam, Reden.TAAK)


def _definitions(text: str) -> list[str]:
    """The time zones that this calendar defines."""
    found = []
    for piece in _ZONE.split(text)[1:]:
        if end := _ZONE_END.search(piece):
            found.append(f"BEGIN:VTIMEZONE{piece[: end.end()]}")
    return found


def _newest(events: Iterable[_Event]) -> dict[str, int]:
    """The highest version of each event, by its id: an export may hold older ones as well."""
    found: dict[str, int] = {}
    for each in events:
        uid = each.value("UID")
        found[uid] = max(found.get(uid, 0), each.sequence)
    return found


def _far_away(each: _Event, zones: Zones, found: Found) -> date | None:
    """The day on which it begins, if that is more than a year from what counts: most of ten years is."""
    begin = None if each.is_cancelled else each.begin(zones)
    day = _day(begin) if begin else found.window.first
    return None if found.window.first - _YEAR <= day <= found.window.last + _YEAR else day


def _without_alarms(text: str) -> str:
    if "VALARM" not in text:
        return text
    first, *others = text.split("BEGIN:VALARM")
    return first + "".join(each.partition("END:VALARM")[2] for each in others)


def _take(naam: str, span: _Span | None, found: Found, *, is_cancelled: bool) -> None:
    days = span.days if span else None
    if span is None:
        found.leave(naam, Reden.GEEN_DAG)
    elif is_cancelled:
        found.leave(naam, Reden.AFGEZEGD, *(days or (_day(span.begin),)))
    elif days:
        found.take(naam, *days)
    else:
        _take_hours(naam, span, found)


def _take_hours(naam: str, span: _Span, found: Found) -> None:
    """Take what lasts hours only if its name says that the school is free, and it takes most of a day."""
    days = school_days(span.begin, span.end)
    if days and found.window.has(*days) and gelezen(naam).oordeel is Oordeel.VRIJ:
        found.take(naam, *days, hours(span.begin, span.end))
    else:
        first = _day(span.begin)
        found.leave(naam, Reden.TIJD if found.window.has(first, first) else Reden.ANDER_JAAR, first)


def _take_series(
    some: list[_Event], definitions: Iterable[str], zones: Zones, found: Found, patience: Patience
) -> None:
    """Take the days of events that repeat, with what was changed or cancelled among them."""
    naam = min(some, key=lambda each: "RECURRENCE-ID" in each.lines).naam
    spans = [each.span(zones) for each in some]
    if any(span is None for span in spans):
        found.leave(naam, Reden.GEEN_DAG)
    elif all(each.is_cancelled for each in some):
        found.leave(naam, Reden.AFGEZEGD)
    elif all(span and not span.days for span in spans) and gelezen(naam).oordeel is not Oordeel.VRIJ:
        found.leave(naam, Reden.TIJD)
    elif any(_repeats_too_often(each) for each in some):
        found.leave(naam, Reden.HERHAALT_TE_VAAK)
    else:
        if not any("TZID" in each.text for each in some):
            definitions = ()
        events = "\n".join(f"BEGIN:VEVENT\n{each.text}END:VEVENT" for each in some)
        whole = "\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *definitions, events, "END:VCALENDAR", ""))
        try:
            with patience.for_one():
                occurrences = list(_unrolled(whole, found))
        except TooLong:
            found.leave(naam, Reden.HERHAALT_TE_VAAK)
            return
        except Exception:  # whatever a library makes of a rule that is none
            found.leave(naam, Reden.HERHAALT_TE_VAAK)
            return
        if not occurrences:
            found.leave(naam, Reden.ANDER_JAAR)
        within = Found(found.window)
        for each, span, is_cancelled in occurrences:
            _take(each, span, within, is_cancelled=is_cancelled)
        for day in _joined(within.days):
            found.take(*day)
        found.left += within.left


def _repeats_too_often(each: _Event) -> bool:
    dates = sum(
        line.count(",") for line in each.text.splitlines() if line[:6].upper() in ("RDATE;", "RDATE:", "EXDATE")
    )
    return bool(_TOO_OFTEN.search(each.value("RRULE"))) or dates > _MOST_DATES or len(each.text) > 40 * _MOST_DATES


def _unrolled(whole: str, found: Found) -> Iterator[tuple[str, _Span, bool]]:
    """Of each time that it is within the window: its name, when, and whether it was cancelled."""
    first, last = found.window
    for each in recurring_ical_events.of(Calendar.from_ical(whole)).between(first, last + _DAY):
        ends: Any = each.get("DTEND")
        is_whole = any(str(each.get(name, "")).upper() in ("TRUE", "1") for name in _WHOLE)
        span = _Span(each["DTSTART"].dt, ends.dt if ends else None, is_whole)
        yield tidy(str(each.get("SUMMARY", ""))), span, str(each.get("STATUS", "")).upper() == "CANCELLED"


def _joined(days: Iterable[Day]) -> list[Day]:
    """The same with days that follow each other as one period: a week off is often a day that repeats five times."""
    joined: list[Day] = []
    for each in sorted(days, key=lambda day: (day.naam, day.hours, day.first)):
        before = joined[-1] if joined else None
        if before and before[0::3] == each[0::3] and each.first <= before.last + _DAY:
            joined[-1] = before._replace(last=max(before.last, each.last))
        else:
            joined.append(each)
    return joined


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
