"""Faults of disk, database and keys while people work: how to cause each, undo it, and what the page must say."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.store import engine
from db.store.engine import engine_for
from db.store.settings import settings
from tests.pages.person import Person

PAGE = 4096
TYPED = ("Sem kroop weg achter de fietsen, vlak naast het hek. " * 70).strip()  # longer than one database page


Cause = Callable[[Path], AbstractContextManager[None]]


@dataclass(frozen=True)
class Fault:
    """``brought_about`` is a context manager that causes it; ``reads`` are words of its message, written by hand."""

    name: str
    reads: str
    brought_about: Cause
    pages_open: bool = True
    """Whether the page can still be drawn, so that the form stays on the screen."""

    def __str__(self) -> str:
        return self.name


def begin_anew() -> None:
    """Close all connections, so that new ones are opened from here on."""
    engine.engine().dispose()
    engine_for(f"sqlite:///{settings().key_store}").dispose()


@contextmanager
def _with_pragmas(*pragmas: str) -> Iterator[None]:
    """Connections that are opened from here on have these settings, and do not wait for locks."""
    with pytest.MonkeyPatch.context() as patch:
        others = [each for each in engine._PRAGMAS if "busy_timeout" not in each]
        patch.setattr(engine, "_PRAGMAS", ("busy_timeout=50", *others, *pragmas))
        begin_anew()
        yield


@contextmanager
def disk_full(_place: Path) -> Iterator[None]:
    """SQLite may not enlarge any file, which gives the error of a full disk, by the same code path."""
    with _with_pragmas("max_page_count=1"):
        yield
    begin_anew()


@contextmanager
def read_only(_place: Path) -> Iterator[None]:
    """Nothing is reopened afterwards: the app has to do that itself."""
    with _with_pragmas("query_only=ON"):
        yield


@contextmanager
def locked(place: Path) -> Iterator[None]:
    """Another program holds the write lock for longer than we wait, which is short here."""
    with _with_pragmas():
        other = sqlite3.connect(place / "school.sqlite", isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def locked_for_reading(place: Path) -> Iterator[None]:
    """Another program holds the whole database locked."""
    with _with_pragmas():
        other = sqlite3.connect(place / "school.sqlite", isolation_level=None)
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def key_missing(place: Path) -> Iterator[None]:
    (place / "school.key").rename(place / "elsewhere.key")
    yield
    (place / "elsewhere.key").rename(place / "school.key")


@contextmanager
def key_wrong(place: Path) -> Iterator[None]:
    right = (place / "school.key").read_bytes()
    (place / "school.key").write_text("5a" * 32)
    yield
    (place / "school.key").write_bytes(right)


@contextmanager
def _overwritten(place: Path, damage: Callable[[bytes], bytes]) -> Iterator[None]:
    """The file has other content, in the same place; afterwards the right content is put back while the app runs."""
    begin_anew()  # closing the last connection moves the log into the file
    file = place / "school.sqlite"
    right = file.read_bytes()
    file.write_bytes(damage(right))
    yield
    file.write_bytes(right)


@contextmanager
def truncated(place: Path) -> Iterator[None]:
    with _overwritten(place, lambda right: right[: len(right) // 3]):
        yield


@contextmanager
def page_damaged(place: Path) -> Iterator[None]:
    """Every database page but the first is overwritten with rubbish."""
    with _overwritten(place, lambda right: right[:PAGE] + b"\xa5" * (len(right) - PAGE)):
        yield


FAULTS = (
    Fault("disk full", "te weinig ruimte op de schijf", disk_full),
    Fault("read-only", "alleen te lezen en niet te schrijven", read_only),
    Fault("locked", "bezet door een ander programma", locked),
    Fault("locked for reading too", "bezet door een ander programma", locked_for_reading, pages_open=False),
    Fault("key missing", "Het sleutelbestand", key_missing, pages_open=False),
    Fault("wrong key", "past niet bij deze gegevens", key_wrong, pages_open=False),
    Fault("file truncated", "is beschadigd", truncated, pages_open=False),
    Fault("page damaged", "is beschadigd", page_damaged, pages_open=False),
)


def words(person: Person) -> str:
    """What the page tells the person: never a traceback, nor the code that means a bug of ours."""
    said = "\n".join(person.is_told())
    assert "Traceback" not in person.reads() and "Foutcode" not in person.reads(), person.reads()
    return said
