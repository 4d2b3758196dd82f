"""The helpers of a browser leave alone what is typed about a child: nothing is checked, suggested, changed or kept.

What a page says of itself is in ``tests/ui/web/gate/test_browser_is_left_out.py``; this asks Chromium what comes of it,
and so does ``test_every_answer`` of each form.
"""

import pytest
from playwright.sync_api import expect

from db.practice.school import ACCOUNTS
from meldcode.rollen import Role, allows
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.shown.folds import unfolds_everything
from tests.browser.shown.helped import helped
from tests.browser.story import begins_halfway, is_there, waarneming
from tests.builders import after_stap, opened
from ui.page.screens import SCREENS

TYPED = "input:is([type=text], [type=number]), textarea"
SIGNING_IN = ("username", "current-password", "new-password", "one-time-code")


def test_no_field_is_helped_of_a_list_of_a_form_or_after_an_answer(person: Person, school: School) -> None:
    dossier = begins_halfway(person, school, 1, opened())
    person.chooses("Signaal")
    assert helped(person) == []
    fields = person.main.locator(TYPED).count()
    person.answers({"Hoe weet u dit?": "De leerling zei het, letterlijk"})
    expect(waarneming(person)).to_be_visible()
    assert helped(person) == [] and person.main.locator(TYPED).count() > fields > 0
    for address in ("/dossiers", "/acuut", f"/opvolging?dossier={dossier.id}"):
        person.follows(address)
        assert helped(person) == [], address


def test_who_signs_in_may_have_it_done_by_a_password_manager(person: Person) -> None:
    person.page.goto(f"{person.address}/inloggen")
    expect(person.page.get_by_label("E-mailadres")).to_have_attribute("autocomplete", "username")
    expect(person.page.get_by_label("Wachtwoord")).to_have_attribute("autocomplete", "current-password")
    assert person.page.evaluate("[...document.querySelectorAll('input')].filter((each) => each.spellcheck)") == []


@pytest.mark.sweep
@pytest.mark.parametrize("role", [each for each in Role if each.acts_as is each])
def test_on_no_page_of_this_role_a_field_is_helped(person: Person, school: School, role: Role) -> None:
    name = next(name for name, _naam, theirs in ACCOUNTS if theirs is role)
    is_there(person, school, f"/dossier?dossier={school.keeps(after_stap(3)).id}", name)
    fields = 0
    for screen in SCREENS:
        if allows(role, screen.permission):
            person.follows(f"/{screen.address}")
            unfolds_everything(person)
            assert helped(person, *SIGNING_IN) == [], screen.address
            fields += person.main.locator(TYPED).count()
    assert fields > 0
