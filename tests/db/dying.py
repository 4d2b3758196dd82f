"""A process that kills itself (SIGKILL) at one point of what it does: before a statement, or before a commit.

The database and the key store count alike, so the points lie on both sides of each commit.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable

from sqlalchemy import event
from sqlalchemy.engine import Engine

from db.store.engine import engine_for
from db.store.settings import settings

# A copy of this process, without its connections: another one would spend a second importing.
_PROCESSES = multiprocessing.get_context("fork")
_PATIENCE = 60  # seconds
_NEVER = -1


def points(kills: int, act: Callable[..., object], *arguments: object) -> list[int]:
    """So many of the points of this: all along the way, and one near the end, when it is stored but not finished.

    All of them, if there are no more than that. Another process does it, to count them.
    """
    total = _in_another(_NEVER, act, *arguments)
    assert total > 20, f"it was not done: {total}"
    return list(range(total)) if kills >= total else [*(total * at // kills for at in range(1, kills)), total - 2]


def dies(point: int, act: Callable[..., object], *arguments: object) -> bool:
    """Let another process do this on the database of this one, and die at this point. Whether it did."""
    return _in_another(point, act, *arguments) == -signal.SIGKILL


def _in_another(point: int, act: Callable[..., object], *arguments: object) -> int:
    for url in (settings().database_url, f"sqlite:///{settings().key_store}"):
        engine_for(url).dispose()
    process = _PROCESSES.Process(target=_act, args=(point, act, arguments))
    process.start()
    process.join(_PATIENCE)
    assert process.exitcode is not None, f"not done in {_PATIENCE} seconds"
    return process.exitcode


def _act(point: int, act: Callable[..., object], arguments: tuple[object, ...]) -> None:
    passed = 0

    def pass_by(*_of_this: object) -> None:
        nonlocal passed
        if passed == point:
            os.kill(os.getpid(), signal.SIGKILL)
        passed += 1

    for what in ("before_cursor_execute", "commit"):
        event.listen(Engine, what, pass_by)
    act(*arguments)
    sys.exit(passed)
