"""How much more two nodes do than one: behind nginx, on one PostgreSQL, with the mix of reading and recording.

The floor is one node, in the same run. Each node is one process, as on a machine with one core; the nodes, the front,
the database and the tabs share the cores of this machine, so with two of those the second node cannot give as much.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.country import on_postgresql
from benchmarks.line import cookies
from benchmarks.school import ROOT
from benchmarks.table import PER_SECOND, Row
from benchmarks.tabs import MIX, TABS, Measured, Server, press, served, walks
from db.store.settings import settings
from tests.deploy.fronts import nginx_without_https
from tests.processes import running
from tests.ui.nodes.installation import Front

_ONE_PROCESS = {"MELDROUTE_PROCESSEN": "1"}


@dataclass
class Nodes:
    """So many nodes behind one port."""

    port: int
    nodes: Sequence[Server]

    def used(self) -> float:
        """Seconds of the processor that the nodes used so far."""
        return sum(each.used() for each in self.nodes)


@contextmanager
def _nodes(folder: Path, number: int) -> Iterator[Nodes]:
    with ExitStack() as stack:
        nodes = [stack.enter_context(served(folder, _ONE_PROCESS, "ui.serve")) for _each in range(number)]
        port = running.free_port()
        front = Front(nginx_without_https(folder, port, [each.port for each in nodes]), folder, port)
        front.start()
        stack.callback(front.kill)
        yield Nodes(port, nodes)


def measure() -> Iterator[Row]:
    """As many tabs as there are at most, at one node and at two."""
    with on_postgresql(), TemporaryDirectory(prefix=".bench-", dir=ROOT) as name:
        one, two = (_pressed(Path(name), number) for number in (1, 2))
    said = f"{MIX}, {max(TABS)} tabs, two nodes beside one"
    yield Row(f"{said}: reruns", two.per_second, one.per_second, unit=PER_SECOND)
    yield Row(f"{said}: p95", two.p95 * 1000, one.p95 * 1000)
    yield Row(f"{said}: processor per rerun", two.processor * 1000, one.processor * 1000)


def _pressed(folder: Path, number: int) -> Measured:
    with _nodes(folder, number) as nodes:
        walk = walks(settings())[MIX]
        return press(nodes, cookies(settings(), walk.role, max(TABS)), walk)
