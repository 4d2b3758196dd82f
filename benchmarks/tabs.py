"""Many tabs that press at once. The floor is a Streamlit app that only shows a title.

Each server runs as processes of its own, on the practice school; the tabs share this process and speak Streamlit's own
protocol. The floor is untuned: none of our settings. Each tab has a session of its own.
"""

import asyncio
import os
import random
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Protocol

from sqlalchemy import select

from benchmarks.line import Asked, Line, cookies, first_of
from benchmarks.school import ROOT
from benchmarks.table import PER_SECOND, Row
from db import schema
from db.store.engine import EVERY_SCHOOL, reading
from db.store.settings import Settings, working_at
from meldcode.rollen import Role
from tests.builders import opened
from tests.processes import running
from tests.stored import store

SECONDS = float(os.environ.get("MELDROUTE_BENCH_SECONDS", "20"))
TABS = [int(each) for each in os.environ.get("MELDROUTE_BENCH_TABS", "1,10,25,50").split(",")]
MANY = int(os.environ.get("MELDROUTE_BENCH_MANY", "200"))
_LONGEST = float(os.environ.get("MELDROUTE_BENCH_THINKING", "15"))
THINKING = (_LONGEST / 3, _LONGEST)
UNTUNED = {"STREAMLIT_SERVER_HEADLESS": "true"}
_EMPTY = 'import streamlit as st\n\nst.title("Leeg")\n'
# How many reruns per second, in times the floor of the same run: three times what they were on 27 November.
_THRICE = {"the start page": 1.38, "the overview": 1.08}
MIX = "a mix of reading and recording"
Turn = Callable[[Line, int], Awaitable[list[float]]]
"""What a tab does in one turn of its round, by number; the seconds of each rerun that it waited for."""


@dataclass(frozen=True)
class Measured:
    """What many tabs together got: reruns per second, and in seconds how long one took and what it cost the server."""

    per_second: float
    p50: float
    p95: float
    processor: float


class Server(running.Server):
    """A server that is measured, with what it and its children use of the processor."""

    def used(self) -> float:
        """Seconds of the processor so far (man 5 proc: fields 14 and 15 of stat)."""
        total = 0
        for pid in running.family(self.process.pid):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(folder: Path, told: dict[str, str], *runs: str, here: Path = ROOT) -> Iterator[Server]:
    """Within this block a server runs this module with these arguments, in the folder ``here``."""
    server = Server(os.environ | told, folder, *runs)
    server.here = here
    server.start()
    try:
        yield server
    finally:
        server.stop()


@dataclass(frozen=True)
class Walk:
    """Whose tab it is, and what is done in it over and over, in so many turns."""

    role: Role
    turn: Turn
    turns: int


def reads(role: Role, *pages: Asked) -> Walk:
    """Opening these pages one after the other."""

    async def turn(line: Line, number: int) -> list[float]:
        return [await line.asks(*pages[number % len(pages)])]

    return Walk(role, turn, len(pages))


def records(role: Role, pages: Sequence[Asked], dossiers: Sequence[str]) -> Walk:
    """Opening these pages, and then recording a signaal in a dossier of one's own."""

    async def turn(line: Line, number: int) -> list[float]:
        at = number % (len(pages) + 1)
        if at < len(pages):
            return [await line.asks(*pages[at])]
        return await line.records(dossiers[line.number % len(dossiers)], f"Een blauwe plek, keer {number}.")

    return Walk(role, turn, len(pages) + 1)


class Measurable(Protocol):
    """Where tabs press: at this port; ``used`` as that of a server."""

    port: int

    def used(self) -> float: ...


def press(at: Measurable, who: Sequence[str], walk: Walk, thinking: tuple[float, float] = (0, 0)) -> Measured:
    """A tab for each of these cookies, all going on for ``SECONDS`` with so much thinking between two presses."""
    return asyncio.run(_press(at, who, walk, thinking))


