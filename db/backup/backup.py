"""Making a back-up while the app runs.

A back-up is one sealed file with the whole database, as a SQLite file also if it came from PostgreSQL, and without the
keys of the dossiers. Those are in the key store only: so destroying a key makes that dossier unreadable in every
back-up ever made, and a back-up by itself cannot be opened (ADR 5). ``db.backup.restore`` restores one.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from db.backup import backup_file, elsewhere, keys_apart
from db.backup.backup_file import BackupError as BackupError
from db.backup.copy_rows import copy_rows
from db.backup.elsewhere import WORK, Made
from db.keys import moving
from db.keys.vault import vault
from db.store import faults, gedaan
from db.store.engine import EVERY_SCHOOL, engine, engine_for, make_private, reading
from db.store.gedaan import Werk
from db.store.settings import settings, working_at
from db.store.voortgang import Progress
from db.upkeep import upgrade

INFO = b"meldroute back-up"
_PAGES = 512
_NOT_NOTED = "Dat deze back-up is gemaakt, kon niet worden bewaard."
_NOT_MADE, _NOT_COPIED = "De back-up is niet gemaakt", "De kopie van de dossiersleutels is niet gemaakt"


def backup(folder: Path, now: datetime, progress: Progress) -> Made:
    """Make a sealed back-up of the database as it is now, without blocking anybody.

    ``now`` is naive UTC, as in the database. The keys of the dossiers are not included. The copy that is sealed is made
    beside the database: on the other disk, which may be a NAS, nothing ever lies unsealed. Raises ``BackupError`` when
    a key is in that folder, when there is no room or when nothing can be written; then nothing is left behind.
    """
    target, here = folder / f"meldroute-{now:%Y%m%d-%H%M%S}.backup", settings().folder
    with told(_NOT_MADE, folder):
        keys_apart.refuse_keys_in(folder)
        folder.mkdir(mode=0o700, exist_ok=True)
        left = elsewhere.sweep(folder, now, backup_file.is_complete)
        if target.exists():
            raise BackupError(f"Van dit moment is er al een back-up: {target}.")
    with told(_NOT_MADE, here):
        left += elsewhere.sweep(here, now)
        with TemporaryDirectory(prefix=WORK, dir=here, ignore_cleanup_errors=True) as place:
            copy = Path(place) / "copy.sqlite"
            facts = _copied(copy, lambda part: progress(part / 2))
            manifest = json.dumps({"made_at": now.isoformat(), **facts}).encode()
            if not _is_whole(copy):
                raise BackupError(f"{_NOT_MADE}. {faults.DAMAGED}")
            total = 1 + -(-copy.stat().st_size // backup_file.CHUNK)
            chunks = chain([manifest], _pieces(copy, lambda part: progress(0.5 + part / 2)))
            seal = partial(backup_file.write, chunks=chunks, total=total, key=partial(vault().derived, info=INFO))
            made = elsewhere.noting(elsewhere.put(target, seal, backup_file.is_complete, _NOT_MADE), left)
    try:
        gedaan.note(Werk.BACKUP, now)
    except SQLAlchemyError:  # the back-up is there all the same
        return elsewhere.noting(made, [_NOT_NOTED])
    return made


def copy_keys(folder: Path, now: datetime) -> Made:
    """Copy the key store to a file, replacing the earlier copy.

    There is only one copy, so that a destroyed key is gone from it at the next copy. Call this after ``backup``: then
    the copy has every key the back-up needs. It takes the place of a key store in a file; one on PostgreSQL gets its
    keys from it by ``db move-keys``. Raises ``BackupError`` when the folder has back-ups in it, or when nothing
    can be written.
    """
    known, store = vault().store, settings().key_store
    target = folder / store.name
    with told(_NOT_COPIED, folder):
        keys_apart.refuse_backups_around(folder)
        folder.mkdir(mode=0o700, exist_ok=True)
        left = elsewhere.sweep(folder, now)
        if target.exists() and target.samefile(store):
            raise BackupError("Dit is de map van de dossiersleutels zelf. Kies een andere plek voor de kopie.")
    with (
        told(_NOT_COPIED, store.parent),
        TemporaryDirectory(prefix=WORK, dir=store.parent, ignore_cleanup_errors=True) as place,
    ):
        copy = Path(place) / store.name
        if known.is_file:
            make_private(copy)
            with closing(sqlite3.connect(store)) as connection:
                connection.execute("VACUUM INTO ?", (str(copy),))
        else:
            moving.copy_to(known, copy)
        content = copy.read_bytes()  # the keys of a school: some megabytes at most
        made = elsewhere.put(
            target, lambda new: new.write(content), lambda new: new.read_bytes() == content, _NOT_COPIED
        )
        return elsewhere.noting(made, left)


def newest(source: Path) -> Path:
    """The newest back-up in this folder; a file is that itself. Raises ``BackupError`` when there is none."""
    with told("Er is geen back-up te lezen", source):
        if not source.is_dir():
            return source
        found = sorted(source.glob(keys_apart.BACKUPS))
    if not found:
        raise BackupError(f"In {source} staat geen back-up van Meldroute.")
    return found[-1]


def _is_whole(copy: Path) -> bool:
    """Whether this copy is intact: a damaged back-up must not take the place of a good one."""
    with closing(sqlite3.connect(copy)) as connection:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))


def facts_of(connection: sqlite3.Connection) -> dict[str, Any]:
    """What ``restore`` compares a database with: the number of rows per table, and the head of every journal."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    counts = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
    heads = {}
    if "journal" in counts:
        for school_id, seq, mac in connection.execute("SELECT school_id, max(seq), mac FROM journal GROUP BY 1"):
            heads[school_id] = [seq, mac]
    return {"counts": counts, "heads": heads}


