"""The list of actions of the leerlingbespreking as a PDF: by code name, without names of pupils or other content."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from fpdf.fonts import FontFace

from meldcode.bespreking.toezegging import Toezegging
from meldcode.vragen.datum import in_words
from papers.papier import TEXT, papier

_WIDTHS = (22, 40, 30, 33, 13)
_HEADS = ("Codenaam", "Wat", "Wie", "Uiterlijk", "Klaar")


def actielijst(promised: Sequence[Toezegging], school: str, on: date) -> bytes:
    """The PDF with the open toezeggingen, the nearest date first, and room to tick them off; without completed ones."""
    paper = papier("Actielijst", side=15, top=15)
    paper.set_creation_date(datetime.combine(on, time(), UTC))
    paper.add_page()
    paper.set_font(TEXT, size=18)
    paper.cell(text="Actielijst leerlingbespreking", new_x="LMARGIN", new_y="NEXT", h=10)
    paper.set_font(size=10)
    about = f"{school}, {in_words(on)}. Op codenaam. Bewaar of vernietig dit papier als een dossier."
    paper.multi_cell(0, 6, about, align="L")
    paper.ln(4)
    waiting = [each for each in promised if not each.afloop]
    if not waiting:
        paper.multi_cell(0, 6, "Er staat niets open.")
        return paper.done()
    paper.set_font(size=9)
    style = FontFace(fill_color=(227, 239, 238))
    with paper.table(
        col_widths=_WIDTHS,
        line_height=6,
        padding=2,
        headings_style=style,
        text_align="LEFT",
        borders_layout="HORIZONTAL_LINES",
    ) as table:
        table.row(_HEADS)
        for each in waiting:
            table.row((each.codenaam, each.wat, each.wie.naam, in_words(each.uiterlijk), ""))
    return paper.done()
