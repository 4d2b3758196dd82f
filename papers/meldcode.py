"""The meldcode of a school, and its privacy annex: headings, lists and tables, as a school lays them down."""

import re
from collections.abc import Iterable
from itertools import groupby

from papers.papier import Merk, gezet

_ROOM, _WORD, _CELL = 112, 22, 60  # characters: in a row, and how many of a word and of a cell count for its column
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def pdf_of(lines: Iterable[str], school: str, merk: Merk, wat: str = "Meldcode") -> bytes:
    """These lines of our own Markdown as a paper: headings, lists, tables, words in bold, and nothing else.

    ``wat`` is what its title says that it is.
    """
    delen: list[dict[str, object]] = []
    for is_row, group in groupby(lines, lambda line: line.startswith("|")):
        if is_row:
            delen.append(_table([[each.strip() for each in row.strip("|").split("|")] for row in group]))
        else:
            delen += [_part(line) for line in group if line.strip()]
    return gezet("meldcode", f"{wat} van {school}", {"delen": delen}, merk)


def _part(line: str) -> dict[str, object]:
    """One line that is no row of a table: a heading, an item of a list, or a text."""
    marks, _space, head = line.partition(" ")
    text = line.strip()
    if marks in ("#", "##", "###"):
        return {"soort": "kop", "diep": len(marks), "tekst": head}
    if text.startswith("- "):
        return {"soort": "punt", "diep": int(line.startswith("  ")), "tekst": _runs(text.removeprefix("- "))}
    return {"soort": "tekst", "tekst": _runs(text)}


def _runs(text: str) -> list[str]:
    """The text in runs that are by turns ordinary and bold, an ordinary one first."""
    return _BOLD.split(text)


def _table(rows: list[list[str]]) -> dict[str, object]:
    """A table: its first row is the heading, and the second only says so."""
    heads, _line_between, *rest = rows
    cells = [[_runs(each) for each in row] for row in rest]
    return {"soort": "tabel", "kop": heads, "rijen": cells, "breed": _widths([heads, *rest])}


def _widths(rows: list[list[str]]) -> list[float]:
    """Room in each column for its longest word, and of what is left the more the longer its cells are."""
    columns = list(zip(*rows, strict=True))
    words = [max(min(len(word), _WORD) for cell in column for word in (cell.split() or [""])) + 3 for column in columns]
    cells = [max(min(len(cell), _CELL) for cell in column) for column in columns]
    wanted = [max(cell - word, 0) + 0.1 for word, cell in zip(words, cells, strict=True)]
    left = max(_ROOM - sum(words), 0)
    return [word + left * want / sum(wanted) for word, want in zip(words, wanted, strict=True)]
