"""Columns read as text, the same on SQLite and PostgreSQL, for digests.

Columns of any type then fit in one result set, and a damaged value can be reported instead of raising.
"""

from typing import Any

from sqlalchemy import Boolean, Column, DateTime, LargeBinary, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from db.journal import chain


class AsText(FunctionElement[str]):
    """One column as text. SQLite returns what it stores: text, a number, or bytes of sealed content."""

    type = String()
    inherit_cache = True


def as_text(column: Column[Any]) -> AsText:
    """An SQL expression that reads this column as text; pass each value that it returns to ``same_text``."""
    return AsText(column)


def same_text(value: object) -> str | None:
    """The text of a value read through ``as_text``, identical for both databases; None for null."""
    return value if value is None else value.hex() if isinstance(value, bytes) else chain.written(value)


@compiles(AsText)
def _as_it_is(element: AsText, compiler: SQLCompiler, **more: Any) -> str:
    return compiler.process(element.clauses, **more)


@compiles(AsText, "postgresql")
def _cast(element: AsText, compiler: SQLCompiler, **more: Any) -> str:
    (column,) = element.clauses
    asked = compiler.process(column, **more)
    if isinstance(column.type, DateTime):
        return f"to_char({asked}, 'YYYY-MM-DD HH24:MI:SS.US')"
    if isinstance(column.type, LargeBinary):
        return f"encode({asked}, 'hex')"
    return f"CAST(CAST({asked} AS INTEGER) AS TEXT)" if isinstance(column.type, Boolean) else f"CAST({asked} AS TEXT)"
