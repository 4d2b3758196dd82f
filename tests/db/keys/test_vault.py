"""The vault: content opens only with its own key, in its own place, and unchanged."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import inspect

from db.keys import store, vault
from db.keys.vault import Vault, VaultError, seal, unseal
from db.store.engine import engine
from tests.builders import opened
from tests.db.keeping import by_force, found, kept
from tests.over import over

KEY = bytes(range(32))
pytestmark = pytest.mark.either


def test_what_is_sealed_opens_with_its_key_at_its_place() -> None:
    assert unseal(KEY, "here", seal(KEY, "here", "Zoë 🙂".encode())) == "Zoë 🙂".encode()


def test_one_content_is_never_sealed_alike_twice() -> None:
    assert seal(KEY, "here", b"hetzelfde") != seal(KEY, "here", b"hetzelfde")


@over("place", range(0, 40, 3))
def test_one_changed_bit_keeps_it_closed(place: int) -> None:
    sealed = bytearray(seal(KEY, "here", b"een waarneming"))
    sealed[place % len(sealed)] ^= 1
    with pytest.raises(VaultError, match="beschadigd"):
        unseal(KEY, "here", bytes(sealed))


@pytest.mark.parametrize(("key", "place"), [(bytes(32), "here"), (KEY, "elsewhere")])
def test_another_key_or_another_place_keeps_it_closed(key: bytes, place: str) -> None:
    with pytest.raises(VaultError):
        unseal(key, place, seal(KEY, "here", b"een waarneming"))


@pytest.mark.both
def test_content_moved_to_another_dossier_is_refused(folder: Path) -> None:
    mine, yours = kept(opened()), kept(opened())
    stolen = f"(SELECT content FROM vastlegging WHERE dossier_id = '{mine.id}')"  # noqa: S608
    by_force(f"UPDATE vastlegging SET content = {stolen} WHERE dossier_id = '{yours.id}'")  # noqa: S608
    with pytest.raises(VaultError, match="beschadigd"):
        found(yours)
    assert found(mine) == mine and folder.exists()


def test_the_key_file_is_for_its_owner_only_and_never_replaced(tmp_path: Path) -> None:
    file = tmp_path / "sub" / "key"
    vault.make_key_file(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        vault.make_key_file(file)


@pytest.mark.parametrize("content", ["", "geen sleutel", "ab" * 31])
def test_a_key_file_that_is_none_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    (tmp_path / "key").write_text(content)
    monkeypatch.setenv("MELDCODE_KEY_FILE", str(tmp_path / "key"))
    with pytest.raises(VaultError, match="sleutelbestand"):
        vault.vault()


def test_a_missing_key_file_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MELDCODE_KEY_FILE", str(tmp_path / "none"))
    with pytest.raises(VaultError, match="ontbreekt"):
        vault.vault()


def test_another_master_key_opens_nothing(folder: Path) -> None:
    stored = kept(opened())
    with pytest.raises(VaultError, match="past niet"):
        Vault(bytes(32), store.at(f"sqlite:///{folder}/meldroute.key.dossiers.sqlite")).key(stored.id)


def test_another_master_key_adds_no_key_of_its_own(folder: Path) -> None:
    """Neither master key could read a store with keys under both."""
    kept(opened())
    with pytest.raises(VaultError, match="past niet"):
        Vault(bytes(32), store.at(f"sqlite:///{folder}/meldroute.key.dossiers.sqlite"))


def test_the_keys_stand_apart_from_the_database(folder: Path) -> None:
    stored = kept(opened())
    assert "dossier_key" not in inspect(engine()).get_table_names()
    assert stored.id.encode() in (folder / "meldroute.key.dossiers.sqlite").read_bytes() or (
        stored.id.encode() in (folder / "meldroute.key.dossiers.sqlite-wal").read_bytes()
    )
