"""Reading a calendar of 5 MB, beside splitting the same bytes into cells with the csv of Python."""

import csv
from collections.abc import Callable, Iterator, Mapping

from benchmarks.school import NOW, least
from benchmarks.table import Row
from db.brought import agenda
from tests.inputs.calendars.large import days_only, google, rows
from ui.beheer.agenda_bestand import jaren

_MADE: Mapping[str, Callable[[], bytes]] = {
    "ten years of Google (.ics)": google,
    "days only (.ics)": days_only,
    "a table of days (.csv)": rows,
}


def measure() -> Iterator[Row]:
    """Each of the large calendars, in turn with its floor; of the processor, the least of several times."""
    for what, make in _MADE.items():
        content = make()
        asked = agenda.asked(*jaren(NOW.date()), content)
        ours, floor = least(3, lambda: agenda.read(asked), lambda: _cells(content))  # noqa: B023 - called at once
        yield Row(f"reading a calendar of 5 MB: {what}, processor", ours * 1000, floor * 1000)


def _cells(content: bytes) -> int:
    return sum(map(len, csv.reader(content.decode().splitlines())))
