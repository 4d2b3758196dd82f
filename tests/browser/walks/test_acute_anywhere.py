"""Acute danger from any page, within seconds: counted in presses and fields, on a laptop and on a phone."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, expect

from db.werk import alarm
from tests.browser.conftest import LAPTOP, PHONE, SitsDown
from tests.browser.person import Person
from tests.browser.school import School
from tests.builders import opened
from ui import clock
from ui.page.screens import SCREENS

pytestmark = pytest.mark.sweep

# Whether a finger in the middle of the element would press that element, and nothing that lies over it.
ON_TOP = """(element) => {
  const box = element.getBoundingClientRect();
  const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return element.contains(there) && box.height >= 44 && box.width >= 44;
}"""


class Hands:
    """A person whose interactions are counted."""

    def __init__(self, person: Person, phone: bool) -> None:
        self.person, self.phone, self.count = person, phone, 0

    def press(self, what: Locator) -> None:
        expect(what).to_be_in_viewport()
        assert what.evaluate(ON_TOP), "this cannot be pressed: something lies over it, or it is too small"
        self._press(what)
        self.person.wait()

    def press_further_down(self, what: Locator) -> None:
        """Press something out of view; scrolling to it does not count as an interaction."""
        self._press(what)
        self.person.wait()

    def _press(self, what: Locator) -> None:
        self.count += 1
        if self.phone:
            what.tap()
        else:
            what.click()

    def fill(self, vraag: str, answer: str) -> None:
        self.count += 1
        field = self.person.main.get_by_label(re.compile("^" + re.escape(vraag)))
        field.and_(self.person.page.locator("input, textarea")).fill(answer)

    @property
    def acuut(self) -> Locator:
        """In the menu at a desk, over the page on a telephone."""
        return self.person.page.get_by_role("link", name=re.compile("^Acuut( gevaar)?$")).filter(visible=True).last

    def number(self, called: str) -> Locator:
        return self.person.main.locator(f'.mr-bellen a[href="{called}"]')


@pytest.fixture(autouse=True)
def _no_alarm_waits(school: School) -> None:
    """Remove earlier alarms, so that a walk sees only its own."""
    school.execute("DELETE FROM alarm")


EVERYBODY = pytest.mark.parametrize(
    ("hands", "who"),
    [(LAPTOP, "noor"), *((PHONE, who) for who in ("noor", "dick", "bea"))],
    ids=lambda value: value if isinstance(value, str) else "desk" if value is LAPTOP else "phone",
    indirect=["hands"],
)
"""On a phone, where there is little room, every role with pages of its own; on a laptop the role with the most."""


@pytest.fixture(params=[LAPTOP, PHONE], ids=["desk", "phone"])
def hands(request: pytest.FixtureRequest, sits_down: SitsDown) -> Hands:
    return Hands(sits_down(kind=request.param), request.param is PHONE)


@EVERYBODY
def test_from_any_page_one_press_leads_to_a_number_that_can_be_pressed(hands: Hands, who: str) -> None:
    """Also for roles that record nothing: whoever sees danger may call."""
    hands.person.sign_in(who)
    menu = hands.person.page.get_by_test_id("stSidebar").get_by_test_id("stPageLink-NavLink")
    expect(menu.first).to_be_attached()
    pages = {f"/{urlsplit(str(each.get_attribute('href'))).path}" for each in menu.all()}
    assert len(pages) >= 4 and pages <= {f"/{screen.address}" for screen in SCREENS}
    for page in sorted(pages):
        hands.person.follows(page)
        hands.count = 0
        hands.press(hands.acuut)
        for called in ("tel:112", "tel:08002000"):
            expect(hands.number(called)).to_be_in_viewport()
            assert hands.number(called).evaluate(ON_TOP), f"after Acuut on {page} {called} cannot be pressed"
        assert hands.count == 1


@pytest.mark.parametrize("who", ["noor", "vera"])
def test_from_any_page_four_interactions_make_a_record_about_a_pupil_without_a_dossier(hands: Hands, who: str) -> None:
    hands.person.sign_in(who, to="/account")
    hands.press(hands.acuut)
    hands.fill("Hoe heet de leerling?", f"Wout Zonderling-{who}")
    hands.fill("Waarom is er acuut gevaar?", "Vader staat dronken aan het hek.")
    hands.press_further_down(hands.person.main.get_by_role("button", name="Vastleggen", exact=True))
    assert hands.count == 4
    hands.person.sees(f"Wout Zonderling-{who}")
    hands.person.sees("Vader staat dronken aan het hek.")


def test_the_numbers_are_in_view_however_many_alarms_wait(hands: Hands, school: School) -> None:
    for who in ("lars", "vera", "bea", "dick", "lars"):
        with school.at_work():
            alarm.sound(school.who(who), clock.now())
    hands.person.sign_in("noor", to="/account")
    hands.press(hands.acuut)
    for called in ("tel:112", "tel:08002000"):
        expect(hands.number(called)).to_be_in_viewport()
    hands.person.sees("De nieuwste 2 van 5.")
    hands.press_further_down(hands.person.main.get_by_role("button", name="Alarmen: toon alle 5"))
    expect(hands.person.main.get_by_role("button", name="Gezien", exact=True)).to_have_count(5)


def test_in_a_dossier_four_interactions_are_a_call_and_its_record(hands: Hands, school: School) -> None:
    """Day and time are filled in already, and pressing a number ticks who was called."""
    dossier = school.keeps(opened(naam="Jesse Horizon"))
    hands.person.sign_in("noor", to=f"/stap-1?dossier={dossier.id}")
    hands.press(hands.acuut)
    hands.press(hands.number("tel:112"))
    assert hands.person.page.evaluate("window.called") == ["tel:112"]
    hands.fill("Waarom is er acuut gevaar?", "Hij durft niet mee naar huis.")
    hands.press_further_down(hands.person.main.get_by_role("button", name="Vastleggen", exact=True))
    assert hands.count == 4
    hands.person.sees("Stap 5. Beslissen")
    hands.press_further_down(hands.person.main.get_by_role("button").filter(has_text="Hij durft niet mee naar huis."))
    blocks = hands.person.main.get_by_test_id("stVerticalBlock")
    record = blocks.filter(has_text="Waarom is er acuut gevaar?").filter(has_text="Wie hebt u gebeld?").last
    expect(record.get_by_text("Hij durft niet mee naar huis.")).to_be_visible()
    expect(record.get_by_text("112", exact=True)).to_be_visible()
    expect(record.get_by_text(re.compile(r"^\d\d:\d\d uur$"))).to_be_visible()


def test_on_a_phone_the_menu_goes_once_something_in_it_was_pressed(hands: Hands) -> None:
    """A bug once: the menu still covered three quarters of the page, and the numbers, after three seconds."""
    hands.person.sign_in("lars")
    side = hands.person.page.get_by_test_id("stSidebar")
    if hands.phone:
        hands.press(hands.person.page.get_by_test_id("stExpandSidebarButton"))
        expect(side).to_have_attribute("data-collapsed", "false")
        assert hands.acuut.evaluate(ON_TOP), "Acuut can be pressed over the menu too"
    hands.press_further_down(side.get_by_role("link", name="Acuut gevaar"))
    expect(side).to_have_attribute("data-collapsed", "true" if hands.phone else "false")
    assert hands.number("tel:112").evaluate(ON_TOP)
    if hands.phone:
        hands.press(hands.person.page.get_by_test_id("stExpandSidebarButton"))
    expect(side.locator('a[href="tel:112"]')).to_be_visible()
    expect(side.locator('a[href="tel:08002000"]')).to_be_visible()


def test_a_leerkracht_presses_once_and_the_ib_er_and_directie_see_it(hands: Hands, colleague: Person) -> None:
    hands.person.sign_in("lars")
    hands.press(hands.acuut)
    hands.count = 0
    hands.press(hands.person.main.get_by_role("button", name="Alarmeer nu"))
    assert hands.count == 1
    hands.person.sees("Nog niemand heeft het gezien.")
    expect(hands.person.main.get_by_role("link", name="Bel 214")).to_have_attribute("href", "tel:214")
    for who, name in (("noor", "Noor van Dalen"), ("dick", "Dick Hofstra")):
        colleague.sign_in(who)
        line = colleague.main.get_by_role("alert").filter(has_text="Lars Brouwer heeft om")
        expect(line.first).to_be_in_viewport()
        expect(line.first).to_contain_text("Ga erheen of bel toestel 236.")
        for _each in range(line.count()):
            colleague.presses("Gezien")
        expect(line).to_have_count(0)
        colleague.sign_out()
        hands.person.page.reload()
        hands.person.wait()
        hands.person.sees(f"{name} om")
