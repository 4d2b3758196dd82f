"""A screen that is left alone: a warning, then nothing to read, and what was typed is still there afterwards."""

import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.person import PASSWORD, PATIENCE, Person
from tests.browser.story import Keeps, begins_with_a_child
from tests.browser.test_typed_text_is_kept import TEXT, still_reads, types_a_waarneming

pytestmark = pytest.mark.browser
SHORT = 24  # seconds


@pytest.fixture
def hasty(school: dict[str, str]) -> Iterator[None]:
    """A school that locks after seconds instead of minutes."""
    place = school["MELDCODE_DATABASE_URL"].removeprefix("sqlite:///")

    def decide(statement: str) -> None:
        with sqlite3.connect(place, timeout=30) as connection:
            connection.execute(statement)

    decide(f"INSERT INTO setting SELECT id, 'idle_seconds', {SHORT} FROM school")  # noqa: S608  # our own number
    yield
    decide("DELETE FROM setting WHERE naam = 'idle_seconds'")


@pytest.mark.usefixtures("hasty")
def test_left_alone_it_warns_then_shows_nothing_and_keeps_what_was_typed(person: Person, keeps: Keeps) -> None:
    begins_with_a_child(person, keeps, "Fenna de Wolf")
    types_a_waarneming(person, TEXT)
    person.sees("Concept bewaard om")
    address = person.page.url
    warning = person.page.get_by_role("alertdialog")
    expect(warning).to_contain_text("wordt dit scherm vergrendeld", timeout=PATIENCE * 2)
    person.page.get_by_role("button", name="Ik ben er nog").click()
    expect(warning).to_have_count(0)
    expect(warning).to_be_visible(timeout=PATIENCE * 2)
    person.page.wait_for_url("**/inloggen?naar=**", timeout=PATIENCE * 2)
    assert "Fenna" not in person.page.content() and "wil niet naar huis" not in person.page.content()
    person.page.get_by_label("E-mailadres").fill("noor@oefenschool.example")
    person.page.get_by_label("Wachtwoord").fill(PASSWORD)
    person.page.get_by_role("button", name="Inloggen", exact=True).click()
    person.wait()
    assert person.page.url == address
    still_reads(person, TEXT)


def test_a_session_ended_elsewhere_takes_the_content_off_the_screen(
    person: Person, school: dict[str, str], keeps: Keeps
) -> None:
    """At once when somebody turns to it, and else within a minute."""
    begins_with_a_child(person, keeps, "Mila Noorman")
    person.sees("Mila Noorman")
    place = school["MELDCODE_DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(place, timeout=30) as connection:
        connection.execute("DELETE FROM login")
    person.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    person.page.wait_for_url("**/inloggen?naar=**")
    assert "Mila" not in person.page.content()
