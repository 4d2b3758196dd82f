"""What tabs cost in memory. The floor is a Streamlit app that only shows a title.

Each server is one process, so that like is compared, with tabs that have drawn their first page and then stand idle;
the floor is untuned. Memory is what the process has resident, shared libraries included.
"""

import asyncio
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.line import Line, cookies
from benchmarks.school import ROOT
from benchmarks.table import Row
from benchmarks.tabs import UNTUNED, Server, practice_school, served
from meldcode.rollen import Role
from tests.processes.running import family, resident

NUMBERS = [int(each) for each in os.environ.get("MELDROUTE_BENCH_IDLE", "1,50,200").split(",")]
"""How many tabs are open at the same time, from few to many."""
GOAL = 1.3
_EMPTY = 'import streamlit as st\n\nst.title("Leeg")\n'


def measure() -> Iterator[Row]:
    """Both servers with each number of tabs, and what one tab more costs."""
    with TemporaryDirectory(prefix=".bench-", dir=ROOT) as name:
        folder = Path(name)
        (folder / "leeg.py").write_text(_EMPTY)
        place, told = practice_school(folder)
        with served(folder, UNTUNED, "streamlit", "run", "leeg.py", here=folder) as empty:
            floors = asyncio.run(_grows(empty, [""] * NUMBERS[-1]))
        with served(folder, told, "streamlit", "run", "app.py") as server:
            ours = asyncio.run(_grows(server, cookies(place, Role.IB_ER, NUMBERS[-1])))
    for number, one, floor in zip(NUMBERS, ours, floors, strict=True):
        yield Row(f"memory with {number} idle tab{'s' * (number > 1)}", one, floor, unit="MB")
    more, nothing = ((found[-1] - found[0]) / (NUMBERS[-1] - NUMBERS[0]) for found in (ours, floors))
    yield Row("memory of one tab more", more, nothing, GOAL, "MB")


async def _grows(at: Server, sessions: Sequence[str]) -> list[float]:
    """The megabytes that this server has with each of ``NUMBERS`` tabs, which stay open."""
    lines: list[Line] = []
    found = []
    for number in NUMBERS:
        for cookie in sessions[len(lines) : number]:
            lines.append(await Line.opened(at.port, cookie, len(lines)))
            await lines[-1].asks("", "")
        found.append(sum(resident(each) for each in family(at.process.pid)) / 2**20)
    for line in lines:
        await line.closes()
    return found
