"""Moments in an .ics, and the whole days between two of them in the Netherlands."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cached_property
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

AT_SCHOOL = ZoneInfo("Europe/Amsterdam")
Moment = date | datetime
_DAY = timedelta(days=1)
_MOMENT = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:\.\d+)?)?(Z)?)?", re.IGNORECASE)
_NAME = re.compile(r'TZID="?([^";:]+)', re.IGNORECASE)
_ENDS_OF_A_DAY = (time(23, 59), time(23, 59, 59))
_MORNING, _AFTERNOON = time(9, 30), time(14)
"""Hours from which, and until which, a day is taken as off as a whole: those of a school day, roughly."""


class Zones:
    """The time zones that one calendar uses: by their own names, by those of Windows, or as it defines them itself."""

    def __init__(self, definitions: Iterable[str]) -> None:
        self._definitions = tuple(definitions)
        self._known: dict[str, tzinfo | None] = {}

    def of(self, parameters: str) -> tzinfo | None:
        """The zone that these parameters of a moment name; None for none, or for one that nobody knows."""
        match = _NAME.search(parameters)
        if not match:
            return None
        name = match[1].strip()
        if name not in self._known:
            self._known[name] = _zone(name) or self._own.get(name)
        return self._known[name]

    @cached_property
    def _own(self) -> dict[str, tzinfo]:
        found = {}
        for each in self._definitions:
            with suppress(Exception):  # a zone that cannot be understood is as good as none
                for zone in Calendar.from_ical(f"BEGIN:VCALENDAR\n{each}\nEND:VCALENDAR\n").walk("VTIMEZONE"):
                    if isinstance(zone, Timezone):
                        found[str(zone["TZID"]).strip('"')] = zone.to_tz()
        return found


def _zone(name: str) -> tzinfo | None:
    # Some programs write a path of their own before the name: /example.org/20260101_1/Europe/Amsterdam.
    for each in (WINDOWS_TO_OLSON.get(name, name), "/".join(name.split("/")[-2:])):
        with suppress(Exception):
            return ZoneInfo(each)
    return None


def moment(parameters: str, value: str, zones: Zones) -> Moment | None:
    """The date or the moment in this value; None when it is none, or a day that does not exist."""
    match = _MOMENT.fullmatch(value.strip())
    if not match:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
        if match[4] is None:
            return day
        at = time(int(match[4]) % 24, int(match[5]), min(int(match[6] or 0), 59))
        zone = UTC if match[7] else zones.of(parameters)
        found = datetime.combine(day, at, zone)
        return found + _DAY if int(match[4]) == 24 else found
    except (ValueError, OverflowError):
        return None


def whole_days(begin: Moment, end: Moment | None, *, is_whole: bool) -> tuple[date, date] | None:
    """The first and last whole day; None when it lasts hours.

    ``end`` is exclusive, as in an .ics, for dates and for midnights; an end that is missing or equal is one day. Whole
    are also midnights in the zone in which it was made, and in the Netherlands. ``is_whole``: the calendar says so.
    """
    if not isinstance(begin, datetime):
        if isinstance(end, datetime):
            return begin, _inclusive(begin, end)
        return begin, end - _DAY if end and end > begin else end or begin
    if end is None:
        end = begin
    elif not isinstance(end, datetime):
        end = datetime.combine(end, time(), begin.tzinfo)
    here = _here(begin), _here(end)
    for first, last in ((begin, end), here, tuple(map(_at_midnight, here)) if _lasts_a_day(*here) else here):
        if first.time() == time() and (last.time() == time() or last.time() in _ENDS_OF_A_DAY):
            return first.date(), _inclusive(first.date(), last)
    return (_here(begin).date(), _inclusive(_here(begin).date(), _here(end), is_whole=True)) if is_whole else None


def _lasts_a_day(begin: datetime, end: datetime) -> bool:
    return end.replace(tzinfo=None) - begin.replace(tzinfo=None) >= timedelta(hours=22)


def _at_midnight(at: datetime) -> datetime:
    """The midnight that is meant an hour before or after it: written in UTC, a day off shifts with summer time."""
    return at + {time(23): 1, time(1): -1}.get(at.time(), 0) * timedelta(hours=1)


def _inclusive(first: date, end: datetime, *, is_whole: bool = False) -> date:
    """The last day of what ends at ``end``: the day before, when it ends at midnight."""
    is_exclusive = is_whole or end.time() == time()
    return end.date() - _DAY if is_exclusive and end.date() > first else end.date()


def _here(at: datetime) -> datetime:
    """The time at school; a moment without a zone is already that."""
    return at.astimezone(AT_SCHOOL) if at.tzinfo and 2 < at.year < 9998 else at


def hours(begin: Moment, end: Moment | None) -> str:
    """The hours at school between two moments, in Dutch: ``8.30 tot 15.00 uur``."""
    said = [f"{each.hour}.{each:%M}" for each in map(_at, (begin, end or begin))]
    return f"{said[0]} tot {said[1]} uur" if said[0] != said[1] else f"{said[0]} uur"


def _at(moment: Moment) -> datetime:
    return _here(moment) if isinstance(moment, datetime) else datetime.combine(moment, time())


def school_days(begin: Moment, end: Moment | None) -> tuple[date, date] | None:
    """The days that something which lasts hours takes for the greater part; None when it takes none."""
    first, last = _at(begin), _at(end or begin)
    from_day = first.date() if first.time() <= _MORNING else first.date() + _DAY
    to_day = last.date() if last.time() >= _AFTERNOON else last.date() - _DAY
    return (from_day, to_day) if from_day <= to_day else None
