"""A process that kills itself (SIGKILL) at one point of what it does: before a statement, or before a commit.

Every database and key store counts alike, so the points lie on both sides of each commit.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection as Pipe
from typing import Any, NamedTuple

from sqlalchemy import event
from sqlalchemy.engine import Engine

from db.store.engine import engine_for
from db.store.settings import settings

# A copy of this process, without its connections: another one would spend a second importing.
_PROCESSES = multiprocessing.get_context("fork")
_PATIENCE = 60  # seconds
_NEVER = -1


class Point(NamedTuple):
    """A point that is passed: before a statement, or before a commit, of this database.

    To be killed before a statement that only ``reads`` leaves what being killed before the next one leaves.
    """

    database: str
    commits: bool
    reads: bool = False


def points(kills: int, act: Callable[..., object], *arguments: object) -> list[int]:
    """So many of the points of this: all along the way, and one near the end, when it is stored but not finished.

    All of them, if there are no more than that. Another process does it, to count them.
    """
    total = len(trail(act, *arguments))
    return list(range(total)) if kills >= total else [*(total * at // kills for at in range(1, kills)), total - 2]


def trail(act: Callable[..., object], *arguments: object) -> list[Point]:
    """Every point of this, in order. Another process does it."""
    exitcode, passed = _in_another(_NEVER, act, *arguments)
    assert exitcode == 0 and len(passed) > 20, f"it was not done: {exitcode}, {len(passed)}"
    return passed


def does(act: Callable[..., object], *arguments: object) -> None:
    """Let another process do this on the database of this one, to its end."""
    assert _in_another(_NEVER, act, *arguments)[0] == 0, "it was not done: its process says why"


def dies(point: int, act: Callable[..., object], *arguments: object) -> bool:
    """Let another process do this on the database of this one, and die at this point. Whether it did."""
    return _in_another(point, act, *arguments)[0] == -signal.SIGKILL


def _in_another(point: int, act: Callable[..., object], *arguments: object) -> tuple[int, list[Point]]:
    for url in (settings().database_url, f"sqlite:///{settings().key_store}"):
        engine_for(url).dispose()
    hears, tells = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=_act, args=(point, act, arguments, tells))
    process.start()
    tells.close()
    try:
        passed: list[Point] = hears.recv()
    except EOFError:  # killed
        passed = []
    process.join(_PATIENCE)
    assert process.exitcode is not None, f"not done in {_PATIENCE} seconds"
    return process.exitcode, passed


def _act(point: int, act: Callable[..., object], arguments: tuple[object, ...], tells: Pipe) -> None:
    passed: list[Point] = []

    def pass_by(connection: Any, _cursor: object = None, statement: str = "", *_of_this: object) -> None:
        if len(passed) == point:
            os.kill(os.getpid(), signal.SIGKILL)
        reads = statement.startswith(("SELECT", "PRAGMA", "SHOW"))
        passed.append(Point(str(connection.engine.url.database), not statement, reads))

    for what in ("before_cursor_execute", "commit"):
        event.listen(Engine, what, pass_by)
    act(*arguments)
    tells.send(passed)
    sys.exit()
