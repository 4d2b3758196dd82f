"""Long work that somebody starts in the browser: it goes on when they leave the page, and is found again (ADR 84).

A thread of this process does it. How far it is, and what came of it, stands in a small file beside the keys, sealed,
which every process of the app reads. That it still goes on is a lock on a second file, which the system lets go of when
the process ends. Nothing of a child belongs in either.
"""

import json
import logging
import os
import time
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from threading import Event, Lock, Thread

from db.keys import sealing
from db.keys.master_key import VaultError
from db.keys.vault import vault
from db.store import faults
from db.store.files import put_in_place, write_private
from db.store.settings import settings
from db.store.voortgang import Gestopt

_log = logging.getLogger(__name__)
_INFO = b"meldroute bezig"
_KEPT_EVERY = 0.5  # seconds between two writings of how far it is
_TRIES, _PAUSE = 10, 0.02  # another process that looks whether it goes on holds the lock for a moment
_UNTIL_IT_ENDED = 5.0  # seconds


class Soort(StrEnum):
    """What may take long. A school has one of each at a time."""

    NALEZEN = "nalezen"
    BACKUP = "back-up"


@dataclass(frozen=True)
class Uitkomst:
    """What came of it: Dutch sentences."""

    is_goed: bool
    gezegd: tuple[str, ...]


@dataclass(frozen=True)
class Stand:
    """How far it is, from 0 to 1, and what it is doing; with ``uitkomst`` once it ended. ``begonnen``: naive UTC."""

    begonnen: datetime
    wat: str
    deel: float = 0.0
    uitkomst: Uitkomst | None = None


AFGEBROKEN = Uitkomst(False, ("Meldroute stopte terwijl dit bezig was. Begin opnieuw.",))
_FAILED = "Het is niet gelukt. Begin opnieuw."

Meld = Callable[[str, float], None]
"""Called with what is being done and the part that is done. Raises ``Gestopt`` when the program ends."""
_running: dict[Path, Thread | None] = {}  # by the file of its lock; None while it is being started
_starting, _ending = Lock(), Event()


def begin(soort: Soort, school_id: str, wat: str, do: Callable[[Meld], Uitkomst], now: datetime) -> bool:
    """Start this work. False when it goes on already, in this process or another. ``now``: naive UTC."""
    place = _Place(soort, school_id)
    if not place.take():
        return False
    try:
        place.keep(Stand(now, wat))
        thread = Thread(target=copy_context().run, args=(_run, place, do), daemon=True, name=f"bezig {soort}")
        _running[place.lock] = thread
        thread.start()
    except BaseException:
        place.give()
        raise
    return True


def stand(soort: Soort, school_id: str) -> Stand | None:
    """How far this work is, or what came of it the last time; None when it was never started."""
    place = _Place(soort, school_id)
    goes_on, found = place.is_taken(), place.read()
    return found if goes_on or found is None or found.uitkomst else replace(found, uitkomst=AFGEBROKEN)


def wait(soort: Soort, school_id: str, seconds: float) -> None:
    """Wait until work that this process does has ended, at most so long."""
    thread = _running.get(_Place(soort, school_id).lock)
    if thread:
        thread.join(seconds)


def end() -> None:
    """End all work of this process, and wait until it did: at its next step, with nothing half done."""
    _ending.set()
    for thread in list(_running.values()):
        if thread:
            thread.join(_UNTIL_IT_ENDED)
    _ending.clear()


def _run(place: "_Place", do: Callable[[Meld], Uitkomst]) -> None:
    kept = time.monotonic()
    begun = place.read()
    assert begun  # noqa: S101  # it was just written

    def meld(wat: str, deel: float) -> None:
        nonlocal kept
        if _ending.is_set():
            raise Gestopt
        if time.monotonic() - kept >= _KEPT_EVERY:
            kept = time.monotonic()
            place.keep(replace(begun, wat=wat, deel=deel))

    try:
        uitkomst = do(meld)
    except Gestopt:
        uitkomst = AFGEBROKEN
    except Exception as problem:  # whatever it is, whoever waits hears of it
        _log.error("Long work failed: %s", type(problem).__name__)
        uitkomst = Uitkomst(False, (faults.in_words(problem) or _FAILED,))
    try:
        place.keep(replace(begun, deel=1.0, uitkomst=uitkomst))
    except (OSError, VaultError) as problem:
        _log.error("What came of long work could not be kept: %s", type(problem).__name__)
    finally:
        place.give()


class _Place:
    """The two files of one kind of work of one school."""

    def __init__(self, soort: Soort, school_id: str) -> None:
        key_file = settings().key_file
        self._file = key_file.with_name(f"{key_file.name}.bezig-{soort}-{school_id}")
        self.lock = self._file.with_name(f"{self._file.name}.slot").absolute()
        self._where = sealing.place("bezig", school_id, soort)
        self._opened = -1

    def take(self) -> bool:
        with _starting:
            if self.lock in _running:
                return False
            self._opened = os.open(self.lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
            for _try in range(_TRIES):
                if _locked(self._opened):
                    _running[self.lock] = None
                    return True
                time.sleep(_PAUSE)
            os.close(self._opened)
            return False

    def give(self) -> None:
        with _starting:
            os.close(self._opened)  # and with it goes the lock
            _running.pop(self.lock, None)

    def is_taken(self) -> bool:
        if self.lock in _running:
            return True
        try:
            opened = os.open(self.lock, os.O_RDWR)
        except OSError:
            return False
        try:
            return not _locked(opened)
        finally:
            os.close(opened)

    def keep(self, stand: Stand) -> None:
        content = json.dumps(asdict(stand) | {"begonnen": stand.begonnen.isoformat()}).encode()
        made = self._file.with_name(f"{self._file.name}.nieuw")
        write_private(made, sealing.seal(self._key(), self._where, content))
        put_in_place(made, self._file)

    def read(self) -> Stand | None:
        """What was kept; None when there is nothing, or nothing that this key opens."""
        with suppress(OSError, VaultError):
            found = json.loads(sealing.unseal(self._key(), self._where, self._file.read_bytes()))
            came = found["uitkomst"]
            uitkomst = Uitkomst(came["is_goed"], tuple(came["gezegd"])) if came else None
            return Stand(datetime.fromisoformat(found["begonnen"]), found["wat"], found["deel"], uitkomst)
        return None

    def _key(self) -> bytes:
        return vault().derived(b"", _INFO)


def _locked(opened: int) -> bool:
    """Whether this took the lock. Where there is none (Windows) there is one process, and ``_running`` says it."""
    if os.name != "posix":
        return True
    import fcntl

    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
