"""Rotating the master key: the new one opens everything; interrupted at any moment, the old or the new one does."""

import os
import stat
from pathlib import Path

import pytest

from db.backup.backup import BackupError
from db.backup.restore import restore
from db.keys import master_key, store, vault
from db.keys.vault import Vault, VaultError, rotate_key
from db.store.engine import engine
from tests.builders import after_stap, opened
from tests.db.conftest import NOW
from tests.db.keeping import backed_up, found, kept

# The key store is a SQLite file, whatever the database.
pytestmark = pytest.mark.either


class Killed(BaseException):
    """Stands for the end of the process at this point."""


def files(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir() if ".key" in each.name and ".sqlite" not in each.name}


def start_anew() -> None:
    """Forget everything that is cached, as a new process does."""
    vault._vault.cache_clear()
    engine().dispose()


@pytest.mark.apart
def test_everything_opens_with_the_new_key(folder: Path) -> None:
    stored = kept(after_stap(2))
    old = (folder / "meldroute.key").read_text()
    earlier = rotate_key()
    start_anew()
    assert found(stored) == stored
    assert found(kept(opened())) is not None
    assert earlier.read_text() == old != (folder / "meldroute.key").read_text()
    assert earlier.name.startswith("meldroute.key.old-2")
    assert files(folder) == {"meldroute.key", earlier.name}
    assert {stat.S_IMODE(each.stat().st_mode) & 0o077 for each in folder.iterdir()} == {0}


def test_the_old_key_opens_nothing_any_more(folder: Path) -> None:
    stored = kept(opened())
    old = bytes.fromhex((folder / "meldroute.key").read_text())
    rotate_key()
    with pytest.raises(VaultError, match="past niet"):
        Vault(old, _store(folder)).key(stored.id)


def test_who_is_running_takes_up_the_new_key(folder: Path) -> None:
    """A vault obtained earlier makes no key under the old master key; the next ``vault()`` uses the new one."""
    stored, running = kept(opened()), Vault(bytes.fromhex((folder / "meldroute.key").read_text()), _store(folder))
    rotate_key()
    with pytest.raises(VaultError, match="past niet"):
        running.add(["somebody"])
    assert "somebody" not in vault.vault().owners()
    assert found(stored) == stored


def _store(folder: Path) -> store.Store:
    return store.at(f"sqlite:///{folder}/meldroute.key.dossiers.sqlite")


@pytest.mark.parametrize("times", [2, 3])
def test_every_earlier_key_is_kept_however_soon_the_next_comes(folder: Path, times: int) -> None:
    kept(opened())
    known = []
    for _each in range(times):
        known.append((folder / "meldroute.key").read_text())
        rotate_key()
    assert sorted(each.read_text() for each in folder.glob("*.old-*")) == sorted(known)


@pytest.mark.parametrize("moment", range(6))
def test_cut_off_at_any_moment_it_opens_at_the_next_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    stored = kept(after_stap(2))
    old = (folder / "meldroute.key").read_text()
    steps = 0

    def cut(action):  # type: ignore[no-untyped-def]
        def wrapped(*arguments: object, **options: object) -> object:
            nonlocal steps
            steps += 1
            if steps > moment:
                raise Killed
            return action(*arguments, **options)

        return wrapped

    with monkeypatch.context() as patch:
        # In this order: write the new key beside, rewrap, empty the log, write the old key, rename it, rename the new.
        for place, name in (
            (master_key, "write_private"),
            (vault, "update"),
            (store, "empty_log"),
            (master_key, "put_in_place"),
        ):
            patch.setattr(place, name, cut(getattr(place, name)))
        with pytest.raises(Killed):
            rotate_key()
    start_anew()
    assert found(stored) == stored
    assert found(kept(opened())) is not None
    is_new = (folder / "meldroute.key").read_text() != old
    assert is_new == (moment >= 2)
    assert [each.read_text() for each in folder.glob("*.old-*")] == ([old] if is_new else [])
    rotate_key()
    start_anew()
    assert found(stored) == stored
    assert not (folder / "meldroute.key.new").exists()


def test_a_second_one_at_the_same_time_does_not_replace_the_key_of_the_first(folder: Path) -> None:
    stored = kept(opened())
    late = Vault(bytes.fromhex((folder / "meldroute.key").read_text()), _store(folder))
    rotate_key()
    asked: list[str] = []
    with pytest.raises(VaultError, match="past niet"):
        late.rotate(bytes(32), keep=lambda: asked.append("kept"))
    assert asked == [] and found(stored) == stored


def test_no_room_for_the_new_key_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored, old = kept(opened()), (folder / "meldroute.key").read_text()

    def full(*_arguments: object) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patch:
        patch.setattr(master_key, "write_private", full)
        with pytest.raises(VaultError, match="niet vervangen"):
            rotate_key()
    start_anew()
    assert (folder / "meldroute.key").read_text() == old and found(stored) == stored


@pytest.mark.apart
def test_a_back_up_from_before_needs_the_old_key(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = kept(opened())
    file = backed_up(tmp_path)
    earlier = rotate_key()
    engine().dispose()
    monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{tmp_path}/empty/meldroute.sqlite")
    away = earlier.rename(tmp_path / "away")
    with pytest.raises(BackupError, match="oude sleutelbestand"):
        restore(file, NOW)
    away.rename(earlier)
    restore(file, NOW)
    assert found(stored) == stored
    engine().dispose()
