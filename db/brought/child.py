"""The process that reads one file, says what it found, and ends. ``db.brought.own_process`` starts it by its path.

The file comes in on standard input, and nothing of it is written to disk. What was found goes out on standard output: a
line of JSON, and then what is to be kept. It never says what was wrong, for that may quote the file.
"""

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
# The server goes first: a few at once take no more than it leaves.
_NICER = 5

Found = tuple[dict[str, Any], bytes]


def answer(reader: str, content: bytes) -> Found:
    """What ``db.brought.<reader>`` finds in this content; ``DAMAGED`` when it fails over it."""
    try:
        found: Found = importlib.import_module(f"db.brought.{reader}").read(content)
    except Exception:  # whatever a reader makes of a hostile file, it is not one that opens
        return {DAMAGED: True}, b""
    return found


def _ends_with(parent: int) -> None:
    """Let Linux kill this process when who asked for it has gone, also when that was killed itself."""
    linux = ctypes.CDLL(None, use_errno=True)
    linux.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    linux.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.getppid() != parent:  # it went before Linux was asked
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
    """Read what is on standard input within these limits: seconds of processor, bytes of memory."""
    _ends_with(parent)
    os.nice(_NICER)
    files = importlib.import_module(f"db.brought.{reader}").MOST_FILES
    _keep_within(seconds, memory, files)
    found, kept = answer(reader, sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(found).encode() + b"\n" + kept)
    sys.stdout.buffer.flush()
    os._exit(0)  # what is left to tidy up goes with the process


if __name__ == "__main__":
    # Isolated (-I), so that nothing in the folder it was started from is imported in the place of what is meant.
    sys.path.append(str(Path(__file__).resolve().parents[2]))
    main(sys.argv[1], *(int(each) for each in sys.argv[2:]))
