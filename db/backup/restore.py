"""Restoring a back-up where there is no database: it is checked, upgraded and reconciled, or nothing is changed."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

from sqlalchemy import func, make_url, select

from db import schema
from db.backup import backup, backup_file, elsewhere, key_store
from db.backup.after_restore import settle
from db.backup.backup import INFO, BackupError, facts_of, told
from db.backup.copy_rows import copy_rows
from db.backup.elsewhere import WORK
from db.keys.vault import derived_keys, vault
from db.school import schools, verhuizing
from db.store import gedaan
from db.store.engine import EVERY_SCHOOL, engine, engine_for, make_private, reading, transaction
from db.store.files import make_folder, put_in_place
from db.store.gedaan import Werk
from db.store.settings import settings, working_at
from db.store.voortgang import Progress, unseen
from db.upkeep import upgrade
from meldcode.route.fasen import Fase
from meldcode.vragen.datum import at_school

_UNPACKED, _CHECKED, _SETTLED = 0.4, 0.6, 0.8
"""How far it is after each part: about what each takes of the time."""
_NOT_RESTORED = "De back-up is niet teruggezet"
_D, _J = schema.dossier, schema.journal
_LAST_LINES = select(_J.c.school_id, func.max(_J.c.seq)).group_by(_J.c.school_id)
_ALIVE = select(_D.c.id, _D.c.school_id).where(_D.c.fase != Fase.VERNIETIGD)


def restore(file: Path, now: datetime, progress: Progress = unseen) -> list[str]:
    """Restore a back-up where there is no database yet; return what the administrator should know, in Dutch.

    Works on a copy next to the target, which becomes the database only at the end. Raises ``BackupError`` when there
    is a database already, when the file was altered, when the key store does not belong to it, or when that belongs to
    a school running elsewhere (``db.backup.key_store``); ``VersionError`` when a newer Meldroute made the back-up.
    """
    database = _file_of_database()
    folder = database.parent if database else Path(gettempdir())
    with told(_NOT_RESTORED, folder):
        _refuse_unless_empty(database)
        key_store.refuse_elsewhere()
        make_folder(folder)
        left = elsewhere.sweep(folder, now)
        with TemporaryDirectory(prefix=WORK, dir=folder, ignore_cleanup_errors=True) as place:
            copy = Path(place) / "copy.sqlite"
            manifest = _unpacked(file, copy, progress)
            _check(copy, manifest)
            progress(_CHECKED)
            said = _settled(copy, now)
            progress(_SETTLED)
            _put(copy, database)
            progress(1.0)
        key_store.remember()
    made = at_school(datetime.fromisoformat(manifest["made_at"]))
    number = manifest["counts"].get("dossier", 0)
    return [f"Teruggezet: de back-up van {made:%d-%m-%Y %H:%M} (dossiers: {number}). Alles is nageteld.", *said, *left]


def reconcile(now: datetime) -> list[str]:
    """Reconcile a database that PostgreSQL itself put back, of a dump or as of a moment; what to know, in Dutch.

    ``now`` is naive UTC. Raises ``BackupError`` as ``restore`` does, when the key store is older or in use.
    """
    with told(_NOT_RESTORED, settings().folder):
        key_store.refuse_elsewhere()
        with reading(EVERY_SCHOOL) as connection:
            heads = {row[0]: row[1] for row in connection.execute(_LAST_LINES)}
            alive = [(row[0], row[1]) for row in connection.execute(_ALIVE)]
        _refuse_older_keys(heads, alive)
        said = _reconciled(now)
        key_store.remember()
    return [f"Deze database staat weer in de pas met de sleutels van nu (dossiers: {len(alive)}).", *said]


@dataclass(frozen=True)
class Teruggelezen:
    """A back-up that could be put back: its file, when it was made (at school), and how many dossiers are in it."""

    file: Path
    made: datetime
    dossiers: int


def read_back(source: Path, now: datetime) -> Teruggelezen:
    """Read the newest back-up in this folder as ``restore`` would, up to putting it in place; note that it was done.

    Raises ``BackupError`` when there is none, or when it could not be put back.
    """
    file, folder = backup.newest(source), settings().folder
    with (
        told("De back-up is niet teruggelezen", folder),
        TemporaryDirectory(prefix=WORK, dir=folder, ignore_cleanup_errors=True) as place,
    ):
        copy = Path(place) / "copy.sqlite"
        manifest = _unpacked(file, copy)
        _check(copy, manifest)
    gedaan.note(Werk.READ_BACK, now)
    made = at_school(datetime.fromisoformat(manifest["made_at"]))
    return Teruggelezen(file, made, manifest["counts"].get("dossier", 0))


def _file_of_database() -> Path | None:
    parsed = make_url(settings().database_url)
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


def _settled(copy: Path, now: datetime) -> list[str]:
    """Upgrade the copy to the newest version and reconcile it with the keys of today."""
    try:
        with working_at(replace(settings(), database_url=f"sqlite:///{copy}")):
            upgrade.upgrade()
            return _reconciled(now)
    finally:
        engine_for(f"sqlite:///{copy}").dispose()  # this also checkpoints its log into the file


def _reconciled(now: datetime) -> list[str]:
    with reading(EVERY_SCHOOL) as connection:
        heads = {each: vault().anchored(each) for each in schools.all_schools(connection)}
    try:
        return settle(now)
    except BaseException:
        # The restore failed: put the earlier heads back.
        for school_id, known in heads.items():
            if known:
                vault().anchor(school_id, *known, back=True)
        raise


def _put(copy: Path, database: Path | None) -> None:
    """Make the copy the database: by renaming it, or on PostgreSQL by copying its rows, all or none."""
    if database:
        put_in_place(copy, database)
        return
    upgrade.upgrade()
    at = engine_for(f"sqlite:///{copy}")
    try:
        with at.connect() as source, transaction(EVERY_SCHOOL) as target:
            copy_rows(source, target, lambda _part: None)
    finally:
        at.dispose()


def _unpacked(file: Path, copy: Path, progress: Progress = unseen) -> dict[str, Any]:
    chunks, size, done = _read(file), file.stat().st_size or 1, 0
    manifest: dict[str, Any] = json.loads(next(chunks))
    make_private(copy)
    with copy.open("wb") as target:
        for chunk in chunks:
            target.write(chunk)
            done += len(chunk)
            progress(min(1.0, done / size) * _UNPACKED)
    return manifest


def _read(file: Path) -> Iterator[bytes]:
    """The chunks of a back-up, which may be on a NAS that goes away; that is told apart from trouble of this disk."""
    with told(_NOT_RESTORED, file.parent):
        yield from backup_file.read(file, partial(derived_keys, info=INFO))


def _check(copy: Path, manifest: dict[str, Any]) -> None:
    """Refuse a database that does not match its manifest, or whose keys are not in the key store."""
    with closing(sqlite3.connect(copy)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupError("De database in deze back-up is beschadigd. Er is niets teruggezet.")
        if facts_of(connection) != {name: manifest[name] for name in ("counts", "heads")}:
            raise BackupError("De aantallen in deze back-up kloppen niet. Er is niets teruggezet.")
        alive = connection.execute("SELECT id, school_id FROM dossier WHERE fase <> 'vernietigd'").fetchall()
    _refuse_older_keys({school_id: seq for school_id, (seq, _mac) in manifest["heads"].items()}, alive)


def _refuse_older_keys(heads: Mapping[str, int], alive: Iterable[tuple[str, str]]) -> None:
    """Refuse a key store that is older than a database: by the last line of each school, and by its dossiers."""
    known, removed = vault().owners(), verhuizing.removed_schools()
    without_key = {school_id for dossier_id, school_id in alive if dossier_id not in known}
    for school_id, seq in heads.items():
        if school_id in removed:
            continue  # it was moved and taken away after the back-up: ``settle`` takes it away again
        anchored = vault().anchored(school_id)
        # A key store older than the back-up lacks the keys of newer dossiers, which were not destroyed.
        if school_id not in known or (school_id in without_key and (anchored is None or anchored[0] < seq)):
            raise BackupError(
                f"De dossiersleutels in {settings().key_store_name} ontbreken of zijn ouder dan deze back-up. Zet "
                "eerst het nieuwste bestand met dossiersleutels terug. Er is niets veranderd."
            )


def _refuse_unless_empty(database: Path | None) -> None:
    if database is None:
        with reading(EVERY_SCHOOL) as connection:
            is_empty = upgrade.is_empty(connection) or schools.is_practice(connection) is None
    else:
        engine().dispose()
        is_empty = not database.exists() or _is_empty(database)
    if not is_empty:
        where = database or "de ingestelde database"
        raise BackupError(
            f"Op deze plaats staat al een database: {where}. Terugzetten kan alleen op een lege plaats. "
            "Er is niets veranderd."
        )
    left = [str(each) for each in _logs(database) if each.exists()] if database else []
    if left:
        # SQLite would replay these leftovers into whatever database gets this name.
        raise BackupError(f"Meldroute draait nog, of er bleef iets staan. Stop het en haal weg: {', '.join(left)}")


def _logs(database: Path) -> list[Path]:
    return [database.with_name(database.name + ending) for ending in ("-wal", "-shm", "-journal")]


def _is_empty(database: Path) -> bool:
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(database)) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        return not names or ("school" in names and not connection.execute("SELECT 1 FROM school").fetchone())
    return False
