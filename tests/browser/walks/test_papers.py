"""Noor makes the papers of a dossier, each listed afterwards; Bea is told that one is unaltered, and one is not."""

from pathlib import Path

import pytest

from tests.browser.conftest import SitsDown
from tests.browser.person import Person
from tests.browser.school import School
from tests.builders import decided
from tests.papers.read import heard

pytestmark = pytest.mark.sweep


def downloads(person: Person, name: str, to: Path) -> Path:
    file = person.takes_along(person.page.get_by_role("link", name=name, exact=True))
    file.save_as(to / file.suggested_filename)
    return to / file.suggested_filename


def test_papers_are_made_listed_and_verified(sits_down: SitsDown, school: School, tmp_path: Path) -> None:
    dossier, noor = school.keeps(decided("5a")), sits_down()
    noor.sign_in("noor", f"/stap-2?dossier={dossier.id}")
    noor.goes_to("Belkaart voor Veilig Thuis")
    card = downloads(noor, "Belkaart (PDF)", tmp_path)
    whole = downloads(noor, "Het hele dossier (PDF)", tmp_path)
    assert heard(card.read_bytes())[0] == "Belkaart Veilig Thuis"
    assert heard(whole.read_bytes())[0] == f"Dossier {dossier.codenaam}"
    guide = downloads(noor, "Gespreksleidraad (PDF)", tmp_path)
    letter = downloads(noor, "Brief (Word)", tmp_path)
    assert heard(guide.read_bytes())[0] == "Een ouder vertellen dat de school meldt" and letter.name == "brief.docx"
    noor.reloads()
    listed = noor.main.inner_text()
    made = listed[listed.index("Gemaakt") :]
    assert made.index("Het hele dossier") < made.index("Belkaart Veilig Thuis") and made.count("Noor") == 4

    bea = sits_down()
    bea.sign_in("bea", "/beheer")
    changed = tmp_path / "anders.pdf"
    changed.write_bytes(whole.read_bytes() + b" ")
    bea.page.get_by_role("tab", name="Logboek").click()
    with bea.is_answered():  # until then another field for a file is the last one
        bea.main.get_by_text("Is een papier ongewijzigd?").click()
    for file, said in ((whole, "Dit bestand is ongewijzigd"), (changed, "Dit bestand is hier niet zo gemaakt")):
        bea.main.locator("input[type=file]").last.set_input_files(file)
        bea.page.get_by_text(said).wait_for()
