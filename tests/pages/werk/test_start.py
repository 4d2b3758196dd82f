"""Where one lands: how things stand in a sentence, and first what one can do; per role."""

import re

from meldcode.rollen import Role
from meldcode.vastleggingen import Afspraak, Signaal
from tests.builders import after_stap, in_opvolging, opened, record
from tests.cast import BEA, BESS, DICK, FRED, LARS, NOOR, VERA
from tests.pages.person import Person
from tests.pages.school import School


def links(person: Person) -> list[str]:
    """The links of the page itself, from the top."""
    return [each.proto.label for each in person.app.main if each.type == "page_link"]


def test_one_is_greeted_by_name(school: School) -> None:
    assert school.comes(NOOR).title == "Goedemorgen Noor"


def test_a_sentence_says_what_is_new_late_and_for_today(school: School) -> None:
    school.keeps(opened())
    school.days_pass(8)
    school.keeps(record(opened(by=LARS, on=school.now.date()), Signaal, by=LARS, on=school.now.date()))
    text = school.comes(NOOR).reads()
    assert "Dinsdag 17 november. Eén nieuw signaal; één ding is te laat." in text


def test_a_leerkracht_sees_first_how_to_hand_in_a_signal(school: School) -> None:
    kept = school.keeps(opened(by=LARS))
    lars = school.comes(LARS)
    assert links(lars)[2] == "Signaal doorgeven", "after acute danger and help, which are on every page"
    assert "Er wacht vandaag niets op u." in lars.reads() and kept.codenaam in lars.reads()


def test_a_leerkracht_sees_whether_a_signal_was_read(school: School) -> None:
    """A look of a colleague counts; and what is added afterwards was not read yet."""
    kept = school.keeps(record(opened(by=LARS), Signaal, by=LARS))
    assert "Nog niet gelezen." in school.comes(LARS).reads()
    Person(NOOR).opens("dossier.py", kept)
    assert "Gelezen door de intern begeleider." in school.comes(LARS).reads()
    school.adds(kept, Signaal, by=LARS)
    assert "Nog niet gelezen." in school.comes(LARS).reads()


def test_of_many_handed_in_the_first_are_seen_and_a_press_shows_all(school: School) -> None:
    kept = {school.keeps(opened(by=LARS)).codenaam for _ in range(7)}
    lars = school.comes(LARS)
    assert "Door u doorgegeven, of waarin u meeleest 5 van 7" in lars.reads()
    lars.presses("Toon alle 7")
    assert all(each in lars.reads() for each in kept)


def test_of_a_dossier_with_an_afspraak_alone_no_name_is_said(school: School) -> None:
    school.keeps(record(after_stap(1), Afspraak))
    lars = school.comes(LARS)
    assert "U hebt hier een afspraak" in lars.reads()


def test_the_board_lands_on_its_figures_and_the_directie_on_the_overview(school: School) -> None:
    school.keeps(in_opvolging("5a"))
    for user, title, entry in ((BESS, "Cijfers van uw scholen", "Cijfers van de scholen"), (DICK, "", "Overzicht")):
        person = school.comes(user)
        assert person.title == title or "wachten op u" in person.title or "wacht op u" in person.title
        menu = [each.proto.label for each in person.app.sidebar if each.type == "page_link"]
        assert menu[0] == entry and "Start" not in menu


def test_somebody_who_stands_in_for_the_directie_keeps_their_own_start_page(school: School) -> None:
    assert school.comes(VERA).title == "Goedemorgen Vera"


def test_a_beheerder_reads_what_the_school_still_needs(school: School) -> None:
    assert needs(school, "Intern begeleider") == "Geregeld:"
    assert needs(school, "Vakanties en vrije dagen") == needs(school, "Mail") == "Nog te doen:"
    assert needs(school, "Leerkracht") == "Geregeld:"
    school.changes(LARS, role=Role.IB_ER)
    assert needs(school, "Leerkracht") == "Nog te doen:"


def needs(school: School, what: str) -> str:
    """How the list of the beheerder says whether this is there."""
    (said,) = re.findall(rf'mr-onzichtbaar">([^<]*)</span><b>{what}</b>', school.comes(BEA).reads())
    return str(said)


def test_who_supervises_is_led_to_the_register(school: School) -> None:
    fred = school.comes(FRED)
    assert links(fred)[2] == "Naar het register" and "Wat er in dossiers staat, ziet u niet." in fred.reads()
