"""``db.store.beside``: a side task that fails is undone by itself and leaves the rest of the transaction alone."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text, update
from sqlalchemy.exc import SQLAlchemyError

from db import schema
from db.store import faults
from db.store.beside import beside
from db.store.engine import EVERY_SCHOOL, reading, transaction
from tests.cast import NOOR
from tests.db.postgresql import Server

pytestmark = pytest.mark.both
_A = schema.account.c


def name(connection: Connection) -> str:
    return str(connection.execute(select(_A.naam).where(_A.id == NOOR.id)).scalar_one())


def is_called(connection: Connection, naam: str) -> None:
    connection.execute(update(schema.account).where(_A.id == NOOR.id).values(naam=naam))


def test_it_may_be_the_first_thing_that_is_asked(folder: Path) -> None:
    with reading(EVERY_SCHOOL) as connection:
        with beside(connection, "a first question") as first:
            found = name(connection)
        assert not first.failed and found == name(connection)


def test_what_failed_within_is_undone_and_what_stands_around_it_is_kept(folder: Path) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        with beside(connection, "the outer one") as outer:
            is_called(connection, "buiten")
            with beside(connection, "the inner one") as inner:
                is_called(connection, "binnen")
                raise ValueError
        assert (outer.failed, inner.failed, name(connection)) == (False, True, "buiten")
    with reading(EVERY_SCHOOL) as connection:
        assert name(connection) == "buiten"


def test_one_that_fails_after_one_within_it_takes_that_one_along(folder: Path) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        before = name(connection)
        with beside(connection, "the outer one") as outer:
            with beside(connection, "the inner one"):
                is_called(connection, "binnen")
            raise ValueError
        assert outer.failed and name(connection) == before


@pytest.mark.postgresql
def test_a_database_that_goes_away_within_it_is_said_to_be_away(folder: Path, server: Server) -> None:
    with pytest.raises(SQLAlchemyError) as raised:
        _goes_away_within_one(server)
    assert faults.in_words(raised.value) == faults.AWAY
    with reading(EVERY_SCHOOL) as connection:
        assert name(connection) == NOOR.naam


def _goes_away_within_one(server: Server) -> None:
    with transaction(EVERY_SCHOOL) as connection:
        number = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with beside(connection, "what is asked of it"):
            server.execute(f"SELECT pg_terminate_backend({number}, 20000)")
            name(connection)
