"""People at work in many tabs, while a process is killed, then the program, and the disk is full for a while.

``make sweep`` does this with four tabs for a few seconds, ``make torture`` with ten for three minutes; the long form is
``MELDROUTE_TABS=50 MELDROUTE_MINUTES=30`` before the same command (docs/benchmarks.md).
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db.accounts.passwords import PasswordHash
from db.store.engine import engine_for
from db.store.settings import working_at
from tests.processes import running
from tests.processes.waiting import until
from tests.ui.conftest import ROOT
from tests.ui.endurance.disk import Disk, disk
from tests.ui.endurance.people import nothing_is_lost, somebody
from tests.ui.endurance.resident import Memory
from tests.ui.endurance.walker import BACK, Walker
from tests.ui.several import Program, several

TABS = int(os.environ.get("MELDROUTE_TABS", "4"))
MINUTES = float(os.environ.get("MELDROUTE_MINUTES", "0.02"))
TWO = 2


class Day:
    """The program, those who work with it, and what became of their words."""

    def __init__(self, program: Program, disk: Disk, walkers: list[Walker]) -> None:
        self.program, self.disk, self.walkers = program, disk, walkers
        self.writers = [each for each in walkers if each.forms]
        self.memory = Memory()
        self.log = program.server.log

    def goes_on(self, share: float, holds: Callable[[], bool] = lambda: True) -> None:
        """Let them work for this share of the time, and longer until this holds."""
        enough = time.monotonic() + share * MINUTES * 60

        def is_enough() -> bool:
            self.memory.look(self.program.processes())
            assert not any(each.trouble for each in self.walkers), self.trouble()
            return time.monotonic() >= enough and holds()

        until(is_enough, seconds=share * MINUTES * 60 + BACK)

    def each_has_recorded(self) -> Callable[[], bool]:
        """Whether everybody who writes has recorded something since now."""
        since = time.monotonic()
        return lambda: all(any(at > since for at in each.recorded) for each in self.writers)

    def somebody_was_refused(self) -> Callable[[], bool]:
        since = time.monotonic()
        return lambda: any(at > since for each in self.writers for at in each.refused)

    def trouble(self) -> str:
        return "\n".join(f"{each.user.naam}: {what!r}" for each in self.walkers for what in each.trouble)


@pytest.fixture
def day(tmp_path: Path, _ready_made: Callable[[bool], Path], hashed: PasswordHash) -> Iterator[Day]:
    with disk(tmp_path / "disk") as small:
        shutil.copytree(_ready_made(False), small.place, dirs_exist_ok=True)
        with several(TWO, at=small.place, log=tmp_path) as program:
            walkers = [somebody(program.server, number, hashed) for number in range(TABS)]
            try:
                for each in walkers:
                    each.begins(program.server, walkers)
                yield Day(program, small, walkers)
            finally:
                for each in walkers:
                    each.ends()
                for each in walkers:
                    each.is_gone()
        with working_at(program.server.place):
            for url in (program.server.place.database_url, f"sqlite:///{program.server.place.key_store}"):
                engine_for(url).dispose()


@pytest.mark.sweep
def test_no_word_is_lost_or_stored_twice_whatever_ends_meanwhile(day: Day) -> None:
    day.goes_on(0.25, day.each_has_recorded())
    with day.disk.full(day.program.processes):
        day.goes_on(min(0.1, 1 / MINUTES), day.somebody_was_refused())
    day.goes_on(0.15, day.each_has_recorded())
    os.kill(day.program.processes()[0], signal.SIGKILL)
    day.goes_on(0.25, day.each_has_recorded())
    _ends_and_begins(day.program)
    day.goes_on(0.25, day.each_has_recorded())
    for each in day.walkers:
        each.ends()
    assert all(each.is_gone() for each in day.walkers)
    assert not any(each.trouble for each in day.walkers), day.trouble()
    assert all(each.returns for each in day.walkers), "everybody was cut off, and came back"
    nothing_is_lost(day.walkers, day.program.server.place)
    _the_files_are_whole(day)
    print(f"{sum(each.reruns for each in day.walkers)} reruns, plateau and end in MB:", day.memory.in_mb())
    assert not day.memory.grown(), day.memory.in_mb()


def _ends_and_begins(program: Program) -> None:
    """Kill the program itself; whoever watches over it starts it again once its processes are gone."""
    ends = program.processes()
    program.started.kill()
    until(lambda: [each for each in ends if running.runs(each)], lambda still: not still, seconds=BACK)
    program.started.start()


def _the_files_are_whole(day: Day) -> None:
    place = day.program.server.place
    told = {"MELDCODE_DATABASE_URL": place.database_url, "MELDCODE_KEY_FILE": str(place.key_file)}
    command = [sys.executable, "-m", "db", "verify"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | told, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    for file in (place.key_file.with_name("school.sqlite"), place.key_store):
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",), file
    assert "Foutcode" not in day.log.read_text()
