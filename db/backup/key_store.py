"""Which database a key store belongs to, so that a restore elsewhere does not use the keys of a running school.

A restore takes the head of a journal back to an earlier line, and may destroy keys. That is right for a school that
lost its database, and a disaster for one that is still running elsewhere with the same keys. So the store says where it
is and which database is its own. A copy of a store is not where it says it is; a restore may use it.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Column, MetaData, String, Table, delete, insert, make_url, select

from db.backup.backup_file import BackupError
from db.store.engine import engine_for, in_turn
from db.store.settings import settings

_KEPT = MetaData()
_home = Table("home", _KEPT, Column("store", String, nullable=False), Column("database", String, nullable=False))
_COPY = (
    "Maak een kopie van het sleutelbestand en van het bestand met dossiersleutels. Zet die in een andere map, laat "
    "MELDCODE_KEY_FILE daarheen wijzen, en zet daar terug. Er is niets veranderd."
)


def remember() -> None:
    """Store in the key store where it is and which database it belongs to, unless that is in it already."""
    here = os.path.realpath(settings().key_store), _name_of(settings().database_url)
    at = engine_for(f"sqlite:///{settings().key_store}")
    with in_turn(at), at.begin() as connection:
        _KEPT.create_all(connection)
        if [tuple(row) for row in connection.execute(select(_home))] != [here]:
            connection.execute(delete(_home))
            connection.execute(insert(_home).values(store=here[0], database=here[1]))


def refuse_elsewhere() -> None:
    """Raise ``BackupError`` when another program has the key store open, or it belongs to a database elsewhere."""
    store = settings().key_store
    if not store.exists():
        return
    engine_for(f"sqlite:///{store}").dispose()
    try:
        with closing(sqlite3.connect(store, timeout=0, isolation_level=None)) as connection:
            # In WAL mode this lock is granted only when nobody else has the file open, idle or not.
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            has_one = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'home'").fetchone()
            known = connection.execute("SELECT store, database FROM home").fetchone() if has_one else None
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        raise BackupError(f"Meldroute draait nog met deze sleutels ({store}). Stop het eerst. {_COPY}") from None
    except sqlite3.DatabaseError:
        return  # damaged: the restore opens it later and says what is wrong
    if known and _is_at(store, known[0]) and _may_be_there(known[1]):
        raise BackupError(f"Deze sleutels ({store}) horen bij de database in {known[1]}. {_COPY}")


def _is_at(store: Path, place: str) -> bool:
    return Path(place).exists() and store.samefile(place)


def _may_be_there(database: str) -> bool:
    """Whether this database is not the one being restored to, and may still exist (PostgreSQL is not asked)."""
    if database == _name_of(settings().database_url):
        return False
    return not Path(database).is_absolute() or Path(database).exists()


def _name_of(url: str) -> str:
    """The database URL without account and password, because on PostgreSQL a restore uses another account."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return os.path.realpath(parsed.database or "")
    where = {name: parsed.query[name] for name in ("host", "port") if name in parsed.query}
    return (
        f"postgresql://{parsed.host or where.get('host', '')}:{parsed.port or where.get('port', '')}/{parsed.database}"
    )
