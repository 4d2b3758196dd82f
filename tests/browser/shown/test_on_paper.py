"""A dossier on paper: each sheet says which dossier it is and of which day, and there is nothing on it to press."""

import io

from pypdf import PdfReader

from meldcode.vastleggingen import Signaal
from meldcode.vragen.datum import in_words
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.story import begins_to_record, is_there
from tests.builders import opened, record
from ui import clock

LONG = "De leerling stond een uur bij het hek en zei niets. " * 15


def test_every_sheet_of_a_dossier_says_its_code_name_and_the_day(person: Person, school: School) -> None:
    dossier = opened()
    for _each in range(3):
        dossier = record(dossier, Signaal, waarneming=LONG)
    dossier = school.keeps(dossier)
    is_there(person, school, f"/dossier?dossier={dossier.id}")
    person.sees("Corrigeren")
    sheets = [page.extract_text() for page in PdfReader(io.BytesIO(person.page.pdf(format="A4"))).pages]
    assert len(sheets) > 1, "the promise is about more than one sheet"
    for number, each in enumerate(sheets, 1):
        head = " ".join(each.split())
        assert head.startswith(f"{dossier.codenaam} {in_words(clock.today())} {number} van {len(sheets)}"), head[:80]
    whole = " ".join(sheets)
    assert [word for word in ("Corrigeren", "Openen", "Uitloggen", "Acuut gevaar") if word in whole] == []


def test_a_stap_on_paper_has_what_was_recorded_and_no_fields(person: Person, school: School) -> None:
    begins_to_record(
        person, school, 1, record(opened(), Signaal, waarneming="Hij viel van het hek."), Signaal, waarneming=LONG
    )
    person.sees("Vastgelegd bij deze stap")
    whole = "".join(page.extract_text() for page in PdfReader(io.BytesIO(person.page.pdf(format="A4"))).pages)
    assert "Hij viel van het hek." in whole
    assert [words for words in ("Wat is er gezien of gehoord", LONG[:20], "Vastleggen") if words in whole] == []
