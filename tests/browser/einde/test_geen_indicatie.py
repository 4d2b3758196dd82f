"""No indication: the directie is informed, confirms apart, and nothing is left but a certificate that is true."""

from pathlib import Path

import pytest

from meldcode.vastleggingen import UitkomstStap2
from tests.browser import answers
from tests.browser.conftest import SitsDown
from tests.browser.einde.two_people import confirms, finds_it_gone, is_true
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.seen import shows_whole_lists
from tests.browser.story import begins_halfway, is_there
from tests.builders import close, opened, work


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
    pdf = confirms(colleague, dossier.codenaam, "Kwintijn", tmp_path)
    finds_it_gone(person, school, "Kwintijn")
    bea = sits_down()
    is_there(bea, school, "/beheer", who="bea")
    is_true(bea, pdf)
