"""The name of every journal line fits its column: SQLite would store a longer one, PostgreSQL would fail."""

import ast
import importlib
from pathlib import Path

from sqlalchemy import String

from db import schema
from tests.architecture.parsed import nodes_of

ROOT = Path(__file__).parents[2]
WRITES = {"Entry": 1, "noted": 1, "_once": 2}
"""The functions that write a line, and which of their arguments is its name."""


def names_of_lines() -> dict[str, list[str]]:
    """Every name of a line that is a constant in the code, and where it is."""
    found: dict[str, list[str]] = {}
    for file in sorted((*(ROOT / "db").rglob("*.py"), *(ROOT / "ui").rglob("*.py"))):
        if "migrations" in file.parts:
            continue  # only Alembic reads them
        dotted = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        module = importlib.import_module(dotted) if file.stem != "__main__" else None
        for node in nodes_of(file.read_text(encoding="utf-8")):
            if not isinstance(node, ast.Call):
                continue
            called = str(getattr(node.func, "id", getattr(node.func, "attr", "")))
            if len(node.args) <= WRITES.get(called, 99):
                continue
            name = node.args[WRITES[called]]
            holder = getattr(module, getattr(getattr(name, "value", None), "id", ""), module)
            value = getattr(holder, getattr(name, "id", getattr(name, "attr", "")), None)
            if isinstance(value, str):
                found.setdefault(value, []).append(file.name)
    return found


def test_the_name_of_every_line_of_the_journal_fits_its_column() -> None:
    column = schema.journal.c.action.type
    assert isinstance(column, String)
    longest = column.length or 0
    found = names_of_lines()
    assert len(found) > 15 and {"bekeken", "ingelogd", "teruggezet"} <= set(found), sorted(found)
    assert {name: where for name, where in found.items() if len(name) > longest} == {}
