"""Recording a vastlegging, opening a large dossier, reading over a journal; each beside the bare driver of SQLite."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import func, select

from benchmarks.school import NOW, bare, moment, place, school, timed, with_signals
from benchmarks.table import Row
from db import schema
from db.access import records
from db.dossiers import dossiers, verplichting_rows
from db.journal import journal
from db.keys import vault
from db.practice import school as practice
from db.school import schools
from db.store.engine import EVERY_SCHOOL, engine, reading
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Signaal
from tests.builders import record
from tests.cast import NOOR, SCHOOL

TIMES = int(os.environ.get("MELDROUTE_BENCH_TIMES", "400"))
LINES = int(os.environ.get("MELDROUTE_BENCH_LINES", "50000"))
GOAL = 3
Seconds = list[float]


@contextmanager
def watched(*parts: tuple[Any, str]) -> Iterator[dict[str, Seconds]]:
    """Within this block measure each call of these functions (module or class, name); yields the seconds, by name."""
    taken: dict[str, Seconds] = {name: [] for _owner, name in parts}
    real = [(owner, name, getattr(owner, name)) for owner, name in parts]

    def watching(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def doing(*given: object, **how: object) -> object:
            started = perf_counter()
            try:
                return function(*given, **how)
            finally:
                taken[name].append(perf_counter() - started)

        return doing

    for owner, name, function in real:
        setattr(owner, name, watching(name, function))
    try:
        yield taken
    finally:
        for owner, name, function in real:
            setattr(owner, name, function)


def measure() -> Iterator[Row]:
    """All of this module, in schools of its own."""
    with school() as here:
        yield from recording(here)
        yield from opening(here)
    with place():
        yield from verifying()


def recording(folder: Path) -> Iterator[Row]:
    """Recording a signaal in a dossier of about twenty records. The floor: INSERT of the same row, and its commit."""
    stored = [with_signals(20) for _dossier in range(max(1, TIMES // 10))]
    source, floor = bare(folder / "meldroute.sqlite"), bare(folder / "floor.sqlite")
    names = [each[1] for each in source.execute("PRAGMA table_info(vastlegging)")]
    floor.execute(f"CREATE TABLE vastlegging ({', '.join(names)}, PRIMARY KEY (id))")
    ours, theirs = [], []
    for turn in range(TIMES):
        dossier, when = record(stored[turn % len(stored)], Signaal), moment()
        stored[turn % len(stored)] = dossier
        ours.append(timed(lambda: dossiers.save(dossier, by=NOOR, moment=when)))  # noqa: B023 - called at once
        found = source.execute("SELECT * FROM vastlegging WHERE submit_key = ?", (when.submit_key,)).fetchone()
        theirs.append(timed(lambda: _bare_insert(floor, found)))  # noqa: B023
    yield Row("a durable vastlegging", median(ours) * 1000, median(theirs) * 1000, GOAL)
    yield from _parts_of_recording(stored)


def _bare_insert(floor: sqlite3.Connection, values: tuple[object, ...]) -> None:
    floor.execute("BEGIN IMMEDIATE")
    floor.execute(f"INSERT INTO vastlegging VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608
    floor.execute("COMMIT")


def _parts_of_recording(stored: list[Dossier]) -> Iterator[Row]:
    watch = (
        (engine().dialect, "do_commit"),
        (verplichting_rows, "settled"),
        (dossiers, "_state"),
        (vault.Vault, "ring"),
        (vault.Vault, "anchor"),
        (vault, "seal"),
    )
    turns = [(record(each, Signaal), moment()) for each in stored]
    with watched(*watch) as taken:
        whole = [timed(lambda: dossiers.save(d, by=NOOR, moment=m)) for d, m in turns]  # noqa: B023
    parts = {
        "the commit, one wait for the disk": median(taken["do_commit"]),
        "where it stands and what waits": median(taken["settled"]) + median(taken["_state"]),
        "both keys and the head of the journal, from the key store": median(taken["ring"]),
        "sealing": median(taken["seal"]),
        "the head of the journal, in the key store": median(taken["anchor"]),
    }
    for what, seconds in parts.items():
        yield Row(f"- recording: {what}", seconds * 1000)
    yield Row(
        "- recording: the statements through SQLAlchemy, and the rest", (median(whole) - sum(parts.values())) * 1000
    )


def opening(folder: Path) -> Iterator[Row]:
    """Opening a dossier of two hundred records. The floor: SELECT of the same rows."""
    dossier = with_signals(200)
    source = bare(folder / "meldroute.sqlite")

    def ours() -> None:
        with reading(SCHOOL) as connection:
            dossiers.load(connection, dossier.id, SCHOOL)

    def theirs() -> list[Any]:
        query = "SELECT * FROM vastlegging WHERE dossier_id = ? ORDER BY nummer"
        return source.execute(query, (dossier.id,)).fetchall()

    pairs = [(timed(ours), timed(theirs)) for _time in range(TIMES)]
    loaded, floor = (median(each) for each in zip(*pairs, strict=True))
    yield Row("opening a dossier of 200", loaded * 1000, floor * 1000, GOAL)
    opened = vault.opener(vault.vault().key(dossier.id))
    rows = [(vault.place("vastlegging", dossier.id, each[0]), each[-1]) for each in theirs()]
    texts = [opened(*each) for each in rows]
    parts = {
        "unsealing (AES-256-GCM)": lambda: [opened(*each) for each in rows],
        "reading the JSON into answers": lambda: [records.read_content(each) for each in texts],
    }
    taken = {what: median(timed(part) for _time in range(50)) for what, part in parts.items()}
    for what, seconds in taken.items():
        yield Row(f"- opening: {what}", seconds * 1000)
    yield Row("- opening: three statements through SQLAlchemy, the records", (loaded - sum(taken.values())) * 1000)


def verifying() -> Iterator[Row]:
    """Verifying a whole journal, with every record and key that belongs to it."""
    practice.make(date(2026, 11, 9), NOW, number=LINES // 14)
    with reading(EVERY_SCHOOL) as connection:
        (school_id,) = schools.all_schools(connection)
        lines = connection.execute(select(func.count()).select_from(schema.journal)).scalar_one()
        number = connection.execute(select(func.count()).select_from(schema.dossier)).scalar_one()
    findings = []
    seconds = timed(lambda: findings.append(journal.verify(school_id)))
    if findings != [None]:
        raise SystemExit(f"the journal does not agree: {findings}")
    yield Row(f"reading over {lines:,} lines, {number:,} dossiers", seconds, unit="s")
