"""Measuring, in the browser, where the answer to a press is: in view, focused, and linked to what it is about."""

import re

from playwright.sync_api import Locator, ViewportSize, expect

from tests.browser.person import Person

SIZES: dict[str, ViewportSize] = {
    "laptop": {"width": 1366, "height": 768},
    "phone": {"width": 390, "height": 844},
}
GOOD = '[class*="st-key-mr-antwoord-goed-"]'
_POINTED = '[class*="st-key-mr-wijs-"]'
# Where the focus is: in the place of a field or in a form as a whole, by its class; and whether that is in view.
_HERE = """() => {
  const on = document.activeElement, box = on.getBoundingClientRect(), around = [];
  for (let each = on; each; each = each.parentElement) around.push(...each.classList);
  const top = box.height > innerHeight ? 0 : box.top;
  return {
    tag: on.tagName,
    around: around.filter((each) => /^st-key-(vraag|mr-formulier)-/.test(each)).map((each) => each.slice(7)),
    inView: top >= 0 && top < innerHeight,
  };
}"""
# The class of the slot that a line of a refusal leads to.
_LEADS_TO = """(line) => {
  const key = "st-key-antwoord-naar-", around = line.closest(`[class*="${key}"]`);
  return line.hash?.slice(1) || [...around.classList].find((each) => each.startsWith(key)).slice(key.length);
}"""
# What a screen reader is told of the field in which the cursor is.
_TOLD = """(place) => {
  const found = [...place.querySelectorAll("[aria-invalid], [aria-describedby], [aria-required]")];
  const field = found.find((each) => each.getAttribute("aria-describedby")) ?? found[0];
  const about = (field?.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
  const said = about.map((id) => document.getElementById(id));
  return {
    kind: field?.getAttribute("role") ?? field?.type ?? field?.tagName,
    invalid: field?.getAttribute("aria-invalid"),
    required: field?.getAttribute("aria-required"),
    said: said.map((each) => each?.innerText.trim() ?? "nothing has this id"),
    above: Boolean(said[0]) && said[0].getBoundingClientRect().top < field.getBoundingClientRect().top,
  };
}"""


def box(person: Person, text: str) -> Locator:
    """The answer with this text."""
    return person.page.locator('[class*="st-key-mr-antwoord-"]').filter(has_text=text)


def pointed(within: Locator) -> Locator:
    """What was brought into view last; what was so before it may stand a moment longer."""
    return within.locator(_POINTED).last


def is_where_the_person_is(person: Person, found: Locator) -> None:
    """It is focused, and begins in the upper three quarters of the window, also once the page is completely drawn."""
    expect(found).to_be_visible()
    expect(found).to_be_focused()
    person.wait()
    expect(found).to_be_focused()
    top, height = found.evaluate("(each) => [each.getBoundingClientRect().top, innerHeight]")
    assert 0 <= top < height * 0.75, f"the answer begins at {top} of {height} px"


def shows_whole_lists(person: Person) -> None:
    """Everything there is on this page, however much other tests left there."""
    more = person.main.get_by_role("button", name=re.compile("[Tt]oon alle [0-9]"))
    while more.count():
        with person.is_answered():
            more.first.click()


def lines(told: Locator) -> list[Locator]:
    """What can be pressed in a refusal: links, or buttons to another part of the form."""
    return told.get_by_role("link").or_(told.get_by_role("button")).all()


def each_line_leads_to_its_field(person: Person, told: Locator) -> list[dict[str, str]]:
    """Press each line of a refusal: the cursor is then in its field, in view. Returns what a reader says of each."""
    found = lines(told)
    assert found, "a refusal without a line that leads anywhere"
    seen = []
    for number in range(len(found)):
        person.comes_to_the_end()
        seen.append(leads(person, lines(told)[number]))
    return seen


def leads(person: Person, line: Locator) -> dict[str, str]:
    """Press this line of a refusal; return what a screen reader says of the field it leads to."""
    words = line.inner_text()
    to = line.evaluate(_LEADS_TO)
    line.click()
    person.waits_until(lambda: person.page.evaluate(_HERE), lambda here: to in here["around"])  # a turn or two later
    here = person.page.evaluate(_HERE)
    assert here["inView"], f"“{words}” leads out of view: {here}"
    if not to.startswith("vraag-"):
        return {}
    told: dict[str, str] = person.page.locator(f".st-key-{to}").evaluate(_TOLD)
    assert told["invalid"] == "true" and told["above"], f"“{words}”: {told}"
    assert words.partition(" – ")[2] in told["said"], f"“{words}” is not what is said of its field: {told}"
    return told
