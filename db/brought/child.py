"""The process that reads one file, reports what it found, and ends. ``db.brought.own_process`` starts it by path.

The file arrives on standard input; nothing of it is written to disk. The result goes to standard output: a line of
JSON, then the bytes to store. It never says what was wrong, because that may quote the file.
"""

import codecs
import ctypes
import importlib
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

DAMAGED = "damaged"
# Source: man 2 prctl.
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
# The server has priority: several readers at once use only the time it leaves.
_NICER = 5

# Python loads an alphabet from disk at its first letter, and later no file can be opened.
_ALPHABETS = ("ascii", "latin-1", "cp1252", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "utf-32")

Found = tuple[dict[str, Any], bytes]


def answer(reader: str, content: bytes) -> Found:
    """What the reader ``db.brought.<reader>`` finds in this content; ``DAMAGED`` when it fails."""
    try:
        found: Found = importlib.import_module(f"db.brought.{reader}").read(content)
    except Exception:  # whatever goes wrong in a hostile file, it cannot be opened
        return {DAMAGED: True}, b""
    return found


def _ends_with(parent: int) -> None:
    """Have Linux kill this process when its parent is gone, even when that was killed."""
    linux = ctypes.CDLL(None, use_errno=True)
    linux.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    linux.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.getppid() != parent:  # the parent ended before the call
        sys.exit(1)


def _keep_within(seconds: int, memory: int, files: int) -> None:
    for limit, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_NOFILE, files),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def main(reader: str, parent: int, seconds: int, memory: int) -> None:
    """Read standard input within these limits: ``seconds`` of processor time, ``memory`` in bytes.

    ``parent`` is the id of the process that waits for the answer: this one ends with it.
    """
    _ends_with(parent)
    os.nice(_NICER)
    files = importlib.import_module(f"db.brought.{reader}").MOST_FILES
    for each in _ALPHABETS:
        codecs.lookup(each)
    _keep_within(seconds, memory, files)
    found, kept = answer(reader, sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(found).encode() + b"\n" + kept)
    sys.stdout.buffer.flush()
    os._exit(0)  # Python need not clean up: everything ends with the process


if __name__ == "__main__":
    # Isolated (-I): nothing in the working directory can shadow an import.
    sys.path.append(str(Path(__file__).resolve().parents[2]))
    main(sys.argv[1], *(int(each) for each in sys.argv[2:]))
