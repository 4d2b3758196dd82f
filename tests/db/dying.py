"""A process that kills itself (SIGKILL) at one point of what it does: before a statement, or before a commit.

The database and the key store count alike, so the points lie on both sides of each commit.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from types import ModuleType
from unittest.mock import patch

from sqlalchemy import event
from sqlalchemy.engine import Engine

# Forked from one process that has imported everything; otherwise each would spend a second importing.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__, "tests.db.writer", "tests.db.taking_out"])
_PATIENCE = 60  # seconds


def dies(point: int, act: Callable[..., object], *arguments: object) -> bool:
    """Let another process do this on the database of this one, and die at this point. False: it was done before."""
    process = _PROCESSES.Process(target=_act, args=(dict(os.environ), point, act, arguments))
    # A page that was tried in this process left its script as the main module, which a new process would run.
    with patch.dict(sys.modules, {"__main__": ModuleType("__main__")}):
        process.start()
    process.join(_PATIENCE)
    assert process.exitcode in (0, -signal.SIGKILL), f"it ended in another way: {process.exitcode}"
    return process.exitcode != 0


def _act(environ: dict[str, str], point: int, act: Callable[..., object], arguments: tuple[object, ...]) -> None:
    os.environ.clear()
    os.environ.update(environ)
    passed = 0

    def pass_by(*_of_this: object) -> None:
        nonlocal passed
        if passed == point:
            os.kill(os.getpid(), signal.SIGKILL)
        passed += 1

    event.listen(Engine, "before_cursor_execute", pass_by)
    event.listen(Engine, "commit", pass_by)
    act(*arguments)
