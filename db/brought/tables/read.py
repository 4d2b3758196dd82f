"""A reader: the rows of a table, in whatever file it is brought: a workbook, or text in any encoding."""

from typing import Any

from db.brought.calendars.text import decoded, lines_of
from db.brought.other_kinds import is_workbook
from db.brought.tables import workbook
from db.brought.tables.separated import split

MOST_FILES = 3  # its pipes: it opens no file and no connection


def read(content: bytes) -> tuple[dict[str, Any], bytes]:
    """The ``rows``, and no bytes. Any exception: this cannot be read as a table."""
    return {"rows": rows_of(content)}, b""


def rows_of(brought: bytes) -> list[list[str]]:
    """The rows with their cells. Any exception: it is no workbook that opens."""
    return workbook.rows(brought) if is_workbook(brought) else split(decoded(lines_of(brought)))
