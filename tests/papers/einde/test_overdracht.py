"""The list of a handover as a PDF, read back: by code name, in the given order, with room to write."""

from papers.einde.overdracht import Regel, overdracht
from tests.papers.read import BY_NOOR, text_of


def text(*rows: Regel) -> str:
    return text_of(overdracht(rows, "De Linde", "Aan Mirjam Kok", BY_NOOR))


def test_it_says_where_each_dossier_is_what_is_first_and_what_must_be_said() -> None:
    said = text(
        Regel("Beuk 7", "Stap 3", "Stap afronden (stap 3), uiterlijk di 10 november 2026", ("Er was acuut gevaar.",)),
        Regel("Eik 2", "Gesloten", "Er wacht niets.", is_getekend=False),
    )
    assert "Aan Mirjam Kok. De Linde, ma 9 november 2026." in said
    assert said.index("Beuk 7") < said.index("Stap afronden (stap 3)") < said.index("Eik 2")
    assert "Er was acuut gevaar." in said and said.count("Nog niet getekend voor ontvangst.") == 1


def test_without_dossiers_it_says_so() -> None:
    assert "Er is niets over te dragen." in text()


def test_many_go_on_over_pages() -> None:
    said = text(*(Regel(f"Beuk {number}", "Stap 1", "Er wacht niets.") for number in range(1, 41)))
    assert all(f"Beuk {number} " in said for number in range(1, 41)) and said.count("Bespreken") > 1
