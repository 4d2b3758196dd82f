"""Whether an installation can serve: on PostgreSQL also while the server is away, and once it is back."""

from pathlib import Path

import pytest

from db.store.engine import engine
from db.store.settings import settings
from db.upkeep import ready, upgrade
from tests.db import postgresql
from tests.db.conftest import the_cast_moves_in
from tests.db.postgresql import APP, OWNER


def test_a_school_that_can_be_read_is_ready(folder: Path) -> None:
    assert folder.exists() and ready.is_ready()


@pytest.mark.sqlite
def test_a_database_without_tables_is_not(folder: Path) -> None:
    engine().dispose()
    for each in folder.glob("meldroute.sqlite*"):
        each.unlink()
    assert not ready.is_ready()
    (folder / "meldroute.sqlite").touch()
    assert not ready.is_ready()


@pytest.mark.postgresql
def test_it_is_not_ready_while_the_server_is_away_and_is_again_without_a_restart(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "meldroute.key"
    key.write_bytes((template / "meldroute.key").read_bytes())
    key.chmod(0o600)
    monkeypatch.setenv("MELDCODE_KEY_FILE", str(key))
    with postgresql.running() as server:
        monkeypatch.setenv("MELDCODE_DATABASE_URL", server.url(APP, OWNER))
        upgrade.upgrade()
        engine().dispose()
        monkeypatch.setenv("MELDCODE_DATABASE_URL", server.url(APP))
        the_cast_moves_in()
        assert settings().key_file == key and ready.is_ready()
        server.stop()
        assert not ready.is_ready()
        server.start()
        assert ready.is_ready()
        engine().dispose()
