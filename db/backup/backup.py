"""Making a back-up while the app runs.

A back-up is one sealed file with the whole database, as a SQLite file also if it came from PostgreSQL, and without the
keys of the dossiers. Those are in the key store only: so destroying a key makes that dossier unreadable in every
back-up ever made, and a back-up by itself cannot be opened (ADR 5). ``db.backup.restore`` restores one.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection

from db.backup import backup_file, keys_apart
from db.backup.backup_file import BackupError as BackupError
from db.backup.copy_rows import Progress, copy_rows
from db.keys.vault import vault
from db.store import faults
from db.store.engine import EVERY_SCHOOL, engine, engine_for, make_private, reading
from db.store.files import put_in_place
from db.store.settings import settings, working_at
from db.upkeep import upgrade

INFO = b"meldroute back-up"
WORK = ".meldroute-werk-"
_PAGES = 512
_ABANDONED = timedelta(hours=12)


def backup(folder: Path, now: datetime, progress: Progress) -> Path:
    """Make a sealed back-up of the database as it is now, without blocking anybody; return the file.

    ``now`` is naive UTC, as in the database. The keys of the dossiers are not included. Raises ``BackupError`` when a
    key is in that folder, when there is no room or when nothing can be written; then nothing is left behind.
    """
    keys_apart.refuse_keys_in(folder)
    target = folder / f"meldroute-{now:%Y%m%d-%H%M%S}.backup"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        sweep(folder, now)
        if target.exists():
            raise BackupError(f"Van dit moment is er al een back-up: {target}.")
        with TemporaryDirectory(prefix=WORK, dir=folder) as place:
            copy, sealed = Path(place) / "copy.sqlite", Path(place) / target.name
            facts = _copied(copy, lambda part: progress(part / 2))
            manifest = json.dumps({"made_at": now.isoformat(), **facts}).encode()
            if not _is_whole(copy):
                raise BackupError(f"De back-up is niet gemaakt. {faults.DAMAGED}")
            total = 1 + -(-copy.stat().st_size // backup_file.CHUNK)
            chunks = chain([manifest], _pieces(copy, lambda part: progress(0.5 + part / 2)))
            backup_file.write(sealed, chunks, total, partial(vault().derived, info=INFO))
            put_in_place(sealed, target)
    except (OSError, sqlite3.Error) as problem:
        raise in_words(problem, "De back-up is niet gemaakt") from None
    return target


def copy_keys(folder: Path) -> Path:
    """Copy the key store, replacing the earlier copy; return the file.

    There is only one copy, so that a destroyed key is gone from it at the next copy. Call this after ``backup``: then
    the copy has every key the back-up needs. Raises ``BackupError`` when the folder has back-ups in it, or when nothing
    can be written.
    """
    vault()
    keys_apart.refuse_backups_around(folder)
    store = settings().key_store
    target = folder / store.name
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if target.exists() and target.samefile(store):
            raise BackupError("Dit is de map van de dossiersleutels zelf. Kies een andere plek voor de kopie.")
        with TemporaryDirectory(prefix=WORK, dir=folder) as place:
            copy = Path(place) / store.name
            make_private(copy)
            with closing(sqlite3.connect(store)) as connection:
                connection.execute("VACUUM INTO ?", (str(copy),))
            put_in_place(copy, target)
    except (OSError, sqlite3.Error) as problem:
        raise in_words(problem, "De kopie van de dossiersleutels is niet gemaakt") from None
    return target


def newest(folder: Path) -> Path:
    """The newest back-up in this folder. Raises ``BackupError`` when there is none."""
    found = sorted(folder.glob(keys_apart.BACKUPS))
    if not found:
        raise BackupError(f"In {folder} staat geen back-up van Meldroute.")
    return found[-1]


def sweep(folder: Path, now: datetime) -> None:
    """Remove what a killed back-up left behind, but not the files of one that is still running."""
    for left in folder.glob(f"{WORK}*"):
        if now - datetime.fromtimestamp(left.stat().st_mtime, UTC).replace(tzinfo=None) > _ABANDONED:
            shutil.rmtree(left, ignore_errors=True)


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


def in_words(problem: OSError | sqlite3.Error, what: str) -> BackupError:
    """The ``BackupError`` to raise for this error; ``what`` begins its Dutch sentence."""
    said = faults.in_words(problem)
    if said:
        return BackupError(f"{what}. {said}")
    if isinstance(problem, OSError):
        return BackupError(f"{what}: {problem.filename or 'een bestand'} is niet te lezen of te schrijven.")
    return BackupError(f"{what}: de database is niet te lezen ({type(problem).__name__}).")


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
        while piece := source.read(backup_file.CHUNK):
            yield piece
            done += len(piece)
            progress(done / size)
