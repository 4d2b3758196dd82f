"""Reading a file in a separate process: within limits, one at a time per person, and only while somebody waits for it.

A reader hands the file to a library that parses whatever a stranger made. Inside the server, a PDF of 156 kB kept it
busy for 23 seconds (ADR 20).
"""

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from threading import Condition
from typing import Any

from db.brought.child import Found

SECONDS = 4.5
"""Maximum duration of reading, from before its process starts; processor time is limited to the next whole second."""
MEMORY = 900_000_000
"""Bytes of address space. A JPG of 200 megapixels takes less than 600 million (tests/db/brought/test_large_photos.py),
a HEIC or AVIF of 50 some 700 million."""
MOST_ANSWERED = 40_000_000
"""Maximum bytes that may come back. A photo may grow when it is re-encoded."""
PLACES = 4
"""How many files are read at once, each of another person."""
PATIENCE = 0.75
"""Seconds to wait for a turn."""

_CHILD = Path(__file__).with_name("child.py")
_LOOK_UP = 0.05  # seconds between two checks whether it is still wanted
_PIECE = 65_536

_turn = Condition()
_at_it: set[str] = set()


class NotRead(Exception):
    """The file was not read. The exception says nothing about what is in the file."""


class TooMuch(NotRead):
    """Reading took too much time or memory, returned too many bytes, or crashed."""


class Busy(NotRead):
    """Another file of this person is still being read, or ``PLACES`` files of others are."""


class NotWanted(NotRead):
    """Whoever brought the file has left the page, or removed the file again."""


def read(reader: str, content: bytes, *, whose: str, wanted: Callable[[], bool] = lambda: True) -> Found:
    """What the reader ``db.brought.<reader>`` finds in this content: plain data, and the bytes to store.

    ``whose`` is the account of whoever brought it. ``wanted`` is asked repeatedly meanwhile; once it is False, reading
    stops. Raises ``TooMuch``, ``Busy`` or ``NotWanted``, which are all ``NotRead``.
    """
    with _a_turn(whose, wanted):
        return _in_a_child(reader, content, wanted)


@contextmanager
def _a_turn(whose: str, wanted: Callable[[], bool]) -> Iterator[None]:
    until = time.monotonic() + PATIENCE
    with _turn:
        while whose in _at_it or len(_at_it) >= PLACES:
            if not wanted():
                raise NotWanted
            if time.monotonic() > until:
                raise Busy
            _turn.wait(_LOOK_UP)
        _at_it.add(whose)
    try:
        yield
    finally:
        with _turn:
            _at_it.remove(whose)
            _turn.notify_all()


def _in_a_child(reader: str, content: bytes, wanted: Callable[[], bool]) -> Found:
    until = time.monotonic() + SECONDS
    # Isolated, without our environment and open files: so it has no key, no database URL and nothing of a dossier.
    command = [sys.executable, "-I", "-B", str(_CHILD), reader, str(os.getpid()), str(ceil(SECONDS)), str(MEMORY)]
    with subprocess.Popen(  # noqa: S603  # ourselves
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env={},
        cwd="/",
        start_new_session=True,
    ) as child:
        try:
            said = _talk(child, content, until, wanted)
        finally:
            child.kill()
    return _understood(said)


def _talk(child: "subprocess.Popen[bytes]", content: bytes, until: float, wanted: Callable[[], bool]) -> bytes:
    """Send the content, and read the answer to its end."""
    give, hear = child.stdin, child.stdout
    if give is None or hear is None:
        raise TooMuch  # it was started with both pipes
    said, left = bytearray(), memoryview(content)
    os.set_blocking(give.fileno(), False)
    with selectors.DefaultSelector() as ready:
        ready.register(give, selectors.EVENT_WRITE)
        ready.register(hear, selectors.EVENT_READ)
        while True:
            if not wanted():
                raise NotWanted
            if time.monotonic() > until or len(said) > MOST_ANSWERED:
                raise TooMuch
            for key, _ in ready.select(_LOOK_UP):
                if key.fileobj is hear:
                    piece = os.read(hear.fileno(), _PIECE)
                    if not piece:
                        return bytes(said)
                    said += piece
                else:
                    left = left[_handed_over(give.fileno(), left) :]
                    if not left:
                        ready.unregister(give)
                        give.close()


def _handed_over(pipe: int, left: memoryview) -> int:
    try:
        return os.write(pipe, left[:_PIECE])
    except BlockingIOError:
        return 0
    except BrokenPipeError:  # it ended before reading everything
        raise TooMuch from None


def _understood(said: bytes) -> Found:
    line, is_whole, kept = said.partition(b"\n")
    try:
        found: Any = json.loads(line) if is_whole else None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise TooMuch
    return found, kept
