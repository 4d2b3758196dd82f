"""Each part of a board's installation is lost while people work: nothing acknowledged is lost, and all go on.

``make test`` loses a node once, and people find the other by themselves, as a front would (the primary, with the keys
on it, is lost in ``tests/db/failover``). With nginx, and with Caddy, before the nodes ``make sweep`` loses each part
once, and ``make torture`` ten times, under twenty people.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.accounts.passwords import PasswordHash
from tests.deploy.fronts import caddy_without_https, nginx_without_https
from tests.processes.waiting import until
from tests.ui.conftest import ROOT
from tests.ui.endurance.people import nothing_is_lost, somebody
from tests.ui.endurance.walker import BACK, Walker
from tests.ui.nodes.installation import Front, Installation, installation

PEOPLE = int(os.environ.get("MELDROUTE_AT_NODES", "2"))
SETTINGS = ("MELDCODE_DATABASE_URL", "MELDCODE_KEY_FILE", "MELDCODE_KEY_STORE")
TIMES = int(os.environ.get("MELDROUTE_PARTS_LOST", "1"))


class Day:
    """Those who work with it, and how long it took until everybody had recorded something again."""

    def __init__(self, parts: Installation, walkers: list[Walker]) -> None:
        self.parts, self.walkers = parts, walkers
        self.took: dict[str, list[float]] = {}

    def all_record(self) -> None:
        """Wait until everybody who writes has recorded something from now on."""
        since = time.monotonic()
        writers = [each for each in self.walkers if each.forms]

        def have() -> bool:
            trouble = [f"{each.user.naam}: {what!r}" for each in self.walkers for what in each.trouble]
            assert not trouble, "\n".join(trouble)
            return all(any(at > since for at in each.recorded) for each in writers)

        until(have, seconds=BACK)

    def loses(self, what: str, loss: Callable[[], None]) -> None:
        """Lose this while all work, and see them work again."""
        self.all_record()
        began = time.monotonic()
        loss()
        self.all_record()
        self.took.setdefault(what, []).append(time.monotonic() - began)

    def loses_a_node(self, which: int) -> None:
        """Kill it; the front finds the other, or whoever has none looks for it. Then it is there again."""
        lost, other = self.parts.nodes[which], self.parts.nodes[1 - which]

        def loss() -> None:
            lost.kill()
            if not self.parts.front:
                for each in self.walkers:
                    each.server = replace(each.server, port=other.port)

        self.loses("a node", loss)
        lost.start()

    def loses_the_primary(self) -> None:
        """Kill it, and promote the other; then what was lost follows that one."""
        self.loses("the primary", self.parts.pair.loses_its_primary)
        self.parts.pair.is_mended()

    def loses_the_keys(self) -> None:
        """Kill the server that has them, and start it again."""

        def loss() -> None:
            self.parts.keys.kill()
            self.parts.keys.start()

        self.loses("the keys", loss)

    def loses_the_front(self, front: Front) -> None:
        def loss() -> None:
            front.kill()
            front.start()

        self.loses("the front", loss)


_IN_FRONT = [pytest.param(each, marks=pytest.mark.sweep) for each in (nginx_without_https, caddy_without_https)]


@pytest.fixture(params=[None, *_IN_FRONT], ids=["by-themselves", "nginx", "caddy"])
def day(request: pytest.FixtureRequest, tmp_path: Path, hashed: PasswordHash) -> Iterator[Day]:
    with installation(tmp_path, hashed, request.param) as parts:
        walkers = [somebody(parts.server, number, hashed) for number in range(PEOPLE)]
        try:
            for each in walkers:
                each.begins(parts.server, walkers)
            yield Day(parts, walkers)
        finally:
            for each in walkers:
                each.ends()
            for each in walkers:
                each.is_gone()


def test_no_word_is_lost_whichever_part_is(day: Day) -> None:
    for number in range(TIMES):
        day.loses_a_node(number % 2)
        if day.parts.front:
            day.loses_the_primary()
            day.loses_the_keys()
            day.loses_the_front(day.parts.front)
    for each in day.walkers:
        each.ends()
    assert all(each.is_gone() for each in day.walkers)
    assert not any(each.trouble for each in day.walkers), [each.trouble for each in day.walkers]
    nothing_is_lost(day.walkers, day.parts.server.place)
    _all_is_as_the_journal_says(day)
    print({what: [round(each, 1) for each in took] for what, took in day.took.items()})


def _all_is_as_the_journal_says(day: Day) -> None:
    told = {name: day.parts.nodes[0].environment[name] for name in SETTINGS}
    command = [sys.executable, "-m", "db", "verify"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | told, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    for each in day.parts.nodes:
        assert "Foutcode" not in each.log.read_text()
