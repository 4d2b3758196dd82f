"""A list of pupils is brought as a file, and a pupil chosen from it by typing part of the name, with the keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.story import is_there

pytestmark = pytest.mark.sweep
LIST = """Achternaam;Tussenvoegsel;Roepnaam;Geboortedatum;Groep
Wit;de;Kanarie;14-03-2018;6
Vink;;Lot;2-9-2016;8
;;Kim;;4
"""


def chooses(person: Person, content: bytes) -> None:
    with person.page.expect_file_chooser() as chooser:
        person.main.get_by_role("button", name="Bestand kiezen").and_(person.page.locator("button")).click()
    assert chooser.value.element.get_attribute("accept") in (None, ""), "the window to choose from hides lists"
    chooser.value.set_files({"name": "leerlingen.csv", "mimeType": "text/csv", "buffer": content})


def test_a_list_is_brought_and_a_pupil_chosen_from_it(person: Person, school: School) -> None:
    is_there(person, school, "/nieuw")
    person.main.get_by_role("link", name="Leerlingenlijst brengen of vervangen").click()
    person.sees("Er is nu geen lijst.")
    chooses(person, LIST.encode() + b" " * 5 * 1024 * 1024)
    person.sees("een lijst van leerlingen mag ten hoogste 5 MB zijn.")
    person.page.reload()
    person.wait()
    chooses(person, LIST.encode("cp1252"))
    person.sees("Regel 4 (Kim): de geboortedatum ontbreekt.")
    with person.is_answered():
        person.main.get_by_role("button", name="2 leerlingen bewaren").click()
    person.sees("De leerlingenlijst is bewaard, met 2 leerlingen.")
    person.goes_to("Nieuw dossier")
    person.main.get_by_role("radiogroup").first.get_by_text("Nee", exact=True).click()
    box = person.main.get_by_role("combobox", name=re.compile("leerlingenlijst"))
    box.press_sequentially("kana")
    person.page.keyboard.press("Enter")
    filled = {"Hoe heet de leerling": "Kanarie de Wit", "Wat is de geboortedatum": "14-03-2018", "In welke groep": "6"}
    for label, text in filled.items():
        expect(person.main.get_by_label(re.compile(f"^{label}")).and_(person.page.locator("input"))).to_have_value(text)
    assert "Kanarie" not in person.page.url + person.page.title()
