"""Looking at something that may hang, such as a database, without hanging with it.

The look is taken by a thread of its own. Whoever asks while one goes on gets its outcome as well, so that many who ask
cost no more than one.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Generic, TypeVar

_T = TypeVar("_T")
LEFT_BEHIND: float = 10.0
"""Seconds: after these a look that hangs is left behind, and the next one looks anew, over another connection."""
MOST: int = 3
"""How many looks may hang at once."""


class Look(Generic[_T]):
    """Looks at one thing, as often as it is asked."""

    def __init__(self, at: Callable[[], _T]) -> None:
        self._at, self._lock = at, Lock()
        self._going_on: list[tuple[float, Future[_T]]] = []

    def begun(self) -> Future[_T]:
        """The look that goes on, or else a new one. Wait for it no longer than it may take."""
        now = time.monotonic()
        with self._lock:
            self._going_on = [each for each in self._going_on if not each[1].done()]
            if self._going_on:
                since, found = self._going_on[-1]
                if now - since < LEFT_BEHIND or len(self._going_on) >= MOST:
                    return found
            found = Future()
            found.set_running_or_notify_cancel()  # from now on nobody who stops waiting can cancel it for the others
            self._going_on.append((now, found))
        Thread(target=self._look, args=(found,), daemon=True, name="look").start()
        return found

    def _look(self, found: Future[_T]) -> None:
        try:
            found.set_result(self._at())
        except BaseException as problem:
            found.set_exception(problem)
