"""The meldcode of a school as a PDF: headings, lists and tables, as a school lays it down."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from itertools import groupby

from fpdf.fonts import FontFace

from meldcode.vragen.datum import in_words
from papers.papier import TEXT, Papier, papier

_SIDE, _TOP = 20.0, 18.0  # mm
_HEADS = {"# ": (20, 9.0), "## ": (13, 7.0), "### ": (10.5, 6.0)}  # size, and height of a line in mm
_BODY, _HIGH = 9.5, 5.2
_ROOM, _WORD, _CELL = 112, 22, 60  # characters: in a row, and how many of a word and of a cell count for its column


def pdf_of(lines: Iterable[str], school: str, on: date) -> bytes:
    """These lines of our own Markdown as a paper: headings, lists, tables, words in bold, and nothing else."""
    paper = papier(f"Meldcode van {school}", side=_SIDE, top=_TOP, foot=f"Meldcode van {school}, {in_words(on)}")
    paper.set_creation_date(datetime.combine(on, time(), UTC))
    paper.add_page()
    for is_row, group in groupby(lines, lambda line: line.startswith("|")):
        if is_row:
            _table(paper, [[each.strip() for each in row.strip("|").split("|")] for row in group])
        else:
            for line in group:
                _line(paper, line)
    return paper.done()


def _line(paper: Papier, line: str) -> None:
    """One line that is no row of a table."""
    head = next((begin for begin in _HEADS if line.startswith(begin)), "")
    text = line.strip()
    if head:
        _heading(paper, line.removeprefix(head), head)
    elif text.startswith("- "):
        deep = line.startswith("  ")
        _text(paper, f"{'–' if deep else '•'} {text.removeprefix('- ')}", at=6 if deep else 2)
    elif text:
        _text(paper, text)
    else:
        paper.ln(1.6)


def _heading(paper: Papier, text: str, head: str) -> None:
    size, high = _HEADS[head]
    if paper.will_page_break(high * 3):  # never alone at the foot of a page
        paper.add_page()
    paper.ln(1.5)
    paper.set_font(TEXT, "B", size)
    if head == "## ":
        paper.start_section(text)
    paper.multi_cell(0, high, text, align="L", new_x="LMARGIN", new_y="NEXT")


def _text(paper: Papier, text: str, at: float = 0.0) -> None:
    paper.set_font(TEXT, "", _BODY)
    paper.set_x(_SIDE + at)
    paper.multi_cell(0, _HIGH, text, align="L", new_x="LMARGIN", new_y="NEXT", markdown=True)


def _table(paper: Papier, rows: list[list[str]]) -> None:
    """A table: its first row is the heading, and the second only says so."""
    heads, _line_between, *rest = rows
    paper.set_font(TEXT, "", 7.5)
    with paper.table(
        col_widths=_widths([heads, *rest]),
        line_height=4.2,
        padding=1.2,
        headings_style=FontFace(emphasis="BOLD", fill_color=(227, 239, 238)),
        text_align="LEFT",
        borders_layout="HORIZONTAL_LINES",
        markdown=True,
    ) as table:
        for row in (heads, *rest):
            table.row(row)
    paper.ln(2)


def _widths(rows: list[list[str]]) -> list[float]:
    """Room in each column for its longest word, and of what is left the more the longer its cells are."""
    columns = list(zip(*rows, strict=True))
    words = [max(min(len(word), _WORD) for cell in column for word in (cell.split() or [""])) + 3 for column in columns]
    cells = [max(min(len(cell), _CELL) for cell in column) for column in columns]
    wanted = [max(cell - word, 0) + 0.1 for word, cell in zip(words, cells, strict=True)]
    left = max(_ROOM - sum(words), 0)
    return [word + left * want / sum(wanted) for word, want in zip(words, wanted, strict=True)]
