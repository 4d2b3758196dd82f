"""Signing in through the browser: a refresh keeps the session, signing out ends it."""

from playwright.sync_api import Route

from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.story import is_there


def test_a_refresh_keeps_the_session_and_signing_out_ends_it(person: Person) -> None:
    person.sign_in("dick", to="/account")
    person.sees("Uw wachtwoord van nu")
    person.reloads()
    person.sees("Uw wachtwoord van nu")
    person.sign_out()
    person.page.goto(f"{person.address}/account")
    person.page.wait_for_url("**/inloggen")
    assert "Oefenschool" in person.page.locator("body").inner_text()


def test_who_signs_out_is_not_told_that_the_session_ended(person: Person, school: School) -> None:
    """A bug once: the press itself asks whether the session goes on, and that answer could overtake the signing out."""
    is_there(person, school, "/account", "dick")
    page = person.page
    with page.expect_response("**/sessie") as first:
        page.reload()
    first.value.finished()  # while the page waits for its first answer, a press asks nothing
    asking: list[Route] = []
    page.route("**/sessie", lambda route: asking.append(route))
    with page.expect_request("**/uitloggen"):
        page.get_by_role("button", name="Uitloggen").click(no_wait_after=True)
    person.waits_until(lambda: asking, bool)
    asking[0].fulfill(status=401)
    page.wait_for_url("**/inloggen")
    person.does_not_see("Uw sessie is afgelopen")


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
