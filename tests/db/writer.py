"""Processes that record as fast as they can and report what is safely stored, for tests that kill them."""

import multiprocessing
import os
import sys
import traceback
from multiprocessing.connection import Connection
from threading import Lock, Thread
from types import ModuleType
from unittest.mock import patch

from meldcode.vastleggingen import Signaal
from tests.builders import opened
from tests.db.keeping import kept, recorded

PEOPLE = 4
_PATIENCE = 60  # seconds
# Forked from one process that has imported everything; otherwise each would spend a second importing.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__])


class Writer:
    """Another process of the app, at the database that the environment names, with a few people at work.

    It ends when this process does.
    """

    def __init__(self) -> None:
        self._told, telling = _PROCESSES.Pipe(duplex=False)
        goes_on, self._goes_on = _PROCESSES.Pipe(duplex=False)
        arguments = dict(os.environ), telling, goes_on
        self._process = _PROCESSES.Process(target=_work, args=arguments, daemon=True)
        # A page that was tried in this process left its script as the main module, which a new process would run.
        with patch.dict(sys.modules, {"__main__": ModuleType("__main__")}):
            self._process.start()
        telling.close()
        goes_on.close()
        self.acknowledged: dict[str, int] = {}
        """How many records each dossier has, by the reports so far."""

    def hear(self, number: int, people: int = 1) -> None:
        """Wait until this many more records are reported, and this many people have recorded something."""
        while number > 0 or len(self.acknowledged) < people:
            assert self._told.poll(_PATIENCE), f"nothing was recorded for {_PATIENCE} seconds: {self.acknowledged}"
            self._hear()
            number -= 1

    def kill(self) -> None:
        """Kill it, as when the machine runs out of memory, and read the reports it still sent."""
        self._process.kill()
        self._end()

    def stop(self) -> None:
        self._goes_on.close()
        self._end()
        assert self._process.exitcode == 0

    def _end(self) -> None:
        try:
            while True:
                self._hear()
        except (EOFError, OSError):  # the end, perhaps in the middle of a report
            self._process.join(_PATIENCE)

    def _hear(self) -> None:
        said = self._told.recv()
        assert isinstance(said, tuple), said
        self.acknowledged |= dict([said])


def _work(environment: dict[str, str], telling: Connection, goes_on: Connection) -> None:
    os.environ.update(environment)
    one_at_a_time = Lock()

    def tell(what: object) -> None:
        with one_at_a_time:
            telling.send(what)

    def record() -> None:
        try:
            dossier = kept(opened())
            while True:
                dossier = recorded(dossier, Signaal)
                tell((dossier.id, len(dossier.records)))
        except Exception:
            tell(traceback.format_exc())

    for _person in range(PEOPLE):
        Thread(target=record, daemon=True).start()
    goes_on.poll(None)
