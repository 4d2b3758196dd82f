"""The answer to a press is where the person is, in view and focused; a page begins at its heading.

One walk for each kind of answer. In the sweep, tests/browser/shown/test_every_answer.py presses on every form.
"""

import re
from datetime import timedelta
from functools import partial

import pytest
from playwright.sync_api import expect

from meldcode.vastleggingen import Afzien, Bijlage
from tests.browser import answers
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.seen import (
    SIZES,
    box,
    each_line_leads_to_its_field,
    is_where_the_person_is,
    lines,
    pointed,
)
from tests.browser.story import begins_with_a_child, is_there
from tests.builders import after_stap, opened
from ui import clock
from ui.elements.answer import NOT_YET

# Several choices, and the button of a file: ARIA has no "required" for these, so their hint says it.
NEVER_REQUIRED = {"toolbar", "submit"}


def test_a_refusal_leads_to_each_field_and_what_was_recorded_to_what_it_is(person: Person, school: School) -> None:
    begins_with_a_child(person, school, "Ties Geweigerd")
    person.chooses("Signaal")
    person.answers({**answers.SIGNAAL, "Op welke dag was het?": "31-2-2026", "Waar was het?": ""})
    told = box(person, NOT_YET)
    for size in ("phone", "laptop"):
        person.page.set_viewport_size(SIZES[size])
        person.presses("Vastleggen")
        is_where_the_person_is(person, told)
        fields = each_line_leads_to_its_field(person, told)
        assert [each["required"] for each in fields] == ["true", "true"]
    where = person.main.get_by_label(re.compile("^Waar was het"))
    person.types(where, answers.SIGNAAL["Waar was het?"])
    assert len(lines(told)) == 1
    expect(where).not_to_have_attribute("aria-invalid", "true")
    person.answers({"Op welke dag was het?": answers.SIGNAAL["Op welke dag was het?"]})
    expect(told).to_have_count(0)
    person.presses("Vastleggen")
    done = box(person, "Vastgelegd: Signaal")
    is_where_the_person_is(person, done)
    expect(done).to_contain_text(re.compile(r"Om \d\d:\d\d uur\. .* Hierna: overleg met de intern begeleider"))
    done.get_by_role("button", name="Bekijken").click()
    led_to = pointed(person.main)
    is_where_the_person_is(person, led_to)
    expect(led_to).to_contain_text(answers.SIGNAAL["Waar was het?"])


def begins_a_bijlage(person: Person) -> None:
    """The form asks for a file once it is said what the file shows."""
    person.chooses(Bijlage.titel)
    person.answers({"Wat is het?": "Andere foto, zonder letsel"})


@pytest.mark.sweep
def test_every_kind_of_field_says_what_is_the_matter_to_who_does_not_see(person: Person, school: School) -> None:
    """Every kind of field: line, area, one choice, a colleague, several choices, a day, a time, a file."""
    dossier = school.keeps(after_stap(2))
    kinds = set[str]()
    for page, first in (
        ("/stap-3", lambda: person.chooses(Bijlage.titel)),
        ("/stap-3", partial(begins_a_bijlage, person)),
        ("/stap-3", lambda: person.chooses(Afzien.titel)),
        ("/acuut", lambda: person.presses("Andere dag of tijd")),
        ("/opvolging", lambda: None),
    ):
        is_there(person, school, f"{page}?dossier={dossier.id}")
        first()
        person.presses("Vastleggen")
        told = box(person, NOT_YET)
        is_where_the_person_is(person, told)
        for each in filter(None, each_line_leads_to_its_field(person, told)):
            kinds.add(str(each["kind"]))
            assert each["required"] == (None if each["kind"] in NEVER_REQUIRED else "true"), each
    assert kinds == {"text", "textarea", "radiogroup", "combobox", "toolbar", "submit"}


def test_a_page_that_is_turned_to_begins_at_its_heading(person: Person, school: School) -> None:
    school.keeps(opened(naam="Fay Boven"))
    is_there(person, school, "/dossiers")
    row = person.main.locator(".st-key-mr-rijen-dossiers button").last
    row.scroll_into_view_if_needed()
    with person.is_answered():
        row.click()
    heading = person.main.get_by_role("heading", level=1, name=re.compile("^Stap"))
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    assert person.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0


def test_who_types_keeps_the_cursor_whatever_the_page_says(person: Person, school: School) -> None:
    begins_with_a_child(person, school, "Nina Typt")
    person.chooses("Overleg")
    person.answers({"Overleg met wie?": "De vertrouwenspersoon", "Is er overlegd?": "Nee"})
    field = person.main.get_by_label(re.compile("^Waarom is er niet overlegd"))
    field.press_sequentially("Zij is ziek, en dat duurt nog wel even.", delay=20)
    person.sees("Concept bewaard om")
    expect(field).to_be_focused()


def test_a_figure_of_the_directie_leads_to_what_it_counts(person: Person, school: School) -> None:
    """On a telephone; and then on a laptop, when what it leads to was folded by hand meanwhile."""
    school.keeps(opened(on=clock.today() - timedelta(days=60)))
    is_there(person, school, "/directie", "dick")
    for size in ("phone", "laptop"):
        person.page.set_viewport_size(SIZES[size])
        with person.is_answered():
            person.main.get_by_role("button", name="waarin iets te laat is").click()
        led_to = pointed(person.main)
        is_where_the_person_is(person, led_to)
        expect(led_to.get_by_role("table").first).to_contain_text("Stap afronden")
        person.main.get_by_text("Wie is aan zet, en welke").click()
        expect(led_to.get_by_role("table").first).to_be_hidden()


def test_a_line_that_unfolds_shows_its_record_where_the_person_is(person: Person, school: School) -> None:
    dossier = school.keeps(after_stap(3))
    is_there(person, school, f"/dossier?dossier={dossier.id}")
    for size, line in (("phone", "Signaal: "), ("laptop", "Collegiale consultatie: ")):
        person.page.set_viewport_size(SIZES[size])
        with person.is_answered():
            person.main.get_by_role("button", name=line).first.click()
        is_where_the_person_is(person, pointed(person.main))
        expect(pointed(person.main)).to_contain_text("vastgelegd door")
