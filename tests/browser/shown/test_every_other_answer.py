"""Every form that records no vastlegging, and every other press that acts: the answer is where the person is."""

import pytest
from playwright.sync_api import expect

from meldcode.termijnen.vakanties import Regio
from meldcode.vastleggingen import Afspraak, Bijlage, Signaal
from meldcode.vastleggingen.opvolging import RedenOverdracht
from tests import files
from tests.answers.typed import written
from tests.browser import answers
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.seen import (
    GOOD,
    SIZES,
    box,
    each_line_leads_to_its_field,
    is_where_the_person_is,
    pointed,
    shows_whole_lists,
)
from tests.browser.signing_in.test_second_step import WORDS, added
from tests.browser.story import is_there
from tests.browser.walks.test_attachment import chooses as chooses_a_file
from tests.builders import opened, record, work
from tests.cast import LARS
from ui.elements.answer import NOT_DONE

pytestmark = pytest.mark.sweep


def is_refused(person: Person, press: str, said: str = NOT_DONE) -> None:
    """Sent as it is, at both window sizes: the refusal is where the person is, and each line leads to its field."""
    for size in SIZES.values():
        person.page.set_viewport_size(size)
        person.presses(press)
        told = box(person, said)
        is_where_the_person_is(person, told)
        each_line_leads_to_its_field(person, told)
    person.page.set_viewport_size(SIZES["laptop"])


def is_done(person: Person, said: str) -> None:
    done = person.page.locator(GOOD).filter(has_text=said)
    is_where_the_person_is(person, done)


def fills_in(person: Person, typed: dict[str, str]) -> None:
    """Fill in the fields of a form that is sent as a whole."""
    for label, text in typed.items():
        field = person.main.get_by_label(label, exact=True).locator("visible=true").first
        field.fill(text)


def test_accounts_terms_signing_in_free_days_mail_and_the_checks(person: Person, school: School) -> None:
    is_there(person, school, "/beheer", "bea")
    is_refused(person, "Account toevoegen")
    fills_in(person, {"Naam": "Joke Proef", "E-mailadres": f"joke-{id(person)}@oefenschool.example"})
    person.presses("Account toevoegen")
    is_done(person, "Het account is gemaakt.")
    for tab, press, said in (
        ("Inloggen", "Bewaren", "Bewaard."),
        ("Termijnen", "Termijnen bewaren", "De termijnen zijn bewaard."),
        ("Logboek", "Controleer", "Alles klopt"),
    ):
        person.main.get_by_role("tab", name=tab, exact=True).click()
        for size in SIZES.values():
            person.page.set_viewport_size(size)
            person.main.get_by_role("button", name=press, exact=True).locator("visible=true").first.click()
            person.wait()
            is_done(person, said)
    person.main.get_by_role("tab", name="Vrije dagen", exact=True).click()
    is_refused(person, "Invoeren")
    fills_in(person, {"Naam": "Proefdag", "Eerste vrije dag": answers.ahead(200)})
    person.presses("Invoeren")
    is_done(person, "Ingevoerd: 1.")
    person.main.get_by_role("button", name="Weghalen").last.click()
    person.wait()
    is_done(person, "Weggehaald.")


def test_days_from_a_suggestion_of_which_none_was_chosen(person: Person, school: School) -> None:
    is_there(person, school, "/beheer", "bea")
    person.main.get_by_role("tab", name="Vrije dagen", exact=True).click()
    person.main.get_by_role("tab", name="Voorstel per regio", exact=True).click()
    with person.is_answered():
        person.main.get_by_text(Regio.NOORD.label, exact=True).click()
    for each in person.main.get_by_role("checkbox").locator("visible=true").all():
        if each.is_checked():
            each.locator("xpath=ancestor::label").click()
    is_refused(person, "Deze dagen zijn vrij")


def test_ones_own_account(person: Person, school: School) -> None:
    is_there(person, school, "/account", "vera")
    fills_in(person, {"Toestel of telefoonnummer": "niet te bellen"})
    is_refused(person, "Bewaren")
    fills_in(person, {"Toestel of telefoonnummer": "217"})
    person.presses("Bewaren")
    is_done(person, "Uw toestel is bewaard.")
    is_refused(person, "Wachtwoord wijzigen")
    person.presses("Tweede stap instellen")
    is_refused(person, "Bevestigen")


