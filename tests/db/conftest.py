"""Fixtures of the db tests: a real database and key file for every test, on SQLite and on PostgreSQL.

By default a test runs on both, because a database could break its promise: by its SQL, triggers, locks, row-level
security, types, order, or the way it fails. Marks change that, on a test or on a whole file:

- ``sqlite``, ``postgresql``: it is about that one only;
- ``either``: decided in Python, above statements that other tests run on both, so once is enough;
- ``both``: on both after all, in a file that is marked ``either``;
- ``wide``: on both, but on PostgreSQL only in `make sweep`, because it takes long and its statements are plain;
- ``apart``: on both, and on PostgreSQL with the keys of the dossiers in a database of their own (ADR 87);
- ``only_apart``: it is about that one only.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, make_url

from db import schema
from db.backup import backup, backup_file
from db.keys import store, vault
from db.practice import school
from db.store import engine
from db.store.settings import KEY_STORE, PROCESSES, settings
from db.upkeep import upgrade
from tests.cast import CAST, MONDAY
from tests.cheap_hashes import cheap_hashes
from tests.db import postgresql
from tests.db.postgresql import APP, Server
from tests.processes.address import leads_to, leave
from tests.processes.once import made_once
from tests.processes.read_here import read_here

NOW = datetime(2026, 11, 9, 10, 0)  # noqa: DTZ001 (naive UTC, as the database keeps it)


KINDS: dict[str, list[Any]] = {
    "sqlite": ["sqlite"],
    "postgresql": ["postgresql"],
    "either": ["sqlite"],
    "both": ["sqlite", "postgresql"],
    "apart": ["sqlite", "postgresql", "apart"],
    "only_apart": ["apart"],
    "wide": ["sqlite", pytest.param("postgresql", marks=pytest.mark.sweep)],
}
DOSSIERS = 130  # in the practice school: so each case told by hand is in it several times
Empty = Callable[[], Path]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "either: no database can change what it promises; runs on SQLite alone")
    config.addinivalue_line("markers", "wide: runs on both databases, on PostgreSQL in `make sweep`")
    config.addinivalue_line("markers", "apart: runs on both databases, and with the keys in a database of their own")
    config.addinivalue_line("markers", "only_apart: runs with the keys in a database of their own alone")
    config.addinivalue_line("markers", "both: runs on both databases, in a file of which the others need not")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "kind" in metafunc.fixturenames:
        marks = (mark.name for mark in metafunc.definition.iter_markers() if mark.name in KINDS)
        metafunc.parametrize("kind", KINDS[next(marks, "both")], scope="session")


@pytest.fixture(scope="session", autouse=True)
def _cheap_hashes() -> Iterator[None]:
    with cheap_hashes():
        yield


@pytest.fixture(scope="session", autouse=True)
def _schools_are_gone_over_here() -> Iterator[None]:
    """One after another, in this process; ``upkeep/test_per_school.py`` is about the others."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PROCESSES, "1")
        yield


@pytest.fixture(scope="session", autouse=True)
def _read_here() -> Iterator[None]:
    with read_here():
        yield


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The PostgreSQL server of this run, with an empty database of the newest version to copy."""
    return postgresql.shared(tmp_path_factory)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database of the newest version in which the cast has accounts, with its key file, to copy."""

    def make(place: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            _point_at(place, patch)
            vault.make_key_file(place / "meldroute.key")
            upgrade.upgrade()
            the_cast_moves_in()
            engine.engine().dispose()

    return made_once(tmp_path_factory, "meldroute", make)


def the_cast_moves_in() -> None:
    with engine.transaction(engine.EVERY_SCHOOL) as connection:
        for school_id in sorted({user.school_id for user in CAST}):
            row = {"id": school_id, "naam": school_id, "oefenschool": False, "laatste_nummer": 0}
            connection.execute(insert(schema.school).values(row))
        for user in CAST:
            connection.execute(
                insert(schema.account).values(
                    id=user.id,
                    school_id=user.school_id,
                    naam=user.naam,
                    email=f"{user.id}@{user.school_id}.example",
                    password_hash="-",
                    role=user.role.value,
                    active=True,
                    created_at=NOW,
                )
            )


@pytest.fixture
def folder(
    kind: str,
    template: Path,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[Path]:
    """The folder of this test, with its keys, and with its database if that is a file; the cast has accounts."""
    place = tmp_path / "data"
    shutil.copytree(template, place)
    _point_at(leads_to(place, tmp_path_factory), monkeypatch)
    made = []
    if kind != "sqlite":
        (place / "meldroute.sqlite").unlink()
        there: Server = request.getfixturevalue("server")
        made.append(there.copy_of(APP, f"test_{os.getpid()}"))
        monkeypatch.setenv("MELDCODE_DATABASE_URL", there.url(made[0]))
        if kind == "apart":
            monkeypatch.setenv(KEY_STORE, there.for_keys())
            made.append(make_url(os.environ[KEY_STORE]).database)
        the_cast_moves_in()
    at, keys = engine.engine(), store.at(settings().key_store_url)
    yield place
    at.dispose()
    keys.engine.dispose()
    leave()
    for each in made:
        there.drop(each)


@pytest.fixture
def empty(
    folder: Path, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Empty]:
    """A function that switches to an empty database, taking the key store along; it returns the folder."""
    made = []

    def leave() -> Path:
        engine.engine().dispose()
        place = tmp_path / "empty"
        place.mkdir()
        url = f"sqlite:///{place}/meldroute.sqlite"
        if kind != "sqlite":
            there: Server = request.getfixturevalue("server")
            made.append(there.copy_of(APP))
            url = there.url(made[-1])
        monkeypatch.setenv("MELDCODE_DATABASE_URL", url)
        return place

    yield leave
    engine.engine().dispose()
    for each in made:
        request.getfixturevalue("server").drop(each)


@pytest.fixture
def practice(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The folder of a copy of the practice school as on MONDAY, which is made once per run."""

    def make(place: Path) -> None:
        _point_at(place, monkeypatch)
        vault.make_key_file(place / "meldroute.key")
        upgrade.upgrade()
        assert school.make(MONDAY, NOW, number=DOSSIERS) == DOSSIERS
        leave()

    place = tmp_path / "practice"
    shutil.copytree(made_once(tmp_path_factory, "practice", make), place)
    _point_at(place, monkeypatch)
    yield place
    leave()


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make chunks small, so that a small database takes many of them, and many steps of copying."""
    monkeypatch.setattr(backup_file, "CHUNK", 16 * 1024)
    monkeypatch.setattr(backup, "_PAGES", 16)


def _point_at(place: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{place}/meldroute.sqlite")
    patch.setenv("MELDCODE_KEY_FILE", f"{place}/meldroute.key")
