"""Statements that are put together once: SQLAlchemy takes longer to build one than SQLite to answer it (ADR 45).

What changes from one time to the next is a parameter; what changes the statement itself, such as a role, is an argument
of a function with ``functools.cache``.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Date, bindparam, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

ME: Any = bindparam("me")
SCHOOL: Any = bindparam("school")
TODAY: Any = bindparam("today", type_=Date)
DOSSIER: Any = bindparam("dossier")
ACCOUNT: Any = bindparam("account")
IDS: Any = bindparam("ids", expanding=True)
LIMIT: Any = bindparam("limit")
OFFSET: Any = bindparam("offset")
"""The parameters: whoever asks, their school, the day, one dossier or account, several rows, and which of them."""
NO_END = 10**9
EVERY = slice(0, NO_END)
"""For ``page``: all rows."""


class unindexed(FunctionElement[Any]):  # noqa: N801 - used as a function
    """This column, hidden from its indexes: for a condition that most rows meet, beside one that few meet.

    On SQLite alone, which knows nothing of how many: PostgreSQL counts its rows, and would read a whole table.
    """

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any]) -> None:
        super().__init__(column)
        self.type = column.type


@compiles(unindexed)
def _as_it_is(hidden: unindexed, compiler: SQLCompiler, **how: Any) -> str:
    return compiler.process(hidden.clauses, **how)


@compiles(unindexed, "sqlite")
def _without_index(hidden: unindexed, compiler: SQLCompiler, **how: Any) -> str:
    return f"+{compiler.process(hidden.clauses, **how)}"


def containing(typed: str) -> str:
    """The pattern for ``ilike(…, escape="/")`` that finds texts with these letters in them."""
    plain = "".join(f"/{each}" if each in "/%_" else each for each in typed)
    return f"%{plain}%"


def page(shown: slice) -> dict[str, object]:
    """The parameters ``LIMIT`` and ``OFFSET`` for these rows of a list."""
    return {"limit": shown.stop - shown.start, "offset": shown.start}


def among(column: ColumnElement[Any], values: Iterable[str]) -> ColumnElement[bool]:
    """The condition that a column has one of these values, which are always the same.

    Of a plain list SQLAlchemy writes out the values anew each time, since it may have another length.
    """
    return column.in_([literal(value, column.type) for value in values])
