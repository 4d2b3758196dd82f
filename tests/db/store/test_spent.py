"""Counting the time that is spent in the database: every statement and commit, and nothing unless asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.store import spent
from db.store.engine import engine, engine_for, reading, transaction
from tests.cast import SCHOOL


@pytest.fixture
def seconds(folder: Path) -> Iterator[list[float]]:
    """The seconds that were told, one after another; engines are made anew, and again without this afterwards."""
    assert folder.exists()
    engine().dispose()
    engine_for.cache_clear()
    told = list[float]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spent, "_told", [told.append])
        yield told
    engine().dispose()
    engine_for.cache_clear()


def test_every_statement_and_commit_is_told_with_its_time(seconds: list[float]) -> None:
    with reading(SCHOOL) as connection:
        connection.execute(text("SELECT 1"))
        seconds.clear()  # what makes and begins a connection is told as well
        connection.execute(text("SELECT 1"))
        assert len(seconds) == 1
    seconds.clear()
    with transaction(SCHOOL) as connection:
        before = len(seconds)
        connection.execute(text("UPDATE school SET naam = naam"))
        assert len(seconds) == before + 1
    assert len(seconds) == before + 2, "the commit"
    assert all(each >= 0 for each in seconds)


def test_a_statement_that_fails_is_told_and_fails_as_before(seconds: list[float]) -> None:
    with reading(SCHOOL) as connection:
        connection.execute(text("SELECT 1"))
        seconds.clear()
        with pytest.raises(DBAPIError):
            connection.execute(text("SELECT nothing FROM nowhere"))
        assert len(seconds) == 1


def test_unless_somebody_asks_nothing_is_put_between(folder: Path) -> None:
    assert folder.exists() and spent._told == []
    assert not any(hasattr(getattr(engine().dialect, name), "__wrapped__") for name in spent._TIMED)
