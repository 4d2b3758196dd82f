"""Upgrading the configured database to the newest version, which also creates it; and asking which version it has."""

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
from db.store import postgresql
from db.store.engine import EVERY_SCHOOL, engine, make_private, reading, see, transaction
from db.store.faults import Said
from db.store.settings import settings
from db.upkeep import bewaren, recompute

_BOUND = "0016"


class DatabaseLost(Said):
    """There are keys of dossiers but no dossiers: the database they belong to is elsewhere. The text is Dutch."""


class VersionError(Said):
    """This version of Meldroute does not know the version of the database. The text is a Dutch sentence."""


def upgrade(revision: str = "head") -> None:
    """Run every migration up to ``revision`` that this database has not had: all of them, or none when one fails.

    Raises ``VersionError`` for a database that a newer Meldroute made.
    """
    database = make_url(settings().database_url).database
    if engine().dialect.name == "sqlite" and database:
        make_private(Path(database))
    with engine().connect() as connection:
        _check_foreign_keys(connection, False)
        try:
            with connection.begin():
                see(connection, EVERY_SCHOOL)
                postgresql.unlimited(connection)
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
    newest = ScriptDirectory.from_config(_config(connection)).get_current_head()
    return revision_of(connection) == newest


def revision_of(connection: Connection) -> str | None:
    """The last migration this database had; None when it had none."""
    return MigrationContext.configure(connection).get_current_revision()


def refuse_newer(connection: Connection) -> None:
    """Raise ``VersionError`` for a database that a newer Meldroute made."""
    revision = revision_of(connection)
    known = {each.revision for each in ScriptDirectory.from_config(_config(connection)).walk_revisions()}
    if revision and revision not in known:
        raise VersionError("Deze database is van een nieuwere versie van Meldroute. Werk eerst Meldroute bij.")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", "db:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
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
