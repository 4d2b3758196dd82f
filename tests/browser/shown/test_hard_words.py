"""A hard word in a hint is explained to whoever presses it: with the keyboard as well, and nothing is covered by it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.story import begins_with_a_child

HINT = "per keer: wat is er gezien of gehoord?"


@pytest.mark.sweep
def test_a_hard_word_is_explained_below_its_hint_to_who_presses_enter_on_it(person: Person, school: School) -> None:
    """And to who hears the page: a field is described by its hint, hard words included."""
    begins_with_a_child(person, school, "Wessel Woord")
    person.chooses("Signaal")
    hint = person.main.locator(".mr-hint", has_text=HINT)
    word, line = hint.locator("summary"), hint.get_by_text("Wat iemand zelf zag of hoorde.")
    expect(word).to_have_text("waarneming")
    expect(line).not_to_be_visible()
    word.focus()
    person.page.keyboard.press("Enter")
    expect(line).to_be_visible()
    whole, said = hint.bounding_box(), line.bounding_box()
    assert whole["y"] < word.bounding_box()["y"] + 1 < said["y"]
    assert said["y"] + said["height"] <= whole["y"] + whole["height"] + 1, "what it says would cover what is below"
    person.page.keyboard.press("Enter")
    expect(line).not_to_be_visible()
    how = person.main.get_by_role("radiogroup", name="Hoe weet u dit?")
    described = re.compile(r"^Hoorde de school alleen dát er thuis iets was\? Kies dan Handle with Care")
    expect(how).to_have_accessible_description(described)
