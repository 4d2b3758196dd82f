"""What is chosen at one press is added to what is typed: nothing typed is lost, and the cursor goes nowhere."""

import re

import pytest
from playwright.sync_api import expect

from meldcode.vragen.datum import in_words
from tests.browser import answers
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.story import TEXT, begins_halfway, begins_with_a_child, types_a_waarneming, waarneming
from tests.builders import after_stap


def test_a_day_chosen_while_a_text_is_half_typed_loses_none_of_it(person: Person, school: School) -> None:
    begins_with_a_child(person, school, "Fenna de Wolf")
    person.chooses("Signaal")
    types_a_waarneming(person, TEXT)
    chosen = person.main.get_by_role("button", name=re.compile("^Gisteren"))
    with person.is_answered():
        chosen.click()
    day = person.main.get_by_label(re.compile("^Op welke dag was het"))
    expect(day).to_have_value(answers.ago(1))
    expect(waarneming(person)).to_have_value(TEXT)
    expect(chosen).to_be_focused()
    person.types(day, "vandaag")
    expect(day).to_have_value("vandaag")
    person.sees(in_words(answers.TODAY))


@pytest.mark.sweep
def test_a_name_is_added_to_a_text_that_the_page_had_not_sent_yet(person: Person, school: School) -> None:
    begins_halfway(person, school, 3, after_stap(2))
    person.chooses("Formeel gesprek met de ouder")
    there = person.main.get_by_label(re.compile("^Wie waren erbij"))
    there.press_sequentially("Moeder")
    name = person.main.locator('[class*="st-key-mr-kies-"] button', has_text="(intern begeleider)").first
    with person.is_answered():
        name.click()
    expect(there).to_have_value(re.compile(r"^Moeder, .+ \(intern begeleider\)$"))
