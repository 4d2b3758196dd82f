"""A letter as Word: what was typed stands in it letter for letter, what to fill in is marked, no clock in it."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.enum.text import WD_COLOR_INDEX

from meldcode.dossier.dossier import Dossier
from meldcode.papieren.brief import Taal, brief, te_schrijven
from meldcode.vastleggingen import Zorggesprek
from papers.brief import als_word
from tests.builders import record
from tests.meldcode.papieren.families import both, everybody, told
from tests.papers.read import BY_NOOR

TYPED = "Wij zagen *x* <b> & $x^2$ {{ naam }}\nen\x0b علي, Żółć."


def talked() -> Dossier:
    dossier = told(both())
    return record(dossier, Zorggesprek, voor=everybody(dossier)[1:], gedeeld=TYPED)


def word(taal: Taal = Taal.B1, **later: float) -> bytes:
    dossier = talked()
    letter = brief(dossier, te_schrijven(dossier)[0], taal)
    return als_word(letter, "Basisschool De Linde", BY_NOOR.op + timedelta(**later))


def test_what_was_typed_stands_in_it_as_it_is() -> None:
    text = "\n".join(each.text for each in Document(BytesIO(word())).paragraphs)
    assert "*x* <b> & $x^2$ {{ naam }}" in text and "علي, Żółć." in text
    assert "Aan: Bas de Groot" in text and "Basisschool De Linde" in text and "9 november 2026" in text


def test_headings_are_headings_and_what_is_to_be_filled_in_is_marked() -> None:
    document = Document(BytesIO(word()))
    heads = [each.text for each in document.paragraphs if each.style and each.style.name.startswith("Heading")]
    assert heads[0] == "Ons gesprek" and "Wat u zei" in heads and "Klopt er iets niet?" in heads
    runs = [run for each in document.paragraphs for run in each.runs]
    marked = {run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW}
    assert "[dag en tijd]" in marked and all(each.startswith("[") and each.endswith("]") for each in marked)
    assert not any("[" in run.text for run in runs if run.text not in marked)


def test_the_same_letter_at_the_same_moment_is_the_same_file_and_says_nothing_of_who_made_it() -> None:
    assert word() == word() and word() != word(minutes=1)
    with ZipFile(BytesIO(word())) as archive:
        about = archive.read("docProps/core.xml").decode()
    assert "python-docx" not in about and "nl-NL" in about and "Basisschool De Linde" in about


def test_at_a2_it_is_larger_and_wider_apart() -> None:
    size = {taal: Document(BytesIO(word(taal))).styles["Normal"] for taal in Taal}
    assert size[Taal.A2].font.size.pt >= 12 and size[Taal.A2].paragraph_format.line_spacing >= 1.5
    assert size[Taal.B1].font.size.pt == 11
