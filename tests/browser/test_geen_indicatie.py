"""Walk (b): no indication, the directie informed, the dossier destroyed, nothing readable left."""

from collections.abc import Callable
from pathlib import Path

import pytest

from meldcode.dossier import Dossier
from meldcode.vastleggingen import UitkomstStap2
from tests.browser import answers
from tests.browser.person import Person
from tests.builders import close, opened, work

pytestmark = pytest.mark.browser


def test_without_indication_the_dossier_is_gone_once_the_directie_has_seen_it(
    person: Person, school: dict[str, str], keeps: Callable[[Dossier], Dossier]
) -> None:
    """R21, R22: informed first, destroyed after; in no list, at no address and in no file."""
    begun = close(work(opened(naam="Kwintijn Zevenster"), 1), 1)
    dossier = keeps(work(begun, 2, without=UitkomstStap2))
    person.sign_in("noor")
    person.opens(2, dossier.id)
    person.records("Uitkomst van stap 2", answers.GEEN_INDICATIE)
    person.closes_the_stap()
    person.sees("Er is geen indicatie.")
    address = person.page.url
    person.sign_out()

    person.sign_in("dick")
    person.goes_to("Overzicht")
    person.confirms(f"Dossier {dossier.codenaam}: stap 2 is afgerond. Uitkomst: geen indicatie.")
    person.presses("Gezien: vernietig het dossier")
    person.sees("Het dossier is vernietigd.")
    person.sign_out()

    person.sign_in("noor")
    person.does_not_see("Kwintijn")
    person.page.goto(address)
    person.wait()
    person.sees("Kies eerst een dossier op de startpagina.")
    files = [file.read_bytes() for file in Path(school["SCHOOL_FOLDER"]).iterdir()]
    assert files and not any(b"Kwintijn" in content for content in files)
