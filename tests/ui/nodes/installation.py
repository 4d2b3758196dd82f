"""A board's installation, its parts really started: two nodes, primary and standby, a server for keys, a front."""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from db.accounts.passwords import PasswordHash
from db.keys import vault
from db.store.engine import engine_for
from db.store.settings import settings
from tests.db.failover.pair import Cluster, Pair, pair
from tests.db.postgresql import KEYS, OWNER, documented
from tests.processes import running
from tests.processes.waiting import until
from tests.ui.conftest import PATIENCE, Server, _found, open_school

NODES = 2
RunsFront = Callable[[Path, int, Sequence[int]], list[str]]


@dataclass
class Front:
    """A proxy before the nodes, which can be killed and started again."""

    command: list[str]
    folder: Path
    port: int
    _process: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    def start(self) -> None:
        with (self.folder / "front.log").open("a") as log:
            self._process.append(running.begin(self.command, cwd=self.folder, stdout=log, stderr=log))
        until(lambda: self._answers(), seconds=PATIENCE)

    def _answers(self) -> bool:
        with suppress(OSError):
            return Server(self.port, None, None, None).ask("/_stcore/health")[0].status == 200  # type: ignore[arg-type]
        return False

    def kill(self) -> None:
        """Kill it and its workers."""
        last = self._process[-1]
        for each in (*running.children(last.pid), last.pid):
            with suppress(ProcessLookupError):
                os.kill(each, 9)
        last.wait(PATIENCE)


@dataclass
class Installation:
    """Its parts. ``server`` is where people find it; ``front`` is None where they know the nodes themselves."""

    pair: Pair
    keys: Cluster
    nodes: list[running.Server]
    server: Server
    front: Front | None = None


@contextmanager
def _for_keys() -> Iterator[Cluster]:
    found = Cluster()
    try:
        found.make()
        for statement in documented()[2]:
            found.execute(statement)
        yield found
    finally:
        found.end()


@contextmanager
def installation(folder: Path, hashed: PasswordHash, runs_front: RunsFront | None) -> Iterator[Installation]:
    """Within this block De Linde is served by all of it. ``runs_front``: the command of the proxy, if there is one."""
    with pair() as two, _for_keys() as keys, pytest.MonkeyPatch.context() as patch:
        patch.setenv("MELDCODE_KEY_STORE", f"postgresql+psycopg://{KEYS}@127.0.0.1:{keys.port}/{KEYS}")
        patch.setenv("MELDCODE_KEY_FILE", str(folder / "meldroute.key"))
        patch.setenv("MELDCODE_DATABASE_URL", two.url(OWNER))
        open_school(hashed)
        engine_for(two.url(OWNER)).dispose()
        patch.setenv("MELDCODE_DATABASE_URL", two.url())
        vault._vault.cache_clear()
        nodes = [running.Server(os.environ, folder) for _each in range(NODES)]
        place, school = settings(), _found()
        found = Installation(two, keys, nodes, Server(nodes[0].port, school, place, nodes[0].log))
        try:
            for each in nodes:
                each.start()
            if runs_front:
                port = running.free_port()
                front = Front(runs_front(folder, port, [each.port for each in nodes]), folder, port)
                front.start()
                found = Installation(two, keys, nodes, Server(port, school, place, nodes[0].log), front)
            yield found
        finally:
            if found.front:
                found.front.kill()
            for each in nodes:
                each.stop()
            engine_for(two.url()).dispose()
            vault.vault().store.engine.dispose()
