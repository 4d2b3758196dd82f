"""A whole country on one PostgreSQL: every page of one school among thousands, beside the same school alone.

One practice school is made as any other, and its rows are copied for each other school by the database itself, under
ids of their own: as many rows in as many places as a country has, of which only the first school can be opened. The
other copies are plain rows, sealed under a key that they do not have.

Time is that of the clock: a PostgreSQL works in processes of its own. Every statement that a page sends is asked for
its plan, which may read no large table from beginning to end.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import String, Table, event
from tqdm import tqdm

from benchmarks import grown, looking
from benchmarks.school import NOW, ROOT, at_the_moment, least
from benchmarks.table import PER_SECOND, Row
from db import schema
from db.accounts import sign_in
from db.accounts.passwords import PRACTICE_PASSWORD
from db.keys import vault
from db.practice import school as practice
from db.store.engine import engine, reading
from db.upkeep import upgrade
from meldcode.rollen import Role
from tests.db import postgresql

SCHOOLS = int(os.environ.get("MELDROUTE_BENCH_COUNTRY", "600"))
DOSSIERS = int(os.environ.get("MELDROUTE_BENCH_OF_A_SCHOOL", "50"))
GOAL = 1.3
LARGE = 10_000
"""Rows from which on a table may not be read from beginning to end for one page."""
_AT_ONCE = 50  # schools
_ID = 32  # characters: what an id has, and nothing else
_SCANNED = re.compile(r"Seq Scan on (\w+)")


@dataclass(frozen=True)
class Country:
    """The same school alone, and among all others: each as environment; and how long making them took."""

    alone: dict[str, str]
    among: dict[str, str]
    rows: dict[str, int]
    seconds: float


@contextmanager
def empty() -> Iterator[postgresql.Server]:
    """Within this block there is a server of our own, of which the empty database of the newest version is in use."""
    with postgresql.running() as server, TemporaryDirectory(prefix=".bench-", dir=ROOT) as folder:
        os.environ["MELDCODE_DATABASE_URL"] = server.url(postgresql.APP, postgresql.OWNER)
        os.environ["MELDCODE_KEY_FILE"] = f"{folder}/meldroute.key"
        vault.make_key_file(Path(folder) / "meldroute.key")
        upgrade.upgrade()
        engine().dispose()
        os.environ["MELDCODE_DATABASE_URL"] = server.url(postgresql.APP)
        yield server
        engine().dispose()


@contextmanager
def on_postgresql() -> Iterator[postgresql.Server]:
    """Within this block there is a practice school, on a server of its own, and the environment leads to it."""
    with empty() as server:
        practice.make(NOW.date(), NOW)
        yield server


@contextmanager
def country() -> Iterator[Country]:
    """Within this block there is one, on a server of its own."""
    with on_postgresql() as server:
        grown.grow(DOSSIERS, 0)
        grown.sign_in()
        engine().dispose()
        alone = server.copy_of(postgresql.APP, "alone")
        began = time.perf_counter()
        _multiply(server, SCHOOLS - 1)
        took = time.perf_counter() - began
        for each in (alone, postgresql.APP):
            server.execute("VACUUM ANALYZE", each)
        key = {"MELDCODE_KEY_FILE": os.environ["MELDCODE_KEY_FILE"]}
        among = key | {"MELDCODE_DATABASE_URL": server.url(postgresql.APP)}
        yield Country(key | {"MELDCODE_DATABASE_URL": server.url(alone)}, among, _rows(among), took)


def _multiply(server: postgresql.Server, times: int) -> None:
    """Copy every row that is of the school so many times, each time under other ids."""
    tables = [each for each in schema.metadata.sorted_tables if each.name not in ("gedaan", "throttle")]
    for table in tables:
        made = f"CREATE UNLOGGED TABLE first_{table.name} AS SELECT * FROM {table.name}"  # noqa: S608 - names of ours
        server.execute(made, postgresql.APP)
    with tqdm(total=times, unit=" schools", desc="country") as shown:
        for first in range(1, times + 1, _AT_ONCE):
            last = min(first + _AT_ONCE - 1, times)
            # Nothing refers to a row that is not copied: what would check that takes longer than copying.
            server.execute(
                "SET session_replication_role = replica; " + "; ".join(_copied(each, first, last) for each in tables),
                postgresql.APP,
            )
            shown.update(last - first + 1)
    for table in tables:
        server.execute(f"DROP TABLE first_{table.name}", postgresql.APP)


def _copied(table: Table, first: int, last: int) -> str:
    names = ", ".join(f'"{each.name}"' for each in table.columns)
    values = ", ".join(_elsewhere(each.name, each.type) for each in table.columns)
    every = f"first_{table.name}, generate_series({first}, {last}) n"
    return f"INSERT INTO {table.name} ({names}) SELECT {values} FROM {every}"  # noqa: S608 - names of ours


def _elsewhere(column: str, kind: Any) -> str:
    """What this column has in the n-th copy."""
    if isinstance(kind, String) and kind.length == _ID:
        return f"""CASE WHEN "{column}" = '' THEN '' ELSE md5("{column}" || '-' || n) END"""
    if column in ("email", "naam"):
        return f"""left(n || '.' || "{column}", {kind.length})"""
    if column.endswith("_hash") or column == "submit_key":
        return f"""md5("{column}" || n) || md5(n || "{column}")"""
    return f'"{column}"'


def _rows(at: dict[str, str]) -> dict[str, int]:
    os.environ.update(at)
    with reading("*") as connection:
        return {
            each.name: int(connection.exec_driver_sql(f"SELECT count(*) FROM {each.name}").scalar_one())  # noqa: S608
            for each in schema.metadata.sorted_tables
        }


def measure() -> Iterator[Row]:
    """Every page for everybody who may see it, a search, signing in; and how many rows that is."""
    with at_the_moment(), country() as found:
        yield Row("a country: schools made, per second", (SCHOOLS - 1) / found.seconds, unit=PER_SECOND)
        for name in ("account", "dossier", "vastlegging"):
            yield Row(f"a country of {SCHOOLS:,} schools: rows in {name}", found.rows[name], unit="rows")
        asked = dict[str, Any]()
        for page in grown.pages():
            tab = grown.Tab(page, found.among)
            with _listening(found.among, asked):  # not to how the tab was found
                tab.person.opens(page.file, tab.dossier)
                tab.runs()
            few, many = grown.measured(page, found.alone, found.among, time.perf_counter)
            yield Row(f"{page}, among {SCHOOLS:,} schools beside alone", many * 1000, few * 1000, GOAL)
        few, many = least(5, *(_search(each) for each in (found.alone, found.among)), clock=time.perf_counter)
        yield Row(f"a search, among {SCHOOLS:,} schools beside alone", many * 1000, few * 1000, GOAL)
        few, many = least(3, *(_sign_in(each) for each in (found.alone, found.among)), clock=time.perf_counter)
        yield Row(f"signing in, among {SCHOOLS:,} schools beside alone", many * 1000, few * 1000, GOAL)
        scanned = _scanned(found, asked)
        yield Row(f"statements of pages ({len(asked)}) that read a large table whole", len(scanned), most=0, unit="")
        for statement, table in scanned.items():
            print(f"<!-- {table}: {' '.join(statement.split())[:400]} -->", flush=True)


def _search(school: dict[str, str]) -> Any:
    os.environ.update(school)
    user = grown.by_role()[Role.IB_ER]

    def looks() -> None:
        os.environ.update(school)
        looking.look(user, "sem")

    return looks


def _sign_in(school: dict[str, str]) -> Any:
    def signs_in() -> None:
        os.environ.update(school)
        sign_in.with_password("noor@oefenschool.example", PRACTICE_PASSWORD, NOW)

    return signs_in


@contextmanager
def _listening(school: dict[str, str], asked: dict[str, Any]) -> Iterator[None]:
    """Within this block every statement is kept, with the first values it was sent with."""
    os.environ.update(school)
    of = engine()

    def hears(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        if not many and statement.lstrip().upper().startswith(("SELECT", "WITH")):
            asked.setdefault(statement, values)

    event.listen(of, "before_cursor_execute", hears)
    try:
        yield
    finally:
        event.remove(of, "before_cursor_execute", hears)


def _scanned(found: Country, asked: dict[str, Any]) -> dict[str, str]:
    """The statements whose plan reads a large table from beginning to end, each with that table."""
    os.environ.update(found.among)
    school = grown.by_role()[Role.IB_ER].school_id
    bad = {}
    for statement, values in asked.items():
        with reading(school) as connection:
            plan = "\n".join(row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", values))
        large = [table for table in _SCANNED.findall(plan) if found.rows.get(table, 0) >= LARGE]
        if large:
            bad[statement] = ", ".join(large)
    return bad
