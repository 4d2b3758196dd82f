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
_NARROWEST, _WIDEST = 10, 60  # characters that count for the width of a column


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
    return bytes(paper.output())


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
    paper.set_font(TEXT, "", 8)
    longest = (max(len(row[column]) for row in (heads, *rest)) for column in range(len(heads)))
    with paper.table(
        col_widths=[min(max(each, _NARROWEST), _WIDEST) for each in longest],
        line_height=4.4,
        padding=1.2,
        headings_style=FontFace(emphasis="BOLD", fill_color=(227, 239, 238)),
        text_align="LEFT",
        borders_layout="HORIZONTAL_LINES",
        markdown=True,
    ) as table:
        for row in (heads, *rest):
            table.row(row)
    paper.ln(2)
