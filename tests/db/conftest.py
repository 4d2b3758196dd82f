"""A real SQLite file and a real key file for every test, migrated once and copied."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from db import backup, backup_file, engine, schema, upgrade, vault
from tests.cast import CAST

NOW = datetime(2026, 11, 9, 10, 0)  # noqa: DTZ001 (naive UTC, as the database keeps it)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of the newest version, with its key file."""
    place = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        _point_at(place, patch)
        vault.make_key_file(place / "meldroute.key")
        upgrade.upgrade()
        engine.engine().dispose()
    return place


@pytest.fixture
def folder(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder with the database and the keys of this test; the cast has accounts in it."""
    place = tmp_path / "data"
    shutil.copytree(template, place)
    _point_at(place, monkeypatch)
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
    yield place
    engine.engine().dispose()


@pytest.fixture
def empty(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Path]:
    """Call it to leave for an empty place, with the key store as it is by then; gives the place."""

    def leave() -> Path:
        engine.engine().dispose()
        place = tmp_path / "empty"
        place.mkdir()
        monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{place}/meldroute.sqlite")
        return place

    return leave


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small database has many chunks then, and many steps of copying."""
    monkeypatch.setattr(backup_file, "CHUNK", 16 * 1024)
    monkeypatch.setattr(backup, "_PAGES", 4)


def _point_at(place: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{place}/meldroute.sqlite")
    patch.setenv("MELDCODE_KEY_FILE", f"{place}/meldroute.key")
