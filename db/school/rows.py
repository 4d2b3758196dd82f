"""Which rows of each table, and which keys, are of a school: what goes along when it moves, and away when it leaves.

Known from the references between tables, so that a new table is in it by itself.
"""

from collections.abc import Sequence

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, select

from db import schema

OF_NO_SCHOOL = frozenset({"throttle", "gedaan", "verhuizing"})
"""Tables of the installation: guesses at passwords, work done for all schools, and the proof of moves."""
_BETWEEN = frozenset({"inloggen_via", "bestuur_school"})
"""Tables whose rows may tie two schools: such a row is of these schools when both ends are."""
_OWNERS = (schema.account, schema.dossier, schema.leerlingenlijst)


def of(table: Table, school_ids: Sequence[str]) -> ColumnElement[bool]:
    """The condition that a row of this table is of these schools; the table as declared, or as found in a database."""
    if table.name == schema.school.name:
        return table.c.id.in_(school_ids)
    if schema.school.name in _referred(table) and table.name not in _BETWEEN:
        return table.c.school_id.in_(school_ids)
    first, *others = [_leads_to(column, school_ids) for column in table.columns if column.foreign_keys]
    return and_(first, *others) if table.name in _BETWEEN else first


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
