"""Acute danger in an open dossier: the numbers within three interactions, then straight to the melding."""

import pytest
from playwright.sync_api import expect

from tests.browser import answers
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.story import is_there, opens_a_dossier


@pytest.mark.sweep
def test_from_stap_1_the_numbers_are_one_click_away_and_the_route_goes_to_the_melding(
    person: Person, school: School
) -> None:
    """R35: the melding at once; the stappen that were skipped are shown as still to be filled in."""
    is_there(person, school, "/")
    opens_a_dossier(person, "Roos van der Meulen-Achterberg")
    person.goes_to("Acuut gevaar")
    person.sees("112")
    person.sees("0800-2000")
    person.answers(answers.ACUUT)
    person.presses("Vastleggen")
    person.sees("Stap 5. Beslissen")
    expect(person.main.get_by_text("later aanvullen")).to_have_count(4)
    person.records("5b. Melding", answers.MELDING)
    person.goes_to("1. Signalen")
    person.sees("Deze stap is overgeslagen vanwege acuut gevaar.")
