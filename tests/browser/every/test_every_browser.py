"""The main walks in the other browsers of a school: Firefox, and WebKit, which every iPad has."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.browser import answers
from tests.browser.every import driver
from tests.browser.every.driver import Line, Visitor
from tests.browser.meeting import SECRET, Case, begun
from tests.browser.person import PASSWORD
from tests.browser.school import School
from tests.builders import opened
from tests.processes.waiting import until

pytestmark = pytest.mark.sweep

DOORGEGEVEN = {
    "Gaat het over een van deze?": "Geen van beide",
    "Hoe heet de leerling?": "Fenna Waterlelie",
    "In welke groep zit de leerling?": "5",
    **{vraag: answer for vraag, answer in answers.SIGNAAL.items() if not vraag.startswith("Waar gaat")},
}
ESCAPE = "\ue00c"
Opens = Callable[[Path], AbstractContextManager[Line]]


@pytest.fixture(scope="module", params=[driver.firefox, driver.webkit], ids=lambda opens: opens.__name__)
def line(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """One of these browsers, which stays open for all walks."""
    opens: Opens = request.param
    with opens(tmp_path_factory.mktemp("browser")) as opened_now:
        yield opened_now


@pytest.fixture
def somebody(line: Line, address: str) -> Iterator[Visitor]:
    visitor = Visitor(line, address)
    visitor.is_new()
    yield visitor
    assert visitor.trouble() == []


def test_a_leerkracht_signs_in_and_hands_in_a_signal(somebody: Visitor) -> None:
    somebody.opens("/inloggen")
    somebody.types("E-mailadres", "lars@oefenschool.example")
    somebody.types("Wachtwoord", PASSWORD)
    somebody.presses("Inloggen")
    somebody.sees("Lars Brouwer")
    somebody.opens("/nieuw")
    somebody.answers(DOORGEGEVEN)
    somebody.presses("Vastleggen")
    somebody.sees("Uw signaal is vastgelegd. De intern begeleider ziet het nu.")


def test_a_signal_is_recorded_with_a_finger(somebody: Visitor, school: School) -> None:
    dossier = school.keeps(opened(naam="Fenna Waterlelie"))
    somebody.is_new(school.session_of("noor"))
    somebody.is_as_large_as(820, 1180)
    somebody.opens(f"/stap-1?dossier={dossier.id}")
    somebody.presses("Invullen Signaal", start=True)
    somebody.answers(answers.SIGNAAL)
    somebody.touches("Vastleggen")
    somebody.sees("Vastgelegd: Signaal")


def test_what_was_typed_is_kept_by_a_tablet_that_is_put_away(somebody: Visitor, school: School) -> None:
    dossier = school.keeps(opened(naam="Fenna Waterlelie"))
    somebody.is_new(school.session_of("noor"))
    somebody.opens(f"/stap-1?dossier={dossier.id}")
    somebody.presses("Invullen Signaal", start=True)
    somebody.answers({"Hoe weet u dit?": answers.SIGNAAL["Hoe weet u dit?"]})
    somebody.begins_to_type("Wat is er gezien of gehoord?", "Zij had geen jas.")
    somebody.puts_it_away()
    until(lambda: school.typed(dossier, "Signaal").get("waarneming"), lambda kept: kept == "Zij had geen jas.")
    somebody.opens("/")
    somebody.opens(f"/stap-1?dossier={dossier.id}")
    somebody.presses("Invullen Signaal", start=True)
    somebody.still_reads("Wat is er gezien of gehoord?", "Zij had geen jas.")


def test_acute_danger_is_recorded_above_the_keyboard_of_a_tablet(somebody: Visitor, school: School) -> None:
    dossier = school.keeps(opened(naam="Fenna Waterlelie"))
    somebody.is_new(school.session_of("noor"))
    somebody.is_as_large_as(1180, 420)
    somebody.opens(f"/stap-1?dossier={dossier.id}")
    somebody.presses("Acuut", start=True)
    somebody.sees("0800-2000")
    somebody.answers(answers.ACUUT)
    somebody.presses("Vastleggen")
    somebody.sees("Stap 5. Beslissen")


def test_an_alarm_is_given_and_confirmed(somebody: Visitor, school: School) -> None:
    somebody.is_new(school.session_of("lars"))
    somebody.opens("/acuut")
    somebody.touches("Alarmeer nu")
    somebody.sees("Alarm geslagen.")
    somebody.is_new(school.session_of("dick"))
    somebody.opens("/")
    somebody.sees("Lars Brouwer heeft om")
    somebody.touches("Gezien")
    somebody.sees("U hebt laten weten dat u het alarm hebt gezien.")


@pytest.fixture
def case(school: School) -> Iterator[Case]:
    with school.at_work():
        yield begun(school.who("noor"))


def test_escape_and_a_shut_lid_empty_the_screen_of_the_meeting(somebody: Visitor, school: School, case: Case) -> None:
    somebody.is_new(school.session_of("noor"))
    somebody.is_as_large_as(1280, 720)
    somebody.opens("/leerlingbespreking/scherm")
    for hides in (lambda: somebody.types_key(ESCAPE), somebody.puts_it_away):
        case.reveals(1)
        somebody.sees(SECRET)
        hides()
        assert SECRET not in somebody.script("return document.documentElement.innerHTML")
        somebody.sees("Toon weer")
