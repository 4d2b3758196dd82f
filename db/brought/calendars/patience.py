"""How long unrolling what repeats may take: a rule of one line can describe dates without end."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

FOR_ONE = 0.4
"""Seconds for one series."""
FOR_ALL = 2.0
"""Seconds for all series of a calendar together: within what ``db.brought.own_process`` allows for a file."""


class TooLong(BaseException):
    """Unrolling took too long. No ``Exception``, so that no library takes it for a damaged rule and goes on."""


class Patience:
    """Interrupts each series in time, in the process that reads one file; elsewhere there is nobody to interrupt."""

    def __enter__(self) -> "Patience":
        self._until = time.monotonic() + FOR_ALL
        return self

    def __exit__(self, *_: object) -> None:
        return None

    @contextmanager
    def for_one(self) -> Iterator[None]:
        """Raise ``TooLong`` when this block takes too long, or when there is no time left for it."""
        left = min(FOR_ONE, self._until - time.monotonic())
        if left <= 0:
            raise TooLong
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGALRM, _interrupt)
        signal.setitimer(signal.ITIMER_REAL, left)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise TooLong
