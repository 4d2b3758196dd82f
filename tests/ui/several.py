"""The program as several processes on one port (``python -m ui.serve``), on a school of its own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from db.store.settings import PROCESSES, settings
from meldcode.rollen import Role
from tests.processes import running
from tests.processes.waiting import until
from tests.ui.conftest import PATIENCE, Server, _found, _point_at
from tests.ui.tab import Tab
from ui.web import neighbours

_TO_START = 3 * PATIENCE  # on a busy machine a start takes longer than anything else


@dataclass(frozen=True)
class Program:
    """Its processes, and how to ask them."""

    started: running.Server
    server: Server

    def processes(self) -> list[int]:
        """The ids of the processes, in no order."""
        return running.children(self.started.process.pid)

    def ports(self) -> list[int]:
        """The port of each process by itself, by its number."""
        said = Path(f"/proc/{self.processes()[0]}/environ").read_bytes().split(b"\0")
        ports = next(each for each in said if each.startswith(neighbours.PORTS.encode()))
        return [int(each) for each in ports.partition(b"=")[2].split(b",")]

    def at(self, number: int) -> Server:
        """The process with this number, without the port that they share."""
        return replace(self.server, port=self.ports()[number])

    def tab(self, number: int) -> Tab:
        """A tab of a beheerder, drawn by this process."""
        return Tab(self.at(number), self.server.sign_in(Role.BEHEERDER))

    def is_up(self, number: int) -> None:
        """Wait until there are so many processes, and each of them answers."""
        until(lambda: len(self.processes()) == number, seconds=PATIENCE)
        for each in range(number):
            until(lambda: answers(self.at(each)), seconds=_TO_START)  # noqa: B023


@contextmanager
def several(number: int, at: Path, log: Path, database_url: str = "") -> Iterator[Program]:
    """Within this block so many processes run on the school in the folder ``at``; they are ended after it.

    ``database_url``: of its database, when that is not in the folder.
    """
    with pytest.MonkeyPatch.context() as patch:
        _point_at(at, patch)
        if database_url:
            patch.setenv("MELDCODE_DATABASE_URL", database_url)
        patch.setenv(PROCESSES, str(number))
        place, school = settings(), _found()
        started = running.Server(os.environ, log, "ui.serve")
    try:
        started.start()
        program = Program(started, Server(started.port, school, place, started.log))
        program.is_up(number)
        yield program
    finally:
        started.stop()


def answers(server: Server) -> bool:
    """Whether this server answers at all."""
    try:
        return server.ask("/_stcore/health")[0].status == 200
    except OSError:
        return False
