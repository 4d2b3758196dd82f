"""The whole route: a signaal, help, signals that come back, the melding, and the feedback of Veilig Thuis."""

import pytest
from playwright.sync_api import expect

from tests.browser import answers
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.story import is_there, through_stap_1, through_stap_2, through_stap_3


@pytest.mark.sweep
def test_signals_that_come_back_after_help_lead_to_a_melding_and_the_dossier_stays_open(
    person: Person, school: School
) -> None:
    """R1, R33, R34: from the first signal to 5a, the effect check, 5b and the feedback."""
    is_there(person, school, "/")
    through_stap_1(person, "Iris Bloemendaal")
    through_stap_2(person)
    through_stap_3(person)
    person.chooses("Weging")
    person.weighs_everything("Onbekend", count=3)
    person.records("Weging", answers.WEGING)
    person.closes_the_stap()
    person.chooses("Besluit")
    person.sees("Het afwegingskader geeft aan: Hulp is mogelijk en wordt aanvaard")
    person.records("Besluit", answers.BESLUIT_HULP)
    person.records("5a. Hulp organiseren", answers.HULP)
    person.records("Ouders informeren over het besluit", answers.OUDERS_HULP)
    person.closes_the_stap()

    person.records("5a. Effect van de hulp", answers.TERUG)
    person.sees("Het besluit: is melden nodig, en is hulp mogelijk?")
    person.records("Besluit", answers.BESLUIT_MELDEN)
    person.records("5b. Melding", answers.MELDING)
    person.records("Ouders informeren over het besluit", answers.OUDERS_MELDING)
    person.closes_the_stap()

    person.records("Bericht van een hulpinstantie", answers.TERUGKOPPELING)
    person.sees("Er komt een onderzoek.")
    person.goes_to("Dossiers")
    row = person.main.get_by_role("button").filter(has_text="Iris Bloemendaal, groep 5")
    expect(row).to_contain_text("Stap 5, opvolging")
