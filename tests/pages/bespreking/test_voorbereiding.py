"""The page of the leerlingbespreking while it is prepared, on the ib-er's own screen."""

import pytest

from db.dossiers import besprekingen
from meldcode.vastleggingen import Afscherming
from meldcode.vastleggingen.stap_2 import Grond
from tests.answers.typed import written
from tests.builders import after_stap, close, opened, work
from tests.cast import LARS, NOOR, VERA
from tests.pages.bespreking.table import PAGE, case, chooses, prepares, screen, sets, widget
from tests.pages.person import Person
from tests.pages.school import School


def test_what_was_prepared_is_there_after_a_refresh(school: School, noor: Person) -> None:
    dossier = case(school)
    prepares(noor, dossier)
    chooses(noor, dossier, "waarneming", "gevoelig")
    stored = besprekingen.mine(NOOR)
    assert stored and stored.bespreking.punten[0].vraag == "Wie zag Sem nog meer?"
    assert [(each.naam, each.gevoelig) for each in stored.bespreking.punten[0].kaarten] == [
        ("waarneming", True),
        ("waarneming", False),
    ]
    again = noor.again()
    sets(again, "pills", "/punt", dossier.id)
    assert widget(again, "text_area", "/vraag").value == "Wie zag Sem nog meer?"
    assert "1 gekozen" in again.reads()


def test_it_does_not_begin_without_people_and_a_question(school: School, noor: Person) -> None:
    dossier = case(school)
    prepares(noor, dossier, question="")
    assert "Schrijf op wat u het team vraagt." in noor.reads()
    noor.presses("Bespreking beginnen")
    asked = f"Welk punt bereidt u voor? – {dossier.codenaam}: Schrijf op wat u het team vraagt."
    assert noor.is_refused() == [asked] and screen(school)["soort"] == "leeg"


def test_a_press_on_begin_says_everything_that_is_missing_each_with_its_field(school: School, noor: Person) -> None:
    noor.opens(PAGE)
    noor.presses("Bespreking voorbereiden")
    noor.presses("Bespreking beginnen")
    assert noor.is_refused() == ["Wie van school zijn erbij? – Kies wie erbij zijn."]
    sets(noor, "text_input", "/datum", "31-2")
    noor.presses("Bespreking beginnen")
    assert [each.partition(" – ")[0] for each in noor.is_refused()] == ["Op welke dag?", "Wie van school zijn erbij?"]


def test_only_what_is_in_stap_2_or_later_can_be_discussed(school: School, noor: Person) -> None:
    later, early = school.keeps(after_stap(2)), school.keeps(opened())
    first = school.keeps(after_stap(1))
    noor.opens(PAGE)
    noor.presses("Bespreking voorbereiden")
    options = widget(noor, "multiselect", "/dossiers").options
    assert [each.split(",")[0] for each in options] == [first.codenaam, later.codenaam]
    assert early.codenaam not in noor.reads()


def test_an_involved_colleague_must_leave_the_room_before_it_begins(school: School, noor: Person) -> None:
    dossier = case(school)
    school.adds(dossier, Afscherming, afgeschermd=written(LARS), vervanger="")
    prepares(noor, dossier)
    assert "Lars Brouwer is betrokken bij dit dossier" in noor.reads()
    noor.presses("Bespreking beginnen")
    assert len(noor.is_refused()) == 1 and screen(school)["soort"] == "leeg"
    next(each for each in noor.app.checkbox if each.label == "Verlaat bij dit punt de kamer").set_value(True)
    noor.refreshes()
    noor.presses("Bespreking beginnen")
    assert screen(school)["soort"] == "agenda"


def test_with_a_guest_a_case_has_no_name_until_the_ground_is_recorded(school: School, noor: Person) -> None:
    dossier = case(school)
    prepares(noor, dossier)
    sets(noor, "text_area", "/gasten", "Priya Doerga, wijkteam")
    noor.presses("Bespreking beginnen")
    assert "Casus 1" in noor.reads() and dossier.codenaam not in noor.reads()
    noor.presses("Terug naar de voorbereiding")
    sets(noor, "pills", "/punt", dossier.id)
    sets(noor, "radio", "/grond", Grond.INSTEMMING)
    sets(noor, "text_input", "/toelichting", "Moeder, 9 november")
    noor.presses("Bespreking beginnen")
    assert f"{dossier.codenaam}, groep 6" in noor.reads() and "Casus" not in noor.reads()


def test_a_preparation_can_be_thrown_away(school: School, noor: Person) -> None:
    dossier = case(school)
    prepares(noor, dossier)
    noor.presses("Voorbereiding weggooien")
    assert noor.is_told() == ["De voorbereiding is weggegooid. In de dossiers is niets vastgelegd."]
    assert besprekingen.mine(NOOR) is None and school.reads(dossier) == dossier


def test_a_substitute_prepares_with_the_cases_they_stand_in_for_and_no_others(school: School) -> None:
    dossier, other = case(school), case(school)
    school.adds(dossier, Afscherming, afgeschermd=written(NOOR), vervanger=written(VERA))
    vera = Person(VERA)
    vera.opens(PAGE)
    vera.presses("Bespreking voorbereiden")
    assert [each.split(",")[0] for each in widget(vera, "multiselect", "/dossiers").options] == [dossier.codenaam]
    assert other.codenaam not in vera.reads()


@pytest.mark.parametrize(("born", "is_said"), [("14-3-2018", False), ("maart 2018", True), ("?", True)])
def test_it_says_when_the_birth_date_is_not_known_well_enough_to_be_taken_out(
    school: School, noor: Person, born: str, is_said: bool
) -> None:
    dossier = school.keeps(close(work(opened(geboren=born), 1), 1))
    prepares(noor, dossier)
    assert ("De geboortedatum is niet helemaal bekend." in noor.reads()) is is_said
