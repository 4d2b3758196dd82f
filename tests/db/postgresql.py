"""A real PostgreSQL server for the tests, set up as docs/postgresql.md says; all processes of a run share one."""

import os
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL

from db.store import engine
from db.upkeep import upgrade
from tests.processes.once import made_once

ROOT = Path(__file__).parents[2]
SETUP = ROOT / "docs" / "postgresql.md"
OWNER, APP, KEYS = "meldroute_owner", "meldroute", "meldroute_sleutels"
# The process that lives as long as the whole run, and with it the server: of several workers, their parent.
_RUN = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


class Server:
    """A running server that only tests use."""

    def __init__(self, folder: str) -> None:
        self.host = folder

    def url(self, database: str, user: str = APP) -> str:
        """The address of a database on this server, for an account that is not a superuser."""
        parts = URL.create("postgresql+psycopg", user, database=database, query={"host": self.host})
        return parts.render_as_string(hide_password=False)

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Execute this as the superuser."""
        with psycopg.connect(host=self.host, user="postgres", dbname=database, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def copy_of(self, database: str, name: str = "", owner: str = OWNER) -> str:
        """Copy this database; return the name of the copy. Nobody may be connected to the original."""
        name = name or f"test_{uuid.uuid4().hex}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {database} OWNER {owner} STRATEGY FILE_COPY")
        return name

    def for_keys(self) -> str:
        """The address of an empty database for the keys of the dossiers."""
        return self.url(self.copy_of(KEYS, owner=KEYS), KEYS)

    def drop(self, database: str) -> None:
        self.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def stop(self) -> None:
        """Stop it. Only for a test that has a server of its own."""
        from tests.db import keeper  # late: its imports are slow and seldom needed

        keeper.stop(Path(self.host))

    def start(self) -> None:
        from tests.db import keeper

        keeper.start(Path(self.host))


def shared(folders: pytest.TempPathFactory) -> Server:
    """The server of this run, with an empty database of the newest version, ``APP``, to copy."""

    def make(place: Path) -> None:
        server, _keeper = begun(_RUN, place / "log")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MELDCODE_DATABASE_URL", server.url(APP, OWNER))
            upgrade.upgrade()
            engine.engine().dispose()
        (place / "where").write_text(server.host)

    return Server((made_once(folders, "postgresql", make) / "where").read_text())


@contextmanager
def running() -> Iterator[Server]:
    """A separate server, which a test may stop; its database has no tables yet. It is removed afterwards."""
    server, its_keeper = begun(os.getpid())
    try:
        yield server
    finally:
        its_keeper.terminate()
        its_keeper.communicate()


def begun(process: int, log: Path | None = None) -> tuple[Server, "subprocess.Popen[str]"]:
    """Start a server that lives as long as this process; return it with the process that keeps it."""
    with open(log or os.devnull, "w") as said:
        its_keeper = subprocess.Popen(
            keeper_of(process),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            start_new_session=True,
        )
    assert its_keeper.stdout
    folder = its_keeper.stdout.readline().strip()
    assert folder, f"PostgreSQL did not start: {log.read_text() if log else ''}"
    server = Server(folder)
    make, within, for_keys = documented()
    for statement in make:
        server.execute(statement)
    for statement in within:
        server.execute(statement, APP)
    for statement in for_keys:
        server.execute(statement)
    return server, its_keeper


def keeper_of(process: int) -> list[str]:
    return [sys.executable, "-m", "tests.db.keeper", str(process)]


def documented() -> list[list[str]]:
    """The statements of the manual for setting up: on the server, in the new database, and for one for the keys."""
    found = re.findall(r"```sql\n(.*?)```", SETUP.read_text(encoding="utf-8"), re.DOTALL)
    assert len(found) == 2, f"{SETUP.name} no longer says how to set up PostgreSQL"
    parts = [*found[0].split(f"\\connect {APP}\n"), found[1]]
    return [[each.strip() for each in part.split(";") if each.strip()] for part in parts]
