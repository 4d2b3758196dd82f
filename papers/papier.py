"""A new PDF of A4 pages with our fonts and margins, the same for every paper."""

from pathlib import Path

from fpdf import FPDF

TEXT = "DejaVu"  # the family; also as "B", bold
_FONTS = Path(__file__).parent / "fonts"


class Papier(FPDF):
    """A paper that says at the foot of every page what it is, and which page this is; without ``foot`` nothing."""

    foot = ""

    def footer(self) -> None:
        """Draw the foot of this page: fpdf asks for it."""
        if self.foot:
            self.set_y(-12)
            self.set_font(TEXT, "", 7.5)
            self.cell(0, 5, f"{self.foot}, bladzijde {self.page_no()} van {{nb}}", align="L")


def papier(titel: str, *, side: float, top: float, foot: str = "") -> Papier:
    """A paper with this title and no page yet. Margins in mm: ``side`` left and right, ``top`` at top and bottom."""
    paper = Papier(format="A4")
    paper.foot = foot
    paper.set_title(titel)
    paper.set_lang("nl")
    paper.set_margins(side, top, side)
    paper.set_auto_page_break(True, top)
    # Fonts of our own, kept in this folder: the core fonts of PDF have no Ş, Ł or ő.
    paper.add_font(TEXT, "", _FONTS / "DejaVuSans.ttf")
    paper.add_font(TEXT, "B", _FONTS / "DejaVuSans-Bold.ttf")
    return paper
