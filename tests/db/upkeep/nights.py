"""What a night does to each school, as a process that helps does it; and as a program, to be ended or to be measured.

``python -m tests.db.upkeep.nights wait`` goes over four schools of which none gets ready, ``… verify`` over those there
are, and says how much memory that took at most: of itself, and of the largest that helped.
"""

import os
import resource
import signal
import sys
import threading
from datetime import datetime
from pathlib import Path

from db.school import per_school
from db.store.settings import settings
from db.store.voortgang import Progress
from db.upkeep import verification
from db.upkeep.nagelezen import Place

NOW = datetime(2026, 11, 9, 10, 0)  # noqa: DTZ001 (naive UTC, as the database keeps it)
NEVER_READY = {each: each for each in ("a", "b", "c", "d")}


def where(school_id: str, _progress: Progress) -> tuple[int, str]:
    """Which process this is, and on which database it works."""
    return os.getpid(), f"{settings().database_url} {school_id}"


def is_killed_at_b(school_id: str, _progress: Progress) -> str:
    """End without a word, as for want of memory."""
    if school_id == "b":
        os.kill(os.getpid(), signal.SIGKILL)
    return school_id


def objects(school_id: str, _progress: Progress) -> str:
    """Raise what is wrong."""
    raise ValueError(school_id)


def keeps_many(school_id: str, _progress: Progress) -> str:
    """Keep one place after another of this school."""
    place = Place(NOW)
    for number in range(50):
        place.keep(school_id, f"{school_id}-{number}")
    return school_id


def never_ends(school_id: str, _progress: Progress) -> str:
    """Say which process this is, wait until it is told to end, and then say what was going on."""
    try:
        print(os.getpid(), flush=True)
        threading.Event().wait()
    except KeyboardInterrupt:
        os.write(1, f"kept: {school_id}\n".encode())  # at once: the others write as well
        raise
    return school_id


def _peak() -> int:
    """The most that this process had in memory at one time, in bytes. Source: man 5 proc, VmHWM."""
    said = Path("/proc/self/status").read_text().partition("VmHWM:")[2]
    return int(said.split()[0]) * 1024


def main(what: str) -> int:
    if what == "verify":
        verification.show(NOW, quick=False)
        print(_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
        return 0
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        per_school.over(NEVER_READY, never_ends, lambda _school_id, _outcome: None)
    except KeyboardInterrupt:
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