async def _press(at: Measurable, who: Sequence[str], walk: Walk, thinking: tuple[float, float]) -> Measured:
    chance = random.Random(len(who))  # noqa: S311 - to be repeated, not to be secret
    lines = [await Line.opened(at.port, each, number) for number, each in enumerate(who)]
    for line in lines:
        await walk.turn(line, 0)  # what is made once is made now
    for number in range(1, walk.turns):
        await walk.turn(lines[0], number)
    taken: list[float] = []
    end = time.monotonic() + max(SECONDS, 4 * thinking[1])

    async def go_on(line: Line) -> None:
        await asyncio.sleep(chance.uniform(0, thinking[1]))
        number = line.number  # not all at the same page
        while time.monotonic() < end:
            taken.extend(await walk.turn(line, number))
            number += 1
            await asyncio.sleep(chance.uniform(*thinking))

    before, started = at.used(), time.monotonic()
    await asyncio.gather(*(go_on(each) for each in lines))
    lasted, used = time.monotonic() - started, at.used() - before
    for line in lines:
        await line.closes()
    return Measured(len(taken) / lasted, median(taken), quantiles(taken, n=20)[-1], used / len(taken))


def practice_school(folder: Path) -> tuple[Settings, dict[str, str]]:
    """A new practice school in this folder: its place, and the environment of a program that works with it."""
    place = Settings(f"sqlite:///{folder}/school.sqlite", folder / "school.key")
    told = {"MELDCODE_DATABASE_URL": place.database_url, "MELDCODE_KEY_FILE": str(place.key_file)}
    command = [sys.executable, "-m", "db", "practice"]
    subprocess.run(command, cwd=ROOT, env=os.environ | told, check=True, capture_output=True)  # noqa: S603 - ourselves
    return place, told


def walks(place: Settings) -> Mapping[str, Walk]:
    """What is walked through, by name: single pages, and a mix as ib-ers have it who read and record."""
    with working_at(place), reading(EVERY_SCHOOL) as connection:
        rows = connection.execute(select(schema.dossier.c.id, schema.dossier.c.fase)).all()
    about = {fase: f"dossier={dossier_id}" for dossier_id, fase in rows}
    stap_2, stap_4 = ("stap-2", about["stap_2"]), ("stap-4", about["stap_4"])
    mix = [("", ""), stap_2, ("dossiers", ""), stap_4, ("opvolging", about["stap_4"]), ("dossier", about["stap_2"])]
    return {
        "the start page": reads(Role.IB_ER, ("", "")),
        "the overview": reads(Role.DIRECTIE, ("directie", "")),
        "stap 2": reads(Role.IB_ER, stap_2),
        "the worksheet, whole": reads(Role.IB_ER, stap_4),
        MIX: records(Role.IB_ER, mix, _dossiers(place, max(TABS))),
    }


def _dossiers(place: Settings, number: int) -> list[str]:
    """So many new dossiers in stap 1 of the ib-er who signs in."""
    with working_at(place):
        with reading(EVERY_SCHOOL) as connection:
            noor = first_of(Role.IB_ER, connection)
        return [store(opened(naam=f"Leerling {each}"), lambda _name: noor).id for each in range(number)]


def measure() -> Iterator[Row]:
    """So many tabs at once on each page, and on the mix; then two hundred that think."""
    with TemporaryDirectory(prefix=".bench-", dir=ROOT) as name:
        folder = Path(name)
        (folder / "leeg.py").write_text(_EMPTY)
        place, told = practice_school(folder)
        with served(folder, UNTUNED, "streamlit", "run", "leeg.py", here=folder) as empty:
            floors = {number: press(empty, [""] * number, reads(Role.IB_ER, ("", ""))) for number in TABS}
        with served(folder, told, "ui.serve") as ours:
            for what, walk in walks(place).items():
                for number in TABS if what == MIX else (TABS[0], TABS[-1]):
                    found = press(ours, cookies(place, walk.role, number), walk)
                    yield from _rows(f"{what}, {number} tab{'s' * (number > 1)}", what, found, floors[number])
                if what == MIX:
                    found = press(ours, cookies(place, walk.role, MANY), walk, THINKING)
                    yield Row(
                        f"{what}, {MANY} tabs, {THINKING[0]:g} to {THINKING[1]:g} s of thinking: p95",
                        found.p95 * 1000,
                        goal=500,
                    )


def _rows(said: str, what: str, found: Measured, floor: Measured) -> Iterator[Row]:
    is_crowd = said.endswith(f" {TABS[-1]} tabs")
    yield Row(f"{said}: p50", found.p50 * 1000, floor.p50 * 1000)
    yield Row(f"{said}: p95", found.p95 * 1000, floor.p95 * 1000, 0.5 if is_crowd and what == MIX else None)
    thrice = _THRICE.get(what) if is_crowd else None
    yield Row(f"{said}: reruns", found.per_second, floor.per_second, thrice, unit=PER_SECOND)
    yield Row(f"{said}: processor per rerun", found.processor * 1000, floor.processor * 1000)
