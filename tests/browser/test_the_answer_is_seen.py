"""The answer to a press is where the person is, in view and focused, at every size; a page begins at its heading."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import answers
from tests.browser.person import Person
from tests.browser.story import Keeps, begins_with_a_child
from tests.builders import after_stap, opened

pytestmark = pytest.mark.browser
SIZES = {"laptop": (1366, 768), "phone": (390, 844)}
NOT_YET = "Er is nog niets vastgelegd: bij een of meer vragen staat wat er nog nodig is."


def box(person: Person, text: str) -> Locator:
    return person.main.locator('[class*="st-key-mr-antwoord-"]').filter(has_text=text)


def is_where_the_person_is(person: Person, found: Locator) -> None:
    """Its beginning is in the window, and the cursor is on it or in it."""
    expect(found).to_be_visible()
    expect(found).to_be_focused()
    person.wait()
    top, height = person.page.evaluate("[document.activeElement.getBoundingClientRect().top, innerHeight]")
    assert 0 <= top < height * 0.75, f"the answer begins at {top} of {height} px"
    expect(found).to_be_focused()


@pytest.mark.parametrize("size", SIZES)
def test_what_was_recorded_is_seen_with_time_readers_and_what_comes_next(
    person: Person, keeps: Keeps, size: str
) -> None:
    person.page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
    begins_with_a_child(person, keeps, "Ilse Gezien")
    person.records("Signaal", answers.SIGNAAL)
    done = box(person, "Vastgelegd: Signaal")
    is_where_the_person_is(person, done)
    expect(done).to_contain_text(re.compile(r"Om \d\d:\d\d uur\. .* Hierna: overleg met de intern begeleider"))
    done.get_by_role("button", name="Bekijken").click()
    pointed = person.main.locator('[class*="st-key-mr-wijs-"]')
    is_where_the_person_is(person, pointed)
    expect(pointed).to_contain_text(answers.SIGNAAL["Waar was het?"])


def test_from_what_was_recorded_one_press_leads_to_correcting_it(person: Person, keeps: Keeps) -> None:
    begins_with_a_child(person, keeps, "Kas Herstel")
    person.records("Signaal", answers.SIGNAAL)
    box(person, "Vastgelegd: Signaal").get_by_role("button", name="Corrigeren").click()
    expect(person.main.get_by_label(re.compile("^Waar was het"))).to_have_value(answers.SIGNAAL["Waar was het?"])


@pytest.mark.parametrize("size", SIZES)
def test_what_was_refused_is_seen_and_leads_to_each_field(person: Person, keeps: Keeps, size: str) -> None:
    person.page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))
    begins_with_a_child(person, keeps, "Ties Geweigerd")
    person.answers({**answers.SIGNAAL, "Op welke dag was het?": "31-2-2026", "Waar was het?": ""})
    for _press in range(2):
        person.presses("Vastleggen")
        is_where_the_person_is(person, box(person, NOT_YET))
    told = box(person, NOT_YET)
    expect(told.get_by_role("link")).to_have_count(2)
    for vraag in ("Op welke dag was het?", "Waar was het?"):
        told.get_by_role("link", name=vraag).click()
        field = person.main.get_by_label(re.compile("^" + re.escape(vraag))).first
        expect(field).to_be_focused()
        expect(field).to_be_in_viewport()
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_attribute("aria-required", "true")
        said = person.page.locator(f"[id='{field.get_attribute('aria-describedby').split()[0]}']")
        assert said.bounding_box()["y"] < field.bounding_box()["y"], "the objection stands above the field"
    field.fill("bij de kapstok")
    field.blur()
    expect(told.get_by_role("link")).to_have_count(1)
    expect(field).not_to_have_attribute("aria-invalid", "true")
    person.presses("Vastleggen")
    is_where_the_person_is(person, told)


def test_a_refusal_on_the_worksheet_leads_to_a_field_in_another_part(person: Person, keeps: Keeps) -> None:
    dossier = keeps(after_stap(3))
    person.sign_in("noor", to=f"/stap-4?dossier={dossier.id}")
    person.presses("Vastleggen")
    told = box(person, NOT_YET)
    is_where_the_person_is(person, told)
    last = told.get_by_role("link").last
    last.click()
    expect(told).not_to_be_focused()
    assert person.page.evaluate("document.activeElement.closest('[class*=\"st-key-vraag-\"]') !== null")


def test_a_page_that_is_turned_to_begins_at_its_heading(person: Person, keeps: Keeps) -> None:
    dossier = keeps(opened(naam="Fay Boven"))
    person.sign_in("noor")
    person.main.locator(f".st-key-dossier-{dossier.id} button").scroll_into_view_if_needed()
    assert person.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") > 0
    person.main.locator(f".st-key-dossier-{dossier.id} button").click()
    heading = person.main.get_by_role("heading", level=1, name=re.compile("Stap 1"))
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    assert person.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0


def test_who_types_is_not_taken_away_from_the_field_by_what_the_page_says(person: Person, keeps: Keeps) -> None:
    begins_with_a_child(person, keeps, "Nina Typt")
    person.records("Signaal", answers.SIGNAAL)
    person.chooses("Overleg")
    person.answers({"Overleg met wie?": "De vertrouwenspersoon", "Is er overlegd?": "Nee"})
    field = person.main.get_by_label(re.compile("^Waarom is er niet overlegd"))
    field.press_sequentially("Zij is ziek, en dat duurt nog wel even.", delay=20)
    person.sees("Concept bewaard om")
    expect(field).to_be_focused()