def test_another_password(person: Person, school: School) -> None:
    """Changes the password of a colleague who exists for this test only: other tests sign in with the usual ones."""
    added(school, "Joke Wissel", "wissel@oefenschool.example")
    person.page.goto(f"{person.address}/inloggen")
    person.gives("wissel@oefenschool.example", WORDS)
    person.wait()
    person.goes_to("Mijn account")
    for new, said in (("kort", ""), (f"{WORDS}-nu", "Uw wachtwoord is gewijzigd.")):
        fills_in(
            person, {"Uw wachtwoord van nu": WORDS, "Nieuw wachtwoord": new, "Nieuw wachtwoord, nog een keer": new}
        )
        if said:
            person.presses("Wachtwoord wijzigen")
            is_done(person, said)
        else:
            is_refused(person, "Wachtwoord wijzigen")


def test_a_correction(person: Person, school: School) -> None:
    dossier = school.keeps(record(opened(), Signaal, plaats="bij het hek"))
    is_there(person, school, f"/dossier?dossier={dossier.id}")
    with person.is_answered():
        person.main.get_by_text("Corrigeren", exact=True).last.click()
    field = person.main.locator('[class*="st-key-vraag-"][class*="-plaats-"] input').last
    person.types(field, "in de klas")
    person.page.set_viewport_size(SIZES["phone"])
    person.presses("Vastleggen")
    is_done(person, "Vastgelegd: Signaal")


def test_showing_anew_who_one_is(person: Person, school: School) -> None:
    is_there(person, school, "/beheer", "bea")
    school.execute("UPDATE login SET verified_at = '2026-01-01 00:00:00'")
    person.reloads()
    is_refused(person, "Bevestigen")


def test_handing_over(person: Person, school: School) -> None:
    school.keeps(record(opened(), Afspraak, wie=written(LARS)))
    is_there(person, school, "/overdragen")
    is_refused(person, "Alles overdragen")
    person.opens("/overdragen")  # opened anew, because a list closes when the window changes size
    with person.is_answered():
        person.picks(person.main.get_by_label("Van wie?", exact=True), "Lars Brouwer")
    person.picks(person.main.get_by_label("Aan wie?", exact=True), "Noor van Dalen")
    person.main.get_by_text(RedenOverdracht.AFWEZIG.label, exact=True).click()
    person.page.set_viewport_size(SIZES["phone"])
    person.presses("Alles overdragen")
    is_done(person, "Overgedragen aan Noor van Dalen: ")


def test_an_alarm_is_given_and_seen(person: Person, colleague: Person, school: School) -> None:
    for size in SIZES.values():
        person.page.set_viewport_size(size)
        is_there(person, school, "/acuut", "lars")
        person.presses("Nog een keer alarmeren" if size is SIZES["phone"] else "Alarmeer nu")
        is_done(person, "Alarm geslagen.")
        colleague.page.set_viewport_size(size)
        is_there(colleague, school, "/", "dick")
        colleague.presses("Gezien")
        is_done(colleague, "U hebt laten weten dat u het alarm hebt gezien.")


def test_a_message_is_confirmed_and_a_stap_closed(person: Person, colleague: Person, school: School) -> None:
    dossier = school.keeps(work(opened(), 1))
    is_there(person, school, f"/stap-1?dossier={dossier.id}")
    person.page.set_viewport_size(SIZES["phone"])
    person.closes_the_stap()
    is_done(person, "De stap is afgerond en de directie is geïnformeerd.")
    is_there(colleague, school, "/directie", "dick")
    shows_whole_lists(colleague)
    with colleague.is_answered():
        colleague.main.locator(f'[class*="st-key-{dossier.id}-Ontvangst-"]').get_by_role(
            "button", name="Gezien"
        ).click()
    is_where_the_person_is(colleague, colleague.page.locator(GOOD))


def test_the_meeting_is_prepared_begun_and_closed(person: Person, school: School) -> None:
    is_there(person, school, "/leerlingbespreking")
    person.presses("Voorbereiding weggooien")
    is_done(person, "De voorbereiding is weggegooid.")
    person.presses("Bespreking voorbereiden")
    is_done(person, "De voorbereiding is begonnen.")
    is_refused(person, "Bespreking beginnen")


def test_a_file_that_will_not_do_is_refused_at_its_field(person: Person, school: School) -> None:
    dossier = school.keeps(opened())
    is_there(person, school, f"/stap-1?dossier={dossier.id}")
    person.chooses(Bijlage.titel)
    person.answers({"Wat is het?": "Andere foto, zonder letsel"})
    chooses_a_file(person, b"geen foto")
    place = person.main.locator('[class*="-Bijlage-bestand-nodig"]')
    expect(place.get_by_role("alert")).to_be_visible()
    expect(place.get_by_role("alert")).to_be_in_viewport()
    expect(place.locator('[data-testid="stFileUploader"] button').first).to_have_attribute("aria-invalid", "true")
    chooses_a_file(person, files.from_a_phone())
    is_where_the_person_is(person, pointed(person.main))
