"""Reading a list of people: a table as text, as CSV or as it is copied out of a spreadsheet.

Plain text only, and of a limited size; any other kind of file is refused by its first bytes.
"""

from db.brought.other_kinds import other_kind
from db.brought.table import split
from db.store.faults import Said

MOST_KB, MOST_ROWS, MOST_COLUMNS, LONGEST = 500, 500, 60, 300
_AS_CSV = "Kies daar ‘Opslaan als’ en dan CSV, of kopieer de cellen en plak ze."
_EXCEL, _OTHER = f"Dit is een bestand van Excel. {_AS_CSV}", f"Dit is geen lijst met regels. {_AS_CSV}"


class ListError(Said):
    """This cannot be read as a list of people. The text is a Dutch sentence that says what to do."""


def read(content: bytes) -> list[list[str]]:
    """The rows of this table, each as long as the first, which names the columns. Raises ``ListError``."""
    if kind := other_kind(content):
        raise ListError(_EXCEL if "excel" in kind else _OTHER)
    if len(content) > MOST_KB * 1024:
        raise ListError(f"Dit is te groot voor een lijst van collega’s: ten hoogste {MOST_KB} kB.")
    return rows_of(_decoded(content))


def rows_of(text: str) -> list[list[str]]:
    """As ``read``, of text that was pasted."""
    found = split(text.lstrip("\ufeff"))
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


def _decoded(content: bytes) -> str:
    """As text: UTF-8 or UTF-16 with its mark, else as older programs on Windows write it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _tidy(cell: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in cell).split())[:LONGEST]
