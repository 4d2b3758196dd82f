"""A paper shows every sign of a name, and says so of those that it cannot show."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from meldcode.bespreking.toezegging import Toezegging
from meldcode.rollen import Role
from meldcode.vragen.persoon import Persoon
from papers.actielijst import actielijst
from papers.meldcode import pdf_of
from papers.papier import TEXT, papier
from tests.cast import MONDAY, TUESDAY
from tests.inputs import namen

CASES = list(namen.op_papier())
FONTS = Path(__file__).parents[2] / "papers" / "fonts"
# Letters of names that the municipality may write (Latin with its accents), and of names as a parent may write them.
MUST_HAVE = "".join(chr(each) for each in (*range(0xC0, 0x180), *range(0x1E80, 0x1E86), *range(0x1EA0, 0x1EFA)))


def lines(pdf: bytes) -> list[str]:
    return [line for page in PdfReader(BytesIO(pdf)).pages for line in page.extract_text().split("\n")]


def said(*texts: str, style: str = "") -> list[str]:
    """What is read on a paper with these texts, a line each."""
    paper = papier("Proef", side=15, top=15)
    paper.add_page()
    paper.set_font(TEXT, style, 10)
    for text in texts:
        paper.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
    return lines(paper.done())


@pytest.mark.parametrize("style", ["", "B"], ids=["regular", "bold"])
@pytest.mark.parametrize(("text", "right"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_text_is_set_to_the_letter_with_a_box_for_what_no_font_has(text: str, right: str, style: str) -> None:
    assert said(text, style=style)[0] == right


def test_signs_that_are_missing_are_named_once_at_the_end() -> None:
    found = said("Goed 😀 en 😀", "علي")
    assert found[:2] == ["Goed ▯ en ▯", "▯▯▯"]
    named = "U+1F600, U+0639, U+0644, U+064A."
    assert " ".join(found[2:]) == f"Tekens die dit papier niet kan tonen, staan er als ▯: {named}"
    assert len(said("Żółć")) == 1, "nothing is said when nothing is missing"


def test_of_many_missing_signs_the_first_are_named_and_the_rest_counted() -> None:
    found = " ".join(said("".join(chr(0x4E00 + each) for each in range(25))))
    assert found.count("U+") == 20 and found.endswith("en nog 5 andere.")


def test_a_line_break_of_word_is_one_on_paper() -> None:
    assert said("eerst\x0bdan\u2028en\x0cslot") == ["eerst", "dan", "en", "slot"]


def test_the_fonts_have_every_letter_of_a_name_in_latin() -> None:
    assert "▯" not in "".join(said(MUST_HAVE)) + "".join(said(MUST_HAVE, style="B"))


def test_every_paper_names_what_it_cannot_show() -> None:
    who = Persoon("a", Role.LEERKRACHT, "Wei 王")
    actions = lines(actielijst([Toezegging("Beuk 7", "Bellen", who, TUESDAY, "")], "De Linde", MONDAY))
    code = lines(pdf_of(["# Meldcode", "", "| a | b |", "|---|---|", "| 王 | **c** |"], "De 😀", MONDAY))
    assert "Tekens die dit papier niet kan tonen, staan er als ▯: U+738B." in actions
    assert "Tekens die dit papier niet kan tonen, staan er als ▯: U+1F600, U+738B." in code
    assert "Meldcode van De ▯, ma 9 november 2026, bladzijde 1 van 1" in code


def test_the_fonts_stay_small() -> None:
    """They are in every copy of the program: what no name needs is left out of them."""
    assert sum(file.stat().st_size for file in FONTS.glob("*.ttf")) < 200_000
