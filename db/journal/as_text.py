"""A value as the same text on either database, read from it as text: columns of any kind stand below each other in one
answer, and what is damaged can be told apart instead of raising."""

from typing import Any

from sqlalchemy import Boolean, Column, DateTime, LargeBinary, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from db.journal import chain


class AsText(FunctionElement[str]):
    """One column, as text. SQLite gives what it keeps as it is: text, a number, or of what is sealed its bytes."""

    type = String()
    inherit_cache = True


def as_text(column: Column[Any]) -> AsText:
    """This column, to be read as text."""
    return AsText(column)


def same_text(value: object) -> str | None:
    """What came of it, the same whichever database it came from."""
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
