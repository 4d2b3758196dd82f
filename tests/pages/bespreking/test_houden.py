"""The page of the leerlingbespreking while it is held, when everybody may look along."""

import pytest

from db.dossiers import besprekingen
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Afspraak, Leerlingbespreking
from tests.answers.typed import written
from tests.cast import LARS, NOOR
from tests.pages.bespreking.table import (
    CANARY,
    PAGE,
    agreed,
    agrees,
    case,
    chooses,
    prepares,
    screen,
    sets,
    shows_nothing,
    turns_to,
    widget,
)
from tests.pages.person import Person
from tests.pages.reading import sent
from tests.pages.school import School, Shelf

SEEN = "Wat is er gezien of gehoord? :gray[Signaal, vr 6 november (1)]"
PLANTED = ("Sem", "Wit", "14-03-2018", "14 maart 2018", "Kerkstraat", CANARY)


@pytest.fixture
def held(school: School, shelf: Shelf, noor: Person) -> tuple[Person, Dossier, Dossier]:
    """Noor in a meeting with the team and two cases; of the first, what was seen may be shown."""
    first, second = shelf.brings("a meeting", school.place, lambda: begins(school))
    noor.opens(PAGE)
    return noor, first, second


def begins(school: School) -> tuple[Dossier, Dossier]:
    noor, first, second = school.comes(NOOR), case(school), case(school)
    prepares(noor, first, second)
    shows_nothing(noor, second)
    sets(noor, "pills", "/punt", first.id)
    chooses(noor, first, "waarneming")
    chooses(noor, first, "plaats", "gevoelig")
    noor.presses("Bespreking beginnen")
    return first, second


def test_on_the_page_of_the_meeting_is_no_planted_word_whatever_is_on_the_screen(school: School, held) -> None:
    """Checks every string of every element that reaches the browser, before, during and after."""
    noor, first, second = held

    def must_be_clean(when: str) -> None:
        text = "\n".join(each for _kind, each in sent(noor.app))
        assert [word for word in PLANTED if word in text] == [], when
        assert text.count(CANARY) == 0

    must_be_clean("at the agenda")
    turns_to(noor, first)
    assert f"Wie zag {first.codenaam} nog meer?" in noor.reads()
    must_be_clean("before reveal")
    noor.presses(SEEN)
    assert screen(school)["soort"] == "kaart" and "hek" in str(screen(school)["tekst"])
    must_be_clean("while something is up")
    noor.presses("Verberg")
    assert screen(school) == {"soort": "leeg"}
    must_be_clean("after hiding")
    noor.presses("Toon weer")
    agrees(noor)
    turns_to(noor, second)
    widget(noor, "toggle", "/geen").set_value(True)
    noor.refreshes()
    widget(noor, "text_area", "/omdat").set_value("er al hulp is")
    noor.presses("Opnemen")
    must_be_clean("once it is decided")
    noor.presses("Bespreking sluiten")
    must_be_clean("after closing")


def test_the_screen_follows_what_is_pressed_here(school: School, held) -> None:
    noor, first, _second = held
    assert screen(school)["soort"] == "agenda"
    turns_to(noor, first)
    assert screen(school)["label"] == f"{first.codenaam}, groep 6"
    noor.presses("Waar was het? (telt af) :gray[Signaal, vr 6 november (1)]")
    assert screen(school)["titel"] == "Waar was het?"
    noor.presses("Leg weg")
    assert screen(school)["soort"] == "zaak"
    turns_to(noor, None)
    assert screen(school)["soort"] == "agenda"


def test_what_was_shown_is_in_the_register_by_code_name_and_without_a_word_of_it(
    school: School, held, dick: Person
) -> None:
    noor, first, _second = held
    turns_to(noor, first)
    noor.presses(SEEN)
    dick.opens("register.py")
    lines = [line for line in dick.reads().splitlines() if "getoond aan het team" in line]
    assert len(lines) == 1 and first.codenaam in lines[0] and "Noor van Dalen" in lines[0]
    assert not any(word in dick.reads() for word in PLANTED)


def test_the_team_reads_the_day_that_is_meant_while_it_is_typed_as_people_say_it(school: School, held) -> None:
    noor, first, _second = held
    turns_to(noor, first)
    widget(noor, "text_input", "/uiterlijk").set_value("over een week")
    noor.refreshes()
    assert agreed(school)[-1]["wanneer"] == "ma 16 november"
    assert "ma 16 november 2026" in noor.reads()


