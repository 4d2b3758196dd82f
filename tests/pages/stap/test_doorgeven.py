"""A leerkracht hands in a signaal in seven interactions: a press, five answers, and Vastleggen."""

from meldcode.vastleggingen import Opening
from meldcode.vastleggingen.doorgeven import SignaalBegin
from tests.meldcode.vastleggingen.test_doorgeven import BEGIN, CLASSIFY
from tests.pages.person import Person
from tests.pages.school import School


def test_one_page_one_form_seven_interactions(school: School, lars: Person) -> None:
    lars.opens("nieuw.py")  # 1: the link on the start page
    assert lars.title == "Signaal doorgeven"
    assert len(BEGIN) == 5
    lars.answers(SignaalBegin, BEGIN)  # 2-6
    lars.presses("Vastleggen")  # 7
    assert "Uw signaal is vastgelegd. De intern begeleider ziet het nu." in lars.is_told()
    assert lars.title == "Alles op volgorde" and "Zij had drie dagen geen jas aan." in lars.reads()
    assert school.rows()["vastlegging"] == 2 and school.rows()["concept"] == 0


def test_the_day_is_today_and_the_source_is_oneself_unless_one_says_otherwise(school: School, lars: Person) -> None:
    lars.opens("nieuw.py")
    lars.answers(SignaalBegin, {"over": "geen"})
    assert (lars.typed(SignaalBegin, "datum"), lars.typed(SignaalBegin, "bron")) == ("09-11-2026", "zelf")
    assert not lars.is_asked(SignaalBegin, "soort") and not lars.is_asked(SignaalBegin, "geboren")


def test_nobody_else_has_this_page_and_the_ib_er_opens_a_dossier_as_before(school: School, noor: Person) -> None:
    noor.opens("nieuw.py")
    assert noor.title == "Nieuw dossier" and noor.is_asked(Opening, "medewerker")


def test_in_the_menu_it_has_its_own_name(school: School, lars: Person, noor: Person) -> None:
    lars.opens("start.py")
    noor.opens("start.py")
    assert "Signaal doorgeven" in lars.reads() and "Nieuw dossier" not in lars.reads()
    assert "Nieuw dossier" in noor.reads()


def test_the_ib_er_is_asked_at_stap_1_for_what_the_reporter_was_not(school: School, lars: Person, noor: Person) -> None:
    lars.opens("nieuw.py")
    lars.answers(SignaalBegin, BEGIN)
    lars.presses("Vastleggen")
    noor.opens("start.py")
    (row,) = [each for each in noor.app.button if "Iris" in each.label][:1]
    row.click()
    noor.refreshes()
    assert CLASSIFY in noor.reads() and "geboortedatum" in noor.reads()
