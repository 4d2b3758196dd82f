"""Something is wrong with disk, database or keys: said in words, nothing changed, nothing lost, and then it goes on."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import script_runner

from db import journal
from meldcode.vastleggingen import Signaal
from tests.builders import answers, opened
from tests.cast import NOOR, SCHOOL
from tests.pages.faults import FAULTS, Fault
from tests.pages.person import Person
from tests.pages.school import School
from ui import startup

TYPED = ("Sem kroop weg achter de fietsen, vlak naast het hek. " * 70).strip()  # more than fits in one page of the database
MORE = TYPED + "Hij zei niets." * 2000  # more than fits in the pages there are


@pytest.fixture(autouse=True)
def as_the_server_does(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What fails in a page is shown as app.py has it shown; logs are kept as app.py keeps them."""
    make = script_runner.ScriptRunner.__init__
    factory = logging.getLogRecordFactory()

    def with_hook(self: Any, *args: Any, **named: Any) -> None:
        make(self, *args, **{"on_script_error": startup.script_failed, **named})

    monkeypatch.setattr(script_runner.ScriptRunner, "__init__", with_hook)
    startup.keep_messages_out_of_logs()
    yield
    logging.setLogRecordFactory(factory)


@pytest.fixture
def typing(school: School, noor: Person) -> Person:
    """Noor, who has answered everything about a signaal but not recorded it."""
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    noor.answers(Signaal, answers(Signaal, waarneming=TYPED))
    return noor


def stored(school: School) -> dict[str, int]:
    return school.rows()


def words(person: Person) -> str:
    said = "\n".join(person.is_told())
    assert "Traceback" not in person.reads() and "Foutcode" not in person.reads(), person.reads()
    return said


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_what_cannot_be_recorded_is_said_and_the_same_press_works_afterwards(
    fault: Fault, school: School, typing: Person, caplog: pytest.LogCaptureFixture
) -> None:
    before = stored(school)
    with fault.brought_about(school.place):
        typing.presses("Vastleggen")
        said = words(typing)
        print(said)
        assert fault.reads in said and "Er is nu niets vastgelegd." in said
        assert "Sem" not in caplog.text and "Traceback" not in caplog.text
    assert stored(school) == before and journal.verify(SCHOOL) is None
    if not fault.pages_open:
        typing.presses("Opnieuw proberen")
    assert typing.typed(Signaal, "waarneming") == TYPED
    typing.presses("Vastleggen")
    assert "Vastgelegd: Signaal." in words(typing)
    assert school.reads(typing.dossier).of(Signaal)[-1].tekst("waarneming") == TYPED
    assert journal.verify(SCHOOL) is None


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_what_is_typed_meanwhile_is_kept_in_the_tab_and_saved_afterwards(
    fault: Fault, school: School, typing: Person
) -> None:
    before = stored(school)
    with fault.brought_about(school.place):
        typing.field(Signaal, "waarneming").set_value(MORE)
        typing.refreshes()
        said = words(typing)
        print(said)
        assert fault.reads in said and "Wat u typte, is niet weg" in said
        assert "Concept bewaard" not in typing.reads()
    assert stored(school) == before
    typing.presses("Opnieuw bewaren" if fault.pages_open else "Opnieuw proberen")
    assert typing.typed(Signaal, "waarneming") == MORE
    assert "Concept bewaard" in typing.reads() and words(typing) == ""
    assert school.concept(NOOR, typing.dossier, Signaal)["waarneming"] == MORE
