"""One engine per database, and the two ways to use it: ``transaction(school)`` and ``reading(school)``.

Every use names its school by id, or ``EVERY_SCHOOL``. PostgreSQL then shows only the rows of that school (row-level
security, see migration 0004); the queries themselves filter by school as well, on both databases.
"""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url, text
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError

from db.store import faults, postgresql
from db.store.files import make_folder, reached_disk
from db.store.postgresql import BUSY_MS, POOL
from db.store.settings import settings
from db.store.spent import counted
from db.store.turn import Turn

EVERY_SCHOOL = "*"
"""For work on all schools at once: signing in, the command line."""

_CHECKPOINT_MS = 2_000  # a waiting checkpoint blocks all writers
_LOG_MAX = 4 * 1024 * 1024
# secure_delete overwrites deleted content; FULL keeps every acknowledged commit through a power cut.
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={BUSY_MS}",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "recursive_triggers=ON",  # so that INSERT OR REPLACE fires the DELETE triggers
    "trusted_schema=OFF",
    "wal_autocheckpoint=0",  # ADR 6: only empty_log() checkpoints, while nobody writes
)


_SEES = text("SELECT set_config('meldroute.school', :school, true)")
_PASSES_BY = text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
_HOLD = text("SELECT pg_advisory_xact_lock(hashtextextended(:school, 0))")

AFTER_COMMIT, BESIDE = "after_commit", "beside"
CHECKED, ENDS, TOUCHED, BEFORE_COMMIT = "checked", "ends", "touched", "before_commit"
"""Keys of ``connection.info``, for what is known about the transaction. ``CHECKED``: the schools whose journal was
checked before its first line, ``ENDS``: where each journal ends (``db.journal.chain``); ``TOUCHED``: what is about to
change (``db.journal.seals``); ``BEFORE_COMMIT``, ``AFTER_COMMIT``: what to do last in it and after it; ``BESIDE``: a
savepoint limits a failure."""
_log = logging.getLogger("meldroute.db")


class _Trouble:
    """How often a database file failed, and whether nothing was committed since; for this process, over all files."""

    times = 0
    still = False


@lru_cache(maxsize=8)
def engine_for(url: str) -> Engine:
    """The engine of this URL, made once per process. Its error messages never contain the values of a statement."""
    parsed = make_url(url)
    return counted(_sqlite(parsed) if parsed.get_backend_name() == "sqlite" else postgresql.engine_of(parsed))


def _sqlite(url: URL) -> Engine:
    if url.database:
        make_folder(Path(url.database).parent)
    engine = create_engine(url, hide_parameters=True, **POOL, connect_args={"timeout": 30})

    @event.listens_for(engine, "do_connect")
    def _connects(_dialect: Any, _record: Any, _arguments: Any, _named: Any) -> None:
        # Otherwise SQLite would create an empty database in place of a missing one.
        if url.database and not os.path.exists(url.database):
            missing = sqlite3.OperationalError("unable to open database file")
            missing.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise missing

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, record: Any) -> None:
        record.info.update(file=_identity(url.database), times=_Trouble.times, once=_Trouble.still, used=False)
        connection.isolation_level = None  # the driver must not begin transactions by itself
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "checkout")
    def _used_again(_connection: Any, record: Any, _proxy: Any) -> None:
        # The file was replaced, for instance by a restore: writes to the old one would be lost.
        other_file = record.info["file"] != _identity(url.database)
        # A connection opened while the file was read-only stays read-only. So connections from before the trouble
        # are dropped, and those opened during it are used once.
        before, during = record.info["times"] != _Trouble.times, record.info["once"] and record.info["used"]
        if other_file or before or during:
            raise DisconnectionError  # the pool opens another
        record.info["used"] = True

    @event.listens_for(engine, "handle_error")
    def _went_wrong(context: ExceptionContext) -> None:
        if context.connection is not None and context.connection.info.get(BESIDE):
            return  # ``db.store.beside``: the outer transaction continues
        if faults.outdates_connections(context.original_exception):
            context.is_disconnect = True
            if context.connection is not None and not context.connection.invalidated:
                with suppress(sqlite3.Error):  # closing ends no transaction while the error still holds a cursor
                    context.connection.connection.rollback()
            _Trouble.times, _Trouble.still = _Trouble.times + 1, True

    @event.listens_for(engine, "commit")
    def _stored(_connection: Connection) -> None:
        _Trouble.still = False

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        # A deferred transaction that upgrades from reading to writing fails when another one is writing.
        mode = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
        if mode:
            connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def _identity(file: str | None) -> tuple[int, int] | None:
    try:
        found = os.stat(file or "")
    except OSError:
        return None
    return (found.st_dev, found.st_ino)


def engine() -> Engine:
    """The engine of the configured database."""
    return engine_for(settings().database_url)


