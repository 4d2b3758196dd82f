"""All calendars. ``python -m tests.inputs.calendars.agenda`` writes them to ``tests/inputs/agenda/``."""

from collections.abc import Iterator
from pathlib import Path

from tests.inputs.calendars import ics, lists, refused, repeats, rows
from tests.inputs.calendars.case import Case

LARGE = 1_000_000
"""Bytes from which a calendar is not kept as a file."""
FOLDER = Path(__file__).parents[1] / "agenda"


def cases() -> Iterator[Case]:
    """Every calendar, with its right value."""
    for module in (ics, repeats, rows, lists, refused):
        yield from module.cases()


def write() -> None:
    """Write them all, and remove what is none of them."""
    FOLDER.mkdir(exist_ok=True)
    wanted = {each.name: each.content for each in cases() if len(each.content) < LARGE}
    for file in FOLDER.iterdir():
        if file.name not in wanted:
            file.unlink()
    for name, content in wanted.items():
        (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    write()
