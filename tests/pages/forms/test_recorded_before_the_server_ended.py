"""The server ends right after it stored a press, before it says so: what the tab still holds is not stored again."""

import pytest
from streamlit.util import calc_hash

from db.dossiers import concepten
from meldcode.vastleggingen import Opening, Signaal
from meldcode.vastleggingen.doorgeven import SignaalBegin
from meldcode.vragen.vastlegging import Vastlegging
from tests.answers import answers
from tests.builders import opened
from tests.meldcode.vastleggingen.test_doorgeven import BEGIN
from tests.pages.person import Person
from tests.pages.school import School
from ui.page import screens

ALREADY = "Dit was al vastgelegd. De verbinding brak af voor u dat kon zien. Er staat niets dubbel."


def presses_without_an_answer(person: Person) -> None:
    """The press arrives, the server stores it and ends; the browser comes back with the page and its fields."""
    person._holds_what_stands_there()
    page, address = person.app._tree, next(each.address for each in screens.SCREENS if each.file == person.page)
    person.presses("Vastleggen")
    person.app._tree, person.app._page_hash = page, calc_hash(address)
    person.finds_a_new_server()


@pytest.fixture
def at_a_signaal(school: School, noor: Person) -> Person:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    noor.answers(Signaal, answers(Signaal))
    return noor


def signalen(school: School, person: Person) -> int:
    return len(school.reads(person.dossier).of(Signaal))


def test_a_second_press_stores_nothing_and_says_that_it_was_recorded(school: School, at_a_signaal: Person) -> None:
    presses_without_an_answer(at_a_signaal)
    assert signalen(school, at_a_signaal) == 1
    at_a_signaal.presses("Vastleggen")
    assert signalen(school, at_a_signaal) == 1 and ALREADY in at_a_signaal.is_told()
    assert concepten.waiting(at_a_signaal.user) == [], "nor is it kept as something that still waits"


def test_who_types_on_first_records_what_they_typed(school: School, at_a_signaal: Person) -> None:
    presses_without_an_answer(at_a_signaal)
    at_a_signaal.answers(Signaal, {"plaats": "bij het hek, en later in de gang"})
    at_a_signaal.presses("Vastleggen")
    assert signalen(school, at_a_signaal) == 2 and ALREADY not in at_a_signaal.is_told()


def test_the_same_may_be_recorded_twice_by_who_means_it(school: School, at_a_signaal: Person) -> None:
    at_a_signaal.presses("Vastleggen")
    at_a_signaal.records(Signaal, answers(Signaal))
    assert signalen(school, at_a_signaal) == 2


@pytest.mark.parametrize(
    ("who", "page", "kind", "given"),
    [
        ("noor", "nieuw.py", Opening, answers(Opening)),
        ("lars", "nieuw.py", SignaalBegin, BEGIN),
    ],
)
def test_a_dossier_is_opened_once(
    who: str,
    page: str,
    kind: type[Vastlegging],
    given: dict[str, str],
    school: School,
    request: pytest.FixtureRequest,
) -> None:
    person: Person = request.getfixturevalue(who)
    person.opens(page)
    person.answers(kind, given)
    presses_without_an_answer(person)
    before = school.rows()
    assert before["dossier"] == 1
    person.presses("Vastleggen")
    assert school.rows()["dossier"] == 1 and ALREADY in person.is_told()
