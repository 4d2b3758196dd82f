"""Load: people at work notice nothing of idle connections, of endless requests, or of a whole school signing in.

The short form here checks that nobody has to wait; `make torture` has a thousand connections and two hundred people
signing in at once, and compares the time of pages with the time without them.
"""

import os
import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from meldcode.rollen import Role
from tests.ui.conftest import EMAIL, PASSWORD, PATIENCE, Server
from tests.ui.web.gate.asking import click, dial
from ui.web import patience

LINES = int(os.environ.get("MELDROUTE_LINES", "60"))
SIGN_INS = int(os.environ.get("MELDROUTE_AT_ONCE", "6"))
TURNS = int(os.environ.get("MELDROUTE_PAGES", "4"))
"""How many connections are idle, how many people sign in at once, and how many pages are drawn to compare."""
CLOSELY = SIGN_INS >= 200
AT_WORK = [Role.IB_ER, Role.DIRECTIE, Role.LEERKRACHT] if CLOSELY else [Role.IB_ER]
PAUSE = 0.25  # seconds between two pages of one person
SOON, MANY = 3.0, 10  # in the short form: longer counts as having to wait, where pages do not take long by themselves
MOST = 1.5  # times as long


def draws(line: ClientConnection) -> float:
    """Seconds until a page was redrawn."""
    begun = time.perf_counter()
    click(line)
    message = ForwardMsg()
    while True:
        received = line.recv(timeout=PATIENCE)
        assert isinstance(received, bytes)
        message.ParseFromString(received)
        if message.WhichOneof("type") == "script_finished":
            return time.perf_counter() - begun


@dataclass
class AtWork:
    """Somebody with an open page, who requests it again and again, and the address of a page too."""

    server: Server
    cookie: str
    line: ClientConnection

    def turn(self) -> float:
        begun = time.perf_counter()
        response, _page = self.server.ask("/", cookie=self.cookie)
        assert response.status == 200
        return time.perf_counter() - begun + draws(self.line)


@pytest.fixture
def at_work(server: Server) -> Iterator[list[AtWork]]:
    with ExitStack() as opened:
        people = []
        for role in AT_WORK:
            cookie = server.sign_in(role)
            line = opened.enter_context(dial(server, cookie, server.origin))
            people.append(AtWork(server, cookie, line))
            people[-1].turn()  # warm-up
        yield people


def work(people: list[AtWork], goes_on: Callable[[int], bool]) -> list[float]:
    """How long each turn took, with everybody at once, until told to stop."""

    def one(person: AtWork) -> list[float]:
        took: list[float] = []
        while goes_on(len(took)):
            took.append(person.turn())
            time.sleep(PAUSE)
        return took

    with ThreadPoolExecutor(len(people)) as everybody:
        return [each for took in everybody.map(one, people) for each in took]


def turns(people: list[AtWork]) -> list[float]:
    return work(people, lambda done: done < TURNS)


def hand_in(server: Server, email: str, password: str, address: str = "192.0.2.250") -> int:
    """Sign in; return the status. The last of two hundred may wait for minutes on a busy machine."""
    connection = HTTPConnection("localhost", server.port, timeout=10 * PATIENCE)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": address}
    with closing(connection):
        connection.request("POST", "/inloggen", urlencode({"email": email, "password": password}), headers)
        return connection.getresponse().status


def p95(took: list[float]) -> float:
    return statistics.quantiles(took, n=20, method="inclusive")[-1]


def holds(without: list[float], meanwhile: list[float], what: str) -> None:
    """Check that nobody had to wait, and in the long form that pages took hardly longer."""
    print(
        f"{what}: p95 {p95(without) * 1000:.0f} ms without ({len(without)} pages), {p95(meanwhile) * 1000:.0f} ms with"
    )
    assert max(meanwhile) < max(SOON, MANY * statistics.median(without)), (sorted(meanwhile)[-5:], without)
    if CLOSELY:
        assert p95(meanwhile) <= MOST * p95(without), (p95(meanwhile), p95(without))


