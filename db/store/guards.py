"""What the database itself refuses (by triggers, foreign keys and row policies), and whether that is intact.

Each guard is known by a digest of its definition. After a migration that changes one, ``tests/db/store/test_guards.py``
fails and prints the new digests to put here.
"""

import hashlib
from typing import Any

from sqlalchemy import Connection, ForeignKeyConstraint, Row, Select, exists, select, text

from db import schema

SQLITE = {
    "bijlage_keeps": "97d99b758788d9f1",
    "bijlage_stays": "1b0790cbd67042b6",
    "journal_keeps": "88694a3351ebf64b",
    "journal_stays": "789e1c6407506324",
    "vastlegging_keeps": "1f733cb8bd916e19",
    "vastlegging_stays": "30480f257461c732",
}
POSTGRESQL = {
    "bijlage_keeps": "dfdcda6a05442eb7",
    "bijlage_stays": "ef70ef4f8f5deec8",
    "journal_keeps": "a907a65b450c153a",
    "journal_stays": "6f79e747bec55ecd",
    "vastlegging_keeps": "3c5f7cace8329b1d",
    "vastlegging_stays": "f55548e7d3c39219",
}

SHAPE = "a8fb5f193b4b1f55"
"""Digest of the tables, their columns, references and unique indexes, on SQLite (``shape``)."""
_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
# The digest covers tgenabled: it must stay 'A' (always), so that no session setting switches a trigger off.
_FIRED = text(
    "SELECT t.tgname, t.tgenabled, t.tgtype, c.relname, p.proname, p.prosrc FROM pg_trigger t "
    "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
    "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
)
_APART = text(
    "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity AS forced, p.polpermissive, "
    "pg_get_expr(p.polqual, p.polrelid) AS seen, pg_get_expr(p.polwithcheck, p.polrelid) AS written FROM pg_class c "
    "LEFT JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relkind = 'r' AND c.relname = ANY(:ours) "
    "AND c.relnamespace = current_schema()::regnamespace"
)
_SCHOOL, _WITH = "meldroute.school", "EXISTS"


def found(connection: Connection) -> dict[str, str]:
    """The triggers that exist in this database: the digest of the definition, by name."""
    if connection.dialect.name == "sqlite":
        return {name: _digest(sql) for name, sql in connection.exec_driver_sql(_TRIGGERS)}
    return {row.tgname: _digest(" ".join(map(str, row[1:]))) for row in connection.execute(_FIRED)}


def missing(connection: Connection) -> str | None:
    """A Dutch sentence about the first guard that is gone or differs; None when all are intact."""
    there = found(connection)
    for name, digest in (SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL).items():
        if there.get(name) != digest:
            return f"De beveiliging {name} van de database zelf is weg of veranderd: wat is vastgelegd, kan nu weg."
    if connection.dialect.name == "sqlite" and shape(connection) != SHAPE:
        return "De tabellen van de database zijn niet zoals Meldroute ze maakte."
    orphan = _orphan(connection)
    if orphan:
        return f"In de tabel {orphan} staat iets over wat er niet (meer) is."
    if connection.dialect.name == "sqlite":
        return None
    rows = connection.execute(_APART, {"ours": list(schema.metadata.tables)})
    apart = [row.relname for row in rows if not _holds(row)]
    return f"De scheiding van scholen is weg of veranderd bij tabel {min(apart)}." if apart else None


def _orphan(connection: Connection) -> str:
    """The first table with a reference to a row that does not exist; empty when there is none.

    Needed on PostgreSQL too: its foreign keys are triggers, and can be disabled like the others.
    """
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        return str(found[0]) if found else ""
    every = (each for table in schema.metadata.sorted_tables for each in table.foreign_key_constraints)
    return next((each.table.name for each in every if connection.scalar(_of_what_is_not_there(each))), "")


def _of_what_is_not_there(reference: ForeignKeyConstraint) -> Select[tuple[bool]]:
    there = reference.referred_table.alias("there")
    pairs = [(each.parent, there.c[each.column.name]) for each in reference.elements]
    refers = [column.is_not(None) for column, _ in pairs]
    is_there = exists().where(*(column == other for column, other in pairs)).correlate(reference.table)
    return select(exists().where(*refers, ~is_there))


def shape(connection: Connection) -> str:
    """The digest of all table definitions, as SQLite interprets them: how the SQL was written makes no difference."""
    said = []
    for table in sorted(schema.metadata.tables):
        said += [f"{table} {row}" for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
        said += sorted(f"{table} {row[2:]}" for row in connection.exec_driver_sql(f"PRAGMA foreign_key_list({table})"))
        for _number, name, *how in connection.exec_driver_sql(f"PRAGMA index_list({table})").fetchall():
            columns = connection.exec_driver_sql(f'PRAGMA index_info("{name}")').fetchall()
            said.append(f"{table} {how} {columns}")
    return _digest("\n".join(sorted(said)))


def _holds(row: Row[*tuple[Any, ...]]) -> bool:
    """Whether this row-level policy limits rows to the school, or to the row they belong to, and allows nothing else.

    Checked by a few words in it, because each version of PostgreSQL words the same policy differently.
    """
    return bool(row.forced) and all(
        each and (_SCHOOL in each or _WITH in each) and each.count(" OR ") <= max(each.count(_SCHOOL) - 1, 0)
        for each in (row.seen, row.written)
    )


def _digest(said: str) -> str:
    return hashlib.sha256(" ".join(said.split()).encode()).hexdigest()[:16]
