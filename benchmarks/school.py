"""A temporary school to measure in, on the same disk as this program."""

import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from sqlalchemy import insert

from db import schema
from db.dossiers import dossiers
from db.dossiers.dossiers import Moment
from db.keys import vault
from db.store import engine
from db.upkeep import upgrade
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Opening, Signaal
from meldcode.vragen.vastlegging import fill
from tests.answers import answers
from tests.builders import record
from tests.cast import MONDAY, NOOR, SCHOOL
from ui import clock

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 9, 10, 0)  # noqa: DTZ001 (naive UTC, as the database keeps it)


def timed(action: Callable[[], object]) -> float:
    """The seconds that one call takes."""
    started = perf_counter()
    action()
    return perf_counter() - started


def least(times: int, *actions: Callable[[], object], clock: Callable[[], float] = process_time) -> list[float]:
    """The least seconds that each of these takes, of so many turns: by default of the processor.

    Whatever else runs on the machine makes the same work take longer, never shorter.
    """

    def once(action: Callable[[], object]) -> float:
        started = clock()
        action()
        return clock() - started

    taken = [[once(each) for each in actions] for _time in range(times)]
    return [min(each) for each in zip(*taken, strict=True)]


@contextmanager
def at_the_moment() -> Iterator[None]:
    """Within this block it is ``NOW`` for the program in this process."""
    real = clock.now
    clock.now = lambda: NOW
    try:
        yield
    finally:
        clock.now = real


@contextmanager
def place() -> Iterator[Path]:
    """Within this block there is an empty database with its key file; yields their folder."""
    with TemporaryDirectory(prefix=".bench-", dir=ROOT) as name:
        folder = Path(name)
        os.environ["MELDCODE_DATABASE_URL"] = f"sqlite:///{folder}/meldroute.sqlite"
        os.environ["MELDCODE_KEY_FILE"] = f"{folder}/meldroute.key"
        vault.make_key_file(folder / "meldroute.key")
        upgrade.upgrade()
        yield folder
        engine.engine().dispose()


@contextmanager
def school() -> Iterator[Path]:
    """Within this block there is a school with one ib-er and nothing recorded; yields the folder of its files."""
    with place() as folder:
        with engine.transaction(SCHOOL) as connection:
            row = {"id": SCHOOL, "naam": SCHOOL, "oefenschool": False, "laatste_nummer": 0}
            connection.execute(insert(schema.school).values(row))
            person = {"id": NOOR.id, "school_id": SCHOOL, "naam": NOOR.naam, "email": "noor@oefenschool.example"}
            more = {"password_hash": "-", "role": NOOR.role.value, "active": True, "created_at": NOW}
            connection.execute(insert(schema.account).values(person | more))
        yield folder


def moment() -> Moment:
    """A moment to record at, with a new submit key."""
    return Moment(MONDAY, NOW, uuid.uuid4().hex)


def with_signals(number: int) -> Dossier:
    """Make and store a dossier of so many records: an opening and signalen."""
    dossier = dossiers.open_dossier(fill(Opening, answers(Opening)), by=NOOR, moment=moment())
    for _signal in range(number - 1):
        dossier = record(dossier, Signaal)
        dossiers.save(dossier, by=NOOR, moment=moment())
    return dossier


def kept(dossier: Dossier) -> Dossier:
    """Store this dossier, record by record, and return it as stored."""
    first = dossier.records[0]
    stored = dossiers.open_dossier(
        fill(Opening, {each.naam: each.waarde for each in first.antwoorden}), by=NOOR, moment=moment()
    )
    for count in range(2, len(dossier.records) + 1):
        stored = replace(stored, records=dossier.records[:count])
        dossiers.save(stored, by=NOOR, moment=moment())
    return stored


def bare(file: Path) -> sqlite3.Connection:
    """A connection of the bare SQLite driver, with the pragmas of the app."""
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in engine._PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection
