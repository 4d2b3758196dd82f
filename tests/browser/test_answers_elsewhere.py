"""Answers to presses that stand in no other sweep: before anybody is signed in, and where a meeting ends."""

from dataclasses import replace

import pyotp
import pytest
from playwright.sync_api import Page, expect

from db import besprekingen, links, second_factor
from db.engine import EVERY_SCHOOL, transaction
from tests.browser import meeting
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.seen import SIZES
from tests.browser.story import is_there
from tests.browser.test_every_other_answer import is_done, is_refused
from tests.browser.test_second_step import WORDS, added, gives_code
from ui import clock
from ui.arrival import NOT_ALIKE
from ui.second_step import WRONG_CODE
from ui.sign_in import WRONG

pytestmark = pytest.mark.sweep


def test_a_meeting_is_closed_once_something_was_decided_about_every_case(person: Person, school: School) -> None:
    with school.at_work():
        case = meeting.begun(school.who("noor"))
    is_there(person, school, "/leerlingbespreking")
    is_refused(person, "Bespreking sluiten")
    with school.at_work():
        zitting = besprekingen.mine(case.noor)
        assert zitting
        (punt,) = zitting.bespreking.punten
        decided = replace(punt, geen_actie="De leerkracht kijkt het nog twee weken aan.")
        besprekingen.keep(case.noor, replace(zitting.bespreking, punten=(decided,)))
    person.reloads()
    person.page.set_viewport_size(SIZES["phone"])
    person.presses("Bespreking sluiten")
    is_done(person, "De bespreking is gesloten.")


def is_refused_outside(page: Page, said: str, field: str) -> None:
    """The sentence is in view, and the cursor in the field to type in anew, which tells why."""
    told, here = page.get_by_role("alert"), page.locator(f"#{field}")
    expect(told).to_have_text(said)
    expect(told).to_be_in_viewport(ratio=1)
    expect(here).to_be_focused()
    expect(here).to_be_in_viewport(ratio=1)
    expect(here).to_have_attribute("aria-invalid", "true")
    expect(here).to_have_attribute("aria-describedby", told.get_attribute("id") or "nothing")


def test_two_passwords_that_differ_a_wrong_password_and_a_wrong_code(person: Person, school: School) -> None:
    """On a phone, where there is least room."""
    page, bea = person.page, school.who("bea")
    page.set_viewport_size(SIZES["phone"])
    joke = added(school, "Joke Prins", "prins@oefenschool.example")
    with school.at_work(), transaction(EVERY_SCHOOL) as connection:
        code = links.make(connection, joke, bea.school_id, bea.id, clock.now())
        secret = second_factor.proposed(connection, joke, bea.school_id)
        assert second_factor.confirm(connection, joke, bea.school_id, pyotp.TOTP(secret).now(), clock.now())
    page.goto(f"{person.address}/inloggen/link#{code}")
    expect(page.locator("#code")).not_to_have_value("")
    page.get_by_label("Nieuw wachtwoord").fill(WORDS)
    page.get_by_label("Nog een keer").fill(f"{WORDS}!")
    page.get_by_role("button", name="Wachtwoord bewaren").click()
    is_refused_outside(page, NOT_ALIKE, "password")

    page.goto(f"{person.address}/inloggen")
    person.gives("lars@oefenschool.example", "mis")
    is_refused_outside(page, WRONG, "password")

    person.gives("prins@oefenschool.example", WORDS)
    gives_code(page, "000000")
    is_refused_outside(page, WRONG_CODE, "code")
