"""Reading the calendar a school publishes: an .ics file, or a .csv with a name and one or two dates a line."""

import csv
import io
import re
from datetime import date, datetime, timedelta

from icalendar import Calendar, Component

from db.kalender import LONGEST, KalenderError
from meldcode.datum import read_date
from meldcode.kalender import Vrij

MAX_BYTES = 1_000_000
_MANY = 400
# What a published calendar calls a day without school; parents' evenings and the school photographer stand in it too.
_FREE = re.compile(
    r"vakantie|\bvrije?\b|studiedag|margedag|paas|pasen|pinkster|hemelvaart|koningsdag|bevrijdingsdag", re.IGNORECASE
)


def read(content: bytes) -> list[Vrij]:
    """What is in it, in order. Raises ``KalenderError`` with a sentence when it cannot be read."""
    if len(content) > MAX_BYTES:
        raise KalenderError("Dit bestand is te groot voor een agenda. Kies een bestand van ten hoogste 1 MB.")
    found = _ics(content) if b"BEGIN:VCALENDAR" in content[:2000].upper() else _csv(content)
    if not found:
        raise KalenderError("In dit bestand staan geen dagen die Meldroute kan lezen.")
    if len(found) > _MANY:
        raise KalenderError(f"In dit bestand staan meer dan {_MANY} dagen. Neem er een van één schooljaar.")
    return sorted(set(found))


def looks_free(each: Vrij) -> bool:
    """Whether its name says that there is no school; the school decides."""
    return _FREE.search(each.naam) is not None


def _ics(content: bytes) -> list[Vrij]:
    try:
        events = Calendar.from_ical(content.decode("utf-8", "replace")).walk("VEVENT")
        found = [_event(each) for each in events if "rrule" not in each]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        raise KalenderError("Dit bestand is geen agenda die Meldroute kan lezen. Exporteer hem opnieuw.") from None
    return [each for each in found if each is not None]


def _event(each: Component) -> Vrij | None:
    if "dtstart" not in each:
        return None
    begins = each.decoded("dtstart")
    ends = each.decoded("dtend") if "dtend" in each else begins + each.decoded("duration", timedelta(0))
    first, last = _day(begins), _day(ends)
    if not isinstance(begins, datetime) and last > first:
        last -= timedelta(days=1)  # of whole days an .ics names the day after
    return _kept(str(each.get("summary", "")), first, last)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _kept(naam: str, first: date, last: date) -> Vrij | None:
    naam = " ".join(naam.split())[:60] or "Vrij"
    is_sane = first <= last and (last - first).days < LONGEST and 2000 <= first.year <= 2200
    return Vrij(first, last, naam) if is_sane and naam.isprintable() else None


def _csv(content: bytes) -> list[Vrij]:
    text = content.decode("utf-8-sig", "replace")
    delimiter = max(";\t,", key=text.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        rows = [line.split(delimiter) for line in text.splitlines()]
    return [each for row in rows if (each := _row([cell.strip() for cell in row])) is not None]


def _row(cells: list[str]) -> Vrij | None:
    days = [day for cell in cells if (day := _typed(cell)) is not None]
    names = [cell for cell in cells if cell and _typed(cell) is None]
    return _kept(names[0] if names else "", days[0], days[min(1, len(days) - 1)]) if days else None


def _typed(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell) else read_date(cell)
    except ValueError:
        return None
