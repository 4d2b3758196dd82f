"""A letter as Word, to be finished at school: headings are headings, and what is to be filled in is marked."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from meldcode.papieren.brief import Brief, Taal
from meldcode.vragen.datum import at_school, in_words

_TEAL = RGBColor(0x0C, 0x5F, 0x66)
_FILL_IN = re.compile(r"(\[[^\[\]]*\])")
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def als_word(brief: Brief, school: str, op: datetime) -> bytes:
    """The letter as .docx, made at this moment (naive UTC): the same letter at the same moment is the same bytes."""
    document = Document()
    _style(document, brief.taal)
    day = in_words(at_school(op).date()).partition(" ")[2]
    for line in (school, day, "", f"Aan: {brief.aan}"):
        _write(document.add_paragraph(), line)
    document.add_heading(brief.titel, 1)
    _write(document.add_paragraph(), brief.aanhef)
    for head, lines in brief.blokken:
        document.add_heading(head, 2)
        for line in lines:
            _write(document.add_paragraph(), line)
    for line in brief.groet:
        _write(document.add_paragraph(), line)
    about = document.core_properties
    about.title, about.author, about.language, about.comments = brief.titel, school, "nl-NL", ""
    about.created = about.modified = op
    made = BytesIO()
    document.save(made)
    return _dated(made.getvalue(), op)


def _style(document: Doc, taal: Taal) -> None:
    is_plain = taal is Taal.A2
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.3)
    for name, size in (("Normal", 12 if is_plain else 11), ("Heading 1", 18), ("Heading 2", 13)):
        style = document.styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for each in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(each), None)
        if name != "Normal":
            style.font.color.rgb = _TEAL
    normal = document.styles["Normal"].paragraph_format
    normal.line_spacing, normal.space_after = (1.5 if is_plain else 1.2), Pt(6)


def _write(paragraph: Paragraph, text: str) -> None:
    """Put the text in the paragraph as it was typed, with what is to be filled in marked."""
    for number, part in enumerate(_FILL_IN.split(_NOT_IN_XML.sub("", text))):
        run = paragraph.add_run(part)
        if number % 2:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _dated(content: bytes, op: datetime) -> bytes:
    """The same archive, with this moment in place of that of the clock."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name in source.namelist():
            made.writestr(ZipInfo(name, op.timetuple()[:6]), source.read(name), ZIP_DEFLATED)
    return target.getvalue()
