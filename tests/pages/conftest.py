"""Fixtures of the page tests: a school per test, as a copy of one migrated database, and a clock that stands still.

All tests of a process use the same path in turn, so that the engine keeps its compiled SQL. Nothing waits for the disk:
power cuts are tested in tests/db.
"""

import inspect
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest
from argon2 import PasswordHasher
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from db.accounts import passwords
from db.keys import vault
from db.store import engine
from db.store.settings import settings
from db.upkeep import upgrade
from meldcode.vastleggingen import Signaal
from tests.answers import answers
from tests.builders import opened
from tests.cast import BEA, DICK, LARS, NOOR
from tests.faults import TYPED, begin_anew
from tests.pages.person import Person
from tests.pages.school import School, Shelf, copied, people_move_in
from tests.processes.once import made_once
from tests.processes.read_here import read_here
from ui import startup
from ui.operating import lines


def _stands_at(place: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{place}/school.sqlite")
    patch.setenv("MELDCODE_KEY_FILE", f"{place}/school.key")


_A_MINUTE = 60  # seconds; only for a page that never ends, so that a busy machine fails nothing


def _ends(run: LocalScriptRunner, _timeout: float = 0) -> None:
    thread = run._script_thread
    assert thread, "the page was not begun"
    thread.join(_A_MINUTE)
    if not run.script_stopped():
        run.request_stop()
        pytest.fail(f"the page was not drawn within {_A_MINUTE} seconds")


@pytest.fixture(scope="session", autouse=True)
def _no_more_work_than_there_is() -> Iterator[None]:
    """Make AppTest faster, in two ways.

    It asks a thousand times a second whether the page is there, which takes a quarter of the time of drawing it. For
    each run it compiles the scripts anew and builds its stand-in for the server; a server keeps both. And it hashes
    every message, for a browser that could have it already.
    """
    scripts, stand_in = ScriptCache(), MagicMock(spec=Runtime)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
        patch.setattr("streamlit.testing.v1.local_script_runner.require_widgets_deltas", _ends)
        patch.setattr("streamlit.testing.v1.app_test.ScriptCache", lambda: scripts)
        patch.setattr("streamlit.testing.v1.app_test.MagicMock", lambda spec: stand_in)
        patch.setattr("streamlit.runtime.scriptrunner_utils.script_run_context.populate_hash_if_needed", id)
        with read_here():
            yield


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "school-of-the-pages", _people_in_a_school)


def _people_in_a_school(place: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        _stands_at(place, patch)
        vault.make_key_file(settings().key_file)
        upgrade.upgrade()
        people_move_in()
        vault.vault()  # makes the key store
        begin_anew()


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("shelf"), tmp_path_factory)


@contextmanager
def _school(template: Path, place: Path, patch: pytest.MonkeyPatch) -> Iterator[School]:
    """A new school, at the path of the previous one."""
    copied(template, place)
    _stands_at(place, patch)
    patch.setattr(engine, "_PRAGMAS", tuple(_unhurried(each) for each in engine._PRAGMAS))
    # The cost of passwords is tested in tests/ui. Unwrapped, because a cached hash would have the cost of before.
    patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    patch.setattr(passwords, "_dummy_hash", inspect.unwrap(passwords._dummy_hash))
    school = School(place)
    patch.setattr("ui.clock.now", lambda: school.now)
    yield school
    begin_anew()


def _unhurried(pragma: str) -> str:
    return "synchronous=OFF" if pragma.startswith("synchronous=") else pragma


@pytest.fixture
def school(_template: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Iterator[School]:
    with _school(_template, shelf.place / "now", monkeypatch) as school:
        school.shelf = shelf
        yield school


@pytest.fixture(scope="module")
def one_school(_template: Path, shelf: Shelf) -> Iterator[School]:
    """One school for all tests of a file that only look; ``unchanged`` checks that they do."""
    with pytest.MonkeyPatch.context() as patch, _school(_template, shelf.place / "one", patch) as school:
        yield school


@pytest.fixture
def noor(school: School) -> Person:
    return school.comes(NOOR)


@pytest.fixture
def dick(school: School) -> Person:
    return school.comes(DICK)


@pytest.fixture
def lars(school: School) -> Person:
    return school.comes(LARS)


@pytest.fixture
def bea(school: School) -> Person:
    return school.comes(BEA)


@pytest.fixture
def as_the_server_does(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Errors in a page are shown, and logged, as app.py sets up."""
    make = script_runner.ScriptRunner.__init__
    factory = logging.getLogRecordFactory()

    def with_hook(self: Any, *args: Any, **named: Any) -> None:
        make(self, *args, **{"on_script_error": startup.script_failed, **named})

    monkeypatch.setattr(script_runner.ScriptRunner, "__init__", with_hook)
    lines.keep_messages_out()
    yield
    logging.setLogRecordFactory(factory)


@pytest.fixture
def typing(school: School, noor: Person) -> Person:
    """Noor, at a signaal with every vraag answered, not recorded yet."""
    noor.opens("stap_1_signalen.py", school.keeps(opened()))
    noor.chooses(Signaal)
    noor.answers(Signaal, answers(Signaal, waarneming=TYPED))
    return noor
