"""The body map with the keyboard alone, on a laptop and on a telephone: chosen, drawn, recorded and read back."""

import re

import pytest
from playwright.sync_api import Locator, expect

from meldcode.vastleggingen import Signaal
from tests.browser import answers
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.seen import SIZES
from tests.browser.story import begins_to_record
from tests.builders import opened

ASKED = ("waar op het lichaam?", "wat is er te zien?", "hoe groot, naast een munt?", "welke kleuren?", "wat zegt de")


def drawing(person: Person) -> Locator:
    return person.main.get_by_role("img", name=re.compile("^Tekening van een kind"))


def is_drawn(drawing: Locator) -> bool:
    """Whether the browser has drawn the picture, and not only the frame of one that was refused."""
    return bool(drawing.evaluate("async (it) => { await it.decode(); return it.naturalWidth === 400; }"))


def sticks_out(person: Person) -> bool:
    return bool(person.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


@pytest.mark.sweep
def test_a_place_is_told_with_the_keyboard_alone(person: Person, school: School) -> None:
    """It is chosen on a telephone, and the rest is told on a laptop; the drawing is looked at on both."""
    person.page.set_viewport_size(SIZES["phone"])
    given = {"datum": answers.ago(1), "letsel": "ja"}
    dossier = begins_to_record(person, school, 1, opened(), Signaal, **given)
    where = person.main.get_by_role("combobox", name="Plek 1: waar op het lichaam?")
    where.focus()
    with person.is_answered():
        person.page.keyboard.type("achter het linker")
        person.page.keyboard.press("Enter")
    expect(drawing(person)).to_have_attribute("alt", re.compile(r"1, Achter het linkeroor \(achterkant\)\.$"))
    assert is_drawn(drawing(person)) and not sticks_out(person)
    person.page.set_viewport_size(SIZES["laptop"])
    person.page.keyboard.press("Tab")
    with person.is_answered():
        person.page.keyboard.press("Space")  # the first kind: a bruise
    words = person.main.get_by_label(re.compile("^Plek 1: wat zegt de leerling"))
    with person.is_answered():
        words.focus()
        person.page.keyboard.type("Van de deur <b>au</b>")
        person.page.keyboard.press("Tab")
    for part in ASKED:
        assert person.main.get_by_text(re.compile(f"^Plek 1: {re.escape(part)}")).count(), part
    person.presses("Vastleggen")
    person.sees("Vastgelegd: Signaal")
    person.follows(f"/dossier?dossier={dossier.id}")
    expect(drawing(person)).to_be_visible()
    person.sees("1. Achter het linkeroor (achterkant): blauwe plek. De leerling zei: “Van de deur <b>au</b>”")
    for size in SIZES.values():
        person.page.set_viewport_size(size)
        assert is_drawn(drawing(person)) and not sticks_out(person)
