"""Restoring elsewhere leaves a key store in use alone, and older keys do not undo a destruction."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db.backup import key_store
from db.backup.after_restore import destroy_keys_again
from db.backup.backup import BackupError, copy_keys
from db.backup.restore import restore
from db.journal import journal
from db.keys import vault
from db.store.engine import engine, engine_for
from db.store.settings import KEY_STORE, settings
from tests.builders import after_stap, opened, te_vernietigen
from tests.cast import SCHOOL
from tests.db.backup.test_restore import LATER, seen
from tests.db.conftest import NOW
from tests.db.keeping import backed_up, found, kept

pytestmark = pytest.mark.wide
Empty = Callable[[], Path]


def keys_now() -> tuple[object, object]:
    """The head of the journal that the key store holds, and which dossiers have a key."""
    return vault.vault().anchored(SCHOOL), vault.vault().owners()


@pytest.mark.apart
def test_a_restore_elsewhere_leaves_the_keys_of_a_school_that_goes_on_alone(empty: Empty, tmp_path: Path) -> None:
    stored = kept(after_stap(2))
    key_store.remember()
    file = backed_up(tmp_path)
    kept(opened())
    before, at = keys_now(), os.environ["MELDCODE_DATABASE_URL"]
    place = empty()
    with pytest.raises(BackupError, match="horen bij de database in"):
        restore(file, LATER)
    assert keys_now() == before and list(place.iterdir()) == []
    os.environ["MELDCODE_DATABASE_URL"] = at
    assert journal.verify(SCHOOL) is None and found(stored) == stored


@pytest.mark.apart
def test_with_a_copy_of_the_keys_it_is_put_back_there(
    empty: Empty, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = kept(after_stap(2))
    key_store.remember()
    file = backed_up(tmp_path)
    kept(opened())
    before, live = keys_now(), os.environ["MELDCODE_KEY_FILE"]
    copy = copy_keys(tmp_path / "trial", NOW).file
    shutil.copy(folder / "meldroute.key", copy.parent)
    empty()
    monkeypatch.setenv("MELDCODE_KEY_FILE", str(copy.parent / "meldroute.key"))
    elsewhere = os.environ.get(KEY_STORE, "")
    monkeypatch.setenv(KEY_STORE, "")
    assert "ontbreken" in " ".join(restore(file, LATER)), "the copy knows of a later line"
    assert found(stored) == stored and keys_now() != before
    monkeypatch.setenv("MELDCODE_KEY_FILE", live)
    monkeypatch.setenv(KEY_STORE, elsewhere)
    assert keys_now() == before


@pytest.mark.sqlite
def test_where_the_database_was_lost_its_own_keys_will_do(empty: Empty, folder: Path, tmp_path: Path) -> None:
    stored = kept(after_stap(2))
    key_store.remember()
    file = backed_up(tmp_path)
    engine().dispose()
    for left in folder.glob("meldroute.sqlite*"):
        left.unlink()
    empty()
    restore(file, LATER)
    assert found(stored) == stored
    with closing(sqlite3.connect(settings().key_store)) as store:
        assert store.execute("SELECT database FROM home").fetchall() == [(f"{tmp_path}/empty/meldroute.sqlite",)]


@contextmanager
def open_elsewhere(store: Path) -> Iterator[None]:
    """Inside this, another program has the key store open without using it."""
    script = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM anchor').fetchall()"
    command = [sys.executable, "-c", f"{script}; print('open', flush=True); sys.stdin.read()", str(store)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == b"open\n"
        yield
        other.communicate(timeout=20)


@pytest.mark.sqlite
def test_while_a_program_has_the_keys_open_nothing_is_put_back(empty: Empty, tmp_path: Path) -> None:
    stored = kept(opened())
    file = backed_up(tmp_path)
    before, place = keys_now(), empty()
    with open_elsewhere(settings().key_store), pytest.raises(BackupError, match="draait nog met deze sleutels"):
        restore(file, LATER)
    assert keys_now() == before and list(place.iterdir()) == []
    restore(file, LATER)
    assert found(stored) == stored


@pytest.mark.apart
def test_keys_of_before_a_destruction_are_destroyed_again_with_a_warning(
    empty: Empty, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored, gone = kept(after_stap(2)), kept(te_vernietigen())
    old = copy_keys(tmp_path / "old", NOW).file
    shutil.copy(folder / "meldroute.key", old.parent)
    with closing(sqlite3.connect(old)) as keys:
        ((wrapped,),) = keys.execute("SELECT wrapped FROM dossier_key WHERE owner_id = ?", (gone.id,))
    seen(gone)
    file = backed_up(tmp_path)
    empty()
    monkeypatch.setenv("MELDCODE_KEY_FILE", str(old.parent / "meldroute.key"))
    monkeypatch.setenv(KEY_STORE, "")
    assert gone.id in vault.vault().owners()
    said = " ".join(restore(file, LATER))
    assert "van vóór een vernietiging" in said and "Van 1 (dossiers)" in said
    assert gone.id not in vault.vault().owners() and wrapped not in old.read_bytes()
    assert vault.vault().grounds() == {gone.id: "geen_indicatie"}
    assert found(gone) is None and found(stored) == stored and journal.verify(SCHOOL) is None
    assert destroy_keys_again(LATER) == 0


def test_a_key_store_of_before_put_back_by_hand_is_seen_at_the_start(folder: Path, tmp_path: Path) -> None:
    stored, gone = kept(after_stap(2)), kept(te_vernietigen())
    old = copy_keys(tmp_path / "old", NOW).file
    seen(gone)
    engine_for(f"sqlite:///{settings().key_store}").dispose()
    vault._vault.cache_clear()
    shutil.copy(old, folder / "meldroute.key.dossiers.sqlite")
    assert destroy_keys_again(LATER) == 1
    assert gone.id not in vault.vault().owners() and stored.id in vault.vault().owners()
    assert destroy_keys_again(LATER) == 0
