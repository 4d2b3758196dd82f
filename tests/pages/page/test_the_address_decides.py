"""A page is about the dossier in its address, whatever this tab showed before; a form only about its own dossier."""

import pytest

from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import ALLE, Signaal
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.answers.typed import Kind
from tests.builders import opened
from tests.cast import DICK, NOOR
from tests.over import over
from tests.pages.page.test_every_page_is_locked import ABOUT_A_DOSSIER
from tests.pages.person import Person
from tests.pages.school import School
from ui import clock
from ui.forms import form, recording


@pytest.fixture
def two(school: School) -> tuple[Dossier, Dossier]:
    return school.keeps(opened(naam="Ruben Eerst")), school.keeps(opened(naam="Sofie Daarna"))


@over("page", ABOUT_A_DOSSIER)
def test_back_to_another_dossier_makes_the_page_be_about_that_one(
    school: School, two: tuple[Dossier, Dossier], page: str
) -> None:
    """Going back leads to an address with the first dossier, in a tab that showed the second last."""
    first, second = two
    noor = Person(NOOR)
    noor.opens(page, first)
    assert first.codenaam in noor.reads()
    noor.opens(page, second)
    assert second.codenaam in noor.reads() and first.codenaam not in noor.reads()
    noor.opens(page, first)
    assert first.codenaam in noor.reads() and second.codenaam not in noor.reads()


@over("page", ABOUT_A_DOSSIER)
def test_a_page_of_the_menu_is_about_the_dossier_of_this_tab_and_says_so_in_its_address(
    two: tuple[Dossier, Dossier], page: str
) -> None:
    noor = Person(NOOR)
    noor.opens("dossier.py", two[0])
    noor.app.query_params.clear()
    noor.opens(page)
    assert two[0].codenaam in noor.reads()
    assert noor.app.query_params == {"dossier": two[0].id}


@over("page", ABOUT_A_DOSSIER)
def test_an_address_that_is_not_for_this_person_shows_no_other_dossier_instead(
    two: tuple[Dossier, Dossier], page: str
) -> None:
    noor = Person(NOOR)
    noor.opens(page, two[0])
    noor.app.query_params["dossier"] = "0" * 32
    noor.opens(page)
    if page == "acuut.py":  # this page offers all dossiers, and is about none
        assert "Hoe heet de leerling?" in noor.reads()
    else:
        assert two[0].codenaam not in noor.reads()


def test_what_was_pressed_on_the_page_of_one_is_not_recorded_in_the_one_of_the_address(
    school: School, two: tuple[Dossier, Dossier]
) -> None:
    """Back while a press was on its way: the address is already that of the other dossier."""
    first, second = two
    noor = Person(NOOR)
    noor.opens("stap_1_signalen.py", first)
    noor.chooses(Signaal)
    noor.answers(Signaal, answers(Signaal))
    before = [len(school.reads(each).records) for each in two]
    noor.app.query_params["dossier"] = second.id
    noor.presses("Vastleggen")
    assert second.codenaam in noor.reads()
    assert [len(school.reads(each).records) for each in two] == before
    kept = school.concept(NOOR, first, Signaal)
    assert kept and kept["waarneming"] == answers(Signaal)["waarneming"]
    assert school.concept(NOOR, second, Signaal) is None


@over("kind", ALLE)
def test_no_form_of_one_dossier_records_into_another(school: School, two: tuple[Dossier, Dossier], kind: Kind) -> None:
    first, second = two
    signaal = fill(Signaal, answers(Signaal), clock.today())
    for part in ("", "2", "correctie/1"):
        with pytest.raises(recording.OtherDossier):
            recording.record(second, signaal, NOOR, form.key(first, kind, part))
    assert [len(school.reads(each).records) for each in (first, second)] == [1, 1]


def test_the_sweep_is_over_every_page_about_a_dossier_and_every_vastlegging() -> None:
    assert len(ABOUT_A_DOSSIER) >= 9 and len(ALLE) > 30


def test_the_directie_looks_into_the_dossier_in_the_address(two: tuple[Dossier, Dossier]) -> None:
    first, second = two
    dick = Person(DICK)
    dick.opens("inzage.py", first)
    assert dick.app.header[0].value == first.codenaam
    choice = next(each for each in dick.app.selectbox if each.key == "inzage/dossier")
    choice.set_value(second.id)
    dick.refreshes()
    assert dick.app.query_params == {"dossier": second.id}
    assert dick.app.header[0].value == second.codenaam
    dick.opens("inzage.py", first)
    assert dick.app.header[0].value == first.codenaam