@contextmanager
def lines_that_go_on(server: Server, sent: list[bytes]) -> Iterator[list[socket.socket]]:
    """Open this many connections, each with one of these beginnings of a request that never ends."""
    with ExitStack() as opened:
        lines = []
        for number in range(LINES):
            line = opened.enter_context(socket.create_connection(("localhost", server.port), PATIENCE))
            line.sendall(sent[number % len(sent)])
            lines.append(line)
        yield lines


def is_cut(line: socket.socket) -> bool:
    line.settimeout(0.01)
    try:
        return line.recv(4096) == b""
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False


def test_a_thousand_idle_lines_keep_nobody_waiting_and_are_cut(server: Server, at_work: list[AtWork]) -> None:
    host = f"Host: {server.host}\r\n".encode()
    heads = [b"", b"GET /inlog", b"GET /inloggen HTTP/1.1\r\n" + host]
    body = b"POST /inloggen HTTP/1.1\r\n" + host + b"Content-Type: application/x-www-form-urlencoded\r\n"
    body += b"Content-Length: 8000\r\n\r\nemail="
    without = turns(at_work)
    patience.allow_many_connections()
    begun = time.monotonic()
    with lines_that_go_on(server, [*heads, body]) as lines:
        opened_in = time.monotonic() - begun
        meanwhile = turns(at_work)
        if not CLOSELY:
            return holds(without, meanwhile, f"{LINES} lines")  # that they are cut off is tested in test_patience
        for which, within in ((heads, patience.WITHIN["IDLE"]), ([body], patience.WITHIN["SEND_BODY"])):
            left = [line for number, line in enumerate(lines) if [*heads, body][number % 4] in which]
            is_over = False  # so that the last look comes after the deadline
            while left and not is_over:
                is_over = time.monotonic() > begun + opened_in + within + 5
                left = [line for line in left if not is_cut(line)]
                time.sleep(0.5)
            assert left == [], f"{len(left)} are still there, {within} s after the last of {LINES} began"
    assert "Traceback" not in server.log.read_text()
    without += turns(at_work)
    holds(without, meanwhile, f"{LINES} lines")


@pytest.fixture(scope="module")
def _hashed_at_full_cost(_server: Server) -> None:
    """Sign everybody in once: the school was made with cheap hashes, which the first sign-in replaces by real ones."""
    for email in EMAIL.values() if CLOSELY else ():
        assert _server.hand_in(email, PASSWORD)[0].status == 303


@pytest.mark.usefixtures("_hashed_at_full_cost")
def test_a_whole_school_that_signs_in_at_once_keeps_nobody_at_work_waiting(
    server: Server, at_work: list[AtWork]
) -> None:
    without = turns(at_work)
    emails = list(EMAIL.values())
    at_once = threading.Barrier(SIGN_INS + 1)

    def sign_in(number: int) -> tuple[int, float]:
        at_once.wait(PATIENCE)
        begun = time.perf_counter()
        return hand_in(server, emails[number % len(emails)], PASSWORD), time.perf_counter() - begun

    with ThreadPoolExecutor(SIGN_INS) as everybody:
        done: list[Future[tuple[int, float]]] = [everybody.submit(sign_in, number) for number in range(SIGN_INS)]
        at_once.wait(PATIENCE)
        begun = time.perf_counter()
        meanwhile = work(at_work, lambda _done: not all(each.done() for each in done))
        lasted = time.perf_counter() - begun
    assert {each.result()[0] for each in done} == {303}
    slowest = max(each.result()[1] for each in done)
    print(f"{SIGN_INS} sign-ins in {lasted:.1f} s, the last after {slowest:.1f} s")
    without += turns(at_work)
    holds(without, meanwhile, f"{SIGN_INS} sign-ins at once")


def test_while_many_sign_in_the_page_for_it_opens_and_signing_out_works(server: Server) -> None:
    cookie = server.sign_in()
    with ThreadPoolExecutor(some := 4) as everybody:
        waiting = [
            everybody.submit(hand_in, server, f"{n}@linde.example", "x" * 20, f"192.0.2.{n}") for n in range(some)
        ]
        assert server.ask("/inloggen")[0].status == 200
        assert server.ask("/uitloggen", "POST", cookie=cookie)[0].status == 303
        before = sum(not each.done() for each in waiting)
    assert {each.result() for each in waiting} == {401}
    assert before > 0, "both waited until everybody had signed in"
