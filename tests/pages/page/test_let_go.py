"""What the widgets of a page call is let go of when another page is drawn: nothing piles up while a tab stays open."""

from meldcode.vastleggingen import Signaal
from tests.builders import opened
from tests.pages.person import Person
from tests.pages.school import School


def held(person: Person) -> set[str]:
    """The widgets of which the tab holds what they call."""
    return set(person.app._session_state._state._new_widget_state.widget_metadata)


def test_a_tab_holds_nothing_of_the_dossier_that_was_read_before(school: School, noor: Person) -> None:
    first, second = school.keeps(opened(naam="Sem")), school.keeps(opened(naam="Kees"))
    noor.opens("stap_1_signalen.py", first)
    noor.chooses(Signaal)
    assert any(first.id in each for each in held(noor))
    noor.opens("stap_1_signalen.py", second)
    assert any(second.id in each for each in held(noor)) and not any(first.id in each for each in held(noor))


def test_a_tab_that_read_much_holds_no_more_than_one_that_was_just_opened(school: School, noor: Person) -> None:
    dossiers = [school.keeps(opened()) for _each in range(3)]
    noor.opens("start.py")
    fresh = len(held(noor))
    for each in dossiers:
        for page in ("stap_1_signalen.py", "stap_2_overleg.py", "dossier.py", "opvolging.py"):
            noor.opens(page, each)
    noor.opens("start.py")
    assert len(held(noor)) <= fresh + 2  # what is chosen on the start page of who has a dossier open


def test_what_is_drawn_still_does_what_it_should(school: School, noor: Person) -> None:
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    noor.answers(Signaal, {"bron": "zelf", "waarneming": "Sem kroop weg."})
    noor.opens("dossier.py")
    noor.opens("stap_1_signalen.py")
    noor.answers(Signaal, {"waarneming": "Sem kroop weg achter het hek."})
    assert "Concept bewaard" in noor.reads()
    assert noor.again().typed(Signaal, "waarneming") == "Sem kroop weg achter het hek."
