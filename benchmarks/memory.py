"""What tabs cost in memory: ``python -m benchmarks.memory``. The floor is a Streamlit app that only shows a title.

Each server is one process, so that like is compared, with tabs that have drawn their first page and then stand idle;
the floor is untuned. Memory is what the process has resident, shared libraries included.
"""

import asyncio
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.school import ROOT
from benchmarks.tabs import Server, cookies, served
from db.store.settings import Settings
from meldcode.rollen import Role
from tests.processes.running import family, resident

NUMBERS = [int(each) for each in os.environ.get("MELDROUTE_BENCH_TABS", "1 50 200").split()]
"""How many tabs are open at the same time, from few to many."""
GOAL = 1.3
_PATIENCE = 120
_EMPTY = 'import streamlit as st\n\nst.title("Leeg")\n'
Row = tuple[str, float, float, str, float]
"""What is measured, ours, the floor, the unit, and how many times the floor it may be."""


def measure() -> list[Row]:
    """Measure both servers with each number of tabs, and what one tab more costs."""
    with TemporaryDirectory(prefix=".bench-", dir=ROOT) as name:
        folder = Path(name)
        (folder / "leeg.py").write_text(_EMPTY)
        place = Settings(f"sqlite:///{folder}/school.sqlite", folder / "school.key")
        told = {"MELDCODE_DATABASE_URL": place.database_url, "MELDCODE_KEY_FILE": str(place.key_file)}
        command = [sys.executable, "-m", "db", "practice"]
        subprocess.run(  # noqa: S603 - this very program
            command, cwd=ROOT, env=os.environ | told, check=True, capture_output=True
        )
        untuned = {"STREAMLIT_SERVER_HEADLESS": "true"}
        with served(folder, untuned, "streamlit", "run", "leeg.py", here=folder) as empty:
            floors = asyncio.run(_grows(empty, [""] * NUMBERS[-1]))
        with served(folder, told, "streamlit", "run", "app.py") as server:
            ours = asyncio.run(_grows(server, cookies(place, Role.IB_ER, NUMBERS[-1])))
    rows = [
        (f"memory with {number} idle tab{'s' * (number > 1)}", one, floor, "MB", GOAL)
        for number, one, floor in zip(NUMBERS, ours, floors, strict=True)
    ]
    more = NUMBERS[-1] - NUMBERS[0]
    each = [(found[-1] - found[0]) / more for found in (ours, floors)]
    return [*rows, ("memory of one tab more", each[0], each[1], "MB", GOAL)]


async def _grows(at: Server, sessions: Sequence[str]) -> list[float]:
    """The megabytes that this server has with each of ``NUMBERS`` tabs, which stay open."""
    lines: list[ClientConnection] = []
    found = []
    for number in NUMBERS:
        for cookie in sessions[len(lines) : number]:
            lines.append(await _tab(at, cookie))
        found.append(sum(resident(each) for each in family(at.process.pid)) / 2**20)
    for line in lines:
        await line.close()
    return found


async def _tab(at: Server, cookie: str) -> ClientConnection:
    """A tab in which the first page is drawn."""
    headers = {"Origin": at.address} | ({"Cookie": cookie} if cookie else {})
    line = await connect(
        f"ws://localhost:{at.port}/_stcore/stream",
        additional_headers=headers,
        subprotocols=[Subprotocol("streamlit")],
        compression=None,
        max_size=None,
        open_timeout=_PATIENCE,
        ping_interval=None,
    )
    asked = BackMsg()
    asked.rerun_script.page_name = ""
    await line.send(asked.SerializeToString())
    async with asyncio.timeout(_PATIENCE):
        while not ForwardMsg.FromString(await line.recv(decode=False)).HasField("script_finished"):
            pass
    return line


def main() -> None:
    """Print the table."""
    print("| what | ours | floor | ratio | goal |")
    print("|---|---|---|---|---|")
    for what, ours, floor, unit, goal in measure():
        print(f"| {what} | {ours:.2f} {unit} | {floor:.2f} {unit} | {ours / floor:.2f} x | {goal} x |", flush=True)


if __name__ == "__main__":
    main()