@contextmanager
def told(what: str, folder: Path) -> Iterator[None]:
    """Raise ``BackupError`` for an error of this disk or of the database; ``what`` begins its Dutch sentence."""
    try:
        yield
    except OSError as problem:
        raise BackupError(f"{what}. {elsewhere.in_words(problem, folder)}") from None
    except sqlite3.Error as problem:
        said = faults.in_words(problem) or f"De database is niet te lezen ({type(problem).__name__})."
        raise BackupError(f"{what}. {said}") from None


def _copied(copy: Path, progress: Progress) -> dict[str, Any]:
    """Copy the database as of one moment; return the facts of that moment."""
    make_private(copy)
    with reading(EVERY_SCHOOL) as connection:
        if engine().dialect.name == "sqlite":
            _copy_file(connection, copy, progress)
        else:
            _copy_to_file(connection, copy, progress)
    with closing(sqlite3.connect(copy)) as made:
        return facts_of(made)


def _copy_file(connection: Connection, copy: Path, progress: Progress) -> None:
    # The first read fixes the snapshot. Without it the copy would restart whenever somebody else writes.
    connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    source = connection.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)  # noqa: S101  # called for SQLite only; this tells the type checker
    with closing(sqlite3.connect(copy)) as target:
        # A failed copy is thrown away, so it needs no rollback journal and no wait for the disk.
        target.execute("PRAGMA journal_mode=OFF")
        target.execute("PRAGMA synchronous=OFF")
        source.backup(
            target, pages=_PAGES, progress=lambda _status, left, of: progress((of - left) / of if of else 1.0)
        )


def _copy_to_file(connection: Connection, copy: Path, progress: Progress) -> None:
    """Copy the rows into a SQLite file of the same schema version."""
    upgrade.refuse_newer(connection)
    revision = upgrade.revision_of(connection)
    if revision is None:
        raise BackupError("In deze database staat nog niets om een back-up van te maken.")
    at = engine_for(f"sqlite:///{copy}")
    try:
        with working_at(replace(settings(), database_url=f"sqlite:///{copy}")):
            upgrade.upgrade(revision)
        with at.begin() as target:
            copy_rows(connection, target, progress)
    finally:
        at.dispose()  # this also checkpoints its log into the file


def _pieces(copy: Path, progress: Progress) -> Iterator[bytes]:
    size, done = copy.stat().st_size, 0
    with copy.open("rb") as source:
        while True:
            with told(_NOT_MADE, settings().folder):  # not the disk that is written to
                piece = source.read(backup_file.CHUNK)
            if not piece:
                return
            yield piece
            done += len(piece)
            progress(done / size)
