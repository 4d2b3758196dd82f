"""The course in a browser: a case is begun, its exercise is beside the pages and in its own colour, and goes on."""

import pytest
from playwright.sync_api import expect

from tests.browser.person import Person

pytestmark = pytest.mark.sweep

COLOUR = "it => getComputedStyle(it).borderRightColor"


def test_somebody_does_the_first_exercise_of_a_case_and_finds_their_way_in_another(person: Person) -> None:
    noor = person
    noor.sign_in("noor")
    side = noor.page.get_by_test_id("stSidebar")
    usual = side.evaluate(COLOUR)
    noor.goes_to("Oefenen")
    noor.presses("Begin: De lege broodtrommel")
    noor.sees("Leg vast wat Lars vertelt")
    assert side.evaluate(COLOUR) != usual, "it looks like any other dossier of the practice school"
    hint = noor.main.get_by_text("U zag het niet zelf.")
    expect(hint).not_to_be_visible()
    noor.main.get_by_text("Hint 1", exact=True).click()
    expect(hint).to_be_visible()
    noor.records(
        "Signaal",
        {
            "Hoe weet u dit?": "Ik hoorde het van iemand anders",
            "Van wie hoorde u het?": "Lars Brouwer",
            "Waar gaat het over?": "Verwaarlozing over langere tijd",
            "Op welke dag was het?": "vandaag",
            "Waar was het?": "In de klas",
            "Wat is er gezien of gehoord?": "Drie dagen een lege broodtrommel. Tijn zei: “Ik hoef niet.”",
            "Wat kan de verklaring ook zijn?": "Moeder werkt weer, en het is druk.",
        },
    )
    noor.sees("Goed: wie dit leest, weet wat er is gezien")
    noor.sees("Overleg, en rond stap 1 af")
    noor.goes_to("Oefenen")
    noor.sees("1 van 6 opdrachten klaar.")
    noor.presses("Begin: Vader op het plein")
    with noor.is_answered():
        noor.main.get_by_role("link", name="Naar de plek waar dit kan").click()
        noor.page.wait_for_url("**/acuut*")
    noor.sees("Daan Oefenheuvel")
    noor.goes_to("Oefenen")
    noor.presses("Begin met alles opnieuw")
    noor.sees("Alle casussen zijn weer leeg.")
    noor.must_have_met_no_trouble()
