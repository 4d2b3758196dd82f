"""``python -m ui.serve``: the program as several processes on one port, as many as there are cores (ADR 46).

One Python process uses one core. Here one process listens, starts the others with the socket it listens on, and starts
each of them again when it ends by itself; the one with the fewest tabs takes the next connection. What belongs to an
open tab is in the memory of one process: the others pass it on (``ui.web.neighbours``).
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from streamlit import config
from streamlit.web import bootstrap, cli

from db.store.faults import Said
from db.store.settings import processes
from ui import one_of_several
from ui.operating import lines, port
from ui.web import neighbours

_TRUSTED = "FORWARDED_ALLOW_IPS"
_OVERWRITES = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=0"}
"""Without it each thread keeps what it let go of last, and glibc does not write over that (ADR 24)."""
_QUEUE = 2048  # connections that wait to be taken
_AGAIN = 1.0  # seconds before a process that ended is started again
_PATIENCE = 20.0  # seconds for all to end; a page that is being drawn is finished first


def main(arguments: Sequence[str]) -> int:
    """Run the processes until this one is told to end; ``arguments`` are passed on to ``streamlit run app.py``."""
    if sys.platform != "linux":  # nowhere else can a socket be handed over as it is done here
        os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", one_of_several.APP, *arguments])  # noqa: S606
    lines.begin()
    try:
        number = processes()
    except Said as problem:
        lines.refuse(str(problem))
    with port.together() as counting:
        return _run(number, arguments, counting)


def _run(number: int, arguments: Sequence[str], counting: Mapping[str, str]) -> int:
    """Keep so many processes running; ``counting``: what each of them is told besides."""
    shared, own = _listening(arguments), [socket.create_server(("127.0.0.1", 0)) for _each in range(number)]
    ports = ",".join(str(each.getsockname()[1]) for each in own)
    tally = one_of_several.Tally.made(number)
    running: dict[int, subprocess.Popen[bytes]] = {}
    is_ending = False

    def end(_signal: int, _frame: Any) -> None:
        nonlocal is_ending
        is_ending = True

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, end)
    first = True  # until one has looked everything over; the others wait for it
    while not is_ending:
        for at in range(1 if first else number):
            ended = running.get(at)
            if ended and ended.poll() is None:
                continue
            if ended and first:
                return ended.returncode or 0  # it refuses to start, and has said why
            if ended:
                port.is_gone(ended.pid, counting)
            told = {**counting, neighbours.HERE: str(at), neighbours.PORTS: ports}
            running[at] = _begun((shared.fileno(), own[at].fileno(), tally), told, arguments)
        first = first and not _answers(own[0].getsockname()[1])
        time.sleep(0.1 if first else _AGAIN)
    _end(running.values())
    return 0


def _end(processes: Collection["subprocess.Popen[bytes]"]) -> None:
    """Let these processes finish what they are doing; whichever takes too long is ended by force."""
    for each in processes:
        each.terminate()
    deadline = time.monotonic() + _PATIENCE
    for each in processes:
        try:
            each.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            each.kill()


def _listening(arguments: Sequence[str]) -> socket.socket:
    """The socket that all processes take connections from, where `streamlit run` would: as asked, or as it is set."""
    config._main_script_path = one_of_several.APP  # as `streamlit run` does: the settings beside it count
    # Options and environment are read by its own command line: `streamlit.config` knows nothing of the second.
    asked = cli.main_run.make_context("run", [one_of_several.APP, *arguments]).params
    bootstrap.load_config_options({name: value for name, value in asked.items() if name not in ("target", "args")})
    address, port = str(config.get_option("server.address")), int(config.get_option("server.port"))
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        return socket.create_server((address, port), family=family, backlog=_QUEUE)
    except OSError as problem:
        lines.refuse(f"Meldroute start niet: op {address}, poort {port}, kan het niet luisteren ({problem.strerror}).")


def _begun(shared: Sequence[int], told: dict[str, str], arguments: Sequence[str]) -> "subprocess.Popen[bytes]":
    told[one_of_several.SHARED] = ",".join(map(str, shared))
    # What a neighbour passes on comes from this machine, and tells who asked.
    trusted = os.environ.get(_TRUSTED, "127.0.0.1")
    told[_TRUSTED] = trusted if "127.0.0.1" in trusted.split(",") else f"{trusted},127.0.0.1"
    return subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-m", "ui.one_of_several", str(os.getpid()), *arguments],
        env=_OVERWRITES | os.environ | told,
        pass_fds=shared,
    )


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.sendall(b"GET /_stcore/health HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return b" 200 " in line.recv(64)
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
