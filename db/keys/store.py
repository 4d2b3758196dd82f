"""Where the keys of the dossiers are: a SQLite file beside the master key, or a PostgreSQL database of their own.

What the two do differently is here, so that there is one vault (``db.keys.vault``). PostgreSQL is asked through a pool
of a stated size, and answers within a stated time or not at all (ADR 87).
"""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, inspect, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from db.keys.tables import COMING, MARK, TABLES, dossier_key, mark
from db.store import faults
from db.store.engine import empty_log, engine_for, in_turn, is_whole, make_private, trim_log, unhurried
from db.store.faults import Said
from db.store.postgresql import KEYS_POOL, KEYS_STATEMENT_MS, engine_of
from db.store.settings import name_of

_STATEMENT_MS = KEYS_STATEMENT_MS
_EMPTYING_MS = 2_000  # who waits for a table to itself keeps everybody else waiting: as ``empty_log`` on SQLite
_BETWEEN = 0.05  # seconds between two looks whether somebody still sees what was deleted
OURSELVES = f"meldroute {secrets.token_hex(4)}"
"""By which name this process is known to PostgreSQL, so that it can tell itself from others."""

_ONE_WRITER = text("SELECT pg_advisory_xact_lock(7303014)")  # any number, the same in every process
_NO_WRITERS = text("LOCK TABLE dossier_key, anchor, destroyed IN SHARE ROW EXCLUSIVE MODE")
_HAS_DOSSIERS = text("SELECT 1 FROM pg_class WHERE relname = 'alembic_version' AND relkind = 'r'")
_NOT_OURS = text("SELECT 1 FROM pg_class WHERE oid = to_regclass('dossier_key') AND NOT pg_has_role(relowner, 'USAGE')")
_STILL_SEEN = text("SELECT n_dead_tup FROM pg_stat_user_tables WHERE relid = 'dossier_key'::regclass")

AWAY = (
    "De sleutels van de dossiers zijn niet bereikbaar. Beheerder: kijk of de database met de sleutels draait. "
    "Daarna gaat het vanzelf verder."
)
BUSY = "De database met de sleutels van de dossiers is bezet. Probeer het straks opnieuw."
_MOVED = (
    "De sleutels van de dossiers zijn verplaatst{}. Beheerder: zet het nieuwe adres in MELDCODE_KEY_STORE (of haal die "
    "weg, als het een bestand is) en start Meldroute opnieuw."
)
_HALFWAY = (
    "De sleutels van de dossiers zijn hier nog niet allemaal. Ze komen van {}. Beheerder: geef daar de opdracht "
    "`python -m db move-keys` nog eens."
)
_NOT_APART = (
    "In de database voor de sleutels staan de dossiers zelf. Beheerder: maak er een andere database voor, met een "
    "eigen account. Zie docs/postgresql.md."
)
_NOT_THE_OWNER = (
    "Het account voor de sleutels is geen eigenaar van de tabellen, en kan niet wissen wat vernietigd is. Zie "
    "docs/postgresql.md."
)
_REFUSED = "De database met de sleutels van de dossiers weigert ({}). Beheerder: zie docs/postgresql.md."
_NO_ADDRESS = (
    "MELDCODE_KEY_STORE is geen adres van PostgreSQL. Zo ziet dat eruit: `postgresql+psycopg://account@server/database`"
)


class StoreError(Said):
    """The key store cannot be used as it is: away, moved, or in the wrong place. No key is said to be gone by it."""


