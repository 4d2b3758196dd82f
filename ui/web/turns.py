"""Taking turns: how many pages one process draws at the same time (ADR 46).

Python does the work of one thread at a time. Fifty pages at once take each other's turn every few milliseconds, and
each wants database connections of its own: together they took half as long again as when they wait for each other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from ui.operating import figures

AT_ONCE = 2
"""Two: while one page waits for the disk, another is drawn."""
_PATIENCE = 10.0  # seconds; then a page goes ahead, so that one that waits for a mail server holds up nobody for long
_TURNS = BoundedSemaphore(AT_ONCE)


@contextmanager
def turn() -> Iterator[None]:
    """Draw a page within this block, when it is its turn."""
    with figures.waiting():
        is_mine = _TURNS.acquire(timeout=_PATIENCE)
    try:
        with figures.RERUNS.time():
            yield
    finally:
        if is_mine:
            _TURNS.release()
