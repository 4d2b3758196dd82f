"""Text pasted out of Word reaches the dossier as it reads, and the answer to the press says what became of it."""

import re

from playwright.sync_api import Locator, expect

from meldcode.vastleggingen import Signaal
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.seen import box, is_where_the_person_is
from tests.browser.story import begins_to_record, waarneming
from tests.builders import opened
from tests.inputs.teksten import teksten

TOLD = "Uit de geplakte tekst zijn onzichtbare tekens weggehaald. Verder staat er wat u plakte."
FROM_WORD = next(teksten())


# In the field the breaks are lines already; the rest is to the letter until it is recorded.
IN_THE_FIELD = re.sub("[\x0b\x0c]", "\n", FROM_WORD.pasted)
PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  return field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def pastes(field: Locator, text: str) -> bool:
    """Paste this text, as the browser does; return whether that is left to the browser."""
    field.click()
    return bool(field.evaluate(PASTE, text))


def test_a_report_pasted_out_of_word_is_read_back_as_it_was(person: Person, school: School) -> None:
    """What needs no help is pasted by the browser itself."""
    begins_to_record(person, school, 1, opened(naam="Fenna de Wolf"), Signaal, waarneming="", datum="")
    assert pastes(waarneming(person), "Maandag.\r\nDinsdag:\tniets.\u200b")
    assert pastes(person.main.get_by_label(re.compile("^Waar was het")), "Bij het\x0bhek")
    day = person.main.get_by_label(re.compile("^Op welke dag was het"))
    with person.is_answered():
        day.click()
        person.page.keyboard.insert_text("vorige\xa0week maandag")
        day.blur()
    with person.is_answered():
        pastes(waarneming(person), FROM_WORD.pasted)
        waarneming(person).blur()
    expect(waarneming(person)).to_have_value(IN_THE_FIELD)
    person.presses("Vastleggen")
    told = box(person, "Vastgelegd: Signaal")
    expect(told.get_by_text(TOLD)).to_be_visible()
    is_where_the_person_is(person, told)
    with person.is_answered():
        person.page.get_by_role("button", name="Bekijken", exact=True).click()
    shown = person.main.get_by_test_id("stText").filter(has_text="Maandag zag ik").first
    assert shown.inner_text() == FROM_WORD.kept
    person.does_not_see(TOLD)
