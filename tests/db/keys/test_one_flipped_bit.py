"""One bit flipped in any stored value: it is noticed, or what it touched is refused, but never shown as if correct.

In any column of any row of content, journal and keys; each flip is undone before the next.
"""

import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from db.dossiers import concepten
from db.dossiers.concepten import NIEUW, Concept
from db.journal import journal
from db.keys import vault
from db.keys.vault import VaultError
from db.store.engine import engine
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Signaal
from tests import files
from tests.builders import after_stap, opened
from tests.cast import LARS, NOOR, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import attached, by_force, found, kept, recorded

FLIPS = int(os.environ.get("MELDROUTE_FLIPS", "60"))
DATABASE, KEYS = "meldroute.sqlite", "meldroute.key.dossiers.sqlite"
TABLES = (
    (DATABASE, "vastlegging"),
    (DATABASE, "journal"),
    (DATABASE, "concept"),
    (DATABASE, "bijlage"),
    (KEYS, "dossier_key"),
    (KEYS, "anchor"),
)
ACCOUNTS = (NOOR.id.encode(), LARS.id.encode())
TYPED = ((NOOR, NIEUW, "Opening"), (LARS, NIEUW, "Opening"), (NOOR, "", "Signaal"))


@dataclass(frozen=True)
class Flip:
    """A flip of one bit, in one value of one row."""

    file: Path
    table: str
    column: str
    rowid: int
    about: object
    before: object
    after: object

    @property
    def place(self) -> str:
        return f"{self.table}.{self.column}"


def flips(folder: Path, chance: random.Random) -> Iterator[Flip]:
    """Random flips: every table, and in it every column, is equally likely, however few rows it has."""
    while True:
        name, table = chance.choice(TABLES)
        with closing(sqlite3.connect(folder / name)) as connection:
            connection.text_factory = bytes
            columns = [row[1].decode() for row in connection.execute(f"PRAGMA table_info({table})")]
            column = chance.choice(columns)
            query = f"SELECT rowid, {columns[0]}, {column}, typeof({column}) FROM {table} ORDER BY rowid"  # noqa: S608
            rowid, about, value, kind = chance.choice(connection.execute(query).fetchall())
        if value == b"":
            continue
        before: Any = Text(value) if kind == b"text" else value
        yield Flip(folder / name, table, column, rowid, about, before, flipped(before, chance))


class Text(bytes):
    """Bytes that are stored as text."""


def flipped(value: Any, chance: random.Random) -> Any:
    if isinstance(value, int):
        return value ^ (1 << chance.randrange(63))
    changed = bytearray(value)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return type(value)(changed)


def put(connection: sqlite3.Connection, flip: Flip, value: object) -> None:
    how = "CAST(? AS TEXT)" if isinstance(value, Text) else "?"
    given = bytes(value) if isinstance(value, bytes) else value
    connection.execute(f"UPDATE {flip.table} SET {flip.column} = {how} WHERE rowid = ?", (given, flip.rowid))  # noqa: S608


@contextmanager
def turned_over(flip: Flip) -> Iterator[bool]:
    """Inside this the bit is flipped; afterwards it is as before. Yields False when the table refuses it."""
    with closing(sqlite3.connect(flip.file, isolation_level=None)) as connection:
        try:
            put(connection, flip, flip.after)
        except sqlite3.IntegrityError:
            yield False
            return
        try:
            yield True
        finally:
            put(connection, flip, flip.before)


class School:
    """What was recorded and typed, as people see it."""

    def __init__(self) -> None:
        self.dossiers = [kept(opened()), kept(after_stap(1)), recorded(kept(opened()), Signaal, waarneming="é" * 900)]
        self.dossiers.append(attached(kept(opened()), files.jpg(files.drawing(32, 24))))
        self.typed: dict[tuple[Any, str, str], Concept | None] = {}
        for user, dossier_id, soort in TYPED:
            place = (user, dossier_id or self.dossiers[1].id, soort)
            concepten.keep(*place, {"waarneming": f"half getypt door {user.id}", "redenen": ["a"]}, NOW)
            self.typed[place] = concepten.find(*place)
        journal.noted(NOOR, journal.VIEWED, NOW, self.dossiers[0].id)
        engine().dispose()
        by_force()

    def shows_something_else(self) -> list[str]:
        """What is shown but differs from what was recorded. What is refused or has lost its key is not shown."""
        return [
            *(each.codenaam for each in self.dossiers if shown(each) not in (None, each)),
            *(
                soort
                for place, known in self.typed.items()
                for soort in [place[2]]
                if (there := typed(place)) and known and (there.raw, there.saved_at) != (known.raw, known.saved_at)
            ),
        ]


def shown(dossier: Dossier) -> Dossier | None:
    try:
        return found(dossier)
    except VaultError:
        return None


def typed(place: tuple[Any, str, str]) -> Concept | None:
    try:
        return concepten.find(*place)
    except VaultError:
        return None


@pytest.mark.sqlite
def test_no_flipped_bit_is_shown_as_right(folder: Path) -> None:
    school = School()
    assert journal.verify(SCHOOL) is None and school.shows_something_else() == []
    chance = random.Random(20261125)  # noqa: S311 - places to damage, not secrets
    done: dict[str, int] = {}
    for flip in flips(folder, chance):
        if sum(done.values()) >= FLIPS:
            break
        with turned_over(flip) as is_done:
            if not is_done:
                continue
            seen = journal.verify(SCHOOL) is not None
            # Concepten are not in the journal, and the key of somebody's concept belongs to no dossier.
            of_a_concept = flip.table == "concept" or (flip.table == "dossier_key" and flip.about in ACCOUNTS)
            assert seen or of_a_concept, flip
            assert seen or school.shows_something_else() == [], flip
        done[flip.place] = done.get(flip.place, 0) + 1
    assert len(done) >= min(FLIPS // 6, 25), done
    assert journal.verify(SCHOOL) is None and school.shows_something_else() == []


@pytest.mark.sqlite
def test_the_other_keys_open_when_one_is_damaged(folder: Path) -> None:
    """New dossiers can still be opened: one bit does not lock a school out."""
    stored = [kept(opened()) for _dossier in range(3)]
    with closing(sqlite3.connect(folder / KEYS, isolation_level=None)) as connection:
        connection.execute("UPDATE dossier_key SET wrapped = zeroblob(40) WHERE rowid = 1")
        (damaged,) = connection.execute("SELECT owner_id FROM dossier_key WHERE rowid = 1").fetchone()
    vault._vault.cache_clear()  # as in a new process
    assert [each for each in stored if shown(each) is None] == [each for each in stored if each.id == damaged]
    finding = journal.verify(SCHOOL)
    assert (
        finding is not None and finding.tekst == f"De sleutel van dossier {stored[0].codenaam} ontbreekt of opent niet."
    )
    assert found(kept(opened())) is not None
