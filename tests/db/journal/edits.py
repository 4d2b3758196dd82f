"""Changes that somebody could make to a column with a tool of their own, of each kind of value that is in it."""

import re
import sqlite3
from collections.abc import Iterator

# ruff: noqa: S608 - table and column names of our own


def edits(connection: sqlite3.Connection, table: str, column: str) -> Iterator[tuple[str, int, object]]:
    """Changes to a column: of its first and last value, each kind of change, and filling one empty field."""
    query = f"SELECT rowid, {column} FROM {table} WHERE {column} IS {{}} NULL ORDER BY rowid"
    query = query.replace("ORDER", "AND vastlegging_id IS NOT NULL ORDER") if table == "bijlage" else query
    rows = connection.execute(query.format("NOT")).fetchall()
    for rowid, value in [rows[0], rows[-1]] if rows else []:
        yield from ((kind, rowid, other) for kind, other in others(value) if other != value)
    for rowid, _none in connection.execute(query.format("")).fetchall()[:1]:
        yield "something where nothing was", rowid, "2026-11-09"


def others(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, int):
        yield from (("one more", value + 1), ("far more", value + 4096), ("below nothing", -value - 1))
    elif isinstance(value, bytes):
        yield from (("a bit", bytes([value[0] ^ 1]) + value[1:]), ("cut off", value[:-1]), ("empty", b""))
    else:
        text = str(value)
        yield from (
            ("longer", text + "x"),
            ("empty", ""),
            ("another sign", chr(ord(text[0]) ^ 1) + text[1:] if text else "y"),
        )
        if re.match(r"\d{4}-\d\d-\d\d", text):
            yield from (("a year later", f"{int(text[:4]) + 1}{text[4:]}"), ("no day", f"9{text[1:]}"))
