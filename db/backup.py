"""Making a back-up while the app runs, and putting one back.

A back-up is one sealed file with the whole database in it, and without the keys of the dossiers: those stand in the
key store alone. So destroying a key reaches every back-up that was ever made, and a back-up by itself opens nothing.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import make_url, text

from db import backup_file, faults, upgrade
from db.backup_file import BackupError as BackupError
from db.engine import engine, make_private, reading
from db.files import put_in_place
from db.restored import settle
from db.settings import settings
from db.vault import derived_keys, vault

Progress = Callable[[int, int], object]
"""Told how many bytes are done, of how many: first copying, then sealing."""

_INFO = b"meldroute back-up"
_PAGES = 512
_WORK = ".meldroute-werk-"
_NAME = "meldroute-*.backup"
_ABANDONED = timedelta(hours=12)


def backup(folder: Path, now: datetime, progress: Progress) -> Path:
    """Make a sealed back-up of the database as it is at this moment; nobody has to wait for it. Gives the file.

    ``now`` is UTC without a zone, as the database keeps it. The keys of the dossiers are not in it. Raises
    ``BackupError`` when there is no room or nothing can be written; then nothing of it is left behind.
    """
    _database()
    target = folder / f"meldroute-{now:%Y%m%d-%H%M%S}.backup"
    try:
        folder.mkdir(exist_ok=True)
        _sweep(folder, now)
        if target.exists():
            raise BackupError(f"Van dit moment is er al een back-up: {target}.")
        with TemporaryDirectory(prefix=_WORK, dir=folder) as place:
            copy, sealed = Path(place) / "copy.sqlite", Path(place) / target.name
            facts = _copied(copy, progress)
            manifest = json.dumps({"made_at": now.isoformat(), **facts}).encode()
            if not _is_whole(copy):
                raise BackupError(f"De back-up is niet gemaakt. {faults.DAMAGED}")
            size = copy.stat().st_size
            total = 1 + -(-size // backup_file.CHUNK)
            chunks = chain([manifest], _pieces(copy, size, progress))
            backup_file.write(sealed, chunks, total, partial(vault().derived, info=_INFO))
            put_in_place(sealed, target)
    except (OSError, sqlite3.Error) as problem:
        raise _in_words(problem, "De back-up is niet gemaakt") from None
    return target


def copy_keys(folder: Path) -> Path:
    """Copy the key store, in place of the copy made before; gives the file.

    One copy, never a row of them: a key that was destroyed is gone from it the next time. Make it after the back-up,
    so that it has every key the back-up needs. Raises ``BackupError`` when nothing can be written.
    """
    vault()
    store = settings().key_store
    target = folder / store.name
    try:
        folder.mkdir(exist_ok=True)
        if target.exists() and target.samefile(store):
            raise BackupError("Dit is de map van de dossiersleutels zelf. Kies een andere plek voor de kopie.")
        with TemporaryDirectory(prefix=_WORK, dir=folder) as place:
            copy = Path(place) / store.name
            make_private(copy)
            with closing(sqlite3.connect(store)) as connection:
                connection.execute("VACUUM INTO ?", (str(copy),))
            put_in_place(copy, target)
    except (OSError, sqlite3.Error) as problem:
        raise _in_words(problem, "De kopie van de dossiersleutels is niet gemaakt") from None
    return target


def newest(folder: Path) -> Path:
    """The newest back-up in this folder. Raises ``BackupError`` when there is none."""
    found = sorted(folder.glob(_NAME))
    if not found:
        raise BackupError(f"In {folder} staat geen back-up van Meldroute.")
    return found[-1]


def restore(file: Path, now: datetime) -> list[str]:
    """Put a back-up back, in an empty place only; give what the administrator should know, as Dutch sentences.

    The back-up is read to its end and checked before the database gets its name. Raises ``BackupError`` when
    something is there already, when the file is not as it was written, or when the key store does not belong to it;
    ``VersionError`` when a newer Meldroute made it.
    """
    database = _database()
    try:
        _refuse_unless_empty(database)
        database.parent.mkdir(parents=True, exist_ok=True)
        _sweep(database.parent, now)
        with TemporaryDirectory(prefix=_WORK, dir=database.parent) as place:
            copy = Path(place) / "copy.sqlite"
            manifest = _unpacked(file, copy)
            _check(copy, manifest)
            put_in_place(copy, database)
    except (OSError, sqlite3.Error) as problem:
        raise _in_words(problem, "De back-up is niet teruggezet") from None
    try:
        upgrade.upgrade()
        said = settle(now)
    except BaseException:
        # Half put back is not put back: with the place empty again, it can be tried once more.
        engine().dispose()
        for each in (database, *_logs(database)):
            each.unlink(missing_ok=True)
        raise
    made = datetime.fromisoformat(manifest["made_at"]).replace(tzinfo=UTC).astimezone(ZoneInfo("Europe/Amsterdam"))
    number = manifest["counts"].get("dossier", 0)
    return [f"Teruggezet: de back-up van {made:%d-%m-%Y %H:%M} (dossiers: {number}). Alles is nageteld.", *said]


def _database() -> Path:
    parsed = make_url(settings().database_url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise BackupError("Dit gaat alleen over SQLite. Gebruik voor deze database het gereedschap dat erbij hoort.")
    return Path(parsed.database)


def _sweep(folder: Path, now: datetime) -> None:
    """Remove what a back-up that was killed left behind; not the work of one that is under way."""
    for left in folder.glob(f"{_WORK}*"):
        if now - datetime.fromtimestamp(left.stat().st_mtime, UTC).replace(tzinfo=None) > _ABANDONED:
            shutil.rmtree(left, ignore_errors=True)


def _copied(copy: Path, progress: Progress) -> dict[str, Any]:
    """Copy the database as it is at one moment; give the facts of that moment."""
    make_private(copy)
    with reading() as connection, closing(sqlite3.connect(copy)) as target:
        # The first look fixes the moment. Without it the copying would start anew at every write of somebody else.
        size = connection.execute(text("PRAGMA page_size")).scalar_one()
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)  # noqa: S101  # _database() saw to that
        facts = _facts(source)
        # It is thrown away when it fails, so it needs no journal, and no wait for the disk.
        target.execute("PRAGMA journal_mode=OFF")
        target.execute("PRAGMA synchronous=OFF")

        def step(_status: int, remaining: int, total: int) -> None:
            progress((total - remaining) * size, total * size * 2)

        source.backup(target, pages=_PAGES, progress=step)
    return facts


def _is_whole(copy: Path) -> bool:
    """Whether this is worth keeping: a damaged back-up would take the place of a good one."""
    with closing(sqlite3.connect(copy)) as connection:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))


def _pieces(copy: Path, size: int, progress: Progress) -> Iterator[bytes]:
    done = 0
    with copy.open("rb") as source:
        while piece := source.read(backup_file.CHUNK):
            yield piece
            done += len(piece)
            progress(size + done, size * 2)


def _facts(connection: sqlite3.Connection) -> dict[str, Any]:
    """What can be held against the database after it was put back: rows per table, and the head of every journal."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    counts = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
    heads = {}
    if "journal" in counts:
        for school_id, seq, mac in connection.execute("SELECT school_id, max(seq), mac FROM journal GROUP BY 1"):
            heads[school_id] = [seq, mac]
    return {"counts": counts, "heads": heads}


