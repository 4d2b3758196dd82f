"""Reading a list of people: a workbook, a table as text, or cells as they are copied out of a spreadsheet."""

from collections.abc import Callable, Sequence

from db.brought import own_process
from db.brought.child import DAMAGED
from db.brought.other_kinds import other_kind
from db.brought.tables.separated import split
from db.store.faults import Said

MOST_KB, MOST_ROWS, MOST_COLUMNS, LONGEST = 500, 500, 60, 300
_OTHER = "Dit is geen lijst met regels. Kies een bestand van Excel of een .csv, of kopieer de cellen en plak ze."
_NOT_READ = "Deze lijst is beschadigd of te ingewikkeld om te lezen. Kopieer de cellen en plak ze."


class ListError(Said):
    """This cannot be read as a list of people. The text is a Dutch sentence that says what to do."""


def read(content: bytes, *, whose: str, wanted: Callable[[], bool] = lambda: True) -> list[list[str]]:
    """The rows of this table, each as long as the first, which names the columns.

    ``whose`` and ``wanted`` are as in ``db.brought.own_process.read``. Raises ``ListError``, and
    ``own_process.NotWanted`` when nobody waits for it any more.
    """
    if other_kind(content):
        raise ListError(_OTHER)
    if len(content) > MOST_KB * 1024:
        raise ListError(f"Dit is te groot voor een lijst van collega’s: ten hoogste {MOST_KB} kB.")
    try:
        found = own_process.read("tables.read", content, whose=whose, wanted=wanted)[0]
    except own_process.Busy:
        raise ListError("Er wordt nog een ander bestand bekeken. Wacht een paar tellen en kies het dan weer.") from None
    except own_process.TooMuch:
        raise ListError(_NOT_READ) from None
    if found.get(DAMAGED):
        raise ListError(_NOT_READ)
    return _checked(found["rows"])


def rows_of(text: str) -> list[list[str]]:
    """As ``read``, of text that was pasted."""
    return _checked(split(text.lstrip("\ufeff")))


def _checked(found: Sequence[Sequence[str]]) -> list[list[str]]:
    rows = [[_tidy(each) for each in row] for row in found]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2 or len(rows[0]) < 2:
        raise ListError(
            "Hierin staat geen lijst. De eerste regel noemt de kolommen, met daaronder een regel per collega."
        )
    if len(rows) > MOST_ROWS + 1 or len(rows[0]) > MOST_COLUMNS:
        raise ListError(f"Dit is te veel voor een lijst van collega’s: ten hoogste {MOST_ROWS} regels.")
    wide = len(rows[0])
    return [(row + [""] * wide)[:wide] for row in rows]


def _tidy(cell: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in cell).split())[:LONGEST]
