"""Whose turn it is to write to a SQLite file: one thread of one process at a time (ADR 46).

SQLite itself has no queue: a waiting writer retries. With twenty threads writing all the time one of them may lose
every retry, and then fails with "database is locked".
"""

import os
import time
from threading import RLock

SEVERAL = "MELDROUTE_PROCES"
"""Set where the program runs as several processes (``ui.serve``): its number."""
_BETWEEN = 0.001  # seconds between two looks whether another process is ready


class Turn:
    """The turn to write to one file. Who has it may take it again, and gives it back as often."""

    def __init__(self, database: str | None) -> None:
        self._lock, self._depth = RLock(), 0
        self._file = f"{database}-turn" if database and os.environ.get(SEVERAL) else ""
        self._opened = -1

    def take(self, within: float) -> bool:
        """Wait for the turn, at most so many seconds. False when it did not come: SQLite then waits by itself."""
        end = time.monotonic() + within
        if not self._lock.acquire(timeout=within):
            return False
        self._depth += 1
        if self._depth == 1 and self._file:
            self._wait_for_others(end)
        return True

    def give(self) -> None:
        """Give back what was taken."""
        self._depth -= 1
        if not self._depth and self._opened >= 0:
            import fcntl

            fcntl.flock(self._opened, fcntl.LOCK_UN)
        self._lock.release()

    def _wait_for_others(self, end: float) -> None:
        """Wait until no other process writes, or until ``end``. The system frees the lock of a process that died."""
        import fcntl

        if self._opened < 0:
            self._opened = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        while time.monotonic() < end:
            try:
                return fcntl.flock(self._opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_BETWEEN)
