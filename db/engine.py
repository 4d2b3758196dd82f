"""One engine per database, and the two ways to use it: ``transaction()`` and ``reading()``."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

from db.settings import settings

_BUSY_MS = 30_000
_CHECKPOINT_MS = 2_000  # a checkpoint that waits keeps everybody from writing
# secure_delete overwrites what is deleted; FULL keeps every acknowledged commit through a power cut.
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={_BUSY_MS}",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "recursive_triggers=ON",  # so that INSERT OR REPLACE meets the triggers of DELETE
    "trusted_schema=OFF",
)


_AFTER = "after_commit"


@lru_cache(maxsize=8)
def engine_for(url: str) -> Engine:
    """The engine of this address, made once per process. Values never appear in its error messages."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, hide_parameters=True, pool_pre_ping=True)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, hide_parameters=True, pool_size=10, max_overflow=20, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        # A deferred transaction that turns from reading to writing fails when another one writes.
        mode = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def engine() -> Engine:
    """The engine of the configured database."""
    return engine_for(settings().database_url)


@contextmanager
def transaction() -> Iterator[Connection]:
    """All or nothing. Keep it short: it never waits for a person and never spans a page run."""
    with engine().begin() as connection:
        connection.info.pop(_AFTER, None)
        yield connection
        promised = connection.info.pop(_AFTER, [])
    for each in promised:
        each()


def after_commit(connection: Connection, action: Callable[[], object]) -> None:
    """Do this once the transaction of this connection is safely stored; not at all when it fails."""
    connection.info.setdefault(_AFTER, []).append(action)


@contextmanager
def reading() -> Iterator[Connection]:
    """A consistent look that keeps nobody from writing."""
    with engine().connect().execution_options(sqlite_begin="DEFERRED") as connection:
        yield connection


def make_private(file: Path) -> None:
    """Let this file exist, and be its owner's only: SQLite gives its log and index the same mode."""
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    os.chmod(file, 0o600)


def empty_log(engine: Engine) -> bool:
    """Empty the write-ahead log: what was deleted is gone from it as well. False while somebody is still reading.

    On the driver's own connection: a checkpoint cannot be made in a transaction, and SQLAlchemy begins one.
    """
    if engine.dialect.name != "sqlite":
        return True
    with closing(engine.raw_connection()) as raw, closing(raw.cursor()) as cursor:
        cursor.execute(f"PRAGMA busy_timeout={_CHECKPOINT_MS}")
        try:
            (is_busy, _pages, _moved) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    return not is_busy
