"""Streamlit's own words are Dutch, on the screen and for a screen reader, also when the connection is lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Chromium
from tests.browser.person import Person
from tests.processes.running import Server
from tests.ui.web.test_streamlits_words import table

pytestmark = pytest.mark.sweep

# Streamlit's English on the page now: in what is shown and what is read aloud, leaving out what people wrote.
ENGLISH = r"""(words) => {
  const theirs = '[data-testid="stText"], [data-testid="stMarkdownContainer"], [data-testid="stTable"], textarea, '
    + 'script, style';
  const parts = /^(Help for |View \d+ more$|\w+ icon$|Add: )/;
  const known = (said) => words.includes(said.trim()) || parts.test(said.trim());
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    for (const name of ["aria-label", "title", "placeholder", "alt"]) {
      const said = element.getAttribute(name);
      if (said && known(said)) found.push(`${name}: ${said}`);
    }
    if (element.closest(theirs) && !element.closest('[role="dialog"]')) continue;
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE && known(node.data)) found.push(`text: ${node.data}`);
    }
  }
  return found;
}"""


def english(person: Person) -> list[str]:
    """The words of the translation table that are still English on this page."""
    return list(person.page.evaluate(ENGLISH, list(table())))


@pytest.mark.parametrize("who", ["noor", "dick", "lars", "bea", "fred", "bess"])
def test_no_page_says_anything_in_streamlits_english(person: Person, who: str) -> None:
    person.sign_in(who)
    links = person.page.get_by_test_id("stSidebar").get_by_test_id("stPageLink-NavLink")
    expect(links.first).to_be_attached()
    pages = links.count()
    assert pages >= 3
    for number in range(pages):
        with person.is_answered():
            links.nth(number).click()
        assert english(person) == [], f"on page {number + 1} of the menu of {who}: {person.page.url.partition('?')[0]}"


def test_a_screen_reader_hears_dutch_and_no_name_of_a_picture(person: Person) -> None:
    person.sign_in("noor")
    expect(person.page.get_by_role("link", name="Naar de inhoud")).to_be_attached()
    person.page.get_by_test_id("stSidebar").hover()  # on a laptop the button appears when the mouse is over the menu
    expect(person.page.get_by_role("button", name="Menu sluiten")).to_be_attached()
    expect(person.page.get_by_role("navigation", name="Menu")).to_be_attached()
    expect(person.page.get_by_role("link", name=re.compile("^Start")).first).to_be_attached()


def test_a_wrong_address_says_so_in_dutch(person: Person) -> None:
    person.sign_in("noor")
    person.page.goto(f"{person.address}/bestaat-niet")
    dialog = person.page.get_by_role("dialog")
    expect(dialog).to_contain_text("Deze pagina bestaat niet")
    expect(dialog).to_contain_text("Het adres klopt niet, of niet meer. U ziet nu de beginpagina.")
    assert english(person) == []
    dialog.get_by_role("button", name="Sluiten").click()
    expect(dialog).to_have_count(0)
    # Streamlit also writes it to the browser's console, in English, where nobody reads it.
    person.trouble = [each for each in person.trouble if "does not seem to exist" not in each]


def test_a_chooser_in_which_nothing_is_found_says_so_in_dutch(person: Person) -> None:
    person.sign_in("noor", to="/acuut")
    chooser = person.main.get_by_role("combobox").first
    chooser.fill("qqqqqq")
    expect(person.page.get_by_text("Niets gevonden")).to_be_visible()
    assert english(person) == []


def test_what_a_person_wrote_stays_as_it_is_though_it_is_one_of_the_words(person: Person) -> None:
    person.sign_in("lars", to="/acuut")
    person.answers({"Hoe heet de leerling?": "Dark", "Waarom is er acuut gevaar?": "Search"})
    person.presses("Vastleggen")
    person.sees("Alles op volgorde")
    expect(person.main.get_by_text("Search", exact=True).first).to_be_visible()
    expect(person.main.get_by_text("Dark", exact=True).first).to_be_visible()


# The connection is lost


@pytest.fixture
def cut_off(chromium: Chromium, address: str) -> Iterator[Person]:
    """Somebody whose server the test may kill."""
    context = chromium.window(viewport={"width": 390, "height": 844})
    somebody = Person(context.new_page(), address)
    yield somebody
    context.close()


def test_a_line_that_is_gone_is_said_calmly_and_what_is_typed_stays(cut_off: Person, server: Server) -> None:
    cut_off.sign_in("lars", to="/acuut")
    reason = cut_off.main.get_by_label("Waarom is er acuut gevaar?")
    reason.fill("Vader staat dronken")
    server.kill()
    line = cut_off.page.get_by_role("status").filter(has_text="De verbinding is even weg.")
    expect(line).to_be_in_viewport()
    expect(line).to_contain_text("Wat u typte, blijft staan.")
    their_window_would_be_here_by_now = 8_000
    cut_off.page.wait_for_timeout(their_window_would_be_here_by_now)
    for theirs in ("yourscript", "Connection error", "Streamlit server"):
        expect(cut_off.page.get_by_text(theirs)).to_have_count(0)
    expect(cut_off.page.get_by_role("dialog")).to_have_count(0)
    expect(reason).to_have_value("Vader staat dronken")
    server.start()
    expect(line).to_have_count(0, timeout=60_000)
    cut_off.wait()
    expect(reason).to_have_value("Vader staat dronken")
    expect(reason).to_be_enabled()