@contextmanager
def transaction(school: str) -> Iterator[Connection]:
    """A transaction in this school, committed unless the block raises. It never waits for a person or spans a page run.

    One writer at a time: on SQLite in the whole database, on PostgreSQL in the school (``hold``). Actions registered
    with ``after_commit`` cannot undo it: when one fails, that is only logged. Raises SQLAlchemy's errors, which
    ``db.store.faults.in_words`` turns into a sentence.
    """
    with in_turn(engine()), engine().begin() as connection:
        see(connection, school)
        hold(connection, school)
        for each in (AFTER_COMMIT, CHECKED, ENDS, TOUCHED, BEFORE_COMMIT):
            connection.info.pop(each, None)
        yield connection
        for last in connection.info.pop(BEFORE_COMMIT, {}):
            last(connection)
        promised = connection.info.pop(AFTER_COMMIT, [])
    for each in (*promised, partial(trim_log, engine())):
        try:
            each()
        except (SQLAlchemyError, sqlite3.Error, OSError, faults.Said) as problem:
            _log.error("Stored, but what had to follow failed: %s", type(problem).__name__)


@contextmanager
def in_turn(engine: Engine) -> Iterator[None]:
    """Let threads and processes write to SQLite one after the other (``Turn``); does nothing on PostgreSQL."""
    turn = _turn(engine)
    is_mine = engine.dialect.name == "sqlite" and turn.take(BUSY_MS / 1000)
    try:
        yield
    finally:
        if is_mine:
            turn.give()


@lru_cache(maxsize=8)
def _turn(engine: Engine) -> Turn:
    return Turn(engine.url.database)


@contextmanager
def unhurried(engine: Engine) -> Iterator[Connection]:
    """For one statement on SQLite that does not wait for the disk: it survives a killed process, not a power cut."""
    with in_turn(engine), engine.connect().execution_options(sqlite_begin="") as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA synchronous=NORMAL")
        try:
            yield connection
        finally:
            if not connection.invalidated:  # then it was closed
                driver.execute("PRAGMA synchronous=FULL")


def after_commit(connection: Connection, action: Callable[[], object]) -> None:
    """Run this once the transaction of this connection is committed; not when it is rolled back."""
    connection.info.setdefault(AFTER_COMMIT, []).append(action)


def before_commit(connection: Connection, action: Callable[[Connection], object]) -> None:
    """Run this at the end of the transaction of this connection, still inside it; once, however often it is asked."""
    connection.info.setdefault(BEFORE_COMMIT, {})[action] = None


@contextmanager
def reading(school: str) -> Iterator[Connection]:
    """A connection that reads one consistent snapshot of this school, without blocking writers."""
    with engine().connect().execution_options(**_at_one_moment()) as connection:
        see(connection, school)
        yield connection
        if connection.dialect.name != "sqlite":
            connection.commit()  # nothing; but at a ROLLBACK psycopg forgets every statement that it prepared


def _at_one_moment() -> dict[str, Any]:
    if engine().dialect.name == "sqlite":
        return {"sqlite_begin": "DEFERRED"}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def see(connection: Connection, school: str) -> None:
    """Let this transaction see the rows of this school. Without it, PostgreSQL shows none."""
    if connection.dialect.name != "sqlite":
        connection.execute(_SEES, {"school": school})


def keeps_schools_apart(connection: Connection) -> bool:
    """Whether row-level security binds this PostgreSQL account; it does not bind a superuser, nor with BYPASSRLS."""
    if connection.dialect.name == "sqlite":
        return True
    return not connection.execute(_PASSES_BY).scalar_one()


def hold(connection: Connection, school: str) -> None:
    """Wait to be the only writer in this school until the end of the transaction. SQLite allows one writer anyway."""
    if connection.dialect.name != "sqlite" and school != EVERY_SCHOOL:
        connection.execute(_HOLD, {"school": school})


def is_whole(engine: Engine, *, fully: bool = False) -> bool:
    """Whether every page of this database can be read and is in its place. Always True for PostgreSQL.

    ``fully`` also checks indexes and constraints against the rows, and takes several times as long.
    """
    if engine.dialect.name != "sqlite":
        return True
    look = "integrity_check" if fully else "quick_check"
    with engine.connect().execution_options(sqlite_begin="DEFERRED") as connection:
        return connection.exec_driver_sql(f"PRAGMA {look}(1)").scalar() == "ok"


def make_private(file: Path) -> None:
    """Create this file if needed, readable by its owner only; SQLite gives its log and index the same mode."""
    make_folder(file.parent)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    os.chmod(file, 0o600)


def trim_log(engine: Engine) -> None:
    """Empty the write-ahead log once it is larger than ``_LOG_MAX``; skipped while somebody is reading."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return
    with suppress(FileNotFoundError):
        if _log_of(engine.url.database).stat().st_size > _LOG_MAX:
            empty_log(engine)


@lru_cache(maxsize=8)
def _log_of(database: str) -> Path:
    return Path(database + "-wal")


def empty_log(engine: Engine) -> bool:
    """Empty the write-ahead log, so that deleted content is gone from it too. False while somebody is reading.

    TRUNCATE keeps writers out meanwhile. Uses the driver's own connection: a checkpoint cannot be made inside a
    transaction, and SQLAlchemy begins one.
    """
    if engine.dialect.name != "sqlite":
        return True
    with closing(engine.raw_connection()) as raw, closing(raw.cursor()) as cursor:
        cursor.execute(f"PRAGMA busy_timeout={_CHECKPOINT_MS}")
        try:
            (is_busy, _pages, _moved) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    if not is_busy and engine.url.database:
        # SQLite truncates the log without waiting for the disk: after a power cut deleted content could be back in it.
        with suppress(FileNotFoundError):
            reached_disk(_log_of(engine.url.database))
    return not is_busy
