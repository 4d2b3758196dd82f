"""A new colleague: from the beheerder's link, by way of a password and an app, to the start page; and back again."""

import re
import time

import pyotp
import pytest
from playwright.sync_api import expect

from tests.browser.person import Person

pytestmark = pytest.mark.browser
WORDS = "fluitketel-op-de-zolder"


def code_after(secret: str, used: str) -> str:
    """The next code of the app: one that was used is not accepted again."""
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        if (code := pyotp.TOTP(secret).now()) != used:
            return code
        half_a_second = 0.5
        time.sleep(half_a_second)
    raise AssertionError("the app shows the same code for more than half a minute")


def test_from_a_link_to_signing_in_with_a_code(person: Person) -> None:
    page = person.page
    person.sign_in("bea")
    person.goes_to("Beheer")
    page.get_by_label("Naam").first.fill("Joke Smit")
    page.get_by_label("E-mailadres").fill("joke@oefenschool.example")
    person.presses("Account toevoegen")
    person.sees("kiest Joke Smit zelf een wachtwoord")
    expect(page.get_by_label("Naam").first).to_have_value("")
    link = page.get_by_test_id("stCode").inner_text().strip()
    assert link.startswith(f"{person.address}/inloggen/link#")
    person.sign_out()

    page.goto(link)
    page.wait_for_function("document.getElementById('code').value !== ''")
    assert "#" not in page.url
    page.get_by_label("Nieuw wachtwoord").fill(WORDS)
    page.get_by_label("Nog een keer").fill(WORDS)
    page.get_by_role("button", name="Wachtwoord bewaren").click()
    person.wait()
    person.sees("Wat wacht er op u?")

    person.goes_to("Mijn account")
    person.presses("Tweede stap instellen")
    shown = person.main.get_by_text(re.compile("typ dan deze sleutel over")).inner_text()
    secret = shown.partition("over:")[2].replace(" ", "").strip()
    first = pyotp.TOTP(secret).now()
    page.get_by_label("Code uit de app").fill(first)
    person.presses("Bevestigen")
    person.sees("De tweede stap staat aan.")
    person.sign_out()

    page.get_by_label("E-mailadres").fill("joke@oefenschool.example")
    page.get_by_label("Wachtwoord").fill(WORDS)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.get_by_label("Code").fill(first)
    page.get_by_role("button", name="Verder").click()
    expect(page.locator("main")).to_contain_text("Deze code klopt niet")
    page.get_by_label("Code").fill(code_after(secret, first))
    page.get_by_role("button", name="Verder").click()
    person.wait()
    page.reload()
    person.wait()
    person.sees("Wat wacht er op u?")
