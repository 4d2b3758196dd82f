"""The process is killed in the middle of a destruction: at the next start it is wholly undone or wholly done."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from itertools import count as numbers
from types import ModuleType
from unittest.mock import patch

import pytest
from sqlalchemy import Engine, event

from db.dossiers import dossiers, vernietigen
from db.keys import vault
from db.store.engine import engine
from db.upkeep import verification
from meldcode.dossier.dossier import Dossier
from tests.builders import after_stap, destroyed, te_vernietigen
from tests.cast import DICK, SCHOOL
from tests.db.conftest import NOW
from tests.db.keeping import found, kept, moment

EVERY = int(os.environ.get("MELDROUTE_KILLED_AT_EVERY", "17"))
"""Killed before every so manieth statement that is sent; 1: before each of them."""
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__])
DONE, MOST = 0, 60
"""The exit status of one that was not killed; and fewer statements than a destruction sends."""


def destroys(environment: dict[str, str], dossier: Dossier, at: int) -> None:
    """Destroy this dossier, in a process of its own that is killed before statement number ``at``, or ends."""
    os.environ.update(environment)
    sent = numbers(1)

    def counts(*_anything: object) -> None:
        if next(sent) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", counts)
    event.listen(Engine, "commit", counts)
    dossiers.save(destroyed(dossier), by=DICK, moment=moment())


def killed(dossier: Dossier, at: int) -> bool:
    """Whether it was killed before it was done."""
    process = _PROCESSES.Process(target=destroys, args=(dict(os.environ), dossier, at))
    with patch.dict(sys.modules, {"__main__": ModuleType("__main__")}):
        process.start()
    process.join(60)
    assert process.exitcode in (DONE, -signal.SIGKILL)
    return process.exitcode != DONE


def points() -> Iterator[int]:
    yield from numbers(1, EVERY)


@pytest.mark.usefixtures("folder")
def test_wherever_it_is_killed_it_is_wholly_undone_or_done_and_everything_verifies() -> None:
    other = kept(after_stap(2))
    undone = done = 0
    for at in points():
        goes = kept(te_vernietigen())
        engine().dispose()
        was_killed = killed(goes, at)
        vernietigen.finish(NOW)  # as at every start
        now = found(goes)
        has_key = goes.id in vault.vault().owners()
        assert (now == goes and has_key) or (now is None and not has_key), at
        assert verification.of_school(SCHOOL) == [] and found(other) == other, at
        undone, done = undone + (now is not None), done + (now is None)
        if not was_killed:
            break
    assert undone and done and undone + done > MOST // EVERY
