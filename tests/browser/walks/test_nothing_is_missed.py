"""A signaal handed in on one laptop is seen on another; every dossier can be reached, by mouse and by keyboard."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from meldcode.vastleggingen import Signaal
from tests.browser.conftest import Chromium
from tests.browser.person import Person
from tests.browser.school import School
from tests.builders import opened, record
from tests.cast import LARS


@pytest.fixture
def on_a_phone(chromium: Chromium, address: str) -> Iterator[Person]:
    """Somebody with a phone."""
    context = chromium.window(viewport={"width": 390, "height": 844}, is_mobile=True)
    somebody = Person(context.new_page(), address)
    yield somebody
    context.close()
    somebody.must_have_met_no_trouble()


@pytest.mark.sweep
def test_a_signal_of_lars_is_counted_in_the_tab_of_noor_until_she_takes_it_up(person: Person, school: School) -> None:
    person.sign_in("noor")
    before = int((re.match(r"\((\d+)\) ", person.page.title()) or ["", "0"])[1])
    dossier = school.keeps(
        record(opened(by=LARS, naam="Iris Bloemendaal"), Signaal, by=LARS, waarneming="Drie dagen geen jas.")
    )
    person.goes_to("Mijn account")
    expect(person.page).to_have_title(f"({before + 1}) Mijn account – Meldroute")
    person.goes_to("Start")
    person.sees("“Drie dagen geen jas.”")
    person.presses(f"Oppakken: {dossier.codenaam}")
    person.sees("Iris Bloemendaal")
    left = f"({before}) " if before else ""
    expect(person.page).to_have_title(f"{left}{dossier.codenaam} – Stap 1 – Meldroute")
    person.goes_to("Start")
    person.does_not_see("Drie dagen geen jas")


def test_a_dossier_is_found_by_three_letters_and_opened_without_a_mouse(person: Person, school: School) -> None:
    dossier = school.keeps(opened(naam="Xanthe Bloemendaal"))
    person.sign_in("noor", to="/dossiers")
    field = person.main.get_by_label("Zoek op naam, codenaam of geboortedatum")
    field.fill("xan")
    person.sees("1 gevonden in alle")
    row = person.main.get_by_role("button", name=re.compile(rf"^{dossier.codenaam}\b.*Xanthe Bloemendaal"))
    expect(row).to_have_count(1)
    field.focus()
    for _press in range(5):
        person.page.keyboard.press("Tab")
        if row.evaluate("row => row === document.activeElement"):
            break
    else:
        raise AssertionError("the row is not reached with five presses of Tab")
    person.page.keyboard.press("Enter")
    person.sees("Stap 1. Signalen in kaart brengen")
    assert "xan" not in person.page.url


@pytest.mark.sweep
def test_on_a_phone_no_row_is_wider_than_the_screen_and_none_is_cut(on_a_phone: Person, school: School) -> None:
    school.keeps(opened(naam="Willemijn Anna-Sophia van den Regenboogbrug-Oosterhuizen tot Windekind"))
    for page in ("/dossiers", "/"):
        on_a_phone.sign_in("noor", to=page)
        rows = on_a_phone.main.locator('[class*="st-key-mr-rijen-"] button:visible')
        expect(rows.first).to_be_visible()
        wide = rows.evaluate_all(
            "rows => rows.filter(r => r.scrollWidth > r.clientWidth + 1 || r.clientWidth > 390).length"
        )
        assert wide == 0, page
        on_a_phone.page.context.clear_cookies()
