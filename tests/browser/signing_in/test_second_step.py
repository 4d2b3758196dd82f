"""A new colleague, from the beheerder's link through choosing a password and setting up an app to the start page."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from playwright.sync_api import Page, expect

from db.accounts import accounts, one_time_codes, second_factor, throttle
from db.store.engine import EVERY_SCHOOL, transaction
from meldcode.rollen import Role
from tests.browser.person import START, Person
from tests.browser.school import School
from tests.browser.story import is_there
from ui import clock

WORDS = "fluitketel-op-de-zolder"


def next_code(secret: str) -> str:
    """The next code of the app, as a telephone whose clock is half a minute ahead shows it now."""
    return str(pyotp.TOTP(secret).at(datetime.now(UTC) + timedelta(seconds=30)))


def added(school: School, naam: str, email: str) -> str:
    """Add the account of a new leerkracht, with this password."""
    at = school.who("bea").school_id
    with school.at_work(), transaction(EVERY_SCHOOL) as connection:
        return accounts.create_account(
            connection, school_id=at, naam=naam, email=email, role=Role.LEERKRACHT, password=WORDS, now=clock.now()
        )


def chooses_a_password(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.locator("#code")).not_to_have_value("")
    assert "#" not in page.url
    page.get_by_label("Nieuw wachtwoord").fill(WORDS)
    page.get_by_label("Nog een keer").fill(WORDS)
    page.get_by_role("button", name="Wachtwoord bewaren").click()


def gives_code(page: Page, code: str) -> None:
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Verder").click()


def opens_with_the_next_code_only(person: Person, secret: str, used: str) -> None:
    gives_code(person.page, used)
    expect(person.page.locator("main")).to_contain_text("Deze code klopt niet")
    # A walk types faster than anybody: after a wrong code, the next is accepted only a moment later.
    person.page.wait_for_timeout(throttle.delay(1) / timedelta(milliseconds=1))
    gives_code(person.page, next_code(secret))
    person.wait()
    person.reloads()
    person.sees(START)


def test_with_the_link_of_the_beheerder_somebody_chooses_a_password_and_is_in(person: Person, school: School) -> None:
    """The code of the link is in no address that the browser remembers."""
    bea, joke = school.who("bea"), added(school, "Joke de Vries", "vries@oefenschool.example")
    with school.at_work(), transaction(EVERY_SCHOOL) as connection:
        code = one_time_codes.make(connection, joke, bea.school_id, bea.id, clock.now())
    chooses_a_password(person.page, f"{person.address}/inloggen/link#{code}")
    person.wait()
    person.sees(START)


def test_after_the_password_a_code_of_the_app_is_asked_and_opens_once(person: Person, school: School) -> None:
    joke = added(school, "Joke Prins", "prins@oefenschool.example")
    with school.at_work(), transaction(EVERY_SCHOOL) as connection:
        secret = second_factor.proposed(connection, joke, school.who("bea").school_id)
        used = pyotp.TOTP(secret).now()
        assert second_factor.confirm(connection, joke, school.who("bea").school_id, used, clock.now())
    person.page.goto(f"{person.address}/inloggen")
    person.gives("prins@oefenschool.example", WORDS)
    opens_with_the_next_code_only(person, secret, used)


@pytest.mark.sweep
def test_from_a_link_to_signing_in_with_a_code(person: Person, school: School) -> None:
    page = person.page
    is_there(person, school, "/beheer", who="bea")
    naam = page.get_by_label("Naam").filter(visible=True)  # other tabs of beheer have such a field too
    naam.fill("Joke Smit")
    page.get_by_label("E-mailadres").fill("joke@oefenschool.example")
    person.presses("Account toevoegen")
    person.sees("kiest Joke Smit zelf een wachtwoord")
    expect(naam).to_have_value("")
    link = page.get_by_test_id("stCode").inner_text().strip()
    assert link.startswith(f"{person.address}/inloggen/link#")
    person.sign_out()

    chooses_a_password(page, link)
    person.wait()
    person.sees(START)

    person.goes_to("Mijn account")
    person.presses("Tweede stap instellen")
    shown = person.main.get_by_text(re.compile("Typ dan deze sleutel over")).inner_text()
    secret = shown.partition("over:")[2].replace(" ", "").strip()
    first = pyotp.TOTP(secret).now()
    page.get_by_label("Code uit de app").fill(first)
    person.presses("Bevestigen")
    person.sees("De tweede stap staat aan.")
    person.sign_out()

    person.gives("joke@oefenschool.example", WORDS)
    opens_with_the_next_code_only(person, secret, first)
