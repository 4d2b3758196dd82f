"""The shared screen of a leerlingbespreking: opening it, moving its clock, and reading what is on it."""

from contextlib import suppress

from playwright.sync_api import Locator, expect

from db.dossiers import besprekingen
from tests.browser.meeting import Case
from tests.browser.person import Person

SCREEN = "/leerlingbespreking/scherm"
A_SECOND = 1_000  # milliseconds
BEFORE_IT_IS_BLANK_ANYWAY = 40 * A_SECOND


def passes(still: Person, milliseconds: int) -> None:
    """Let this much time pass for the script of the screen; the server keeps its own clock."""
    still.page.clock.run_for(milliseconds)


def hears_nothing_more(still: Person) -> None:
    """From now on its requests stay unanswered."""
    still.page.route("**/nu?*", lambda _route: None)


def asks_once_more(wall: Person) -> None:
    with wall.page.expect_request(lambda request: "/nu" in request.url) as asked:
        pass
    assert asked.value.response()


def opens_screen(wall: Person) -> None:
    wall.page.goto(f"{wall.address}{SCREEN}")
    expect(wall.page.get_by_role("heading", name="Leerlingbespreking")).to_be_visible()


def shows(wall: Person, text: str) -> None:
    expect(wall.page.locator("#beeld").get_by_text(text)).to_be_visible()


def comes_to_show(still: Person, text: str, there: Locator | None = None) -> None:
    """Its script asks once a second, unless an earlier answer is still on its way; a busy machine needs some more."""
    place = there or still.page.locator("#beeld")
    for _second in range(5):
        passes(still, A_SECOND)
        with suppress(AssertionError):
            return expect(place.filter(has_text=text)).to_be_visible(timeout=10_000)
    expect(place).to_contain_text(text)


def is_blank(wall: Person) -> None:
    expect(wall.page.locator("#beeld")).to_be_empty(timeout=BEFORE_IT_IS_BLANK_ANYWAY)


def is_hidden(case: Case) -> bool:
    stand = besprekingen.stand_of(case.noor)
    assert stand
    return stand.verborgen