class Store:
    """One key store. Each way to use it raises ``StoreError`` when it is away or was moved."""

    def __init__(self, url: str) -> None:
        self._url, self._address = _checked(url), url
        self.dialect = self._url.get_backend_name()
        self.is_file = self.dialect == "sqlite"
        # One query needs no transaction around it, which would be two more round trips.
        self._plain: dict[str, Any] = {"sqlite_begin": ""} if self.is_file else {"isolation_level": "AUTOCOMMIT"}

    @property
    def engine(self) -> Engine:
        """Its engine, made once per process."""
        return engine_for(self._address) if self.is_file else _postgresql(self._address)

    @property
    def name(self) -> str:
        """Where it is, to be read by the administrator and to tell it from another."""
        return name_of(self._address)

    def make(self) -> None:
        """Make the file, for its owner only; a database on PostgreSQL has to be there."""
        if self.is_file:
            make_private(Path(self._url.database or ""))

    def open(self) -> None:
        """Make what is missing. Raises ``StoreError`` when this is no place for keys, or they are not kept here."""
        self.make()
        with self.writing() as connection:
            self.refuse_place(connection)
            found = self.marked(connection)
            if found:
                raise StoreError(
                    _HALFWAY.format(found[1]) if found[0] == COMING else _MOVED.format(f" naar {found[1]}")
                )
            TABLES.create_all(connection)
            if not self.is_file and connection.execute(_NOT_OURS).first():
                raise StoreError(_NOT_THE_OWNER)

    def refuse_place(self, connection: Connection) -> None:
        """Raise ``StoreError`` for the database of the dossiers itself: its back-ups would have the keys in them."""
        if not self.is_file and connection.execute(_HAS_DOSSIERS).first():
            raise StoreError(_NOT_APART)

    def marked(self, connection: Connection) -> tuple[str, str] | None:
        """Whether keys are coming here or have gone (``COMING``, ``GONE``), and from or to which store."""
        row = connection.execute(select(mark)).first() if inspect(connection).has_table(mark.name) else None
        return (row.stand, row.other) if row else None

    def mark(self, connection: Connection, stand: str, other: str) -> None:
        """Say that keys are coming here from another store, or have gone to it."""
        self.unmark(connection)
        MARK.create_all(connection)
        connection.execute(mark.insert().values(stand=stand, other=other))

    def unmark(self, connection: Connection) -> None:
        """From now on this is a key store like any other."""
        MARK.drop_all(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for single queries, each as of its own moment."""
        with self._told(), self.engine.connect().execution_options(**self._plain) as connection:
            yield connection

    @contextmanager
    def at_one_moment(self) -> Iterator[Connection]:
        """A connection for queries that all see the same moment."""
        how = {"sqlite_begin": "DEFERRED"} if self.is_file else {"isolation_level": "REPEATABLE READ"}
        with self._told(), self.engine.connect().execution_options(**how) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction, one at a time over all processes."""
        with self._told():
            with in_turn(self.engine), self.engine.begin() as connection:
                if not self.is_file:
                    connection.execute(_ONE_WRITER)
                yield connection
            trim_log(self.engine)

    @contextmanager
    def closing(self) -> Iterator[Connection]:
        """The last transaction of this store: until its end nobody else writes, not even the head of a journal."""
        with self.writing() as connection:
            if not self.is_file:
                connection.execute(_NO_WRITERS)
            yield connection

    @contextmanager
    def one_statement(self) -> Iterator[Connection]:
        """For the head of a journal. SQLite does not wait for the disk (ADR 8); PostgreSQL does, on its own machine."""
        with self._told():
            if self.is_file:
                with unhurried(self.engine) as connection:
                    yield connection
            else:
                with self.engine.connect().execution_options(**self._plain) as connection:
                    yield connection
            trim_log(self.engine)

    def wipe(self) -> bool:
        """Take what was deleted out of the files. False while somebody is reading: then call this again later.

        PostgreSQL only marks a deleted row. VACUUM lets go of it and leaves its bytes in the page; FULL writes the
        table anew, without them. They remain in the write-ahead log for a while, wrapped by the master key.
        """
        if self.is_file:
            return empty_log(self.engine)
        with self._told(), self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.detach()  # it is closed afterwards, and these settings with it
            try:
                connection.exec_driver_sql(f"SET lock_timeout = {_EMPTYING_MS}")
                connection.exec_driver_sql("SET statement_timeout = 0")
                if not _seen_by_nobody(connection):
                    return False
                connection.exec_driver_sql("VACUUM (FULL) dossier_key")
            except DBAPIError as problem:
                if faults.in_words(problem) != faults.BUSY:
                    raise
                return False
        return True

    def is_whole(self, *, fully: bool) -> bool:
        """As ``db.store.engine.is_whole``."""
        return is_whole(self.engine, fully=fully)

    def has_keys(self) -> bool:
        """Whether there is any key in it. False for a file that does not exist, or has no tables."""
        if self.is_file and not Path(self._url.database or "").exists():
            return False
        with self.reading() as connection:
            if not inspect(connection).has_table(dossier_key.name):
                return False
            return connection.execute(select(dossier_key.c.owner_id).limit(1)).first() is not None

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as problem:
            said = self._in_words(problem)
            if said:
                raise StoreError(said) from None
            raise

    def _in_words(self, problem: DBAPIError) -> str:
        """What ails the store as a whole. Empty for damage of a file, which may be about one key."""
        said = faults.in_words(problem)
        if said == faults.NO_TABLES or getattr(problem.orig, "sqlstate", "") == "42P01":
            with self.engine.connect().execution_options(**self._plain) as connection:
                found = self.marked(connection)
            return _MOVED.format("") if found else ""  # on a page: where they are is for the administrator
        if self.is_file:
            return ""
        ours = {faults.BUSY: BUSY, faults.AWAY: AWAY, None: _REFUSED.format(getattr(problem.orig, "sqlstate", "?"))}
        return ours.get(said) or said or ""


def _seen_by_nobody(connection: Connection) -> bool:
    """Wait until no snapshot shows the deleted rows any more: a moment for a page, as long as it takes for pg_dump."""
    end = time.monotonic() + _EMPTYING_MS / 1000
    while True:
        connection.exec_driver_sql("VACUUM dossier_key")
        if not connection.execute(_STILL_SEEN).scalar():
            return True
        if time.monotonic() >= end:
            return False
        time.sleep(_BETWEEN)


def _checked(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StoreError(_NO_ADDRESS) from None
    if parsed.drivername not in ("sqlite", "postgresql+psycopg") or not parsed.database:
        raise StoreError(_NO_ADDRESS)
    return parsed


@lru_cache(maxsize=8)
def _postgresql(url: str) -> Engine:
    return engine_of(make_url(url), KEYS_POOL, _STATEMENT_MS, application_name=OURSELVES)


@lru_cache(maxsize=8)
def at(url: str) -> Store:
    """The key store at this address, one per process. Raises ``StoreError`` when it is no address of one."""
    return Store(url)
