"""No indication: the directie is informed, confirms apart, and nothing is left but a certificate that is true."""

from pathlib import Path

import pytest

from meldcode.vastleggingen import UitkomstStap2
from tests.browser import answers
from tests.browser.conftest import SitsDown
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.seen import shows_whole_lists
from tests.browser.story import begins_halfway, is_there
from tests.browser.walks.test_papers import downloads
from tests.builders import close, opened, work
from tests.papers.read import text_of


@pytest.mark.sweep
def test_without_indication_two_people_destroy_it_and_the_certificate_is_true(
    person: Person, colleague: Person, sits_down: SitsDown, school: School, tmp_path: Path
) -> None:
    """R21, R22: informed first, destroyed after; in no list, at no address and in no file."""
    begun = close(work(opened(naam="Kwintijn Zevenster"), 1), 1)
    dossier = begins_halfway(person, school, 2, work(begun, 2, without=UitkomstStap2))
    person.records("Uitkomst van stap 2", answers.GEEN_INDICATIE)
    person.closes_the_stap()
    person.sees("Er is geen indicatie.")

    is_there(colleague, school, "/directie", who="dick")
    shows_whole_lists(colleague)
    colleague.sees("Uitkomst: geen indicatie.")
    colleague.follows(f"/vernietigen?dossier={dossier.id}")
    colleague.sees("Wat er weggaat")
    colleague.does_not_see("Kwintijn")
    colleague.answers({"Typ de codenaam van het dossier": dossier.codenaam})
    colleague.presses("Bevestig en vernietig")
    colleague.sees("Het dossier is vernietigd.")
    pdf = downloads(colleague, f"Verklaring van {dossier.codenaam} (PDF)", tmp_path)
    read = text_of(pdf.read_bytes())
    assert f"Dossier {dossier.codenaam} is vernietigd" in read and "Kwintijn" not in read

    person.reloads()
    person.sees("Kies eerst een dossier op de startpagina.")
    person.does_not_see("Kwintijn")
    person.opens("/")
    person.does_not_see("Kwintijn")
    files = [file.read_bytes() for file in school.folder.iterdir()]
    assert files and not any(b"Kwintijn" in content for content in files)

    bea = sits_down()
    is_there(bea, school, "/beheer", who="bea")
    bea.page.get_by_role("tab", name="Logboek").click()
    with bea.is_answered():
        bea.main.get_by_text("Is een papier ongewijzigd?").click()
    bea.sees("Een papier nagaan")
    bea.main.locator("input[type=file]").last.set_input_files(pdf)
    bea.sees("Deze verklaring klopt.")
