"""``db move-keys`` for a school: everything opens afterwards, and what to set is said; a copy of keys in a database."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from db.__main__ import main
from db.backup import key_store
from db.backup.backup import BackupError, copy_keys
from db.backup.move_keys import move_keys
from db.dossiers import dossiers
from db.journal import journal
from db.keys import vault
from db.keys.store import StoreError
from db.keys.tables import dossier_key
from db.store.engine import engine
from db.store.settings import KEY_STORE, Settings, settings, working_at
from db.store.voortgang import unseen
from tests.builders import after_stap, destroyed, opened, te_vernietigen
from tests.cast import DICK, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import found, kept, moment
from tests.db.keys.conftest import Place
from tests.db.postgresql import APP, Server

MOVED = "De sleutels van de dossiers zijn verplaatst"


@pytest.fixture
def elsewhere(folder: Path, place: Place) -> Settings:
    """The settings of this school with its keys in a database that is empty still."""
    assert folder.exists()
    return replace(settings(), keys_elsewhere=place("database")._address)


def bytes_in(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(folder.glob("*.dossiers.sqlite*")))


def wrapped() -> list[bytes]:
    with vault.vault().store.reading() as connection:
        return list(connection.scalars(select(dossier_key.c.wrapped)))


@pytest.mark.sqlite
def test_there_and_back_everything_opens_and_the_old_place_has_nothing(folder: Path, elsewhere: Settings) -> None:
    stored, goes = [kept(after_stap(2)), kept(opened())], kept(te_vernietigen())
    dossiers.save(destroyed(goes), by=DICK, moment=moment())
    here, told = settings(), list[float]()
    known = vault.vault()
    keys, head, grounds = known.keys(known.owners()), known.anchored(SCHOOL), known.grounds()
    pieces = wrapped()
    said = " ".join(move_keys(here, elsewhere, told.append))
    assert f"{len(keys)} sleutels, en het einde van 1 logboeken" in said and "staat geen sleutel meer" in said
    assert told == sorted(told) and told[-1] == 1.0
    assert not any(each in bytes_in(folder) for each in pieces)
    with working_at(elsewhere):
        vault._vault.cache_clear()
        there = vault.vault()
        assert not there.store.is_file
        assert (there.keys(there.owners()), there.anchored(SCHOOL), there.grounds()) == (keys, head, grounds)
        assert [found(each) for each in stored] == stored and journal.verify(SCHOOL) is None
        new = kept(opened())
    said = " ".join(move_keys(elsewhere, here, unseen))
    assert f"{len(keys) + 1} sleutels" in said and f"Haal {KEY_STORE} weg" in said
    vault._vault.cache_clear()
    assert [found(each) for each in (*stored, new)] == [*stored, new] and journal.verify(SCHOOL) is None
    with working_at(elsewhere), pytest.raises(StoreError, match=MOVED):
        vault.vault().owners()


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def run(*arguments: str) -> tuple[int, str]:
        vault._vault.cache_clear()
        status = main(list(arguments))
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


@pytest.mark.sqlite
def test_the_command_moves_them_says_what_to_set_and_no_password(
    folder: Path, elsewhere: Settings, asked: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = kept(opened())
    address = elsewhere.keys_elsewhere.replace("@/", ":geheim@/")
    assert "geheim" in address
    status, said = asked("move-keys", address)
    assert status == 0 and f"Zet in de omgeving {KEY_STORE}=postgresql+psycopg://" in said and "geheim" not in said
    status, said = asked("move-keys", address)
    assert status == 0 and "waren daar al" in said
    status, said = asked("verify")
    assert status == 2 and MOVED in said and "geheim" not in said
    monkeypatch.setenv(KEY_STORE, address)
    assert asked("move-keys", address) == (2, "Daar staan de sleutels al. Er is niets veranderd.\n")
    assert asked("move-keys", "zomaar")[0] == 2
    assert found(stored) == stored
    assert asked("move-keys", "bestand")[0] == 0
    monkeypatch.delenv(KEY_STORE)
    vault._vault.cache_clear()
    assert found(stored) == stored and folder.exists()


@pytest.mark.sqlite
def test_a_copy_of_keys_in_a_database_is_a_file_that_can_take_their_place(
    folder: Path, elsewhere: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored, here = kept(after_stap(2)), settings()
    move_keys(here, elsewhere, unseen)
    with working_at(elsewhere):
        copy = copy_keys(tmp_path / "copy", NOW).file
        head = vault.vault().anchored(SCHOOL)
    assert copy.name == here.key_store.name and copy.stat().st_mode & 0o077 == 0
    assert [each.name for each in copy.parent.iterdir()] == [copy.name]
    (folder / "meldroute.key").rename(copy.parent / "meldroute.key")
    monkeypatch.setenv("MELDCODE_KEY_FILE", str(copy.parent / "meldroute.key"))
    vault._vault.cache_clear()
    assert found(stored) == stored and vault.vault().anchored(SCHOOL) == head and journal.verify(SCHOOL) is None


@pytest.mark.only_apart
def test_a_restore_leaves_keys_alone_that_another_process_works_with(folder: Path) -> None:
    """Another process: another name by which PostgreSQL knows it."""
    kept(opened())
    key_store.remember()
    key_store.refuse_elsewhere()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_store, "OURSELVES", "meldroute of another process")
        with pytest.raises(BackupError, match="draait nog met deze sleutels"):
            key_store.refuse_elsewhere()
    assert folder.exists()


@pytest.mark.only_apart
def test_schools_move_from_one_database_of_keys_to_another(
    folder: Path, server: Server, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored, here = kept(after_stap(2)), settings()
    there = Settings(server.url(server.copy_of(APP)), tmp_path / "bestuur.key", place("database")._address)
    monkeypatch.setenv(KEY_STORE, there.keys_elsewhere)
    old = ("--oude-sleutel", str(folder / "meldroute.key"), "--oude-opslag", here.keys_elsewhere)
    assert main(["move", here.database_url, there.database_url, "--sleutel", str(there.key_file), *old]) == 0
    with working_at(there):
        assert found(stored) == stored and journal.verify(SCHOOL) is None
        assert kept(opened()).id in vault.vault().owners()
        engine().dispose()
    with working_at(here):
        assert found(stored) == stored and journal.verify(SCHOOL) is None
    server.drop(make_url(there.database_url).database)
