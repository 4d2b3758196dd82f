"""Two ib-ers: one hands over a dossier, the other reads the list and signs, and the first sees that she did."""

import pytest
from playwright.sync_api import Locator

from tests.browser.person import Person
from tests.browser.school import School
from tests.builders import after_stap


def in_the_middle(field: Locator) -> None:
    """A list closes again when the page scrolls to its field, as it does when that is at the edge of the window."""
    field.evaluate("it => it.scrollIntoView({block: 'center'})")


@pytest.mark.sweep
def test_a_dossier_is_handed_over_and_signed_for(person: Person, colleague: Person, school: School) -> None:
    dossier = school.keeps(after_stap(1))
    person.sign_in("noor", to="/overdragen")
    chosen = person.main.get_by_label("Welk dossier?", exact=True)
    in_the_middle(chosen)
    with person.is_answered():
        chosen.fill(dossier.codenaam)
        person.page.get_by_role("option", name=dossier.codenaam, exact=True).click()
    to = person.main.get_by_label("Aan wie?", exact=True)
    in_the_middle(to)
    to.click()
    person.page.get_by_role("option", name="Iris Dekker").click()
    person.main.get_by_text("De dossiers worden anders verdeeld", exact=True).click()
    person.main.get_by_role("textbox", name="Wat moet de ander hierover weten?").fill("Bel moeder niet op vrijdag.")
    person.presses("Dit dossier overdragen")
    person.sees("Overgedragen aan Iris Dekker: 1 dossier.")
    person.sees(f"{dossier.codenaam}: Iris Dekker")

    colleague.sign_in("iris")
    colleague.page.get_by_role("button", name="Intern begeleider").click()  # she is a leerkracht as well
    colleague.wait()
    colleague.sees("Naar u overgedragen, en nog niet getekend: 1 dossier.")
    colleague.goes_to("Overdragen")
    colleague.sees(f"{dossier.codenaam}: stap 2")
    colleague.sees("Bel moeder niet op vrijdag.")
    colleague.main.get_by_text("Ja", exact=True).first.click()
    colleague.presses("Tekenen voor dit dossier")
    colleague.sees("U hebt getekend voor ontvangst: 1 dossier.")

    person.goes_to("Start")
    person.does_not_see("die nog niet tekende")
