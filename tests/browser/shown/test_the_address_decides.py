"""The page is about the dossier in the address: after Back, Forward, a refresh and in two tabs."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from meldcode.dossier.dossier import Dossier
from tests.browser.person import START, Person
from tests.browser.school import School
from tests.browser.seen import shows_whole_lists
from tests.browser.story import is_there
from tests.builders import opened

pytestmark = pytest.mark.sweep

# Back twice: at once, and once the first page has begun to be drawn.
AT_ONCE = """() => new Promise((done) => {
  addEventListener("popstate", () => done(history.back()), { once: true });
  history.back();
})"""
ONCE_IT_IS_DRAWN = """() => new Promise((done) => {
  const state = "data-test-script-state", app = document.querySelector(`[${state}]`);
  const begins = new MutationObserver(() => app.getAttribute(state) === "running" && done(ends()));
  const ends = () => (begins.disconnect(), history.back());
  begins.observe(app, { attributes: true, attributeFilter: [state] });
  history.back();
})"""
TEXT = "Hij zei: ‘thuis is het koud’."


@pytest.fixture
def two(person: Person, school: School) -> tuple[Dossier, Dossier]:
    """Noor looked at one dossier in this tab and then at another, both from the start page."""
    first, second = school.keeps(opened(naam="Ruben Eerst")), school.keeps(opened(naam="Sofie Daarna"))
    is_there(person, school, f"/stap-1?dossier={first.id}")
    is_about(person, first, "Ruben Eerst")
    person.goes_to("2. Overleg")
    is_about(person, first, "Ruben Eerst")
    person.goes_to("Start")
    shows_whole_lists(person)
    with person.is_answered():
        person.main.locator(f'[class*="st-key-wacht-{second.id}"] button').first.click()
    is_about(person, second, "Sofie Daarna")
    return first, second


def is_about(person: Person, dossier: Dossier, naam: str) -> None:
    """Heading and address are about the same dossier, and about this one."""
    person.sees(dossier.codenaam)
    person.sees(f"{naam} · groep")
    expect(person.page).to_have_url(re.compile(f"dossier={dossier.id}"))


def waarneming(person: Person) -> Locator:
    return person.main.get_by_label(re.compile("^Wat is er gezien of gehoord"))


def steps(person: Person, where: int, to: str) -> None:
    """Go this many pages back or forward, as a long press on the arrow does; wait for the address."""
    person.page.evaluate(f"history.go({where})")
    person.page.wait_for_url(to)
    person.wait()


def test_after_back_the_page_is_of_the_pupil_in_the_address(person: Person, two: tuple[Dossier, Dossier]) -> None:
    first, second = two
    person.page.go_back()
    person.sees(START)
    person.wait()
    person.page.go_back()
    person.wait()
    is_about(person, first, "Ruben Eerst")
    person.page.go_back()
    person.wait()
    is_about(person, first, "Ruben Eerst")
    steps(person, 3, f"**/stap-1?dossier={second.id}")
    is_about(person, second, "Sofie Daarna")
    steps(person, -3, f"**/stap-1?dossier={first.id}")
    is_about(person, first, "Ruben Eerst")


@pytest.mark.parametrize("twice", [AT_ONCE, ONCE_IT_IS_DRAWN], ids=["at once", "once the first is drawn"])
def test_after_back_twice_in_one_breath_the_page_is_of_the_address_and_the_way_forward_is_left(
    person: Person, two: tuple[Dossier, Dossier], twice: str
) -> None:
    first, second = two
    with person.is_answered():
        person.page.evaluate(twice)
        person.page.wait_for_url(f"**/stap-2?dossier={first.id}")
    person.sees("Stap 2.")
    is_about(person, first, "Ruben Eerst")
    steps(person, 2, f"**/stap-1?dossier={second.id}")
    person.sees("Stap 1.")
    is_about(person, second, "Sofie Daarna")


def test_a_signaal_typed_after_back_goes_to_whom_the_heading_names(
    person: Person, two: tuple[Dossier, Dossier]
) -> None:
    first, second = two
    steps(person, -3, f"**/stap-1?dossier={first.id}")
    person.chooses("Signaal")
    person.answers({"Hoe weet u dit?": "De leerling zei het, letterlijk"})
    waarneming(person).press_sequentially(TEXT)
    person.sees("Concept bewaard om")
    person.opens_stap(1, second.id)
    person.chooses("Signaal")
    person.answers({"Hoe weet u dit?": "De leerling zei het, letterlijk"})
    expect(waarneming(person)).to_have_value("")
    person.opens_stap(1, first.id)
    person.chooses("Signaal")
    expect(waarneming(person)).to_have_value(TEXT)


def test_what_was_typed_the_moment_before_back_is_kept_where_it_was_typed(
    person: Person, two: tuple[Dossier, Dossier]
) -> None:
    first, second = two
    person.chooses("Signaal")
    person.answers({"Hoe weet u dit?": "De leerling zei het, letterlijk"})
    waarneming(person).press_sequentially(TEXT)
    steps(person, -3, f"**/stap-1?dossier={first.id}")
    is_about(person, first, "Ruben Eerst")
    person.opens_stap(1, second.id)
    person.chooses("Signaal")
    expect(waarneming(person)).to_have_value(TEXT)


def test_a_refresh_and_a_second_tab_leave_each_page_as_its_address_says(
    person: Person, two: tuple[Dossier, Dossier]
) -> None:
    first, second = two
    other = Person(person.page.context.new_page(), person.address)
    other.opens_stap(1, first.id)
    is_about(other, first, "Ruben Eerst")
    person.page.reload()
    person.wait()
    is_about(person, second, "Sofie Daarna")
    other.page.reload()
    other.wait()
    is_about(other, first, "Ruben Eerst")
    other.must_have_met_no_trouble()


def test_the_way_back_has_one_step_for_each_page(person: Person, two: tuple[Dossier, Dossier]) -> None:
    first, _ = two
    seen = []
    for _each in range(3):
        person.page.go_back()
        person.wait()
        parts = urlsplit(person.page.url)
        seen.append((parts.path, parse_qs(parts.query).get("dossier", [""])[0]))
    assert seen == [("/", ""), ("/stap-2", first.id), ("/stap-1", first.id)]
