"""The action list as a PDF, read back: what still waits, in the given order, and nothing that is done."""

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from meldcode.bespreking.toezegging import Toezegging
from meldcode.rollen import Role
from meldcode.vragen.persoon import Persoon
from papers.actielijst import actielijst
from tests.cast import TUESDAY
from tests.papers.read import BY_NOOR, text_of

ELIF = Persoon("elif", Role.LEERKRACHT, "Elif Yıldırım-Şahin Żółć")


def promise(codenaam: str, wat: str = "Bellen met de opvang", afloop: str = "", on: date = TUESDAY) -> Toezegging:
    return Toezegging(codenaam, wat, ELIF, on, afloop)


def text(*promised: Toezegging) -> str:
    return text_of(actielijst(promised, "De Linde", BY_NOOR))


def test_it_has_what_who_and_when_by_code_name() -> None:
    found = text(promise("Beuk 7"), promise("Eik 2", "Een boterham klaarleggen"))
    assert "De Linde, ma 9 november 2026" in found
    assert found.index("Beuk 7 Bellen met de opvang") < found.index("Eik 2 Een boterham klaarleggen")
    assert found.count("di 10 november 2026") == 2


def test_a_name_is_written_with_all_its_signs() -> None:
    assert ELIF.naam in text(promise("Beuk 7"))


def test_what_is_done_is_not_on_it() -> None:
    found = text(promise("Beuk 7", afloop="Gedaan: het kan nu"))
    assert "Beuk 7" not in found and "Er staat niets open." in found


def test_many_go_on_over_pages() -> None:
    found = text(*(promise(f"Beuk {number}") for number in range(1, 61)))
    assert all(f"Beuk {number} " in found for number in range(1, 61)) and found.count("Klaar") > 1


def test_the_file_says_nothing_about_itself_but_its_kind_and_the_moment() -> None:
    about = PdfReader(BytesIO(actielijst([promise("Beuk 7")], "De Linde", BY_NOOR))).metadata
    assert about and set(about) == {"/Title", "/Creator", "/CreationDate", "/ModDate"}
    assert about["/Title"] == "Actielijst leerlingbespreking" and str(about["/Creator"]).startswith("Typst")
    assert str(about["/CreationDate"]).startswith("D:20261109135100")
