"""A new PDF of A4 pages with our fonts and margins, the same for every paper."""

import unicodedata
from functools import cached_property
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont

TEXT = "DejaVu"  # the family; also as "B", bold
BOX = "▯"
"""What stands for a sign that no font here has."""
_FONTS = Path(__file__).parent / "fonts"
_NAMED = 20  # of the signs that it cannot show
_AS_IT_IS = "\n\r\u00ad"  # fpdf breaks lines at these
_BREAKS = "\v\f\x85"  # Word's soft line break, and what others write for one


class Papier(FPDF):
    """A paper that says at the foot of every page what it is, and which page this is; without ``foot`` nothing.

    Text is set as it is: accents composed, and ``BOX`` for each sign that the fonts do not have. Which signs these are
    stands once at the end (``done``), so that nobody takes a name for whole that is not.
    """

    foot = ""

    def __init__(self) -> None:
        super().__init__(format="A4")
        self._missing: dict[str, None] = {}

    @cached_property
    def _signs(self) -> frozenset[int]:
        """What the fonts have, regular and bold alike."""
        font = self.fonts[TEXT.lower()]
        return frozenset(font.cmap) if isinstance(font, TTFFont) else frozenset()

    def footer(self) -> None:
        """Draw the foot of this page: fpdf asks for it."""
        if self.foot:
            self.set_y(-12)
            self.set_font(TEXT, "", 7.5)
            self.cell(0, 5, f"{self.foot}, bladzijde {self.page_no()} van {{nb}}", align="L")

    def normalize_text(self, text: str) -> str:
        """The text as it is set. fpdf asks for it of everything it measures or draws."""
        composed = unicodedata.normalize("NFC", text)
        return composed if composed.isascii() and composed.isprintable() else "".join(map(self._set, composed))

    def _set(self, sign: str) -> str:
        """What is set for one sign; nothing for what has no shape, such as a joiner or the style of an emoji."""
        if sign in _AS_IT_IS or ord(sign) in self._signs:
            return sign
        kind = unicodedata.category(sign)
        if kind == "Zs" or sign == "\t":
            return " "
        if kind in ("Zl", "Zp") or sign in _BREAKS:
            return "\n"
        if kind == "Cf" or 0xFE00 <= ord(sign) <= 0xFE0F:
            return ""
        self._missing[sign] = None
        return BOX

    def done(self) -> bytes:
        """The PDF, with a last line that names the signs which it could not show, if any."""
        if self._missing:
            named = ", ".join(f"U+{ord(each):04X}" for each in list(self._missing)[:_NAMED])
            more = len(self._missing) - _NAMED
            also = f" en nog {more} andere" if more > 0 else ""
            about = f"Tekens die dit papier niet kan tonen, staan er als {BOX}: {named}{also}."
            self.set_auto_page_break(True, self.t_margin)
            self.ln(3)
            self.set_font(TEXT, "", 7.5)
            self.multi_cell(0, 4.2, about, align="L")
        return bytes(self.output())


def papier(titel: str, *, side: float, top: float, foot: str = "") -> Papier:
    """A paper with this title and no page yet. Margins in mm: ``side`` left and right, ``top`` at top and bottom."""
    paper = Papier()
    paper.set_title(unicodedata.normalize("NFC", titel))
    paper.set_lang("nl")
    paper.set_margins(side, top, side)
    paper.set_auto_page_break(True, top)
    # Fonts of our own, kept in this folder: the core fonts of PDF have no Ş, Ł or ő.
    paper.add_font(TEXT, "", _FONTS / "DejaVuSans.ttf")
    paper.add_font(TEXT, "B", _FONTS / "DejaVuSans-Bold.ttf")
    paper.foot = paper.normalize_text(foot)  # now: the last foot is drawn after ``done`` has named what is missing
    return paper
