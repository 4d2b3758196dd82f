"""A screen that nobody touches: first a warning, then it is locked and blank; what was typed is there afterwards."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Error, Locator, expect

from db import schema
from db.school.schools import IDLE_SECONDS
from db.store.engine import EVERY_SCHOOL, transaction
from db.werk import alarm
from tests.browser.person import PASSWORD, Person
from tests.browser.school import School
from tests.browser.story import TEXT, begins_with_a_child, is_kept, is_there, still_reads, types_a_waarneming
from ui import clock

LONGER_THAN_IT_LASTS = 120_000  # milliseconds


def is_left_alone(school: School, *, ends_in: int) -> None:
    """Move the last activity back, so that the session ends in this many seconds."""
    with school.at_work(), transaction(EVERY_SCHOOL) as connection:
        active = clock.now() - timedelta(seconds=IDLE_SECONDS - ends_in)
        connection.execute(schema.login.update().values(last_active=active))


def turns_to_it(person: Person, until: Locator | None = None) -> None:
    """Somebody turns to this screen again: it asks the server whether it may still be read, unless it already does."""

    def look() -> bool:
        try:
            person.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
            return until is None or until.count() > 0
        except Error as gone:  # it is just being replaced by the page to sign in
            if "context was destroyed" not in str(gone):
                raise
            return False

    person.waits_until(look, bool)


def is_locked(person: Person, *words: str) -> None:
    person.page.wait_for_url("**/inloggen?naar=**", timeout=LONGER_THAN_IT_LASTS)
    assert [word for word in words if word in person.page.content()] == []


def test_left_alone_it_warns_then_shows_nothing_and_keeps_what_was_typed(person: Person, school: School) -> None:
    dossier = begins_with_a_child(person, school, "Fenna de Wolf")
    types_a_waarneming(person, TEXT)
    is_kept(person, school, dossier, TEXT)
    address = person.page.url
    warning = person.page.get_by_role("alertdialog")
    expect(warning).to_have_count(0)
    is_left_alone(school, ends_in=50)
    turns_to_it(person, until=warning)
    expect(warning).to_contain_text("wordt dit scherm vergrendeld")
    person.page.get_by_role("button", name="Ik ben er nog").click()
    expect(warning).to_have_count(0)
    is_left_alone(school, ends_in=3)
    turns_to_it(person, until=warning.or_(person.page.get_by_label("E-mailadres")))
    is_locked(person, "Fenna", "wil niet naar huis")
    person.gives("noor@oefenschool.example", PASSWORD)
    person.wait()
    assert person.page.url == address
    still_reads(person, TEXT)


@pytest.fixture
def hasty(school: School) -> Iterator[None]:
    """A school that locks within a minute instead of after many."""
    school.execute("REPLACE INTO setting SELECT id, 'idle_seconds', 48 FROM school")
    yield
    school.execute("DELETE FROM setting WHERE naam = 'idle_seconds'")


@pytest.mark.sweep
@pytest.mark.usefixtures("hasty")
def test_nobody_has_to_turn_to_it_for_it_to_warn_and_lock(person: Person, school: School) -> None:
    begins_with_a_child(person, school, "Fenna de Wolf")
    person.sees("Fenna de Wolf")
    warning = person.page.get_by_role("alertdialog")
    expect(warning).to_contain_text("wordt dit scherm vergrendeld", timeout=LONGER_THAN_IT_LASTS)
    person.page.get_by_role("button", name="Ik ben er nog").click()
    expect(warning).to_have_count(0)
    expect(warning).to_be_visible(timeout=LONGER_THAN_IT_LASTS)
    is_locked(person, "Fenna")


@pytest.mark.sweep
@pytest.mark.usefixtures("hasty")
def test_a_page_that_nobody_touches_says_by_itself_that_somebody_sounded_the_alarm(
    person: Person, school: School
) -> None:
    """The alarm shows on the start page and in the title of the tab, and does not postpone locking."""
    is_there(person, school, "/")
    rings, active = person.page.locator(".mr-luidt"), school.execute("SELECT last_active FROM login")
    expect(rings).to_have_count(0)
    with school.at_work():
        alarm.sound(school.who("lars"), clock.now())
    expect(rings).to_contain_text("Acuut gevaar: Lars Brouwer heeft om", timeout=LONGER_THAN_IT_LASTS)
    expect(rings).to_be_in_viewport(ratio=1)
    expect(person.page).to_have_title(re.compile(r"^\(!\) "))
    assert school.execute("SELECT last_active FROM login") == active
    rings.get_by_role("button", name="Bekijken").click()
    person.sees("Acuut gevaar: Lars Brouwer heeft om")
    expect(rings).to_have_count(0)
    person.wait()
    person.presses("Gezien")
    turns_to_it(person)
    expect(rings).to_have_count(0)


def test_a_session_ended_elsewhere_takes_the_content_off_the_screen(person: Person, school: School) -> None:
    """At once when somebody turns to the screen, otherwise within a minute."""
    begins_with_a_child(person, school, "Mila Noorman")
    person.sees("Mila Noorman")
    school.execute("DELETE FROM login")
    turns_to_it(person, until=person.page.get_by_label("E-mailadres"))
    is_locked(person, "Mila")
