"""Upgrading the configured database to the newest version, which also creates it; and asking which version it has."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, make_url

from db.journal import seals
from db.keys.vault import vault
from db.school.schools import all_schools
from db.store.engine import EVERY_SCHOOL, engine, make_private, reading, transaction
from db.store.faults import Said
from db.store.settings import settings
from db.store.voortgang import Progress, unseen
from db.upkeep import bewaren, filling, recompute
from db.upkeep.steps import alone, patiently

_BOUND = "0016"
_MIGRATING = 0.5  # how much of the whole it is, for who waits


class DatabaseLost(Said):
    """There are keys of dossiers but no dossiers: the database they belong to is elsewhere. The text is Dutch."""


class VersionError(Said):
    """This version of Meldroute does not know the version of the database. The text is a Dutch sentence."""


def upgrade(revision: str = "head", progress: Progress = unseen) -> None:
    """Run every migration up to ``revision`` that this database has not had, and fill in what follows from records.

    On SQLite all of it or nothing. On PostgreSQL people work on meanwhile: each migration is committed by itself, and
    what was done stays when a later one fails, so that the next call goes on (ADR 93). Raises ``VersionError`` for a
    database that a newer Meldroute made, and ``NotNow`` for tables that stayed in use.
    """
    if engine().dialect.name == "sqlite":
        _all_or_nothing(revision)
    else:
        _beside_work(revision, progress)


def _all_or_nothing(revision: str) -> None:
    database = make_url(settings().database_url).database
    if database:
        make_private(Path(database))
    with engine().connect() as connection:
        _check_foreign_keys(connection, False)
        try:
            with connection.begin():
                refuse_newer(connection)
                was = revision_of(connection) or ""
                command.upgrade(_config(connection), revision)
                # From ``_BOUND`` on every start fills in missing courses instead, and binds them to the journal.
                if was < _BOUND and is_current(connection):
                    recompute.fill(connection)
                if is_current(connection):
                    bewaren.fill(connection)
                _refuse_orphans(connection)
        finally:
            _check_foreign_keys(connection, True)


def _beside_work(revision: str, progress: Progress) -> None:
    with alone(engine().url) as connection:

        def stands() -> str | None:
            connection.rollback()
            return revision_of(connection)

        refuse_newer(connection)
        script, was = _scripts(connection), stands()
        wanted = len(list(script.iterate_revisions(revision, was or "base")))
        done = 0

        def applied() -> None:
            nonlocal done
            done += 1
            progress(done / wanted * _MIGRATING)

        def migrate() -> None:
            connection.rollback()  # asking began a transaction, and each migration begins its own
            command.upgrade(_config(connection, applied), revision)

        patiently(migrate, stands)
        current = is_current(connection)
        connection.rollback()
        if current:  # within ``alone``: two that are upgraded at once do not fill in the same
            filling.fill(lambda part: progress(_MIGRATING + part * (1 - _MIGRATING)))


def seal(now: datetime) -> None:
    """Bind everything to the journal that no line binds yet, in schools from before migration 0016."""
    with reading(EVERY_SCHOOL) as connection:
        every = list(all_schools(connection))
    for school_id in every:
        with transaction(school_id) as connection:
            seals.cover(connection, school_id, now)


def is_empty(connection: Connection) -> bool:
    """Whether this database has no tables: the file was opened at most."""
    return not inspect(connection).get_table_names()


def refuse_lost(connection: Connection) -> None:
    """Raise ``DatabaseLost`` for an empty database next to existing keys: continuing would start a new school."""
    if is_empty(connection) and settings().master_file.exists() and vault().owners():
        raise DatabaseLost(
            "De database is leeg, maar er zijn wel dossiersleutels. Zet de nieuwste back-up terug met: "
            "python -m db restore."
        )


def is_current(connection: Connection) -> bool:
    """Whether this database is of the newest version, so that the app can work with it."""
    return revision_of(connection) == _scripts(connection).get_current_head()


def revision_of(connection: Connection) -> str | None:
    """The last migration this database had; None when it had none."""
    return MigrationContext.configure(connection).get_current_revision()


def refuse_newer(connection: Connection) -> None:
    """Raise ``VersionError`` for a database that a newer Meldroute made."""
    revision = revision_of(connection)
    known = {each.revision for each in _scripts(connection).walk_revisions()}
    if revision and revision not in known:
        raise VersionError("Deze database is van een nieuwere versie van Meldroute. Werk eerst Meldroute bij.")


def _scripts(connection: Connection) -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(connection))


def _nothing() -> None:
    pass


def _config(connection: Connection, applied: Callable[[], object] = _nothing) -> Config:
    config = Config()
    config.set_main_option("script_location", "db:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes.update(connection=connection, applied=applied)  # what ``db/migrations/env.py`` asks for
    return config


def _check_foreign_keys(connection: Connection, on: bool) -> None:
    """Switch the checking of references on or off: recreating a table drops it for a moment. Check them afterwards."""
    if connection.dialect.name == "sqlite":
        # On the driver's own connection: inside a transaction SQLite ignores this.
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101  # an open connection has one
        driver.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def _refuse_orphans(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError("a migration leaves references to rows that are not there")
