"""Which rows of each table, and which keys, are of a school: what goes along when it moves, and away when it leaves.

Known from the references between tables, so that a new table is in it by itself.
"""

from collections.abc import Sequence

from sqlalchemy import Column, ColumnElement, Connection, Table, select

from db import schema

OF_NO_SCHOOL = frozenset({"throttle", "gedaan", "verhuizing"})
"""Tables of the installation: guesses at passwords, work done for all schools, and the proof of moves."""
_WITH_ITS_ACCOUNT = schema.bestuur_school.name
"""A table that names a school whose figures are seen; its rows are of the school of whoever sees them."""
_OWNERS = (schema.account, schema.dossier, schema.leerlingenlijst)


def of(table: Table, school_ids: Sequence[str]) -> ColumnElement[bool]:
    """The condition that a row of this table is of these schools; the table as declared, or as found in a database.

    A row that ties two schools is of that of its account: before a school moves such ties are cut.
    """
    if table.name == schema.school.name:
        return table.c.id.in_(school_ids)
    if schema.school.name in _referred(table) and table.name != _WITH_ITS_ACCOUNT:
        return table.c.school_id.in_(school_ids)
    return _leads_to(next(column for column in table.columns if column.foreign_keys), school_ids)


def _referred(table: Table) -> set[str]:
    return {each.column.table.name for each in table.foreign_keys}


def _leads_to(column: Column[object], school_ids: Sequence[str]) -> ColumnElement[bool]:
    (reference,) = column.foreign_keys
    other = reference.column.table
    return column.in_(select(reference.column).where(of(other, school_ids)))


def owners(connection: Connection, school_ids: Sequence[str]) -> list[str]:
    """Whoever may own a key in the key store: the schools, their dossiers, their accounts and their lists of pupils."""
    theirs = [select(each.c.id).where(each.c.school_id.in_(school_ids)).order_by(each.c.id) for each in _OWNERS]
    return [*school_ids, *(owner for query in theirs for owner in connection.scalars(query))]
