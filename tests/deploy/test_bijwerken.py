"""``deploy/bijwerken``: a new version while people work, and the way back; what was stored stays, whatever happens."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from db.backup.backup import BackupError, newest
from db.dossiers import dossiers
from db.keys import vault
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.versie import VERSIE
from tests.cast import SCHOOL
from tests.db import postgresql
from tests.db.conftest import _point_at, template, the_cast_moves_in
from tests.db.keeping import whole
from tests.db.writer import Writer
from tests.deploy.machine import Machine
from tests.deploy.wheel import ROOT, built
from tests.processes import running
from tests.processes.address import leave
from tests.processes.waiting import until
from tests.ui.conftest import PATIENCE
from ui.serve import _answers

__all__ = ["template"]
SCRIPT = ROOT / "deploy" / "bijwerken"
NEXT = "9.0.0"
BACK_WITHIN = 60  # seconds
STARTS = 8  # or as long as so many starts of the server, on a machine that is busy
pytestmark = pytest.mark.sweep


@pytest.fixture(scope="module")
def next_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("next"), NEXT)


@pytest.fixture
def machine(tmp_path: Path, template: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """A machine on which the version of this tree was installed and runs, with a school."""
    made = Machine(tmp_path, running.free_port())
    done = made.does(str(wheel))
    assert done.returncode == 0 and f"Versie {VERSIE} is geïnstalleerd" in done.stdout, done
    shutil.copytree(template, made.data, dirs_exist_ok=True)
    _point_at(made.data, monkeypatch)
    vault._vault.cache_clear()
    began = time.monotonic()
    made.systemctl("start", "meldroute-server.service")
    until(lambda: answers(made.port), seconds=PATIENCE)
    made.starts_in = time.monotonic() - began
    yield made
    made.ends()
    leave()


class Down(Thread):
    """Looks all the time whether the server answers; ``longest`` is the longest time that it did not, in seconds."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.port, self.longest, self._over = port, 0.0, Event()

    def run(self) -> None:
        last = time.monotonic()
        while not self._over.wait(0.05):
            if answers(self.port):
                last = time.monotonic()
            self.longest = max(self.longest, time.monotonic() - last)

    def seen(self) -> float:
        self._over.set()
        self.join(PATIENCE)
        return self.longest


def answers(port: int) -> bool:
    """Whether a server answers there."""
    return _answers(port)


def has_all(acknowledged: dict[str, int]) -> bool:
    stored = whole(SCHOOL)
    return all(stored[each] and len(stored[each].records) >= number for each, number in acknowledged.items())


