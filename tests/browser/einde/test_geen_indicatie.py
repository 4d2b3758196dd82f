"""No indication: the directie is informed, the dossier is destroyed, and nothing readable is left."""

import re

import pytest

from meldcode.vastleggingen import UitkomstStap2
from tests.browser import answers
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.seen import shows_whole_lists
from tests.browser.story import begins_halfway, is_there
from tests.builders import close, opened, work


@pytest.mark.sweep
def test_without_indication_the_dossier_is_gone_once_the_directie_has_seen_it(
    person: Person, colleague: Person, school: School
) -> None:
    """R21, R22: informed first, destroyed after; in no list, at no address and in no file."""
    begun = close(work(opened(naam="Kwintijn Zevenster"), 1), 1)
    dossier = begins_halfway(person, school, 2, work(begun, 2, without=UitkomstStap2))
    person.records("Uitkomst van stap 2", answers.GEEN_INDICATIE)
    person.closes_the_stap()
    person.sees("Er is geen indicatie.")

    is_there(colleague, school, "/directie", who="dick")
    shows_whole_lists(colleague)
    colleague.confirms(re.compile(f"{dossier.codenaam}.*stap 2 is afgerond. Uitkomst: geen indicatie."))
    colleague.presses("Gezien: vernietig het dossier")
    colleague.sees("Het dossier is vernietigd.")

    person.reloads()
    person.sees("Kies eerst een dossier op de startpagina.")
    person.does_not_see("Kwintijn")
    person.opens("/")
    person.does_not_see("Kwintijn")
    files = [file.read_bytes() for file in school.folder.iterdir()]
    assert files and not any(b"Kwintijn" in content for content in files)
