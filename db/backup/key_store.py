"""Which database a key store belongs to, so that a restore elsewhere does not use the keys of a running school.

A restore takes the head of a journal back to an earlier line, and may destroy keys. That is right for a school that
lost its database, and a disaster for one that is still running elsewhere with the same keys. So the store says where it
is and which database is its own. A copy of a store is not where it says it is; a restore may use it.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Column, MetaData, String, Table, delete, insert, inspect, select, text

from db.backup.backup_file import BackupError
from db.keys import store as stores
from db.keys.store import OURSELVES, Store
from db.store.engine import engine_for
from db.store.settings import name_of, settings

_KEPT = MetaData()
_home = Table("home", _KEPT, Column("store", String, nullable=False), Column("database", String, nullable=False))
_COPY = (
    "Maak een kopie van het sleutelbestand en van het bestand met dossiersleutels. Zet die in een andere map, laat "
    "MELDCODE_KEY_FILE daarheen wijzen, en zet daar terug. Er is niets veranderd."
)
_COPY_ELSEWHERE = (
    "Maak een kopie van de sleutels (python -m db backup MAP --sleutels MAP) en van het sleutelbestand. Zet die in een "
    "andere map, laat MELDCODE_KEY_FILE daarheen wijzen, haal MELDCODE_KEY_STORE weg, en zet daar terug. Er is niets "
    "veranderd."
)
_OTHERS = text(
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user "
    "AND application_name <> :ourselves LIMIT 1"
)


def remember() -> None:
    """Store in the key store where it is and which database it belongs to, unless that is in it already."""
    at = stores.at(settings().key_store_url)
    here = at.name, name_of(settings().database_url)
    with at.writing() as connection:
        _KEPT.create_all(connection)
        if [tuple(row) for row in connection.execute(select(_home))] != [here]:
            connection.execute(delete(_home))
            connection.execute(insert(_home).values(store=here[0], database=here[1]))


def refuse_elsewhere() -> None:
    """Raise ``BackupError`` when another program has the key store open, or it belongs to a database elsewhere."""
    if settings().keys_elsewhere:
        return _refuse_in_use(stores.at(settings().key_store_url))
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


def _refuse_in_use(store: Store) -> None:
    with store.reading() as connection:
        if connection.execute(_OTHERS, {"ourselves": OURSELVES}).first():
            said = f"Meldroute draait nog met deze sleutels ({store.name}). Stop het eerst."
            raise BackupError(f"{said} {_COPY_ELSEWHERE}")
        known = connection.execute(select(_home)).first() if inspect(connection).has_table(_home.name) else None
    # Of one that was put back elsewhere from a dump it says where it was: a copy, as a file in another place is.
    if known and known.store == store.name and _may_be_there(known.database):
        raise BackupError(f"Deze sleutels ({store.name}) horen bij de database in {known.database}. {_COPY_ELSEWHERE}")


def _is_at(store: Path, place: str) -> bool:
    return Path(place).exists() and store.samefile(place)


def _may_be_there(database: str) -> bool:
    """Whether this database is not the one being restored to, and may still exist (PostgreSQL is not asked)."""
    if database == name_of(settings().database_url):
        return False
    return not Path(database).is_absolute() or Path(database).exists()
