"""Every fault is recognised by the code of its driver, and worded in a sentence that is written here by hand."""

import errno
import sqlite3

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError, TimeoutError

from db.keys.vault import VaultError
from db.store.faults import in_words, outdates_connections
from tests.over import over


class FromSQLite(sqlite3.OperationalError):
    def __init__(self, code: int, text: str = "Kanarie") -> None:
        super().__init__(text)
        self.sqlite_errorcode = code


class FromPostgreSQL(Exception):
    def __init__(self, sqlstate: str) -> None:
        super().__init__("Kanarie")
        self.sqlstate = sqlstate


@over(
    ("error", "words"),
    [
        (FromSQLite(sqlite3.SQLITE_FULL), "te weinig ruimte op de schijf"),
        (FromSQLite(sqlite3.SQLITE_READONLY), "alleen te lezen"),
        (FromSQLite(sqlite3.SQLITE_READONLY_DBMOVED), "alleen te lezen"),
        (FromSQLite(sqlite3.SQLITE_BUSY), "bezet door een ander programma"),
        (FromSQLite(sqlite3.SQLITE_BUSY_SNAPSHOT), "bezet door een ander programma"),
        (FromSQLite(sqlite3.SQLITE_CORRUPT), "python -m db restore"),
        (FromSQLite(sqlite3.SQLITE_NOTADB), "python -m db restore"),
        (FromSQLite(sqlite3.SQLITE_IOERR_READ), "De schijf geeft fouten"),
        (FromSQLite(sqlite3.SQLITE_CANTOPEN), "niet te openen"),
        (FromSQLite(sqlite3.SQLITE_ERROR, "no such table: school"), "ontbreekt wat er hoort te staan"),
        (FromPostgreSQL("53100"), "te weinig ruimte op de schijf"),
        (FromPostgreSQL("25006"), "alleen te lezen"),
        (FromPostgreSQL("55P03"), "bezet door een ander programma"),
        (FromPostgreSQL("57P01"), "niet bereikbaar"),
        (FromPostgreSQL("57P03"), "niet bereikbaar"),
        (FromPostgreSQL("08006"), "niet bereikbaar"),
        (FromPostgreSQL("XX001"), "python -m db restore"),
        (FromPostgreSQL("58030"), "De schijf geeft fouten"),
    ],
)
def test_an_error_of_the_driver(error: Exception, words: str) -> None:
    for each in (error, OperationalError("SELECT 1", None, error)):
        said = in_words(each)
        assert said is not None and words in said and "Kanarie" not in said


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "te weinig ruimte op de schijf"),
        (errno.EDQUOT, "te weinig ruimte op de schijf"),
        (errno.EROFS, "alleen te lezen"),
        (errno.EIO, "De schijf geeft fouten"),
    ],
)
def test_an_error_of_the_system(number: int, words: str) -> None:
    assert words in str(in_words(OSError(number, "Kanarie", "/place/Kanarie")))


def test_a_database_that_cannot_even_be_connected_to_is_not_reachable() -> None:
    class OperationalErrorOfDriver(Exception):
        """psycopg raises an OperationalError without a code for it."""

    OperationalErrorOfDriver.__name__ = "OperationalError"
    assert "niet bereikbaar" in str(in_words(OperationalError("", None, OperationalErrorOfDriver("Kanarie"))))


def test_too_many_at_once_is_said_to_be_busy() -> None:
    assert "Probeer het straks opnieuw" in str(in_words(TimeoutError("QueuePool limit")))


def test_what_has_words_of_its_own_keeps_them() -> None:
    assert in_words(VaultError("Het sleutelbestand ontbreekt.")) == "Het sleutelbestand ontbreekt."


@pytest.mark.parametrize(
    "mistake",
    [
        ValueError("Kanarie"),
        FileNotFoundError(errno.ENOENT, "Kanarie"),
        FromSQLite(sqlite3.SQLITE_ERROR, "near Kanarie: syntax error"),
        IntegrityError("INSERT", None, FromSQLite(sqlite3.SQLITE_CONSTRAINT)),
        FromPostgreSQL("23505"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_a_mistake_in_the_program_is_no_fault_to_be_told(mistake: Exception) -> None:
    assert in_words(mistake) is None and not outdates_connections(mistake)


def test_connections_are_opened_anew_after_what_may_have_changed_the_file_and_not_for_waiting() -> None:
    assert outdates_connections(FromSQLite(sqlite3.SQLITE_CORRUPT))
    assert outdates_connections(FromSQLite(sqlite3.SQLITE_READONLY))
    assert not outdates_connections(FromSQLite(sqlite3.SQLITE_BUSY))
    assert not outdates_connections(FromSQLite(sqlite3.SQLITE_FULL))
