"""Programs that tests start, such as the server. Each ends with the process that started it, even if that is killed."""

import ctypes
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_PATIENCE = 180  # seconds; on a busy machine half a minute is not enough
_PR_SET_PDEATHSIG = 1  # Source: man 2 prctl


def begin(command: Sequence[str], **options: Any) -> "subprocess.Popen[Any]":
    """Start a program, with the options of ``subprocess.Popen``. Its own children are not ended.

    Linux counts the starting thread as the parent, so call it from a thread that lives as long as the tests.
    """
    between = [sys.executable, "-I", "-S", __file__, str(os.getpid())]
    return subprocess.Popen([*between, *command], **{"cwd": ROOT, **options})


def free_port() -> int:
    """A port that nothing uses now, nor any client gets by itself: one that asks there in vain could answer itself."""
    while True:
        with socket.socket() as asked, suppress(OSError):
            port = random.randrange(20_000, 32_000)  # noqa: S311 - no secret
            asked.bind(("127.0.0.1", port))
            return port


def children(pid: int) -> list[int]:
    """The processes that this one started and that did not end yet, in no order; none of one that ended itself."""
    found: list[int] = []
    for said in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that ended meanwhile
            found += [int(each) for each in said.read_text().split()]
    return found


def runs(pid: int) -> bool:
    """Whether this process runs; one that ended, and that nobody waited for (a zombie), does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def family(pid: int) -> Iterator[int]:
    """This process, and all that it started, directly or not."""
    yield pid
    for child in children(pid):
        yield from family(child)


def resident(pid: int) -> int:
    """How many bytes of memory this process has now; 0 when it is gone. Source: man 5 proc, statm."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


class Server:
    """The program as a school runs it (`streamlit run app.py`). It can be killed, and started again at its address."""

    here = ROOT
    """The folder in which it runs, and so whose settings it reads."""
    python = sys.executable
    """The Python of the environment in which it is installed."""

    def __init__(self, environment: Mapping[str, str], folder: Path, *runs: str) -> None:
        """``runs``: the module to run and its arguments, if not Streamlit with ``app.py``."""
        self._runs = runs or ("streamlit", "run", "app.py")
        # Bound but not listening: no other process gets this port, while the program can still listen on it.
        self._port = socket.socket()
        self._port.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._port.bind(("127.0.0.1", 0))
        self.port = int(self._port.getsockname()[1])
        self.address = f"http://localhost:{self.port}"
        self.environment = dict(environment)
        self.log = folder / f"server-{self.port}.log"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [self.python, "-m", *self._runs, "--server.port", str(self.port)]
        with self.log.open("a") as log:
            self.process = begin(command, cwd=self.here, env=self.environment, stdout=log, stderr=log)
        deadline = time.monotonic() + _PATIENCE
        while not self._answers():
            assert self.process.poll() is None, f"the server stopped:\n{self.log.read_text()}"
            assert time.monotonic() < deadline, f"no answer within {_PATIENCE} seconds:\n{self.log.read_text()}"
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=5):  # noqa: S310  # our own address
                return True
        except OSError:
            return False

    def kill(self) -> None:
        """Kill it, as a power cut would: it finishes nothing and says nothing."""
        self.process.kill()
        self.process.wait(20)

    def stop(self) -> None:
        """End it; by force if it takes too long."""
        self.process.terminate()
        try:
            self.process.wait(_PATIENCE)
        finally:
            self.process.kill()
            self._port.close()


def _become(program: list[str], parent: int) -> None:
    """Become this program, which Linux kills once the parent is gone."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == parent:  # otherwise it was gone before Linux was asked
        os.execvp(program[0], program)  # noqa: S606  # no shell is meant


if __name__ == "__main__":
    _become(sys.argv[2:], int(sys.argv[1]))
