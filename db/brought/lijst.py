"""Reading a list of people: a table as text, as CSV or as it is copied out of a spreadsheet.

Plain text only, of a limited size, by the standard library; any other kind of file is refused by its first bytes.
"""

import csv
import io

from db.store.faults import Said

MOST_KB, MOST_ROWS, MOST_COLUMNS, LONGEST = 500, 500, 60, 300
_OTHERS = {
    b"PK\x03\x04": "Dit is een bestand van Excel. Kies daar ‘Opslaan als’ en dan CSV, of kopieer de cellen en plak ze.",
    b"\xd0\xcf\x11\xe0": "Dit is een oud bestand van Excel. Bewaar het als CSV, of kopieer de cellen en plak ze.",
    b"%PDF": "Dit is een pdf. Exporteer de lijst als CSV, of kopieer de cellen en plak ze.",
}


class ListError(Said):
    """This cannot be read as a list of people. The text is a Dutch sentence that says what to do."""


def read(content: bytes) -> list[list[str]]:
    """The rows of this table, each as long as the first, which names the columns. Raises ``ListError``."""
    for begins, said in _OTHERS.items():
        if content.startswith(begins):
            raise ListError(said)
    if len(content) > MOST_KB * 1024:
        raise ListError(f"Dit is te groot voor een lijst van collega’s: ten hoogste {MOST_KB} kB.")
    return rows_of(_decoded(content))


def rows_of(text: str) -> list[list[str]]:
    """As ``read``, of text that was pasted."""
    first = text.lstrip("\ufeff\r\n").partition("\n")[0]
    sign = max("\t;,|", key=first.count)
    try:
        found = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=sign, strict=False))
    except csv.Error:
        raise ListError("Deze lijst is niet te lezen. Exporteer haar opnieuw als CSV.") from None
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