def _unpacked(file: Path, copy: Path) -> dict[str, Any]:
    chunks = backup_file.read(file, partial(derived_keys, info=_INFO))
    manifest: dict[str, Any] = json.loads(next(chunks))
    make_private(copy)
    with copy.open("wb") as target:
        for chunk in chunks:
            target.write(chunk)
    return manifest


def _check(copy: Path, manifest: dict[str, Any]) -> None:
    """Refuse a database that is not the one of the manifest, or whose keys are not in the key store."""
    with closing(sqlite3.connect(copy)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupError("De database in deze back-up is beschadigd. Er is niets teruggezet.")
        if _facts(connection) != {name: manifest[name] for name in ("counts", "heads")}:
            raise BackupError("De aantallen in deze back-up kloppen niet. Er is niets teruggezet.")
        alive = connection.execute("SELECT id, school_id FROM dossier WHERE fase <> 'vernietigd'").fetchall()
    known = vault().owners()
    for school_id, (seq, _mac) in manifest["heads"].items():
        anchored = vault().anchored(school_id)
        without_key = any(school == school_id and dossier not in known for dossier, school in alive)
        # A key store from before the back-up lacks the keys of newer dossiers: those were not destroyed.
        if school_id not in known or (without_key and (anchored is None or anchored[0] < seq)):
            raise BackupError(
                f"De dossiersleutels in {settings().key_store} ontbreken of zijn ouder dan deze back-up. Zet eerst "
                "het nieuwste bestand met dossiersleutels terug. Er is niets veranderd."
            )


def _refuse_unless_empty(database: Path) -> None:
    engine().dispose()
    if database.exists() and not _is_empty(database):
        raise BackupError(
            f"Op deze plaats staat al een database: {database}. Terugzetten kan alleen op een lege plaats. "
            "Er is niets veranderd."
        )
    left = [str(each) for each in _logs(database) if each.exists()]
    if left:
        # SQLite would write what is in them into whatever database gets this name.
        raise BackupError(f"Meldroute draait nog, of er bleef iets staan. Stop het en haal weg: {', '.join(left)}")


def _logs(database: Path) -> list[Path]:
    return [database.with_name(database.name + ending) for ending in ("-wal", "-shm", "-journal")]


def _is_empty(database: Path) -> bool:
    try:
        with closing(sqlite3.connect(database)) as connection:
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            return not names or ("school" in names and not connection.execute("SELECT 1 FROM school").fetchone())
    except sqlite3.DatabaseError:
        return False


def _in_words(problem: OSError | sqlite3.Error, what: str) -> BackupError:
    said = faults.in_words(problem)
    if said:
        return BackupError(f"{what}. {said}")
    if isinstance(problem, OSError):
        return BackupError(f"{what}: {problem.filename or 'een bestand'} is niet te lezen of te schrijven.")
    return BackupError(f"{what}: de database is niet te lezen ({type(problem).__name__}).")
