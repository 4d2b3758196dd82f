"""The edits of ``test_every_edit``, on a school in PostgreSQL: by somebody who has the database, but no keys.

Each is made by the superuser with the triggers off, and undone from a copy of the tables.
"""

import os
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from db import schema
from db.keys import vault
from db.store import engine, guards
from tests.db.conftest import NOW
from tests.db.every_table import DATABASE, fill, wrong, wrong_or_refused
from tests.db.journal.test_every_edit import BY_HAND, DOES_NOT_COUNT, SEEN, ids
from tests.db.postgresql import APP, Server

EDITS = int(os.environ.get("MELDROUTE_EDITS", "12"))
pytestmark = [pytest.mark.postgresql, pytest.mark.sweep]
Change = Callable[[], None]
# With a wrong id here, row-level security hides the row from everybody: like deleting it, which does not count.
AS_IF_TAKEN_OUT = {"agendapunt.bespreking_id", "concept.account_id", "login.account_id"}
assert {each.partition(".")[0] for each in AS_IF_TAKEN_OUT} <= set(DOES_NOT_COUNT)


class Kept:
    """A school in a database of its own, with a copy of all its rows in another schema."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        connection.execute("SET session_replication_role = replica")  # turns off foreign keys and most triggers
        connection.execute("CREATE SCHEMA before")
        for table in schema.metadata.tables:
            connection.execute(_said("CREATE TABLE before.{} AS TABLE public.{}", table, table))
        self._touched = set[str]()

    def put_back(self) -> None:
        with self._unguarded():
            for table in sorted(self._touched):
                self.connection.execute(_said("DELETE FROM public.{}", table))
                self.connection.execute(_said("INSERT INTO public.{} SELECT * FROM before.{}", table, table))
        self._touched.clear()

    def does(self, statement: sql.Composed | str, given: Any = (), *, tables: Iterator[str]) -> int:
        """Execute this on these tables; return how many rows it changed."""
        self._touched.update(tables)
        with self._unguarded():
            return self.connection.execute(statement, given or None).rowcount  # type: ignore[arg-type]

    @contextmanager
    def _unguarded(self) -> Iterator[None]:
        """Inside this, the triggers that a session cannot turn off (ALWAYS) are off as well."""
        tables = {each.partition("_")[0] for each in guards.POSTGRESQL}
        with self.connection.transaction():
            for table in tables:
                self.connection.execute(_said("ALTER TABLE public.{} DISABLE TRIGGER USER", table))
            yield
            for trigger in guards.POSTGRESQL:
                of = trigger.partition("_")[0]
                self.connection.execute(_said("ALTER TABLE public.{} ENABLE ALWAYS TRIGGER {}", of, trigger))

    def rows(self, table: str) -> list[dict[str, Any]]:
        found = self.connection.execute(_said("SELECT * FROM before.{} ORDER BY ctid", table))
        names = [each.name for each in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found]


def _said(words: str, *names: str) -> sql.Composed:
    return sql.SQL(words).format(*(sql.Identifier(each) for each in names))


@pytest.fixture
def kept(server: Server, template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    made = server.copy_of(APP)
    monkeypatch.setenv("MELDCODE_KEY_FILE", f"{tmp_path}/school.key")
    monkeypatch.setenv("MELDCODE_DATABASE_URL", server.url(made))
    vault.make_key_file(tmp_path / "school.key")
    fill(NOW)
    with psycopg.connect(host=server.host, user="postgres", dbname=made, autocommit=True) as connection:
        yield Kept(connection)
    engine.engine().dispose()
    server.drop(made)


def of_postgresql(statement: str) -> str:
    """A statement for SQLite, rewritten for PostgreSQL."""
    statement = re.sub(r"date\((\w+), '\+(\d+) days'\)", r"\1 + \2", statement)
    statement = statement.replace("active = 0", "active = false").replace(
        "'ib_er', 1, created_at", "'ib_er', true, created_at"
    )
    return statement


def test_every_edit_somebody_would_want_is_seen(kept: Kept) -> None:
    assert wrong() == []
    known, unseen, tried = ids(), [], 0
    for name, (file, statements) in BY_HAND.items():
        if file != DATABASE:
            continue  # the key store is a SQLite file in both cases
        changed = 0
        for statement in of_postgresql(statements.format(**known)).split("; "):
            tables = (each for each in schema.metadata.tables if re.search(rf"\b{each}\b", statement))
            changed += kept.does(statement, tables=tables)
        assert changed, f"there was nothing to edit: {statements}"
        tried += 1
        if not wrong():
            unseen.append(name)
        kept.put_back()
    assert tried >= 35 and unseen == [] and wrong() == []


def others(value: object) -> Iterator[tuple[str, object]]:
    """Kinds of change to a value."""
    match value:
        case bool():
            yield "the other way", not value
        case int():
            yield from (("one more", value + 1), ("far more", value + 4096), ("below nothing", -value - 1))
        case bytes():
            yield from (("a bit", bytes([value[0] ^ 1]) + value[1:]), ("cut off", value[:-1]), ("empty", b""))
        case datetime() | date() if value.year < 9000:  # the day that stands for "never" has no later one
            yield from (("a year later", value + timedelta(days=365)), ("a day later", value + timedelta(days=1)))
        case str():
            yield from (("longer", value + "x"), ("empty", ""))
            yield "another sign", chr(ord(value[0]) ^ 1) + value[1:] if value else "y"


def every_change(kept: Kept, table: str) -> Iterator[tuple[str, Change]]:
    """The edits: each column that counts, in its first and last row with a value; and a row deleted."""
    rows = [each for each in kept.rows(table) if table != "bijlage" or each["vastlegging_id"] is not None]
    for column in [each for each in SEEN[table].split() if f"{table}.{each}" not in AS_IF_TAKEN_OUT]:
        there = [each for each in rows if each[column] is not None]
        for row in [there[0], there[-1]] if there else []:
            for kind, other in ((kind, other) for kind, other in others(row[column]) if other != row[column]):
                yield f"{table}.{column}: {kind}", _change(kept, table, row, column, other)
    if table not in DOES_NOT_COUNT and rows:
        yield f"{table}: a row taken out", _take_out(kept, table, rows[-1])


def _change(kept: Kept, table: str, row: dict[str, Any], column: str, value: object) -> Change:
    which, given = _where(table, row)
    statement = _said("UPDATE public.{} SET {} = ", table, column) + sql.SQL("%s WHERE ") + which
    return lambda: _once(kept.does(statement, [value, *given], tables=iter([table])))


def _take_out(kept: Kept, table: str, row: dict[str, Any]) -> Change:
    which, given = _where(table, row)
    statement = _said("DELETE FROM public.{} WHERE ", table) + which
    return lambda: _once(kept.does(statement, given, tables=iter([table])))


def _once(changed: int) -> None:
    assert changed == 1


def _where(table: str, row: dict[str, Any]) -> tuple[sql.Composed, list[object]]:
    names = [each.name for each in schema.metadata.tables[table].primary_key] or list(row)
    parts = [_said("{} IS NOT DISTINCT FROM ", each) + sql.SQL("%s") for each in names]
    return sql.SQL(" AND ").join(parts), [row[each] for each in names]


def test_any_edit_of_any_column_is_seen(kept: Kept) -> None:
    every = [each for table in sorted(set(schema.metadata.tables) & set(SEEN)) for each in every_change(kept, table)]
    assert len(every) > 500, "the school has nothing in some table"
    unseen, tried = [], 0
    for name, change in random.Random(20261129).sample(every, len(every)):  # noqa: S311
        if tried >= EDITS:
            break
        try:
            change()
        except (psycopg.IntegrityError, psycopg.DataError):
            continue  # the table itself refuses it
        tried += 1
        if not wrong_or_refused():
            unseen.append(name)
        kept.put_back()
    assert unseen == [], f"of {tried}: " + "\n".join(sorted(unseen))
    assert tried > 0 and wrong() == []
