"""Two people in one dossier at the same time: neither overwrites the other, and nothing is recorded twice."""

import pytest

from meldcode.vastleggingen import Afronding, FormeelGesprek, Opening, Signaal
from tests.answers import answers
from tests.builders import after_stap, opened, work
from tests.cast import LARS, MIRJAM, NOOR
from tests.pages.person import Person
from tests.pages.school import School

TOLD = (
    "Intussen is er iets vastgelegd in dit dossier: ‘Signaal’ door Noor van Dalen. Er is nu niets van u vastgelegd, "
    "maar uw tekst staat er nog. Lees het na en leg daarna opnieuw vast."
)
HERS = answers(Signaal, waarneming="Dit is wat Mirjam zag, op de gang.")


@pytest.fixture
def mirjam(school: School) -> Person:
    return school.comes(MIRJAM)


def test_the_second_is_told_what_the_first_recorded_and_nothing_of_hers_is_stored(
    school: School, noor: Person, mirjam: Person
) -> None:
    dossier = school.keeps(opened())
    noor.opens("stap_1_signalen.py", dossier)
    mirjam.opens("stap_1_signalen.py", dossier)
    mirjam.answers(Signaal, HERS)
    noor.records(Signaal, answers(Signaal, waarneming="Dit is wat Noor zag, bij het hek."))

    mirjam.presses("Vastleggen")
    assert mirjam.is_told() == [TOLD]
    assert "Dit is wat Noor zag, bij het hek." in mirjam.reads()
    stored = school.reads(dossier)
    assert [each.by for each in stored.of(Signaal)] == ["noor"]
    for tab in (mirjam, mirjam.again()):
        tab.chooses(Signaal)
        assert tab.typed(Signaal, "waarneming") == "Dit is wat Mirjam zag, op de gang."


def test_what_she_was_filling_in_is_still_what_is_asked(school: School, noor: Person, mirjam: Person) -> None:
    dossier = school.keeps(opened())
    mirjam.opens("stap_1_signalen.py", dossier)
    mirjam.answers(Signaal, HERS)
    noor.opens("stap_1_signalen.py", dossier)
    noor.records(Signaal, answers(Signaal))
    mirjam.presses("Vastleggen")
    assert mirjam.is_asked(Signaal, "waarneming"), "the page turned to another kind of vastlegging"


def test_she_can_record_it_again_after_reading(school: School, noor: Person, mirjam: Person) -> None:
    dossier = school.keeps(opened())
    mirjam.opens("stap_1_signalen.py", dossier)
    mirjam.answers(Signaal, HERS)
    noor.opens("stap_1_signalen.py", dossier)
    noor.records(Signaal, answers(Signaal))
    mirjam.presses("Vastleggen")
    mirjam.chooses(Signaal)
    mirjam.presses("Vastleggen")
    assert [each.by for each in school.reads(dossier).of(Signaal)] == ["noor", "mirjam"]


def test_whoever_opens_the_page_afterwards_is_told_nothing(school: School, noor: Person, mirjam: Person) -> None:
    dossier = school.keeps(opened())
    noor.opens("stap_1_signalen.py", dossier)
    noor.records(Signaal, answers(Signaal))
    mirjam.opens("stap_1_signalen.py", dossier)
    mirjam.records(Signaal, HERS)
    assert mirjam.is_told() == ["Vastgelegd: Signaal."]
    assert len(school.reads(dossier).of(Signaal)) == 2


def test_a_stap_that_a_colleague_closed_is_not_closed_again(school: School, noor: Person, mirjam: Person) -> None:
    dossier = school.keeps(work(opened(), 1))
    for person in (noor, mirjam):
        person.opens("stap_1_signalen.py", dossier)
    noor.presses("Afronden en de directie informeren")
    mirjam.presses("Afronden en de directie informeren")
    assert len(school.reads(dossier).of(Afronding)) == 1
    assert any("‘Stap afronden en de directie informeren’ door Noor van Dalen" in each for each in mirjam.is_told())


def test_a_stap_is_not_closed_on_what_was_not_read(school: School, noor: Person, mirjam: Person) -> None:
    """A signaal that came in since the page was drawn must be read first."""
    dossier = school.keeps(work(opened(), 1))
    mirjam.opens("stap_1_signalen.py", dossier)
    school.adds(dossier, Signaal, by=NOOR, waarneming="Nieuw: hij wil niet naar huis.")
    mirjam.presses("Afronden en de directie informeren")
    assert school.reads(dossier).of(Afronding) == ()
    assert "Nieuw: hij wil niet naar huis." in mirjam.reads()
    mirjam.presses("Afronden en de directie informeren")
    assert len(school.reads(dossier).of(Afronding)) == 1


def test_a_double_click_records_once(school: School, noor: Person) -> None:
    dossier = school.keeps(opened())
    noor.opens("stap_1_signalen.py", dossier)
    noor.chooses(Signaal)
    noor.answers(Signaal, answers(Signaal))
    noor.double_clicks("Vastleggen")
    assert len(school.reads(dossier).of(Signaal)) == 1


def test_a_double_click_records_once_where_the_same_form_comes_back(school: School, noor: Person) -> None:
    """Stap 3 offers the same form again after recording, so a second click finds a form with what was typed."""
    dossier = school.keeps(after_stap(2))
    noor.opens("stap_3_gesprek.py", dossier)
    noor.answers(FormeelGesprek, answers(FormeelGesprek))
    noor.double_clicks("Vastleggen")
    assert len(school.reads(dossier).of(FormeelGesprek)) == 1


def test_a_double_click_opens_one_dossier(school: School, noor: Person) -> None:
    noor.opens("nieuw.py")
    noor.answers(Opening, answers(Opening))
    noor.double_clicks("Vastleggen")
    assert school.rows()["dossier"] == 1


def test_a_double_click_closes_one_stap(school: School, noor: Person) -> None:
    dossier = school.keeps(work(opened(), 1))
    noor.opens("stap_1_signalen.py", dossier)
    noor.double_clicks("Afronden en de directie informeren")
    assert len(school.reads(dossier).of(Afronding)) == 1


def test_the_same_thing_can_be_recorded_twice_on_purpose(school: School, lars: Person) -> None:
    dossier = school.keeps(opened(by=LARS))
    lars.opens("stap_1_signalen.py", dossier)
    lars.records(Signaal, answers(Signaal))
    lars.records(Signaal, answers(Signaal))
    assert len(school.reads(dossier).of(Signaal)) == 2
