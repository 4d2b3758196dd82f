"""Statements that are put together once: SQLAlchemy takes longer to build one than SQLite to answer it (ADR 45).

What changes from one time to the next is a parameter; what changes the statement itself, such as a role, is an argument
of a function with ``functools.cache``.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Date, bindparam, literal

ME: Any = bindparam("me")
SCHOOL: Any = bindparam("school")
TODAY: Any = bindparam("today", type_=Date)
DOSSIER: Any = bindparam("dossier")
ACCOUNT: Any = bindparam("account")
IDS: Any = bindparam("ids", expanding=True)
LIMIT: Any = bindparam("limit")
NO_END = 10**9
"""The parameters: whoever asks, their school, the day, one dossier or account, several rows, and at most how many."""


def among(column: ColumnElement[Any], values: Iterable[str]) -> ColumnElement[bool]:
    """The condition that a column has one of these values, which are always the same.

    Of a plain list SQLAlchemy writes out the values anew each time, since it may have another length.
    """
    return column.in_([literal(value, column.type) for value in values])
