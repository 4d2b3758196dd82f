"""The calendar of a school: chosen as a file, its days looked at in three groups, and what moved read where it is."""

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.seen import box, is_where_the_person_is
from tests.browser.story import is_there
from tests.browser.walks.test_attachment import no_english
from tests.inputs.calendars.case import Ics

DAYS = (
    Ics()
    .whole("Studiedag team", "20270203")
    .whole("Kerstvakantie", "20261219", "20270104")
    .whole("Voorjaarsvakantie", "20270220", "20270301")
    .whole("Onderbouw vrij", "20270312")
    .whole("Groep 1 t/m 3 vrij", "20270319")
    .whole("Suikerfeest", "20270310")
    .whole("1e schooldag na de kerstvakantie", "20270104")
    .whole("Paasontbijt", "20270325")
    .whole("Vrije dag", "20270118", "", "STATUS:CANCELLED")
    .event("DTSTART:20270203T193000", "DTEND:20270203T210000", "SUMMARY:Ouderavond groep 3")
)


def chooses(person: Person, content: bytes, name: str) -> None:
    with person.page.expect_file_chooser() as chooser:
        person.main.get_by_role("button", name="Bestand kiezen").and_(person.page.locator("button")).click()
    assert chooser.value.element.get_attribute("accept") in (None, ""), "the window to choose from hides calendars"
    chooser.value.set_files({"name": name, "mimeType": "text/calendar", "buffer": content})


@pytest.mark.sweep
def test_the_days_of_a_calendar_are_chosen_and_the_page_stays_there(person: Person, school: School) -> None:
    is_there(person, school, "/beheer", "bea")
    person.main.get_by_role("tab", name="Vrije dagen", exact=True).click()
    person.main.get_by_role("tab", name="Uit een bestand", exact=True).click()
    chooses(person, DAYS.bytes(), "agenda.ics")
    person.sees("Zeker vrij")
    person.sees("Misschien vrij")
    person.wait()
    with person.is_answered():
        person.main.get_by_role("button", name="Deze dagen zijn vrij").locator("visible=true").click()
    is_where_the_person_is(person, box(person, "Ingevoerd: 3."))
    expect(person.main.get_by_role("tab", name="Uit een bestand", exact=True)).to_have_attribute(
        "aria-selected", "true"
    )
    person.main.get_by_text("Niet overgenomen").click()
    person.sees("Ouderavond groep 3, wo 3 februari 2027: Dit is maar een deel van de dag.")


@pytest.mark.sweep
def test_a_calendar_that_is_too_large_is_refused_in_dutch_with_its_size(person: Person, school: School) -> None:
    is_there(person, school, "/beheer", "bea")
    person.main.get_by_role("tab", name="Vrije dagen", exact=True).click()
    person.main.get_by_role("tab", name="Uit een bestand", exact=True).click()
    chooses(person, DAYS.bytes() + bytes(5 * 1024 * 1024), "agenda.ics")
    person.sees("Dit bestand is te groot (5,01 MB): een agenda mag ten hoogste 5 MB zijn.")
    no_english(person)
