"""``/gezondheid`` says whether database and key store answer: in one word, at once, and without leaving a trace."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.keys import vault
from db.store.settings import settings
from tests import faults
from tests.processes.waiting import until
from tests.ui.conftest import PATIENCE, Server
from ui.operating import gezondheid, look
from ui.operating.look import Look
from ui.signing_in import sign_in
from ui.web import gate

WORDS = {200: "gereed", 503: "wacht"}


@pytest.fixture
def front() -> TestClient:
    """Whoever asks: not signed in."""
    return TestClient(Starlette(routes=[*gezondheid.ROUTES, *sign_in.ROUTES]))


def says(front: TestClient) -> int:
    answer = front.get(gate.HEALTH)
    assert answer.text == WORDS[answer.status_code]
    return answer.status_code


@pytest.mark.usefixtures("linde")
@pytest.mark.parametrize(
    "fault",
    [faults.truncated, faults.page_damaged, faults.locked_for_reading, faults.key_missing, faults.key_wrong],
    ids=lambda each: each.__name__,
)
def test_while_database_or_keys_do_not_answer_it_is_not_ready_and_afterwards_it_is(
    fault: faults.Cause, front: TestClient, empty_place: Path
) -> None:
    vault.vault().add(["somebody"])  # without any key every master key fits
    assert says(front) == 200
    with fault(empty_place.parent):
        assert says(front) == 503
    until(lambda: says(front), lambda status: status == 200, seconds=PATIENCE)


@pytest.mark.usefixtures("linde")
def test_a_key_store_that_is_gone_is_not_ready(front: TestClient) -> None:
    assert says(front) == 200
    store = settings().key_store
    with faults._with_pragmas():
        whole = store.read_bytes()
        store.write_bytes(b"\xa5" * len(whole))
        assert says(front) == 503
        store.write_bytes(whole)
        faults.begin_anew()
    until(lambda: says(front), lambda status: status == 200, seconds=PATIENCE)


@pytest.mark.usefixtures("empty_place")
def test_where_there_is_no_school_yet_it_is_not_ready_and_makes_no_database(front: TestClient) -> None:
    assert says(front) == 503
    assert not Path(settings().database_url.removeprefix("sqlite:///")).exists()


@pytest.mark.usefixtures("linde")
def test_nothing_is_written(front: TestClient, empty_place: Path) -> None:
    assert says(front) == 200
    before = kept_in(empty_place.parent)
    assert {Path(each).suffix for each in before} >= {".sqlite", ".key"}
    for _each in range(20):
        assert says(front) == 200
    assert kept_in(empty_place.parent) == before


def kept_in(folder: Path) -> dict[str, bytes]:
    """Every file with its content; not the index that SQLite keeps of its log, in which readers mark their place."""
    return {
        each.name: each.read_bytes() for each in folder.iterdir() if each.is_file() and each.suffix != ".sqlite-shm"
    }


class Hangs:
    """A database that does not answer until it is let go."""

    def __init__(self) -> None:
        self.asked, self.goes_on = 0, threading.Event()

    def is_ready(self) -> bool:
        self.asked += 1
        assert self.goes_on.wait(PATIENCE)
        return True


@pytest.fixture
def hangs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hangs]:
    database = Hangs()
    monkeypatch.setattr(gezondheid, "_LOOK", Look(database.is_ready))
    yield database
    database.goes_on.set()


def test_a_database_that_hangs_is_not_ready_within_seconds_however_many_ask_and_is_asked_once(
    hangs: Hangs, front: TestClient
) -> None:
    many = 20
    began = time.monotonic()
    with front, ThreadPoolExecutor(many) as all_at_once:
        found = list(all_at_once.map(lambda _each: says(front), range(many)))
    assert found == [503] * many and hangs.asked == 1
    assert time.monotonic() - began < PATIENCE, "each would have waited as long as the database hangs"
    hangs.goes_on.set()
    until(lambda: says(front), lambda status: status == 200, seconds=PATIENCE)


def test_a_look_that_hangs_is_left_behind_for_another_and_never_more_than_three(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    database, clock = Hangs(), [0.0]
    monkeypatch.setattr("ui.operating.look.time.monotonic", lambda: clock[0])
    looks = Look(database.is_ready)
    first = looks.begun()
    assert looks.begun() is first, "it goes on"
    seen = [first]
    for _each in range(5):
        clock[0] += look.LEFT_BEHIND
        seen.append(looks.begun())
    assert len({id(each) for each in seen}) == look.MOST
    database.goes_on.set()
    assert [each.result(PATIENCE) for each in seen] == [True] * len(seen) and database.asked == look.MOST
    assert looks.begun() not in seen, "it looks anew once nothing goes on"


def test_what_goes_wrong_with_a_look_is_told_to_whoever_asks() -> None:
    def fails() -> bool:
        raise OSError

    found: Callable[[], object] = Look(fails).begun().result
    with pytest.raises(OSError):  # noqa: PT011  # whatever it is
        found()


def test_the_running_program_says_it_to_anybody_and_nothing_else(server: Server) -> None:
    answer, body = server.ask(gate.HEALTH)
    assert (answer.status, body) == (200, "gereed")
    assert answer.headers["cache-control"] == "no-store" and "set-cookie" not in answer.headers
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert server.ask(gate.HEALTH, cookie=server.sign_in())[1] == "gereed"
    assert server.ask(gate.HEALTH, "POST")[0].status == 405
    connection = HTTPConnection("localhost", server.port, timeout=PATIENCE)
    connection.request("GET", gate.HEALTH, headers={"Host": "elders.example"})
    assert connection.getresponse().status == 421
    connection.close()
