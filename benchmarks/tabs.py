"""Many tabs that press at once: ``python -m benchmarks.tabs``. The floor is a Streamlit app that only shows a title.

Each server runs as processes of its own, on the practice school; the tabs share this process and speak Streamlit's own
protocol. The floor is untuned: none of our settings. Each tab has a session of its own.
"""

import asyncio
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from sqlalchemy import select
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.school import ROOT
from db import schema
from db.accounts import sessions
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.settings import Settings, working_at
from meldcode.rollen import Role
from tests.processes import running
from ui import clock

SECONDS = float(os.environ.get("MELDROUTE_BENCH_SECONDS", "20"))
_SHORT = 200  # bytes: the message that a page is drawn is shorter, and only such are read
_EMPTY = 'import streamlit as st\n\nst.title("Leeg")\n'
_PATIENCE = 60
Asked = tuple[str, str]
"""The address of a page, and what comes after its question mark."""


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
        for pid in _family(self.process.pid):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / os.sysconf("SC_CLK_TCK")


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _family(int(child))


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


class Tab:
    """One tab, which walks through these pages over and over."""

    def __init__(self, line: ClientConnection, pages: Sequence[Asked]) -> None:
        self._line, self._pages, self._number = line, pages, 0

    async def asks(self) -> float:
        """Ask for the next page, and wait until it is drawn; the seconds that took."""
        page, query = self._pages[self._number % len(self._pages)]
        self._number += 1
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
        started = time.perf_counter()
        await self._line.send(asked.SerializeToString())
        while True:
            piece = await self._line.recv(decode=False)
            if len(piece) < _SHORT and ForwardMsg.FromString(piece).HasField("script_finished"):
                return time.perf_counter() - started


def press(
    at: Server, cookies: Sequence[str], pages: Sequence[Asked], thinking: tuple[float, float] = (0, 0)
) -> Measured:
    """A tab for each of these cookies, all pressing for ``SECONDS`` with so much thinking between two presses."""
    return asyncio.run(_press(at, cookies, pages, thinking))


async def _press(at: Server, cookies: Sequence[str], pages: Sequence[Asked], thinking: tuple[float, float]) -> Measured:
    chance = random.Random(len(cookies))  # noqa: S311 - to be repeated, not to be secret
    lines = [await _line(at, each) for each in cookies]
    tabs = [Tab(line, [*pages[at % len(pages) :], *pages[: at % len(pages)]]) for at, line in enumerate(lines)]
    for tab in tabs:
        for _page in pages:
            await tab.asks()  # what is made once is made now
    taken: list[float] = []
    end = time.monotonic() + max(SECONDS, 4 * thinking[1])

    async def go_on(tab: Tab) -> None:
        await asyncio.sleep(chance.uniform(0, thinking[1]))
        while time.monotonic() < end:
            taken.append(await tab.asks())
            await asyncio.sleep(chance.uniform(*thinking))

    before, started = at.used(), time.monotonic()
    await asyncio.gather(*(go_on(each) for each in tabs))
    lasted, used = time.monotonic() - started, at.used() - before
    for line in lines:
        await line.close()
    return Measured(len(taken) / lasted, median(taken), quantiles(taken, n=20)[-1], used / len(taken))


async def _line(at: Server, cookie: str) -> ClientConnection:
    headers = {"Origin": at.address} | ({"Cookie": cookie} if cookie else {})
    return await connect(
        f"ws://localhost:{at.port}/_stcore/stream",
        additional_headers=headers,
        subprotocols=[Subprotocol("streamlit")],
        compression=None,
        max_size=None,
        open_timeout=_PATIENCE,
        ping_interval=None,
    )


def cookies(place: Settings, role: Role, number: int) -> list[str]:
    """So many new sessions of the first account in this role."""
    account = schema.account.c
    with working_at(place), transaction(EVERY_SCHOOL) as connection:
        who = connection.scalars(select(account.id).where(account.role == role).order_by(account.email)).first()
        return [f"meldroute={sessions.begin(connection, str(who), clock.now())}" for _each in range(number)]


def pages_of(place: Settings) -> dict[str, tuple[Role, list[Asked]]]:
    """What is walked through, by name: single pages, and a mix as an ib-er has it."""
    with working_at(place), reading(EVERY_SCHOOL) as connection:
        rows = connection.execute(select(schema.dossier.c.id, schema.dossier.c.fase)).all()
    about = {fase: f"dossier={dossier_id}" for dossier_id, fase in rows}
    stap_2, stap_4 = about["stap_2"], about["stap_4"]
    mix = [
        ("", ""),
        ("stap-2", stap_2),
        ("dossiers", ""),
        ("stap-4", stap_4),
        ("opvolging", stap_4),
        ("dossier", stap_2),
    ]
    return {
        "the start page": (Role.IB_ER, [("", "")]),
        "the overview": (Role.DIRECTIE, [("directie", "")]),
        "stap 2": (Role.IB_ER, [("stap-2", stap_2)]),
        "the worksheet": (Role.IB_ER, [("stap-4", stap_4)]),
        "a mix of six pages": (Role.IB_ER, mix),
    }


def row(what: str, found: Measured, floor: Measured | None = None) -> None:
    """Print a row of the table."""
    beside = f"{found.p95 / floor.p95:.2f} x" if floor else ""
    times = f"{found.p50 * 1000:.0f} ms | {found.p95 * 1000:.0f} ms | {beside} | {found.processor * 1000:.1f} ms"
    print(f"| {what} | {found.per_second:.1f} | {times} |", flush=True)


def main(only: Sequence[str]) -> None:
    """Measure one tab and fifty on each page, and the mix also with people who think (200 tabs)."""
    with TemporaryDirectory(prefix=".bench-", dir=ROOT) as name:
        folder = Path(name)
        (folder / "leeg.py").write_text(_EMPTY)
        place = Settings(f"sqlite:///{folder}/school.sqlite", folder / "school.key")
        told = {"MELDCODE_DATABASE_URL": place.database_url, "MELDCODE_KEY_FILE": str(place.key_file)}
        command = [sys.executable, "-m", "db", "practice"]
        subprocess.run(  # noqa: S603 - this very program
            command, cwd=ROOT, env=os.environ | told, check=True, capture_output=True
        )
        print("| what | reruns per second | p50 | p95 | p95 beside the floor | processor per rerun |")
        print("|---|---|---|---|---|---|")
        untuned = {"STREAMLIT_SERVER_HEADLESS": "true"}
        with served(folder, untuned, "streamlit", "run", "leeg.py", here=folder) as empty:
            floors = {number: press(empty, [""] * number, [("", "")]) for number in (1, 50)}
            for number, found in floors.items():
                row(f"the floor, {number} tab{'s' * (number > 1)}", found)
        with served(folder, told, "ui.serve") as ours:
            for what, (role, pages) in pages_of(place).items():
                if only and what not in only:
                    continue
                for number, floor in floors.items():
                    found = press(ours, cookies(place, role, number), pages)
                    row(f"{what}, {number} tab{'s' * (number > 1)}", found, floor)
                if len(pages) > 1:
                    found = press(ours, cookies(place, role, 200), pages, (5, 15))
                    row(f"{what}, 200 tabs, 5 to 15 s of thinking", found)


if __name__ == "__main__":
    main(sys.argv[1:])
