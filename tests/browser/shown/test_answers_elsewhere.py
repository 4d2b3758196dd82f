"""Answers to presses that no other sweep covers: before anybody is signed in, and where a meeting ends."""

from dataclasses import replace

import pyotp
import pytest
from playwright.sync_api import Page, expect

from db.accounts import one_time_codes, second_factor
from db.dossiers import besprekingen
from db.store.engine import EVERY_SCHOOL, transaction
from meldcode.vastleggingen import Afspraak, Bijlage
from meldcode.vastleggingen.opvolging import RedenOverdracht
from tests.answers.typed import written
from tests.browser import meeting
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.seen import SIZES, is_where_the_person_is, pointed
from tests.browser.shown.test_every_other_answer import is_done, is_refused
from tests.browser.signing_in.test_second_step import WORDS, added, gives_code
from tests.browser.story import is_there
from tests.browser.walks.test_attachment import chooses as chooses_a_file
from tests.builders import opened, record
from tests.cast import LARS
from ui import clock
from ui.signing_in.one_time_link import NOT_ALIKE
from ui.signing_in.second_step import WRONG_CODE
from ui.signing_in.sign_in import WRONG

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


def test_after_handing_over_the_questions_are_asked_anew(person: Person, school: School) -> None:
    """A bug once: the earlier choice stayed on the page, above a list of what waits for somebody else."""
    school.keeps(record(opened(), Afspraak, wie=written(LARS)))
    is_there(person, school, "/overdragen")
    van, naar = (person.main.get_by_label(each, exact=True) for each in ("Van wie?", "Aan wie?"))
    with person.is_answered():
        person.picks(van, "Lars Brouwer")
    person.picks(naar, "Noor van Dalen")
    person.main.get_by_text(RedenOverdracht.AFWEZIG.label, exact=True).click()
    person.presses("Alles overdragen")
    is_done(person, "Overgedragen aan Noor van Dalen: ")
    expect(van).to_have_value("Noor van Dalen")
    expect(person.main.get_by_role("radio", name=RedenOverdracht.AFWEZIG.label)).not_to_be_checked()


def test_a_refused_file_and_a_list_that_is_turned_are_where_the_person_is(person: Person, school: School) -> None:
    person.page.set_viewport_size(SIZES["phone"])
    for _ in range(20):
        dossier = school.keeps(opened())
    is_there(person, school, "/dossiers")
    with person.is_answered():
        person.main.get_by_role("button", name="Volgende").click()
    is_where_the_person_is(person, pointed(person.main))
    person.opens(f"/stap-1?dossier={dossier.id}")
    person.chooses(Bijlage.titel)
    person.answers({"Wat is het?": "Andere foto, zonder letsel"})
    chooses_a_file(person, b"geen foto")
    refused = pointed(person.main.locator('[class*="-bezwaar"]'))
    is_where_the_person_is(person, refused)
    expect(refused).to_contain_text("Dit is een tekstbestand")
    after = person.main.get_by_test_id("stFileUploader").evaluate("it => getComputedStyle(it, '::after').content")
    assert after == "none", "beneath it stands what is said of a file that never arrived"


def is_refused_outside(page: Page, said: str, field: str) -> None:
    """The sentence is in view, and the cursor in the field to fill in again, whose description says why."""
    told, here = page.get_by_role("alert"), page.locator(f"#{field}")
    expect(told).to_have_text(said)
    expect(told).to_be_in_viewport(ratio=1)
    expect(here).to_be_focused()
    expect(here).to_be_in_viewport(ratio=1)
    expect(here).to_have_attribute("aria-invalid", "true")
    expect(here).to_have_attribute("aria-describedby", told.get_attribute("id") or "nothing")


def test_two_passwords_that_differ_a_wrong_password_and_a_wrong_code(person: Person, school: School) -> None:
    """On a phone, where there is least room for it."""
    page, bea = person.page, school.who("bea")
    page.set_viewport_size(SIZES["phone"])
    joke = added(school, "Joke Prins", "prins@oefenschool.example")
    with school.at_work(), transaction(EVERY_SCHOOL) as connection:
        code = one_time_codes.make(connection, joke, bea.school_id, bea.id, clock.now())
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
