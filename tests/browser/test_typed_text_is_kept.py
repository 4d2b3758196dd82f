"""What was typed is kept: through a refresh, another page and a closed tab."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import answers
from tests.browser.person import PATIENCE, Person
from tests.browser.slow_line import SlowLine
from tests.browser.story import Keeps, begins_with_a_child, opens_a_dossier
from tests.builders import opened

pytestmark = pytest.mark.browser

TEXT = "Zij zei: ‘ik wil niet naar huis’ <b>vandaag</b> *niet*."


def types_a_waarneming(person: Person, text: str) -> None:
    """Type like a person, letter by letter, and leave the cursor in the field."""
    person.answers({"Hoe weet u dit?": "De leerling zei het, letterlijk"})
    field = person.main.get_by_label(re.compile("^Wat is er gezien of gehoord"))
    field.press_sequentially(text, delay=5)


def still_reads(person: Person, text: str) -> None:
    expect(person.main.get_by_label(re.compile("^Wat is er gezien of gehoord"))).to_have_value(text)


def test_a_refresh_and_a_walk_to_another_page_lose_nothing(person: Person, keeps: Keeps) -> None:
    begins_with_a_child(person, keeps, "Fenna de Wolf")
    types_a_waarneming(person, TEXT)
    person.goes_to("Start")
    person.sees("Wat wacht er op u?")
    person.goes_to("1. Signalen in kaart brengen")
    still_reads(person, TEXT)
    person.page.reload()
    person.wait()
    person.sees("Fenna de Wolf, groep 6")
    still_reads(person, TEXT)


def test_a_slow_line_loses_nothing_on_the_way_to_another_page(person: Person, keeps: Keeps) -> None:
    """Streamlit throws away what arrives together with the wish to go to another page."""
    line = SlowLine(person)
    begins_with_a_child(person, keeps, "Roan Veenstra")
    person.answers({"Hoe weet u dit?": "De leerling zei het, letterlijk"})
    field = person.main.get_by_label(re.compile("^Wat is er gezien of gehoord"))
    line.holds = True
    field.press_sequentially(TEXT)
    person.page.get_by_role("link", name="Start").first.click()
    person.page.wait_for_timeout(600)  # as long as the line is slow
    line.brings_what_it_held()
    person.sees("Dossiers")
    person.goes_to("1. Signalen in kaart brengen")
    still_reads(person, TEXT)


def test_a_page_that_is_drawn_anew_leaves_the_cursor_where_it_was(person: Person) -> None:
    """Also when the message above the form goes."""
    person.sign_in("noor")
    opens_a_dossier(person, "Bente Kloosterman")
    person.sees("Het dossier is geopend")
    field = person.main.get_by_label(re.compile("^Op welke dag was het"))
    field.press_sequentially("1-9-")
    expect(person.main.get_by_text("Het dossier is geopend")).to_have_count(0)
    person.page.keyboard.type("2026")
    expect(field).to_have_value("1-9-2026")
    expect(field).to_be_focused()


def test_a_closed_tab_loses_nothing(person: Person, keeps: Keeps) -> None:
    begins_with_a_child(person, keeps, "Daan Oosterling")
    types_a_waarneming(person, TEXT)
    address = person.page.url
    person.sees("Concept bewaard om")
    person.page.close(run_before_unload=True)
    person.page = person.page.context.new_page()
    person.page.set_default_timeout(PATIENCE)
    person.page.goto(address)
    person.wait()
    still_reads(person, TEXT)


def test_what_one_types_about_one_child_never_shows_with_another(person: Person, keeps: Keeps) -> None:
    begins_with_a_child(person, keeps, "Mila Noorman")
    types_a_waarneming(person, TEXT)
    person.opens(1, keeps(opened(naam="Levi Zuidam")).id)
    person.answers({"Hoe weet u dit?": "De leerling zei het, letterlijk"})
    still_reads(person, "")


def test_a_form_that_is_asked_again_begins_empty(person: Person, keeps: Keeps) -> None:
    """The browser still holds what was recorded with it a moment ago."""
    begins_with_a_child(person, keeps, "Jip Achterberg")
    person.records("Signaal", answers.SIGNAAL)
    person.records("Overleg", answers.OVERLEG_IB)
    person.answers({"Is er overlegd?": "Ja"})
    for vraag in ("Wanneer was het overleg?", "Wie waren erbij?", "Wat was de uitkomst?"):
        expect(person.main.get_by_label(re.compile("^" + re.escape(vraag)))).to_have_value("")
