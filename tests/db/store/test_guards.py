"""The database itself refuses what is forbidden, by triggers and row-level security; removing one is noticed."""

import pytest

from db.store import guards
from db.store.engine import EVERY_SCHOOL, reading
from tests.db.keeping import owner_does

DROPPED = {
    "sqlite": [f"DROP TRIGGER {name}" for name in guards.SQLITE]
    + ["DROP TRIGGER journal_keeps\nCREATE TRIGGER journal_keeps BEFORE UPDATE ON journal BEGIN SELECT 1; END"]
    + [
        "DROP INDEX ix_journal_object_id",
        "CREATE UNIQUE INDEX x ON mail (soort)",
        "ALTER TABLE login ADD COLUMN x TEXT",
    ],
    "postgresql": [
        *(f"DROP TRIGGER {name} ON {name.partition('_')[0]}" for name in guards.POSTGRESQL),
        "ALTER TABLE journal DISABLE TRIGGER journal_keeps",
        "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$",
        "CREATE OR REPLACE FUNCTION goes_with_its_school() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RETURN OLD; END $$",
        "ALTER TABLE account DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE mail NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY own_school ON dossier",
        "SET LOCAL session_replication_role = replica; UPDATE account SET school_id = 'x' WHERE id = 'noor'",
        "CREATE POLICY everybody ON dossier USING (true)",
        "ALTER POLICY own_school ON vrij USING (school_id <> '' OR true) WITH CHECK (true)",
    ],
}


@pytest.mark.usefixtures("folder")
def test_they_stand_as_the_migrations_made_them(kind: str) -> None:
    with reading(EVERY_SCHOOL) as connection:
        assert guards.found(connection) == (guards.SQLITE if kind == "sqlite" else guards.POSTGRESQL)
        assert kind != "sqlite" or guards.shape(connection) == guards.SHAPE
        assert guards.missing(connection) is None


@pytest.mark.usefixtures("folder")
def test_each_that_is_gone_or_says_something_else_is_named(kind: str) -> None:
    unseen = []
    for statement in DROPPED[kind]:
        with owner_does(*statement.split("\n")) as connection:
            if guards.missing(connection) is None:
                unseen.append(statement)
    assert len(DROPPED[kind]) > 6 and unseen == []
