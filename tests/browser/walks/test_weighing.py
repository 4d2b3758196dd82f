"""The worksheet of stap 4 in a real browser: on a laptop, on a large meeting-room screen, and by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from meldcode.vastleggingen import Weging
from meldcode.vragen.vraag import Raw
from tests.browser import answers
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.story import begins_halfway, begins_to_record
from tests.builders import after_stap, weighed

_FOCUS = """() => {
  const it = document.activeElement, group = it.closest('[role=toolbar], [role=radiogroup]');
  return {
    name: (it.innerText || '').trim(),
    label: it.getAttribute('aria-label') || '',
    group: group ? group.getAttribute('aria-label') || '' : '',
    empty: it.value === '',
    chosen: group ? !!group.querySelector('[aria-pressed=true], [aria-checked=true], :checked') : false,
  };
}"""
_TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"
_HEIGHT = "document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight"
_FIRST = "[class*=st-key-mr-weeg-], [class*=st-key-vraag-] :is(button, input, textarea), [class*=st-key-mr-regel-]"
# Where the first thing to do begins, from the top of the page: a record to weigh, a field, or an answer to check.
_BEGINS = f"""(() => {{
  const seen = [...document.querySelectorAll('{_FIRST}')].find((each) => each.getBoundingClientRect().height);
  return seen.getBoundingClientRect().top + document.querySelector('[data-testid=stMain]').scrollTop;
}})()"""
_PARTS = ["Wat ligt er", "Het beeld", "De vijf vragen", "Wat gaan we doen", "Controleer uw antwoorden"]
_MOST_TABS = 150


@pytest.mark.sweep
def test_what_is_left_of_the_worksheet_is_filled_in_with_the_keyboard_alone(person: Person, school: School) -> None:
    """From the first record to the button with Tab, arrows, space and typing; past what is answered already."""
    dossier = after_stap(3)
    rest = [each for each in weighed(dossier) if not each.startswith("2 ")]
    left: dict[str, Raw] = {"meegewogen": rest, "ernst": "", "frequentie": "", "evaluatie_op": answers.ahead(15)}
    begins_to_record(person, school, 4, dossier, Weging, **left)
    person.sees("Nog 1 van 3 te wegen")
    fills_in_with_the_keyboard(person, 9)


@pytest.mark.sweep
def test_the_whole_worksheet_is_filled_in_with_the_keyboard_alone(person: Person, school: School) -> None:
    """What is no evidence stays folded, and nobody has to pass it."""
    begins_halfway(person, school, 4, after_stap(3))
    fills_in_with_the_keyboard(person, 3)


def fills_in_with_the_keyboard(person: Person, count: int) -> None:
    keys = person.page.keyboard
    person.main.get_by_role("toolbar", name="Hoe weegt nummer 2 mee?").get_by_role("button").first.focus()
    passed, titles = [], []
    for _tab in range(_MOST_TABS):
        here = person.page.evaluate(_FOCUS)
        passed.append(here)
        if here["name"] == "Vastleggen":
            break
        if here["name"].startswith("Verder: "):
            with person.is_answered():
                keys.press("Enter")
            person.waits_until(lambda: person.page.evaluate(_FOCUS)["name"], lambda name: name in _PARTS)
            titles.append(person.page.evaluate(_FOCUS)["name"])
        else:
            answer(person, here)
        keys.press("Tab")
    with person.is_answered():
        keys.press("Enter")
    person.sees("Vastgelegd: Weging")
    assert titles == _PARTS[1:]
    groups = {each["group"] for each in passed if each["group"].startswith("Hoe weegt nummer")}
    assert len(groups) == count, "every record was passed on the way"


def answer(person: Person, here: dict[str, str]) -> None:
    """Answer the field that has the focus, if it is still open."""
    keys = person.page.keyboard
    if here["group"].startswith("Hoe weegt nummer") and not here["chosen"]:
        with person.is_answered():
            for key in ("ArrowRight", "ArrowRight", "Space"):
                keys.press(key)
    elif here["group"] and not here["chosen"]:
        with person.is_answered():
            keys.press("Space")
    elif here["empty"]:
        typed = next((text for vraag, text in answers.WEGING.items() if here["label"].startswith(vraag)), None)
        if typed:
            keys.type(typed)


def test_what_was_weighed_stays_in_sight_and_no_part_is_longer_than_three_windows(
    person: Person, school: School
) -> None:
    """On a laptop and on the screen of a meeting room; nothing is cut, and the work begins in the first window."""
    begins_halfway(person, school, 4, after_stap(3))
    for number, title in enumerate(_PARTS):
        with person.is_answered():
            person.main.locator('[class*="st-key-mr-onderdeel-"]').get_by_role("button").nth(number).click()
        expect(person.main.get_by_role("heading", name=title, exact=True)).to_be_visible()
        for width, height in ((1920, 1080), (1366, 768)):
            person.page.set_viewport_size({"width": width, "height": height})
            person.waits_until(lambda: person.page.evaluate(_TOO_WIDE), lambda by: by <= 0)
            assert person.page.evaluate(_HEIGHT) <= 3 * 768, title
            assert person.page.evaluate(_BEGINS) <= 480, title
            button = person.main.get_by_role("button", name=re.compile("^(Verder: |Vastleggen)")).last
            button.evaluate("(each) => each.scrollIntoView({ block: 'end' })")
            summary = person.main.get_by_role("heading", name="Zo ver bent u")
            expect(summary).to_be_in_viewport()
            expect(button).to_be_in_viewport()
            left, right = button.bounding_box(), summary.bounding_box()
            assert left and right and left["x"] + left["width"] < right["x"]


@pytest.mark.sweep
def test_what_follows_from_an_answer_elsewhere_is_drawn_with_it(person: Person, school: School) -> None:
    """Only one fragment is redrawn; numbers, factors and the time of saving are in others, and follow all the same."""
    begins_halfway(person, school, 4, after_stap(3))
    person.sees("Nog 3 van 3 te wegen")
    person.sees("Wat u typt, wordt als concept bewaard.")
    expect(person.main.get_by_text("nog niets")).to_have_count(3)
    for number in (2, 9):
        person.main.get_by_role("toolbar", name=f"Hoe weegt nummer {number} mee?").get_by_text("Risico").click()
        person.sees(f"(nummer\u00a0{number})")
    person.sees("Nog 1 van 3 te wegen")
    expect(person.main.get_by_text(re.compile("^Nog . van 3 te wegen"))).to_have_count(1)
    expect(person.main.get_by_text(re.compile("^Concept bewaard om"))).to_have_count(1)
    person.answers({"Afweging 2": "Twijfel"})
    person.sees("u belt nu Veilig Thuis en meldt")
    person.answers({"Afweging 1": "Ja"})
    expect(person.main.get_by_label(re.compile("^Afweging 3"))).to_be_visible()
    person.sees("Nog 1 van 3 te wegen")
    expect(person.main.get_by_text(re.compile("^Concept bewaard om"))).to_have_count(1)


def test_a_button_that_is_pressed_in_the_breath_in_which_a_field_is_left_is_heard(
    person: Person, school: School
) -> None:
    begins_halfway(person, school, 4, after_stap(3))
    person.presses("Verder: het beeld")
    person.main.get_by_label("Hoe vaak gebeurt het?").fill("Elke week.")
    person.main.get_by_role("button", name="Verder: de vijf vragen", exact=True).evaluate(
        "async it => { it.focus(); await null; await null; it.click(); }"
    )
    expect(person.main.get_by_role("heading", name="De vijf vragen", exact=True)).to_be_visible()
    person.comes_to_the_end()
    person.sees("Elke week.")