def test_an_upgrade_loses_nothing_that_was_stored_and_neither_does_the_way_back(
    machine: Machine, next_wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Writer()  # stands for the processes of the server: what it is told is stored, it reports
    writer.hear(20)
    down, before = Down(machine.port), dict(writer.acknowledged)
    down.start()
    done = machine.does(str(next_wheel))
    took = down.seen()
    assert done.returncode == 0 and machine.version == NEXT, done
    assert f"Meldroute draait met versie {NEXT}" in done.stdout and answers(machine.port)
    assert took < max(BACK_WITHIN, STARTS * machine.starts_in), machine.starts_in
    writer.hear(5)
    writer.stop()
    assert has_all(writer.acknowledged) and before
    leave()  # as the other processes of a server do when it is stopped

    began = time.monotonic()
    done = machine.does("--terug")
    assert done.returncode == 0 and machine.version == VERSIE, done
    took = time.monotonic() - began
    assert took < max(BACK_WITHIN, STARTS * machine.starts_in) and answers(machine.port)
    vault._vault.cache_clear()
    assert has_all(before), "everything from before the upgrade"
    leave()
    (aside,) = machine.data.glob(f"van-{NEXT}-*")
    monkeypatch.setenv("MELDCODE_DATABASE_URL", f"sqlite:///{aside}/meldroute.sqlite")
    monkeypatch.setenv("MELDCODE_KEY_FILE", f"{machine.data}/meldroute.key")
    with reading(EVERY_SCHOOL) as connection:  # not verified: the keys say where the other one ended
        aside_has = {each: dossiers.load(connection, each, SCHOOL) for each in writer.acknowledged}
    assert all(aside_has[each] and len(aside_has[each].records) >= n for each, n in writer.acknowledged.items())

    leave()
    again = machine.does(str(next_wheel))
    assert again.returncode == 0 and machine.version == NEXT, again


def test_what_cannot_be_done_is_refused_and_the_version_of_before_runs_on(
    machine: Machine, next_wheel: Path, wheel: Path
) -> None:
    machine.settings(machine.data)  # the keys are there
    for what, expected in [
        (str(next_wheel), "De oude versie draait weer"),
        ("--terug", "Er is geen versie van hiervoor"),
        ("iets-anders.whl", "Dit is geen versie van Meldroute"),
        (str(wheel), f"Versie {VERSIE} staat er al"),
    ]:
        done = machine.does(what)
        assert done.returncode == 1 and expected in done.stderr, (what, done)
        assert machine.version == VERSIE and answers(machine.port)
    assert not (machine.place / "huis" / "versies" / NEXT).exists()
    with pytest.raises(BackupError, match="geen back-up"):
        newest(machine.kept)


def test_on_postgresql_the_version_of_before_runs_until_the_tables_are_ready(
    machine: Machine, next_wheel: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = postgresql.shared(tmp_path_factory)
    database = there.copy_of(postgresql.APP)
    where = {"MELDCODE_DATABASE_URL": there.url(database), "MELDCODE_KEY_FILE": f"{machine.data}/board.key"}
    for name, value in where.items():
        monkeypatch.setenv(name, value)
    vault._vault.cache_clear()
    vault.make_key_file(machine.data / "board.key")
    the_cast_moves_in()
    leave()
    machine.systemctl("stop", "meldroute-server.service")
    owner = there.url(database, postgresql.OWNER)
    machine.settings(machine.data, MELDROUTE_EIGENAAR=owner, **where)  # a back-up is refused there
    machine.systemctl("start", "meldroute-server.service")
    until(lambda: answers(machine.port), seconds=PATIENCE)
    runs = machine.pid()
    machine.asked.unlink()

    done = machine.does(str(next_wheel))
    assert done.returncode == 1 and "Het bijwerken is niet af. De oude versie draait door" in done.stderr, done
    assert machine.pid() == runs and answers(machine.port) and not machine.asked.exists(), "nothing was stopped"

    machine.settings(machine.kept, MELDROUTE_EIGENAAR=owner, **where)
    done = machine.does(str(next_wheel))
    assert done.returncode == 0 and machine.version == NEXT, done
    assert answers(machine.port) and machine.pid() not in (runs, 0)
    machine.systemctl("stop", "meldroute-server.service")
    there.drop(database)


@pytest.mark.parametrize(
    ("answers", "waits"),
    [
        ([503, 503, 200], 3),  # it starts, or its database does
        ([401], 1),  # a version that does not know the address yet, to which one goes back
        ([503] * 1000, 0),
    ],
    ids=["ready at last", "a version of before", "never ready"],
)
def test_it_waits_until_the_program_is_ready(answers: list[int], waits: int) -> None:
    script = re.search(r"^antwoordt_het='(.*?)'$", SCRIPT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert script
    asked: list[str] = []

    class Program(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name is http.server's
            self.send_response(answers[len(asked)])
            self.end_headers()
            asked.append(self.path)

        def log_message(self, *_said: object) -> None:
            """Nobody reads it."""

    with HTTPServer(("127.0.0.1", 0), Program) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        seconds = "60" if waits else "1"
        command = [sys.executable, "-c", script[1], str(server.server_port), seconds]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE * 2)
        server.shutdown()
    assert done.returncode == (0 if waits else 1) and done.stderr == "", done
    assert set(asked) == {"/gezondheid"} and (len(asked) == waits or not waits)
