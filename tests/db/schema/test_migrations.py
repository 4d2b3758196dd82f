"""Migrations make exactly the declared tables, completely or not at all, and keep what is in them."""

import re
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from db import schema
from db.store import engine
from db.store.engine import EVERY_SCHOOL, engine_for, reading
from db.upkeep import upgrade
from db.upkeep.upgrade import VersionError


@pytest.mark.usefixtures("folder")
def test_the_migrated_database_is_the_declared_one() -> None:
    with reading(EVERY_SCHOOL) as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


@pytest.mark.usefixtures("folder")
def test_a_migrated_database_is_current_and_stays_so() -> None:
    upgrade.upgrade()
    with reading(EVERY_SCHOOL) as connection:
        assert upgrade.is_current(connection)


def declared(at: Engine) -> dict[str, list[str]]:
    """Every table and index as SQLite describes it: columns in order, constraints by name."""
    with at.connect() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type != 'trigger' AND sql != ''")
        return {name: parts(sql) for name, sql in rows if name != "alembic_version"}


def parts(sql: str) -> list[str]:
    sql = re.sub(
        r'^CREATE TABLE "(\w+)"', r"CREATE TABLE \1", sql
    )  # as SQLite writes the name of one that was recreated
    columns, *constraints = re.split(r", (?=CONSTRAINT )", re.sub(r"\s+", " ", sql).removesuffix(" )"))
    return [columns, *sorted(constraints)]


@pytest.mark.sqlite
def test_constraints_and_indexes_are_the_declared_ones_too(folder: Path) -> None:
    engine.make_private(folder / "straight.sqlite")
    straight = engine_for(f"sqlite:///{folder}/straight.sqlite")
    schema.metadata.create_all(straight)
    migrated = declared(engine.engine())
    assert migrated == declared(straight)
    assert len(migrated) > 15
    straight.dispose()


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{tmp_path}/new.sqlite")
    engine.make_private(tmp_path / "new.sqlite")
    return tmp_path / "new.sqlite"


def test_a_new_database_is_empty_then_current_and_for_its_owner_only(empty: Path) -> None:
    with reading(EVERY_SCHOOL) as connection:
        assert upgrade.is_empty(connection) and not upgrade.is_current(connection)
    upgrade.upgrade()
    with reading(EVERY_SCHOOL) as connection:
        assert upgrade.is_current(connection) and not upgrade.is_empty(connection)
    assert empty.stat().st_mode & 0o077 == 0


def test_a_migration_that_fails_leaves_the_database_as_it_was(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def orphans(_connection: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "_refuse_orphans", orphans)
        with pytest.raises(RuntimeError):
            upgrade.upgrade()
    with reading(EVERY_SCHOOL) as connection:
        assert upgrade.is_empty(connection)
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    upgrade.upgrade()
    assert empty.exists()


@pytest.mark.usefixtures("empty")
def test_what_is_in_a_database_of_any_earlier_version_is_still_there() -> None:
    """One row per table of the first version survives the upgrade from each version to the newest."""
    rows = {
        "school": "('s', 'De Wilgen', 0, 1)",
        "account": "('a', 's', 'Bea', 'bea@w.example', '-', 'beheerder', 1, '2026-11-09 10:00:00')",
        "dossier": "('d', 's', 'Beuk 1', 'a', '2026-11-09', 'stap_1', '2026-11-09', 1)",
        "verplichting": "('d', 'stap-1-1', 's', 'stap', 1, 'ib_er', '2026-11-16', NULL)",
    }
    with engine.engine().begin() as connection:
        command.upgrade(upgrade._config(connection), "0001")
        for table, values in rows.items():
            connection.exec_driver_sql(f"INSERT INTO {table} VALUES {values}")  # noqa: S608  # our own words
    upgrade.upgrade()
    with reading(EVERY_SCHOOL) as connection:
        assert upgrade.is_current(connection)
        for table in rows:
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 1  # noqa: S608


@pytest.mark.usefixtures("folder")
def test_a_database_of_a_newer_version_is_refused_in_words() -> None:
    with engine.engine().begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(VersionError, match="nieuwere versie"):
        upgrade.upgrade()


@pytest.mark.usefixtures("folder")
def test_the_versions_are_one_line() -> None:
    with reading(EVERY_SCHOOL) as connection:
        script = ScriptDirectory.from_config(upgrade._config(connection))
    line = [each.revision for each in script.walk_revisions()]
    assert sorted(line, reverse=True) == line and len(script.get_heads()) == 1
