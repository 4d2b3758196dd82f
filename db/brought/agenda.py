"""A reader: the days in a calendar, an .ics as schools publish it or a .csv with a name and one or two dates per line.

Runs in the process of ``db.brought.child``.
"""

import csv
import io
import re
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Component

from meldcode.vragen.datum import read_date

MOST_FILES = 16  # an .ics refers to time zones, which are files
MOST_DAYS = 10_000
Day = tuple[str, date, date]
"""Name, first day, last day."""


def read(content: bytes) -> tuple[dict[str, Any], bytes]:
    """The ``days`` in it (``Day``), and no bytes. Any exception means that it is not a calendar."""
    found = _ics(content) if b"BEGIN:VCALENDAR" in content[:2000].upper() else _csv(content)
    return {"days": [[naam[:200], str(first), str(last)] for naam, first, last in found[: MOST_DAYS + 1]]}, b""


def _ics(content: bytes) -> list[Day]:
    events = Calendar.from_ical(content.decode("utf-8", "replace")).walk("VEVENT")
    found = [_event(each) for each in events if "rrule" not in each]
    return [each for each in found if each is not None]


def _event(each: Component) -> Day | None:
    if "dtstart" not in each:
        return None
    begins = each.decoded("dtstart")
    ends = each.decoded("dtend") if "dtend" in each else begins + each.decoded("duration", timedelta(0))
    first, last = _day(begins), _day(ends)
    if not isinstance(begins, datetime) and last > first:
        last -= timedelta(days=1)  # an .ics gives the day after the last whole day
    return str(each.get("summary", "")), first, last


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _csv(content: bytes) -> list[Day]:
    text = content.decode("utf-8-sig", "replace")
    delimiter = max(";\t,", key=text.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        rows = [line.split(delimiter) for line in text.splitlines()]
    return [each for row in rows if (each := _row([cell.strip() for cell in row])) is not None]


def _row(cells: list[str]) -> Day | None:
    days = [day for cell in cells if (day := _typed(cell)) is not None]
    names = [cell for cell in cells if cell and _typed(cell) is None]
    return (names[0] if names else "", days[0], days[min(1, len(days) - 1)]) if days else None


def _typed(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell) else read_date(cell)
    except ValueError:
        return None
