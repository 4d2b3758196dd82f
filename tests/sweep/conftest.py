"""Fixtures of the sweep: for each state of a school a real server and Chromium, once per test process."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from meldcode.rollen import Role
from tests.browser.conftest import Chromium, Server
from tests.browser.conftest import chromium as chromium
from tests.browser.conftest import launched as launched
from tests.sweep import schools
from tests.sweep.access import axe
from tests.sweep.schools import School
from tests.sweep.visitor import BUILD, Visitor

HERE = "tests/sweep"
_BEGUN = time.time()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here that drives a browser as part of the sweep; `make test` checks that nothing is left out."""
    for item in items:
        if item.nodeid.startswith(HERE) and "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("sweep")
            item.add_marker("browser")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report where the pictures are."""
    new = [each for each in (*BUILD.glob("*/*.png"), *BUILD.glob("*/*.jpeg")) if each.stat().st_mtime >= _BEGUN]
    if new:
        took = time.time() - _BEGUN
        terminalreporter.line(f"{len(new)} looks in {took:.0f} seconds; a picture of each, and sheets of them: {BUILD}")
        if axe.TOOK[1]:
            terminalreporter.line(f"axe took {axe.TOOK[0]:.0f} of them, over {axe.TOOK[1]} looks")


@dataclass
class Place:
    """A school with a running server."""

    school: School
    address: str
    state: str

    def visitor(self, chromium: Chromium, role: Role | None, name: str = "") -> Visitor:
        """Somebody with this role, signed in; or nobody."""
        who = f"{self.state}{name or (role.value if role else 'niemand')}"
        return Visitor(chromium.browser, self.address, who, self.school.signs_in(role) if role else "")


def served(tmp_path_factory: pytest.TempPathFactory, fill: Callable[[School], None], state: str) -> Iterator[Place]:
    """Make a school and serve it while it is used."""
    with schools.made_in(tmp_path_factory.mktemp("school")) as school:
        fill(school)
        server = Server(school.environment, school.place)
        server.start()
        yield Place(school, server.address, state)
        server.stop()


@pytest.fixture(scope="session")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The practice school as it comes."""
    yield from served(tmp_path_factory, schools.fill_as_usual, "")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A real school on its first day."""
    yield from served(tmp_path_factory, schools.fill_with_accounts, "leeg-")


@pytest.fixture(scope="session")
def overfull(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A practice school with more of everything than is pleasant."""
    yield from served(tmp_path_factory, schools.fill_to_the_brim, "overvol-")
