"""The main pages can be used by everybody, whatever they see, hear or press with; `make sweep` looks at all pages."""

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.seen import SIZES, shows_whole_lists
from tests.builders import after_stap
from tests.sweep.access import axe, measured

# What has the focus, or shows that it has: the ring of what is chosen is around its label. A ring outside a box counts
# only if nothing around that box cuts it off.
_RING = """() => {
  const on = document.activeElement, page = '[data-testid="stMain"], body';
  const cuts = (around, box, room) => {
    const outer = around.getBoundingClientRect(), { overflowX } = getComputedStyle(around);
    const beside = Math.min(box.left - outer.left, outer.right - box.right);
    const between = Math.min(beside, box.top - outer.top, outer.bottom - box.bottom);
    return ["hidden", "clip"].includes(overflowX) && between < room;
  };
  const isCutOff = (each, room) => {
    for (let up = each.parentElement; room > 0 && up && !up.matches(page); up = up.parentElement)
      if (cuts(up, each.getBoundingClientRect(), room)) return true;
    return false;
  };
  if (on === document.body) return null;
  const shown = [on, on.closest("label"), on.parentElement, on.parentElement.parentElement].filter(Boolean);
  return { what: on.outerHTML.slice(0, 120), ring: Math.max(...shown.map((each) => {
    const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(each), width = parseFloat(outlineWidth);
    return outlineStyle === "none" || isCutOff(each, parseFloat(outlineOffset) + width) ? 0 : width;
  })) };
}"""
_ABOUT = ("/stap-2", "/dossier", "/opvolging")
_ZOOMED: ViewportSize = {"width": 683, "height": 384}  # a laptop at 200 %


@pytest.fixture
def pages(person: Person, school: School) -> list[str]:
    """Addresses of Noor's main pages, three of them about a dossier in stap 2. She is signed in."""
    dossier = school.keeps(after_stap(1))
    person.has_signed_in(school.session_of("noor"))
    return ["/", "/dossiers", "/acuut", *(f"{each}?dossier={dossier.id}" for each in _ABOUT)]


def test_the_main_pages_and_the_way_in_are_as_the_rules_for_everybody_have_it(person: Person, pages: list[str]) -> None:
    found, looked = [], 0
    for address in person.goes_through([*pages, *pages]):
        size, rules = ("laptop", axe.ALL) if looked < len(pages) else ("phone", axe.OF_A_WIDTH)
        wrong = axe.objections(person.page, rules) + measured.objections(person.page)
        found += [f"{address}, {size}: {each}" for each in wrong]
        looked += 1
        if looked == len(pages):
            person.page.set_viewport_size(SIZES["phone"])
            person.page.emulate_media(color_scheme="dark")
    assert looked == 2 * len(pages)
    person.page.context.clear_cookies()
    person.page.goto(f"{person.address}/inloggen")
    found += axe.objections(person.page, axe.ALL) + measured.objections(person.page)
    assert found == []


def test_who_walks_with_the_keyboard_always_sees_where_they_are(person: Person, pages: list[str]) -> None:
    for address in person.goes_through(pages[1:4]):
        person.page.locator("h1").focus()
        rings = []
        for _step in range(15):
            person.page.keyboard.press("Tab")
            rings.append(person.page.evaluate(_RING))
        assert [each for each in rings if each and each["ring"] < 3] == [], address
        assert len([each for each in rings if each]) > 5


def test_at_twice_the_size_the_work_begins_in_the_first_window(person: Person, pages: list[str]) -> None:
    person.page.set_viewport_size(_ZOOMED)
    for address in person.goes_through(pages[:4]):
        expect(person.main.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
        expect(person.main.locator("button, input, textarea").locator("visible=true").first).to_be_in_viewport()
        assert not person.page.evaluate("document.documentElement.scrollWidth > innerWidth"), address


@pytest.mark.sweep
def test_what_opens_over_a_dark_page_can_be_read(person: Person, school: School) -> None:
    dossier = school.keeps(after_stap(1))
    person.has_signed_in(school.session_of("dick"))
    person.page.emulate_media(color_scheme="dark")
    person.opens("/directie")
    shows_whole_lists(person)
    mine = person.main.locator(f'[class*="st-key-{dossier.id}-Ontvangst-"]')
    mine.get_by_role("button", name="Ik heb een vraag").click()
    over = person.page.get_by_test_id("stPopoverBody")
    over.get_by_role("button", name="Vastleggen").scroll_into_view_if_needed()
    assert axe.objections(person.page, axe.ALL) == []
