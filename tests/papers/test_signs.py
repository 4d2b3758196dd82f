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
from tests.cast import TUESDAY
from tests.inputs import namen
from tests.papers.read import BY_NOOR, heard

CASES = list(namen.op_papier())
FONTS = Path(__file__).parents[2] / "papers" / "fonts"
# Letters of names that the municipality may write (Latin with its accents), and of names as a parent may write them.
MUST_HAVE = "".join(chr(each) for each in (*range(0xC0, 0x180), *range(0x1E80, 0x1E86), *range(0x1EA0, 0x1EFA)))


def lines(pdf: bytes) -> list[str]:
    found = [line for page in PdfReader(BytesIO(pdf)).pages for line in page.extract_text().split("\n")]
    return [line.strip() for line in found if line.strip()]


def said(*texts: str, bold: bool = False) -> list[str]:
    """What is read on a paper with these texts, a line each."""
    set_as = "**{}**" if bold else "{}"
    found = lines(pdf_of(["# Proef", *(set_as.format(each) for each in texts)], "Proef", BY_NOOR))
    assert found[-1] == f"{BY_NOOR.tekst} Meldcode van Proef · blad 1 van 1"
    return found[1:-1]


@pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
def test_a_text_is_set_to_the_letter_with_a_box_for_what_no_font_has(bold: bool) -> None:
    """As it is copied, or as it is heard: pypdf copies no accent that has no sign of its own, we hear no Arabic."""
    wrong = []
    for what, text, right in CASES:
        paper = pdf_of(["# Proef", f"**{text}**" if bold else text], "Proef", BY_NOOR)
        if right not in (lines(paper)[1], heard(paper)[1]):
            wrong.append((what, right, lines(paper)[1], heard(paper)[1]))
    assert wrong == [] and len(CASES) > 20


def test_signs_that_are_missing_are_named_once_at_the_end() -> None:
    found = said("Goed 😀 en 😀", "王伟")
    assert found[:2] == ["Goed ▯ en ▯", "▯▯"]
    assert found[2:] == ["Tekens die dit papier niet kan tonen, staan er als ▯: U+1F600, U+738B, U+4F1F."]
    assert len(said("Żółć")) == 1, "nothing is said when nothing is missing"


def test_of_many_missing_signs_the_first_are_named_and_the_rest_counted() -> None:
    found = " ".join(said("".join(chr(0x4E00 + each) for each in range(25))))
    assert found.count("U+") == 20 and found.endswith("en nog 5 andere.")


def test_a_line_break_of_word_is_one_on_paper() -> None:
    assert said("eerst\x0bdan\u2028en\x0cslot") == ["eerst", "dan", "en", "slot"]


def test_the_fonts_have_every_letter_of_a_name_in_latin() -> None:
    assert "▯" not in "".join(said(MUST_HAVE)) + "".join(said(MUST_HAVE, bold=True))


def test_every_paper_names_what_it_cannot_show() -> None:
    who = Persoon("a", Role.LEERKRACHT, "Wei 王")
    actions = lines(actielijst([Toezegging("Beuk 7", "Bellen", who, TUESDAY, "")], "De Linde", BY_NOOR))
    code = lines(pdf_of(["# Meldcode", "", "| a | b |", "|---|---|", "| 王 | **c** |"], "De 😀", BY_NOOR))
    assert "Tekens die dit papier niet kan tonen, staan er als ▯: U+738B." in actions
    assert "Tekens die dit papier niet kan tonen, staan er als ▯: U+738B, U+1F600." in code
    assert code[-1].endswith("Meldcode van De ▯ · blad 1 van 1")


def test_the_fonts_stay_small() -> None:
    """They are in every copy of the program: what no name needs is left out of them."""
    assert sum(file.stat().st_size for file in FONTS.glob("*.ttf")) < 320_000
