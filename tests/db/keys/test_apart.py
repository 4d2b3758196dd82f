"""Keys in a database of their own: what only that can break, and a school that works with it."""

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import TimeoutError as PoolTimeout

from db.dossiers import dossiers
from db.journal import journal
from db.keys import store, vault
from db.keys.store import StoreError
from db.keys.vault import Vault, VaultError
from db.store.engine import engine
from db.store.postgresql import KEYS_POOL
from db.store.settings import KEY_STORE, settings
from db.upkeep import controle
from meldcode.vastleggingen import Signaal
from tests.builders import after_stap, destroyed, opened, record, te_vernietigen
from tests.cast import DICK, NOOR, SCHOOL
from tests.db.keeping import count, found, kept, moment
from tests.db.keys.conftest import MASTER, Place, database_of
from tests.db.postgresql import APP, KEYS, OWNER, Server

# What only a database can break


def test_the_database_of_the_dossiers_is_no_place_for_keys(server: Server) -> None:
    name = server.copy_of(APP)
    try:
        with pytest.raises(StoreError, match="staan de dossiers zelf"):
            Vault(MASTER, store.at(server.url(name, OWNER)))
        with store.at(server.url(name, OWNER)).engine.connect() as connection:
            assert connection.scalar(text("SELECT to_regclass('dossier_key')")) is None
    finally:
        store.at(server.url(name, OWNER)).engine.dispose()
        server.drop(name)


def test_an_account_that_cannot_wipe_is_refused(place: Place, server: Server) -> None:
    at = place("database")
    Vault(MASTER, at)
    name = database_of(at)
    server.execute(f"GRANT CONNECT ON DATABASE {name} TO {APP}")
    server.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {APP}", name)
    reached = store.at(server.url(name, APP))
    try:
        with pytest.raises(StoreError, match="geen eigenaar"):
            Vault(MASTER, reached)
    finally:
        reached.engine.dispose()


def test_the_account_of_the_dossiers_does_not_come_in(server: Server) -> None:
    at = store.at(server.url(KEYS, APP))
    with pytest.raises(StoreError, match="niet bereikbaar"):
        Vault(MASTER, at)


