"""What migrations do to tables that may be large. On PostgreSQL people go on working meanwhile (ADR 93).

There each of these is committed by itself, whatever the migration did before is committed first, and doing it again
changes nothing: so a migration that was cut off is simply run again. No lock that others wait for lasts longer than one
small step. On SQLite all migrations are one transaction, and each of these is done plainly.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError

from db.store import postgresql
from db.upkeep.steps import IN_USE, NotNow, is_locked, patiently

_AT_ONCE = 1000
"""Rows that are written together: some tens of milliseconds, in which who records in one of them waits."""
_IS_VALID = sa.text("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(:name)")
_NEW = "_new"


def is_online() -> bool:
    """Whether people may be working in this database meanwhile."""
    return op.get_bind().dialect.name == "postgresql"


def add_column(table: str, column: sa.Column[Any]) -> None:
    """Add this column, which is nullable or has a default that is the same for all rows."""
    if not is_online():
        op.add_column(table, column)
        return
    with _by_itself():
        op.add_column(table, column, if_not_exists=True)


def create_index(name: str, table: str, columns: Sequence[str], *, where: str = "", unique: bool = False) -> None:
    """Make this index without keeping anybody from writing. One that an earlier attempt left half is made anew.

    A column may say ``DESC``; ``where``: the rows that are in it, if not all are.
    """
    if is_online():
        with _by_itself(), _unhurried():
            _drop_unless_valid(name)
            if _is_valid(name) is None:
                _create(name, table, columns, where, unique, postgresql_concurrently=True)
    else:
        _create(name, table, columns, where, unique)


def drop_index(name: str, table: str) -> None:
    """Drop this index without keeping anybody from reading or writing."""
    if is_online():
        with _by_itself(), _unhurried():
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
    else:
        op.drop_index(name, table)


def replace_index(name: str, table: str, columns: Sequence[str], *, where: str = "") -> None:
    """Let the index of this name be another one: made beside the old one, and then put in its place."""
    if is_online():
        create_index(name + _NEW, table, columns, where=where)
        op.execute(f"DROP INDEX {name}")
        op.execute(f"ALTER INDEX {name + _NEW} RENAME TO {name}")
    else:
        op.drop_index(name, table)
        _create(name, table, columns, where, unique=False)


def fill(table: str, what: str, where: str = "true") -> None:
    """``UPDATE table SET what WHERE where``, over all rows of a table that has a text ``id``."""
    statement = f"UPDATE {table} SET {what} WHERE ({where})"  # noqa: S608 - words of a migration
    if not is_online():
        op.execute(statement)
        return
    with _by_itself():
        for after, last in _pieces(table):
            some = sa.text(f"{statement} AND {table}.id > :after AND {table}.id <= :last")
            # Who writes several of these rows may wait for one that is written here, and the other way round.
            patiently(partial(op.get_bind().execute, some, {"after": after, "last": last}))


def _pieces(table: str) -> Iterator[tuple[str, str]]:
    following = sa.text(
        f"SELECT max(id) FROM (SELECT id FROM {table} WHERE id > :after ORDER BY id LIMIT {_AT_ONCE}) AS piece"  # noqa: S608
    )
    after = ""
    while last := op.get_bind().execute(following, {"after": after}).scalar():
        yield after, last
        after = last


def _create(name: str, table: str, columns: Sequence[str], where: str, unique: bool, **more: Any) -> None:
    few: dict[str, Any] = {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)} if where else {}
    op.create_index(name, table, [sa.text(each) for each in columns], unique=unique, **few, **more)


def _is_valid(name: str) -> bool | None:
    """Whether this index is whole; None when there is none."""
    return op.get_bind().execute(_IS_VALID, {"name": name}).scalar()


def _drop_unless_valid(name: str) -> None:
    if _is_valid(name) is False:
        op.execute(f"DROP INDEX CONCURRENTLY {name}")


@contextmanager
def _by_itself() -> Iterator[None]:
    """Commit what went before, and each statement in this block."""
    with op.get_context().autocommit_block():
        yield


@contextmanager
def _unhurried() -> Iterator[None]:
    """In this block locks are waited for that nobody else queues behind: those of transactions that began before.

    Raises ``NotNow`` when they take too long: trying again would make a large index for nothing.
    """
    postgresql.waits(op.get_bind(), postgresql.INDEX_MS)
    try:
        yield
    except DBAPIError as problem:
        if is_locked(problem):
            raise NotNow(IN_USE) from None
        raise
    finally:
        postgresql.waits(op.get_bind(), postgresql.MIGRATING_MS)
