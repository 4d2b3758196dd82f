"""The page Jaarverslag: numbers of a school year, without a child, a code name or a day."""

import io
import re

import pytest
from pypdf import PdfReader

from meldcode.route.fasen import Fase
from meldcode.vastleggingen import AdviesVeiligThuis, Melding, Terugkoppeling
from tests.builders import after_stap, decided, in_fase, in_opvolging, opened, record, waived
from tests.cast import DICK, TUESDAY
from tests.pages.cijfers.file_of import file_of
from tests.pages.person import Person
from tests.pages.school import School, Shelf, marked


def lines(person: Person) -> dict[str, str]:
    """The lines of the jaarverslag on the page."""
    return {row[0]: row[1] for each in person.app.table for row in each.value.reset_index().values.tolist()}


@pytest.fixture
def account(school: School, shelf: Shelf, dick: Person) -> Person:
    """The jaarverslag of a year with some of everything."""
    shelf.brings("a year", school.place, lambda: some_of_everything(school))
    school.days_pass(30)
    dick.opens("jaarverslag.py")
    return dick


def some_of_everything(school: School) -> None:
    school.keeps(opened())
    school.keeps(record(after_stap(1), AdviesVeiligThuis))
    school.keeps(waived())
    school.keeps(in_opvolging("5a"))
    school.keeps(decided("beide"))
    answered = record(record(decided("5b"), Melding), Terugkoppeling, on=TUESDAY, datum="10-11-2026")
    school.keeps(answered)


def chooses(person: Person, whom: str) -> None:
    next(each for each in person.app.radio if each.key == "jaarverslag/wie").set_value(whom)
    person.refreshes()


def test_it_says_what_happened_in_the_school_year(account: Person) -> None:
    found = lines(account)
    assert account.title == "Jaarverslag meldcode 2026/2027"
    assert found["Geopend"] == "6" and found["Advies gevraagd aan Veilig Thuis"] == "1"
    assert found["5a: hulp, geen melding"] == "1" and found["5a en 5b: hulp en melding"] == "1"
    assert found["5b: melding, geen hulp van de school"] == "1" and found["Geen hulp en geen melding"] == "0"
    assert found["Afgezien van het gesprek met de ouders"] == "1"
    assert found["Stap 1"] == "dezelfde dag (5 keer)"
    assert found["Bericht van Veilig Thuis over een melding"] == "1 van 1 op tijd"
    assert re.fullmatch(r"\d+ van \d+ op tijd", found["Alle andere termijnen en afspraken"])


def test_what_is_handed_on_has_no_count_under_five_in_it(account: Person) -> None:
    chooses(account, "delen")
    found = lines(account)
    assert found["Geopend"] == "niet getoond", "six are open on the first of a month: it says what was before"
    assert found["5a: hulp, geen melding"] == "minder dan 5"
    assert found["Bericht van Veilig Thuis over een melding"] == "op tijd: minder dan 5, te laat: minder dan 5"
    numbers = [int(each) for text in found.values() for each in re.findall(r"\d+", text.replace("minder dan 5", ""))]
    assert min([5, *numbers]) >= 5
    assert "Geen leerling is hierin te herkennen" in account.reads()


def test_a_year_without_dossiers_can_be_read_too(dick: Person) -> None:
    dick.opens("jaarverslag.py")
    assert lines(dick)["Geopend"] == "0" and lines(dick)["Stap 1"] == "niet voorgekomen"


def test_the_pdf_says_what_the_screen_says(account: Person) -> None:
    for whom in ("zelf", "delen"):
        chooses(account, whom)
        answer = file_of(DICK, "jaarverslag", "pdf", {"jaar": "2026", "wie": whom})
        text = " ".join(
            " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(bytes(answer.body))).pages
        )
        for label, value in lines(account).items():
            assert f"{label} {value}" in text


def test_without_being_asked_for_otherwise_a_file_is_one_to_hand_on(account: Person) -> None:
    body = bytes(file_of(DICK, "jaarverslag", "csv", {}).body).decode()
    assert "5a: hulp, geen melding;minder dan 5" in body


@pytest.mark.parametrize("asked", [{"jaar": "2019"}, {"jaar": "2027"}, {"jaar": "x"}])
def test_a_year_that_is_none_does_not_exist(account: Person, asked: dict[str, str]) -> None:
    assert file_of(DICK, "jaarverslag", "pdf", asked).status_code == 404


def test_no_code_name_and_no_word_of_a_dossier_is_in_it(school: School, dick: Person) -> None:
    kept = [school.keeps(marked(in_fase(fase), "Kanarievogel")) for fase in Fase]
    dick.opens("jaarverslag.py")
    for whom in ("zelf", "delen"):
        chooses(dick, whom)
        text = dick.reads()
        assert "Kanarievogel" not in text and "Sem" not in text
        assert not [each.codenaam for each in kept if each.codenaam in text]
