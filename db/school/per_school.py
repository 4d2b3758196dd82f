"""Doing the same for each school, by as many processes as the program may use (``db.store.settings.processes``).

One school, or one process: here. Else each process, begun anew with the settings of this one, is given a school at a
time, and what came of it is heard as it comes. Whoever ends this ends all of them at once; then what came counts, and
each school that was being done keeps what its work keeps when it is cut off.
"""

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import active_children, get_context, parent_process
from threading import Thread, Timer
from typing import Any, TypeVar

from db.store.faults import Said
from db.store.settings import Settings, processes, settings, working_at
from db.store.voortgang import Progress, bar, unseen

T = TypeVar("T")
LOST = "Een van de processen viel weg. Wat klaar was, is bewaard. Geef de opdracht nog eens."
_AT_HAND = 2  # schools per process that are given out: the one it does, and the next
_PATIENCE = 20.0  # seconds
_ENDS = (signal.SIGINT, signal.SIGTERM)


class _Told:
    """What a process that helps was told, and whether it is doing a school."""

    to_end = False
    is_busy = False


def over(every: Mapping[str, str], do: Callable[[str, Progress], T], then: Callable[[str, T], object]) -> None:
    """``do`` this for each of these schools (names by id), and ``then`` that with what came of it, one after another.

    ``do`` and what it returns go to another process: a function of a module, and plain data. What it raises is raised
    here. Raises ``Said`` when a process is lost, as for want of memory.
    """
    number = min(processes(), len(every)) if os.name == "posix" else 1
    pool = _pool(number) if number > 1 else None
    if pool:
        _spread(pool, number, every, do, then)
        return
    for school_id, naam in every.items():
        with bar(naam) as progress:
            outcome = do(school_id, progress)
        then(school_id, outcome)


def _pool(number: int) -> ProcessPoolExecutor | None:
    """So many processes; None where there can be none, as without ``/dev/shm``."""
    try:
        return ProcessPoolExecutor(number, get_context("spawn"), _begin)
    except (ImportError, OSError):
        return None


def _spread(
    pool: ProcessPoolExecutor,
    number: int,
    every: Mapping[str, str],
    do: Callable[[str, Progress], T],
    then: Callable[[str, T], object],
) -> None:
    # Few are given out at a time: memory does not grow with the number of schools.
    given, left, place, done = dict[Future[T], str](), iter(every), settings(), 0
    try:
        with bar("Scholen") as progress:
            while done < len(every):
                for school_id in islice(left, _AT_HAND * number - len(given)):
                    with _not_heard():
                        given[pool.submit(_once, place, do, school_id)] = school_id
                for each in wait(given, return_when=FIRST_COMPLETED).done:
                    then(given.pop(each), each.result())
                    done += 1
                    progress(done / len(every))
    except BrokenProcessPool:
        _stop(pool)
        raise Said(LOST) from None
    except BaseException:
        _stop(pool)
        raise
    pool.shutdown()


def _stop(pool: ProcessPoolExecutor) -> None:
    """End all that help, by force if one does not stop; told once more to end, this process hears that afterwards."""
    helpers = active_children()

    def kill() -> None:
        for each in helpers:
            each.kill()

    force = Timer(_PATIENCE, kill)
    with _not_heard():
        force.start()
        for each in helpers:
            each.terminate()
        pool.shutdown(cancel_futures=True)
        force.cancel()


@contextmanager
def _not_heard() -> Iterator[None]:
    """Within this block this process, and one that begins, hears later that it is told to end."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)


def _begin() -> None:
    """The first thing that a process does that helps."""
    for each in _ENDS:
        signal.signal(each, _end)
    Thread(target=_go_along, daemon=True).start()  # which never hears it: it would be told in place of who works
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)


def _end(_signal: int, _frame: Any) -> None:
    if not _Told.to_end:
        _Told.to_end = True
        if _Told.is_busy:
            raise KeyboardInterrupt


def _go_along() -> None:
    """End as soon as the process that began this one is gone: nobody would hear what comes of it."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _once(place: Settings, do: Callable[[str, Progress], T], school_id: str) -> T:
    _Told.is_busy = True
    try:
        if _Told.to_end:
            raise KeyboardInterrupt
        with working_at(place):
            return do(school_id, unseen)
    finally:
        _Told.is_busy = False
