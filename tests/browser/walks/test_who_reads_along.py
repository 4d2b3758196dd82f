"""Two people at two laptops: a role is withdrawn, a colleague invited and no longer, a colleague shut out."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError as IsGone

from meldcode.dossier.dossier import Dossier
from tests.browser import answers
from tests.browser.person import Person
from tests.browser.school import School
from tests.browser.story import TEXT, begins_with_a_child, is_kept, types_a_waarneming
from tests.builders import opened

pytestmark = pytest.mark.sweep

REFUSED = "Met uw rol hebt u geen toegang tot deze pagina."
CHOOSE = "Kies eerst een dossier op de startpagina."


@pytest.fixture
def decides(school: School) -> Iterator[Callable[[str], None]]:
    """Inside this, the beheerder has given Noor another role; afterwards she has her own again."""

    def give(role: str) -> None:
        school.execute("UPDATE account SET role = ? WHERE email = 'noor@oefenschool.example'", role)

    yield give
    give("ib_er")


def recorded(school: School, dossier: Dossier) -> int:
    return int(school.execute("SELECT count(*) FROM vastlegging WHERE dossier_id = ?", dossier.id)[0][0])


def opens(person: Person, page: str, dossier: Dossier) -> None:
    person.opens(f"/{page}?dossier={dossier.id}")


def picks(person: Person, vraag: str, naam: str) -> None:
    """Choose a colleague by name."""
    person.main.get_by_label(vraag).first.click()
    with person.is_answered():
        person.page.get_by_role("option", name=naam).first.click()


def test_a_role_that_is_withdrawn_takes_the_page_off_the_screen_and_records_nothing(
    person: Person, school: School, decides: Callable[[str], None]
) -> None:
    dossier = begins_with_a_child(person, school, "Wout Kraai")
    person.sees("Wout Kraai")
    types_a_waarneming(person, TEXT)
    is_kept(person, school, dossier, TEXT)
    before = recorded(school, dossier)
    decides("directie")
    with suppress(IsGone):  # saving the last text may already lock the page
        person.page.get_by_role("button", name="Vastleggen", exact=True).click(timeout=5_000)
    person.sees(REFUSED)
    assert TEXT not in person.main.inner_text() and "Wout" not in person.page.content()
    assert recorded(school, dossier) == before
    opens(person, "stap-1", dossier)
    person.sees(REFUSED)


def test_a_colleague_reads_along_until_it_is_ended(person: Person, colleague: Person, school: School) -> None:
    dossier = school.keeps(opened(naam="Guusje Merel"))
    colleague.has_signed_in(school.session_of("lars"))
    opens(colleague, "dossier", dossier)
    colleague.sees(CHOOSE)
    person.has_signed_in(school.session_of("noor"))
    opens(person, "toegang", dossier)
    picks(person, "Wie leest mee?", "Lars Brouwer")
    person.answers(
        {"Tot en met welke dag?": answers.ahead(5), "Waarom is dat nodig?": "Lars geeft haar dit jaar les in rekenen."}
    )
    person.presses("Vastleggen")
    person.sees("De collega kan meelezen.")
    opens(colleague, "dossier", dossier)
    colleague.sees("Guusje Merel")
    person.presses("Meelezen beëindigen")
    person.sees("De collega leest niet meer mee.")
    colleague.goes_to("Alles op volgorde")
    colleague.sees(CHOOSE)
    assert "Guusje" not in colleague.page.content()


def test_a_colleague_who_is_shut_out_has_a_substitute_and_finds_nothing(
    person: Person, colleague: Person, school: School
) -> None:
    """Noor shuts herself out: the case turns out to be about a child of her own family."""
    dossier = school.keeps(opened(naam="Sjoerd Putter"))
    person.has_signed_in(school.session_of("noor"))
    opens(person, "toegang", dossier)
    with person.is_answered():
        person.main.get_by_test_id("stButtonGroup").get_by_text("Collega afschermen").click()
    picks(person, "Wie mag dit dossier niet zien?", "Noor")
    person.answers({"Waarom?": "Deze collega is familie van of bevriend met het gezin"})
    picks(person, "Wie neemt in dit dossier waar?", "Vera")
    person.presses("Vastleggen")
    person.does_not_see("Sjoerd")
    person.does_not_see(dossier.codenaam)
    assert "Sjoerd" not in person.page.content()
    opens(person, "dossier", dossier)
    person.sees(CHOOSE)
    colleague.has_signed_in(school.session_of("vera"))
    opens(colleague, "stap-1", dossier)
    colleague.sees("Sjoerd Putter")
