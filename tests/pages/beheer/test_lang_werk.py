"""Long work in beheer: a page that may be left, found again by every beheerder of the school, with its outcome."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import update

from db import schema
from db.backup import backup
from db.journal import journal
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.settings import settings
from db.upkeep import bezig, verification
from tests.cast import SCHOOL
from tests.pages.person import Person
from tests.pages.school import School
from tests.processes.waiting import until
from ui.beheer.lang_werk import loopt

GOES_ON = "Dit gaat door als u deze pagina verlaat."


@pytest.fixture
def may_end(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Verifying takes until this is set; a press waits for nothing."""
    ends = Event()

    def slowly(*_given: object, progress: Any, **_how: object) -> list[str]:
        while not ends.wait(0.01):
            progress(0.43)
        return []

    monkeypatch.setattr(verification, "of_everything", slowly)
    monkeypatch.setattr(loopt, "_AT_ONCE", 0.0)
    monkeypatch.setattr(bezig, "_KEPT_EVERY", 0.0)
    yield ends
    bezig.end()


@pytest.fixture
def alone(beheer: Person, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Bea at the page of beheer, where there is no other school in the database."""
    monkeypatch.setattr(schools, "is_alone", lambda _connection: True)
    return beheer.again()


def again(person: Person) -> str:
    person.opens("beheer.py")
    return person.reads()


def test_verifying_goes_on_while_the_page_is_left_and_is_found_again(beheer: Person, may_end: Event) -> None:
    beheer.presses("Lees ook elk dossier na")
    until(lambda: again(beheer), lambda seen: "wordt nagelezen: 43%" in seen)
    assert GOES_ON in beheer.reads() and "Controleer" not in beheer.buttons()
    beheer.opens("account.py")
    may_end.set()
    bezig.wait(bezig.Soort.NALEZEN, SCHOOL, 20)
    beheer.opens("beheer.py")
    assert "Alles klopt" in beheer.reads() and GOES_ON not in beheer.reads() and "Controleer" in beheer.buttons()


def test_a_back_up_is_made_in_a_folder_and_stands_in_the_journal(alone: Person, tmp_path: Path) -> None:
    folder = tmp_path / "elders"
    alone.app.text_input(key="backup/map").set_value(str(folder))
    alone.presses("Map bewaren")
    alone.presses("Maak nu een back-up")
    until(lambda: again(alone), lambda seen: "De back-up staat in" in seen)
    assert backup.newest(folder).exists()
    with reading(SCHOOL) as connection:
        assert [each.object_id for each in journal.lines(connection, SCHOOL, limit=9)].count("back-up") == 2
    assert alone.app.text_input(key="backup/map").value == str(folder)


def test_a_folder_that_will_not_do_is_refused_at_the_field(alone: Person) -> None:
    keys = settings().key_file.parent
    for typed, said in (("", "hele plaats"), ("back-ups", "hele plaats"), (str(keys), "ook sleutels")):
        alone.app.text_input(key="backup/map").set_value(typed)
        alone.presses("Map bewaren")
        assert said in alone.reads(), typed
    assert "Maak nu een back-up" not in alone.buttons()


def test_in_a_practice_school_nobody_reaches_a_folder_of_the_server(alone: Person) -> None:
    """Its passwords are public."""
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(schema.school).values(oefenschool=True))
    again(alone)
    assert "In de oefenschool staat dit uit" in alone.reads()
    assert not [each for each in alone.app.text_input if str(each.key).startswith("backup/")]


def test_where_there_are_more_schools_the_server_makes_it(school: School, bea: Person) -> None:
    with reading(EVERY_SCHOOL) as connection:
        assert school and not schools.is_alone(connection)
    bea.opens("beheer.py")
    assert "python -m db backup" in bea.reads()
    assert "Map bewaren" not in [each.label for each in bea.app.button]
