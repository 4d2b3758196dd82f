"""The master key as a credential of systemd: it goes before the file, and is held to the same rules."""

from pathlib import Path

import pytest

from db.keys import vault
from db.keys.vault import VaultError
from db.store.settings import settings
from db.upkeep import controle
from tests.builders import after_stap
from tests.db.keeping import found, kept

pytestmark = pytest.mark.either


@pytest.fixture
def credential(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The master key is handed over by systemd, as systemd.exec(5) says; where its file was is none any more."""
    given = tmp_path / "credentials"
    given.mkdir(mode=0o700)
    (folder / "meldroute.key").rename(given / "meldroute.key")
    (given / "meldroute.key").chmod(0o400)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(given))
    vault._vault.cache_clear()
    return given


def test_with_it_everything_opens_and_the_keys_stay_where_they_are(credential: Path, folder: Path) -> None:
    stored = kept(after_stap(2))
    assert found(stored) == stored
    assert settings().master_file == credential / "meldroute.key" and settings().key_store.parent.samefile(folder)
    assert controle._key_file().is_goed
    assert [each.name for each in credential.iterdir()] == ["meldroute.key"]


def test_it_goes_before_the_file(credential: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = kept(after_stap(1))
    vault.make_key_file(folder / "meldroute.key")
    vault._vault.cache_clear()
    assert found(stored) == stored and credential.exists()
    monkeypatch.delenv("CREDENTIALS_DIRECTORY")
    with pytest.raises(VaultError, match="past niet"):
        vault.vault()


def test_credentials_for_something_else_change_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = kept(after_stap(1))
    (tmp_path / "pgpass").write_text("")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert found(stored) == stored and settings().master_file == settings().key_file and folder.exists()


def test_one_that_others_can_come_at_is_refused(credential: Path) -> None:
    (credential / "meldroute.key").chmod(0o444)
    with pytest.raises(VaultError, match="voor anderen"):
        vault.vault()


def test_where_the_credential_cannot_be_replaced_nothing_is(credential: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored, before = kept(after_stap(1)), (credential / "meldroute.key").read_text()

    def read_only(*_arguments: object, **_options: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("db.keys.master_key.write_private", read_only)
    with pytest.raises(VaultError, match="niet vervangen"):
        vault.rotate_key()
    assert (credential / "meldroute.key").read_text() == before and found(stored) == stored
