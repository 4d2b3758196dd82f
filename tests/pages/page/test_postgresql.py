"""The pages on PostgreSQL, as a board with many schools uses them; and what they say when its server restarts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.journal import journal
from db.keys import vault
from db.store import faults
from db.store.engine import engine, engine_for
from db.store.settings import settings
from db.upkeep import upgrade
from meldcode.vastleggingen import Signaal
from tests.builders import after_stap
from tests.cast import CAST, NOOR, SCHOOL
from tests.db import postgresql
from tests.db.postgresql import APP, OWNER, Server
from tests.faults import TYPED, words
from tests.pages.person import Person
from tests.pages.school import School, people_move_in
from ui.page import screens

pytestmark = pytest.mark.usefixtures("as_the_server_does")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server that tests may stop."""
    with postgresql.running() as found:
        yield found


@pytest.fixture
def school(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[School]:
    """The school of the page tests, on PostgreSQL."""
    monkeypatch.setenv("MELDCODE_KEY_FILE", f"{tmp_path}/school.key")
    monkeypatch.setenv("MELDCODE_DATABASE_URL", server.url(APP, OWNER))
    vault.make_key_file(settings().key_file)
    upgrade.upgrade()
    engine().dispose()
    database = server.copy_of(APP)
    monkeypatch.setenv("MELDCODE_DATABASE_URL", server.url(database))
    people_move_in()
    school = School(tmp_path)
    monkeypatch.setattr("ui.clock.now", lambda: school.now)
    yield school
    engine().dispose()
    engine_for(f"sqlite:///{settings().key_store}").dispose()
    server.drop(database)


def test_every_page_is_shown(school: School) -> None:
    dossier, shown = school.keeps(after_stap(4)), set()
    for screen in screens.SCREENS:
        person = school.comes(next(user for user in CAST if user.may(screen.permission)))
        person.opens(screen.file, dossier)
        assert not any(said in words(person) for said in (faults.AWAY, faults.NO_TABLES)), screen.file
        shown |= {screen.file} if person.title else set()
    assert shown == {screen.file for screen in screens.SCREENS}


def test_a_server_that_is_started_anew_is_said_and_the_same_press_works_afterwards(
    school: School, typing: Person, server: Server
) -> None:
    before = school.rows()
    server.stop()
    try:
        typing.presses("Vastleggen")
        assert faults.AWAY in words(typing)
    finally:
        server.start()
    assert school.rows() == before
    typing.presses("Opnieuw proberen")
    assert typing.typed(Signaal, "waarneming") == TYPED
    typing.presses("Vastleggen")
    assert "Vastgelegd: Signaal." in words(typing)
    assert school.reads(typing.dossier).of(Signaal)[-1].tekst("waarneming") == TYPED
    assert journal.verify(SCHOOL) is None


def test_what_is_typed_while_the_server_is_away_is_kept_in_the_tab(
    school: School, typing: Person, server: Server
) -> None:
    more = TYPED + " Hij zei niets."
    server.stop()
    try:
        typing.field(Signaal, "waarneming").set_value(more)
        typing.refreshes()
        assert "Wat u typte, is niet weg" in words(typing) and "Concept bewaard" not in typing.reads()
    finally:
        server.start()
    typing.presses("Opnieuw proberen")
    assert typing.typed(Signaal, "waarneming") == more
    kept = school.concept(NOOR, typing.dossier, Signaal)
    assert kept is not None and kept["waarneming"] == more
