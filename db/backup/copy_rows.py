"""Copying the rows of one database to another, SQLite or PostgreSQL, and counting them afterwards."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, MetaData, Table, func, insert, select, true

from db.schema import bijlage
from db.schema import metadata as declared
from db.school import rows as school_rows
from db.store.faults import Said
from db.store.voortgang import Progress

_SOME, _FILES_AT_ONCE = 2_000, 4
"""Rows in memory; of attachments, of which one may be many megabytes, a few."""
_OURS = frozenset(declared.tables)


class TransferError(Said):
    """What arrived differs from what was sent. The text is a Dutch sentence for the administrator."""


def copy_rows(source: Connection, target: Connection, progress: Progress, only: Sequence[str] = ()) -> dict[str, int]:
    """Copy every row of ``source`` to ``target`` (of the same version); return the number of rows per table.

    ``only``: the ids of the schools whose rows go; none: the whole database, with what is of no school. Raises
    ``TransferError`` when the numbers differ afterwards.
    """
    ours, theirs = _tables(source, only), _tables(target, only)
    before, wanted = _counts(target, theirs, only), _counts(source, ours, only)
    total, done = max(sum(wanted.values()), 1), 0
    for table in theirs.sorted_tables:
        for rows in _some_of(source, ours.tables[table.name], only):
            target.execute(insert(table), rows)
            done += len(rows)
            progress(done / total)
    arrived = _counts(target, theirs, only)
    short = [name for name, number in wanted.items() if arrived[name] - before[name] != number]
    if short:
        raise TransferError(f"Niet alles is overgekomen: {', '.join(short)}. Er is niets veranderd.")
    return wanted


def rows_of(connection: Connection, school_ids: Sequence[str]) -> dict[str, int]:
    """The number of rows of these schools in each table."""
    return _counts(connection, _tables(connection, school_ids), school_ids)


def _counts(connection: Connection, tables: MetaData, only: Sequence[str]) -> dict[str, int]:
    """The number of rows in each table, of these schools if any is named."""
    query = {each.name: select(func.count()).select_from(each).where(_of(each, only)) for each in tables.sorted_tables}
    return {name: connection.execute(each).scalar_one() for name, each in query.items()}


def _of(table: Table, only: Sequence[str]) -> ColumnElement[bool]:
    return school_rows.of(table, only) if only else true()


def _tables(connection: Connection, only: Sequence[str]) -> MetaData:
    """The tables as found in the database: one of an earlier version has others."""
    names = _OURS - school_rows.OF_NO_SCHOOL if only else _OURS
    found = MetaData()
    found.reflect(connection, only=lambda name, _metadata: name in names)
    return found


def _some_of(source: Connection, table: Table, only: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
    # Ordered by key, so that two copies of one database are identical.
    query = select(table).where(_of(table, only)).order_by(*table.primary_key.columns)
    at_once = _FILES_AT_ONCE if table.name == bijlage.name else _SOME
    for found in source.execute(query, execution_options={"yield_per": at_once}).partitions():
        yield [dict(row._mapping) for row in found]
