"""Signing in through the browser: a refresh keeps the session, signing out ends it."""

from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.story import is_there


def test_a_refresh_keeps_the_session_and_signing_out_ends_it(person: Person) -> None:
    person.sign_in("dick", to="/directie")
    person.sees("Waar de dossiers staan")
    person.reloads()
    person.sees("Waar de dossiers staan")
    person.sign_out()
    person.page.goto(f"{person.address}/directie")
    person.page.wait_for_url("**/inloggen")
    assert "Oefenschool" in person.page.locator("body").inner_text()


def test_the_practice_accounts_are_offered(person: Person) -> None:
    person.page.goto(f"{person.address}/inloggen")
    person.page.get_by_role("button", name="vera@oefenschool.example").click()
    person.wait()
    person.sees("Maakt u zich zorgen over een leerling?")


def test_no_page_shows_a_word_of_english_of_our_own(person: Person, school: School) -> None:
    """The page is in Dutch; Streamlit's own English hints under fields are hidden."""
    is_there(person, school, "/nieuw")
    person.answers({"Gaat het over (mogelijk) handelen": "Nee"})
    person.page.get_by_label("Hoe heet de leerling?").press_sequentially("Abel")
    words = person.page.locator("body").inner_text()
    assert "Press" not in words and "apply" not in words
    assert person.page.locator("html").get_attribute("lang") == "nl"
    assert person.page.title().endswith(" – Meldroute")
