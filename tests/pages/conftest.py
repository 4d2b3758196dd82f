"""A school of its own for every test: a copy of one migrated database, and a clock that stands still."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import script_runner

from db import upgrade, vault
from db.engine import engine, engine_for
from db.settings import settings
from meldcode.vastleggingen import Signaal
from tests.builders import answers, opened
from tests.cast import BEA, DICK, LARS, NOOR
from tests.faults import TYPED
from tests.pages.person import Person
from tests.pages.school import School, people_move_in
from ui import startup


def _stands_at(place: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{place}/school.sqlite")
    patch.setenv("MELDCODE_KEY_FILE", f"{place}/school.key")


@pytest.fixture(scope="session", autouse=True)
def _no_search_for_components() -> Iterator[None]:
    """AppTest looks through every installed package for components, which we do not use: 0.2 s for each tab."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)
        yield


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        _stands_at(place, patch)
        vault.make_key_file(settings().key_file)
        upgrade.upgrade()
        people_move_in()
        engine().dispose()
    return place


@pytest.fixture
def school(_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[School]:
    place = tmp_path / "school"
    shutil.copytree(_template, place)
    _stands_at(place, monkeypatch)
    school = School(place)
    monkeypatch.setattr("ui.clock.now", lambda: school.now)
    yield school
    engine().dispose()
    engine_for(f"sqlite:///{settings().key_store}").dispose()


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
