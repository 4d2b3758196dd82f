"""The settings of the engine: acknowledged writes are durable, and values stay out of error messages."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from db import schema
from db.keys import store, vault
from db.school.schools import set_termijn
from db.store import engine as db_engine
from db.store import postgresql
from db.store.engine import EVERY_SCHOOL, engine, engine_for, reading, transaction, unhurried
from db.store.settings import settings
from tests.cast import SCHOOL

_NUMBER = text("SELECT pg_backend_pid()")
WANTED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": 30000,
    "temp_store": 2,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "wal_autocheckpoint": 0,
}


@pytest.mark.usefixtures("folder")
@pytest.mark.sqlite
def test_every_connection_has_these_settings() -> None:
    with reading(EVERY_SCHOOL) as connection:
        assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in WANTED} == WANTED


@pytest.mark.usefixtures("folder")
@pytest.mark.postgresql
def test_every_connection_with_a_server_waits_so_long_and_no_longer() -> None:
    wanted = {
        "lock_timeout": "30s",
        "statement_timeout": "5min",
        "idle_in_transaction_session_timeout": "1min",
        "TimeZone": "UTC",
    }
    with reading(EVERY_SCHOOL) as connection:
        assert {each: connection.exec_driver_sql(f"SHOW {each}").scalar() for each in wanted} == wanted
    with postgresql.for_migrating(engine().url).connect() as connection:
        postgresql.waits(connection, postgresql.MIGRATING_MS)
        migrating = {"lock_timeout": "250ms", "statement_timeout": "0"}
        assert {each: connection.exec_driver_sql(f"SHOW {each}").scalar() for each in migrating} == migrating


@pytest.mark.usefixtures("folder")
@pytest.mark.postgresql
def test_a_server_that_is_not_written_to_any_more_is_left_for_the_one_that_is() -> None:
    numbers = list[int]()
    with pytest.raises(DBAPIError):
        _writes_to_one_that_follows(numbers)
    with reading(EVERY_SCHOOL) as connection:
        assert connection.execute(_NUMBER).scalar_one() not in numbers


@pytest.mark.usefixtures("folder")
@pytest.mark.postgresql
def test_what_is_read_again_and_again_is_planned_once() -> None:
    """PostgreSQL takes longer to plan the statements of a page than to answer them."""
    prepared = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%school.naam%'")
    with engine().connect() as kept:  # so that all others share one connection
        assert kept.execute(_NUMBER).scalar_one()
        for _time in range(2 * 10):
            with reading(SCHOOL) as connection:
                connection.execute(select(schema.school.c.naam)).all()
        with reading(SCHOOL) as connection:
            assert connection.execute(prepared).scalar_one() == 1


def _writes_to_one_that_follows(numbers: list[int]) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        numbers.append(connection.execute(_NUMBER).scalar_one())
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
        connection.execute(delete(schema.school))


@pytest.mark.sqlite
def test_the_log_is_emptied_after_it_has_grown_and_by_us_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """ADR 6: a checkpoint beside a commit can lose that commit in SQLite before 3.51.3."""
    log = folder / "meldroute.sqlite-wal"
    record_twenty()
    grown = log.stat().st_size
    assert grown > 20_000
    monkeypatch.setattr(db_engine, "_LOG_MAX", grown)
    record_twenty()
    assert log.stat().st_size <= grown


@pytest.mark.sqlite
def test_the_log_is_left_for_later_while_somebody_reads(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db_engine, "_LOG_MAX", 0)
    monkeypatch.setattr(db_engine, "_CHECKPOINT_MS", 10)
    with reading(EVERY_SCHOOL) as connection:
        before = connection.execute(select(func.count()).select_from(schema.termijn)).scalar()
        record_twenty()
        assert (folder / "meldroute.sqlite-wal").stat().st_size > 0
        assert connection.execute(select(func.count()).select_from(schema.termijn)).scalar() == before
    record_twenty()
    assert (folder / "meldroute.sqlite-wal").stat().st_size == 0


def record_twenty() -> None:
    for dagen in range(1, 21):
        with transaction(SCHOOL) as connection:
            set_termijn(connection, SCHOOL, "stap_1", dagen)


@pytest.mark.usefixtures("folder")
def test_an_error_message_holds_no_value() -> None:
    row = {"school_id": "none", "naam": "Kanarie", "dagen": 1}
    with pytest.raises(IntegrityError) as problem, transaction(EVERY_SCHOOL) as connection:
        connection.execute(insert(schema.termijn).values(row))
    assert "Kanarie" not in str(problem.value)


@pytest.mark.sqlite
def test_the_database_is_for_its_owner_only(folder: Path) -> None:
    assert engine().dialect.name == "sqlite"
    assert {file.stat().st_mode & 0o077 for file in folder.iterdir()} == {0}


@pytest.mark.usefixtures("folder")
def test_only_the_head_of_the_journal_does_not_wait_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """ADR 8. The next write on the same connection waits for the disk again."""
    vault.vault()
    keys = engine_for(f"sqlite:///{settings().key_store}")
    said: list[int] = []
    monkeypatch.setattr(store, "trim_log", lambda _engine: said.append(_synchronous(keys)))
    with unhurried(keys) as connection:
        said.append(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())
    vault.vault().anchor(SCHOOL, 1, "0" * 64)
    vault.vault().add(["somebody"])
    assert said == [1, 2, 2]


def _synchronous(keys: Engine) -> int:
    with keys.connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())
