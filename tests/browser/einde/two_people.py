"""What the ways to the end share: one asks, another confirms and takes the certificate, and a third finds it true."""

from pathlib import Path

from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.walks.test_papers import downloads
from tests.papers.read import text_of

GONE = "Kies eerst een dossier op de startpagina."


def asks(person: Person, dossier_id: str, grond: str, waarom: str) -> None:
    """Read what goes, and ask to destroy it on this ground."""
    person.follows(f"/vernietigen?dossier={dossier_id}")
    person.sees("Wat er weggaat")
    person.answers({"Waarom kan dit dossier weg?": grond, "Waaruit blijkt dat?": waarom})
    person.presses("Vraag de vernietiging")
    person.sees("De vernietiging is gevraagd. Iemand anders bevestigt haar.")


def confirms(person: Person, codenaam: str, naam: str, folder: Path) -> Path:
    """On its page: read what goes without reading about whom, type the code name; return the certificate."""
    person.sees("Wat er weggaat")
    person.does_not_see(naam)
    person.answers({"Typ de codenaam van het dossier": codenaam})
    person.presses("Bevestig en vernietig")
    person.sees("Het dossier is vernietigd.")
    pdf = downloads(person, f"Verklaring van {codenaam} (PDF)", folder)
    read = text_of(pdf.read_bytes())
    assert f"Dossier {codenaam} is vernietigd" in read and naam not in read
    return pdf


def finds_it_gone(person: Person, school: School, naam: str) -> None:
    """Who had it open reads it no more, and the name stands in no list and in no file."""
    person.reloads()
    person.sees(GONE)
    person.does_not_see(naam)
    person.opens("/")
    person.does_not_see(naam)
    files = [file.read_bytes() for file in school.folder.iterdir()]
    assert files and not any(naam.encode() in content for content in files)


def is_true(person: Person, pdf: Path) -> None:
    """The beheerder, on their page, has the certificate checked."""
    person.page.get_by_role("tab", name="Logboek").click()
    with person.is_answered():
        person.main.get_by_text("Is een papier ongewijzigd?").click()
    person.sees("Een papier nagaan")
    person.main.locator("input[type=file]").last.set_input_files(pdf)
    person.sees("Deze verklaring klopt.")