def test_a_process_takes_no_more_connections_than_is_said(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    at = place("database")
    at.open()
    monkeypatch.setattr(at.engine.pool, "_timeout", 0.01)
    with ExitStack() as held:
        for _each in range(KEYS_POOL["pool_size"] + KEYS_POOL["max_overflow"]):
            held.enter_context(at.reading())
        with pytest.raises(PoolTimeout), at.reading():
            pass


def test_what_is_destroyed_is_wiped_at_once_though_others_read_all_the_time(place: Place) -> None:
    mine = Vault(MASTER, place("database"))
    owners = [f"owner-{number}" for number in range(6)]
    mine.add([*owners, "stays"])
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            mine.key("stays")

    others = [threading.Thread(target=read) for _each in range(2)]
    for other in others:
        other.start()
    try:
        assert [mine.destroy([each]) for each in owners] == [True] * len(owners)
    finally:
        done.set()
        for other in others:
            other.join(60)


def test_an_answer_that_does_not_come_is_given_up(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_STATEMENT_MS", 200)
    at = place("database")
    begun = time.monotonic()
    with pytest.raises(StoreError, match="bezet"), at.reading() as connection:
        connection.execute(text("SELECT pg_sleep(60)"))
    assert time.monotonic() - begun < 30
    at.engine.dispose()
    store._postgresql.cache_clear()


# A school whose keys are in a database of their own


@pytest.fixture
def apart(folder: Path, server: Server) -> Server:
    """The server of a school whose keys are in a database of their own."""
    assert settings().keys_elsewhere and not settings().key_store.exists() and folder.exists()
    return server


@contextmanager
def away(server: Server) -> Iterator[None]:
    """Inside this the database with the keys cannot be reached."""
    name = database_of(store.at(settings().key_store_url))
    server.execute(f"ALTER DATABASE {name} CONNECTION LIMIT 0")
    ended = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608
    server.execute(ended)
    yield
    server.execute(f"ALTER DATABASE {name} CONNECTION LIMIT -1")


@pytest.mark.apart
def test_a_school_records_destroys_and_verifies(folder: Path) -> None:
    stored, goes = kept(after_stap(2)), kept(te_vernietigen())
    dossiers.save(destroyed(goes), by=DICK, moment=moment())
    assert found(stored) == stored and found(goes) is None and journal.verify(SCHOOL) is None
    vault._vault.cache_clear()
    assert vault.vault().anchored(SCHOOL) is not None and goes.id not in vault.vault().owners()
    assert vault.vault().store.is_file == (not settings().keys_elsewhere) and folder.exists()


@pytest.mark.apart
def test_without_its_master_key_or_with_another_nothing_opens(folder: Path) -> None:
    kept(opened())
    file = folder / "meldroute.key"
    for content, said in ((None, "ontbreekt"), ("ab" * 32, "past niet")):
        file.unlink()
        if content:
            vault.make_key_file(file)
            file.write_text(content)
        vault._vault.cache_clear()
        with pytest.raises(VaultError, match=said):
            vault.vault()
        if not content:
            vault.make_key_file(file)


@pytest.mark.only_apart
def test_while_the_keys_are_away_nothing_is_recorded_and_nothing_taken_for_lost(apart: Server) -> None:
    stored = kept(after_stap(2))
    lines, after = count("journal"), record(stored, Signaal)
    with away(apart):
        for _again in range(2):
            with pytest.raises(StoreError, match="niet bereikbaar"):
                dossiers.save(after, by=NOOR, moment=moment())
        with pytest.raises(StoreError, match="niet bereikbaar"):
            found(stored)
        assert count("journal") == lines
    dossiers.save(after, by=NOOR, moment=moment())
    assert found(stored) == after and journal.verify(SCHOOL) is None and count("journal") > lines


@pytest.mark.only_apart
def test_the_dossiers_and_their_keys_are_in_no_database_together(apart: Server) -> None:
    kept(opened())
    with engine().connect() as dossiers_here, vault.vault().store.reading() as keys_here:
        names = [
            set(each.execute(text("SELECT relname FROM pg_class WHERE relkind = 'r'")).scalars())
            for each in (dossiers_here, keys_here)
        ]
    ours = [{"dossier", "vastlegging", "journal"}, {"dossier_key", "anchor", "destroyed"}]
    assert [mine <= here for mine, here in itertools.product(ours, names)] == [True, False, False, True]
    assert apart.host


@pytest.mark.sqlite
def test_an_empty_database_is_not_taken_for_keys_that_were_destroyed(
    folder: Path, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The setting was made, and the keys were not moved."""
    stored = kept(opened())
    with monkeypatch.context() as patch:
        at = place("database")
        patch.setenv(KEY_STORE, at._address)
        with pytest.raises(StoreError, match="staan nog in"):
            vault.vault()
    assert found(stored) == stored and folder.exists()


@pytest.mark.only_apart
def test_in_orde_says_whether_they_answer_and_whether_one_server_has_both(
    apart: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> dict[str, tuple[bool, str]]:
        every = [*controle._key_store(), *controle._keys_answer()]
        return {each.wat: (each.is_goed, each.tekst) for each in every}

    place, answer = "Plaats van de dossiersleutels", "Database met de dossiersleutels"
    is_goed, said = found()[place]
    assert is_goed and "op dezelfde server" in said and found()[answer][0]
    with away(apart):
        is_goed, said = found()[answer]
    assert not is_goed and "niet bereikbaar" in said
    monkeypatch.setenv("MELDCODE_DATABASE_URL", "postgresql+psycopg://meldroute@db.elders.example/meldroute")
    assert "een andere server" in found()[place][1]
    monkeypatch.delenv(KEY_STORE)
    assert found() == {}
