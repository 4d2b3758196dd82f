"""The jaarverslag as a PDF of one A4 page."""

from collections.abc import Sequence

from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos

from meldcode.cijfers.jaarverslag import Jaarverslag
from papers.papier import TEXT, papier

_WIDE, _MARGIN = 210.0, 18.0  # mm, of A4


def pdf_of(verslag: Jaarverslag, kop: Sequence[str]) -> bytes:
    """The PDF. ``kop``: lines for its head, which say who made it and when, and how it may be used."""
    paper = papier(f"Jaarverslag meldcode {verslag.jaar.naam}", side=_MARGIN, top=14)
    paper.set_auto_page_break(False)
    paper.add_page()
    _line(paper, f"Jaarverslag meldcode {verslag.jaar.naam}", 15, bold=True, high=8)
    _line(paper, verslag.naam, 11, high=6)
    for each in kop:
        _line(paper, each, 8, high=4.2)
    for deel in verslag.secties:
        paper.ln(2.6)
        _line(paper, deel.titel, 10, bold=True, high=6)
        for regel in deel.regels:
            _row(paper, regel.label, regel.tekst)
        if deel.uitleg:
            _line(paper, deel.uitleg, 7.5, high=4.4)
    return paper.done()


def _line(paper: FPDF, text: str, size: float, *, bold: bool = False, high: float) -> None:
    paper.set_font(TEXT, "B" if bold else "", size)
    paper.multi_cell(0, high, text, align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _row(paper: FPDF, label: str, tekst: str) -> None:
    """A label on the left and a number on the right, on a thin line."""
    paper.set_font(TEXT, "", 9)
    half = (_WIDE - 2 * _MARGIN) / 2
    paper.set_draw_color(200)
    paper.cell(half + 12, 5.4, label, border="B", align=Align.L)
    paper.cell(half - 12, 5.4, tekst, border="B", align=Align.R, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