def test_what_was_not_chosen_has_no_button(held) -> None:
    noor, _first, second = held
    turns_to(noor, second)
    assert not [each for each in noor.buttons() if "Signaal" in each]
    assert "niets gekozen om te tonen" in noor.reads()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"wat": "x"}, "Wat gaat er gebeuren? – Dit is te kort"),
        ({"wie": ""}, "Wie doet dat? – Kies een collega."),
        ({"uiterlijk": "8-11-2026"}, "Uiterlijk wanneer? – Deze datum is al voorbij."),
    ],
)
def test_an_action_without_what_who_or_when_is_refused_in_words(held, answers: dict[str, str], said: str) -> None:
    noor, first, _second = held
    turns_to(noor, first)
    agrees(noor, **answers)
    assert any(each.startswith(said) for each in noor.is_refused())
    stored = besprekingen.mine(NOOR)
    assert stored and stored.bespreking.punten[0].is_open


def test_no_action_takes_a_reason(held) -> None:
    noor, first, _second = held
    turns_to(noor, first)
    widget(noor, "toggle", "/geen").set_value(True)
    noor.refreshes()
    noor.presses("Opnemen")
    assert noor.is_refused() == ["Geen actie, omdat … – Schrijf waarom, in ten minste 10 tekens."]


def test_the_case_at_the_table_stays_chosen_once_something_is_decided(held) -> None:
    noor, first, _second = held
    turns_to(noor, first)
    agrees(noor)
    chosen = next(each for each in noor.app.radio if "/tafel/" in str(each.key))
    assert chosen.value == first.id and f"{first.codenaam}, groep 6 – besproken" in chosen.options


def test_what_is_typed_stands_on_the_screen_before_it_is_recorded_and_half_a_name_does_not(
    school: School, held
) -> None:
    noor, first, _second = held
    turns_to(noor, first)
    sets(noor, "text_input", "/wat", "Elke ochtend kijken hoe Se")
    sets(noor, "selectbox", "/wie", written(LARS))
    (typed,) = agreed(school)
    assert (typed["wie"], typed["wat"]) == ("Lars Brouwer", "Elke ochtend kijken hoe ")
    agrees(noor, wat="Elke ochtend kijken hoe Sem binnenkomt")
    done, empty = agreed(school)
    assert done["wat"] == f"Elke ochtend kijken hoe {first.codenaam} binnenkomt"
    assert (empty["wie"], empty["wat"], empty["wanneer"]) == ("", "", "")


def test_an_action_can_be_taken_off_again(held) -> None:
    noor, first, _second = held
    turns_to(noor, first)
    agrees(noor)
    assert "Lars Brouwer, leerkracht, uiterlijk di 10 november 2026" in noor.reads()
    noor.presses("Weghalen")
    assert "uiterlijk di 10" not in noor.reads()


def test_what_is_half_typed_about_one_case_is_there_when_it_comes_back(held) -> None:
    noor, first, second = held
    turns_to(noor, first)
    sets(noor, "text_input", "/wat", "Bellen met de op")
    turns_to(noor, second)
    assert widget(noor, "text_input", "/wat").value == ""
    turns_to(noor, first)
    assert widget(noor, "text_input", "/wat").value == "Bellen met de op"


def test_it_is_not_closed_while_a_case_is_open(school: School, held) -> None:
    noor, first, second = held
    turns_to(noor, first)
    agrees(noor)
    assert f"Nog open: {second.codenaam}, groep 6." in noor.reads()
    noor.presses("Bespreking sluiten")
    assert noor.is_refused() == [f"Wat bespreekt u? – Er is nog niets besloten bij: {second.codenaam}, groep 6."]
    assert school.reads(first) == first


def test_closing_puts_the_outcome_in_the_dossiers_and_the_action_on_the_list_of_who_does_it(
    school: School, noor: Person
) -> None:
    """R16."""
    dossier = case(school)
    prepares(noor, dossier)
    noor.presses("Bespreking beginnen")
    turns_to(noor, dossier)
    agrees(noor)
    noor.presses("Bespreking sluiten")
    assert noor.is_told()[0].startswith(
        f"De bespreking is gesloten. Wat is besloten staat in de dossiers: {dossier.codenaam}."
    )
    besproken, agreed = school.reads(dossier).records[-2:]
    assert besproken.isa(Leerlingbespreking) and agreed.isa(Afspraak)
    assert "Bellen met de opvang" in noor.reads(), "what was promised stands where the next one is prepared"
    assert [school.rows()[table] for table in ("bespreking", "agendapunt", "deelnemer")] == [0, 0, 0]
    noor.opens("stap_2_overleg.py", dossier)
    noor.unfolds()
    assert "Wie zag Sem nog meer?" in noor.reads()


def test_the_next_preparation_has_the_promise_on_its_agenda(school: School, noor: Person) -> None:
    dossier = case(school)
    prepares(noor, dossier)
    noor.presses("Bespreking beginnen")
    turns_to(noor, dossier)
    agrees(noor)
    noor.presses("Bespreking sluiten")
    noor.presses("Bespreking voorbereiden")
    assert widget(noor, "multiselect", "/dossiers").value == [dossier.id]
