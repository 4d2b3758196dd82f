"""A reader: the days in a calendar, an .ics as schools publish it or a table with a name and days in each row.

Runs in the process of ``db.brought.child``.
"""

import re
from collections import Counter
from datetime import date
from typing import Any

from db.brought.calendars import ics, rows
from db.brought.calendars.days import Order
from db.brought.calendars.found import Found, Window
from db.brought.calendars.text import decoded, lines_of, unfolded
from db.brought.other_kinds import is_workbook, other_kind
from db.brought.tables.read import rows_of

MOST_FILES = 16  # an .ics refers to time zones, which are files
_BEGIN = re.compile(rb"^\s*BEGIN:VCALENDAR", re.IGNORECASE | re.MULTILINE)
_EVENT = re.compile(rb"^BEGIN:VEVENT", re.IGNORECASE | re.MULTILINE)
_LOOKED_AT = 4_000  # bytes in which a calendar begins


def asked(first: date, last: date, content: bytes) -> bytes:
    """What to hand to this reader: a calendar, and the days about which is asked, first and last included."""
    return f"{first} {last}\n".encode() + content


def read(content: bytes) -> tuple[dict[str, Any], bytes]:
    """What is found in a calendar handed over as by ``asked``: plain lists, and no bytes.

    ``readings``: by the order of dates in numbers ("" in an .ics) the ``days``, and what was ``left`` with how often;
    more than one if the order is open. ``other``: it is another kind of file. Any exception: it is no calendar.
    """
    about, _, brought = content.partition(b"\n")
    window = Window(*(date.fromisoformat(each) for each in about.decode().split()))
    if other := other_kind(brought):
        return {"other": other}, b""
    lines = b"" if is_workbook(brought) else lines_of(brought)
    begins = unfolded(lines[:_LOOKED_AT])
    if _BEGIN.search(begins) or _EVENT.search(begins):
        found = Found(window)
        ics.read(decoded(unfolded(lines)), found)
        return {"readings": {"": _plain(found)}}, b""
    table = rows.Table.of(rows_of(brought), window.first.year)
    readings = {}
    for order in Order:
        if order in table.orders:
            found = Found(window)
            table.read(order, found)
            readings[order.value] = _plain(found)
    return {"readings": readings}, b""


def _plain(found: Found) -> dict[str, Any]:
    days = dict.fromkeys((each.naam, str(each.first), str(each.last), each.hours) for each in found.days)
    left = Counter((each.naam, each.when, each.reden.name) for each in found.left)
    return {"days": [list(each) for each in days], "left": [[*each, number] for each, number in left.items()]}
