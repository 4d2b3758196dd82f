"""The settings that keep what was acknowledged, and keep values out of messages."""

from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from db import schema
from db.engine import engine, reading, transaction

WANTED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": 30000,
    "temp_store": 2,
    "recursive_triggers": 1,
    "trusted_schema": 0,
}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", WANTED)
def test_every_connection_has_this_setting(name: str) -> None:
    with reading() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == WANTED[name]


@pytest.mark.usefixtures("folder")
def test_an_error_message_holds_no_value() -> None:
    row = {"school_id": "none", "naam": "Kanarie", "dagen": 1}
    with pytest.raises(IntegrityError) as problem, transaction() as connection:
        connection.execute(insert(schema.termijn).values(row))
    assert "Kanarie" not in str(problem.value)


def test_the_database_is_for_its_owner_only(folder: Path) -> None:
    assert engine().dialect.name == "sqlite"
    assert {file.stat().st_mode & 0o077 for file in folder.iterdir()} == {0}
