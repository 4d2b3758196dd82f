"""Endless requests are cut off by the program itself (ADR 23); requests that are slow but complete are not."""

import asyncio
import operator
import resource
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from functools import partial
from unittest.mock import Mock

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.sync.client import connect

from tests.processes.waiting import until
from ui.web import patience

HEAD, BODY, ANSWER = 0.4, 1.0, 1.5
"""The limits, in seconds, that these tests use."""
METHODS = ["connection_made", "handle_events", "on_response_complete", "pause_writing", "resume_writing"]
METHODS += ["keepalive_timeout", "connection_lost"]
LARGE = 128 * 65_536  # bytes: more than Linux buffers for a connection that is not read
WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
POSTED = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n"


async def answered(request: Request) -> PlainTextResponse:
    body = await request.body()
    await asyncio.sleep(float(request.query_params.get("takes", 0)))
    return PlainTextResponse(f"read {len(body)}")


async def unread(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("refused")


async def large(_request: Request) -> Response:
    return Response(bytes(LARGE))


async def in_pieces(_request: Request) -> StreamingResponse:
    return StreamingResponse(bytes(65_536) for _ in range(LARGE // 65_536))


async def large_line(line: WebSocket) -> None:
    await line.accept()
    await line.send_bytes(bytes(LARGE))
    await line.receive()


async def echo(line: WebSocket) -> None:
    await line.accept()
    await line.send_text(await line.receive_text())


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """A uvicorn server as Streamlit starts it, with our limits on it."""
    for kind in (H11Protocol, WebSocketsSansIOProtocol):
        for name in [each for each in METHODS if hasattr(kind, each)]:
            monkeypatch.setattr(kind, name, getattr(kind, name))  # to be put back
    for state, seconds in zip(patience.WITHIN, (HEAD, BODY, ANSWER), strict=True):
        monkeypatch.setitem(patience.WITHIN, state, seconds)
    patience.cut_what_has_no_end()
    patience.cut_what_has_no_end()
    methods = ["GET", "POST"]
    routes = [Route("/", answered, methods=methods), Route("/unread", unread, methods=methods)]
    routes += [Route("/large", large), Route("/pieces", in_pieces)]
    app = Starlette(routes=[*routes, WebSocketRoute("/line", echo), WebSocketRoute("/large-line", large_line)])
    server = uvicorn.Server(uvicorn.Config(app, port=0, ws="websockets-sansio", log_config=None, lifespan="off"))
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        until(lambda: server.started)
        yield listening.getsockname()
        server.should_exit = True
        thread.join(20)
    assert patience._waiting == {}


def seconds_until_cut(address: tuple[str, int], *sent: bytes, drip: bytes = b"") -> float:
    """How long the connection stays open after sending this, optionally with one more byte now and then."""
    with socket.create_connection(address, 5) as line:
        begun = time.monotonic()
        for each in sent:
            line.sendall(each)
        line.settimeout(0.1)
        while time.monotonic() - begun < 10:
            try:
                if line.recv(4096) == b"":
                    break
            except TimeoutError:
                pass
            except ConnectionResetError:
                break
            if drip:
                try:
                    line.sendall(drip)
                except OSError:
                    break
        return time.monotonic() - begun


ENDLESS: dict[str, tuple[float, tuple[bytes, ...], bytes]] = {
    "nothing at all": (HEAD, (), b""),
    "half a line": (HEAD, (b"GET / HT",), b""),
    "half a head": (HEAD, (b"GET / HTTP/1.1\r\nHost: x\r\n",), b""),
    "a head without end": (HEAD, (b"GET / HTTP/1.1\r\nHost: x\r\nX: ",), b"a"),
    "half a head after a whole request": (HEAD, (WHOLE, b"GET / HTTP/1.1\r\n"), b"a"),
    "no body": (BODY, (POSTED,), b""),
    "half a body": (BODY, (POSTED, b"12345"), b""),
    "a body without end": (BODY, (POSTED.replace(b"10", b"1000000"),), b"a"),
    "a body in pieces without end": (
        BODY,
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",),
        b"1\r\na\r\n",
    ),
    "a body that nobody reads": (BODY, (POSTED.replace(b"10", b"1000000").replace(b" / ", b" /unread "),), b"a"),
}


def test_a_request_that_never_ends_is_cut(address: tuple[str, int]) -> None:
    with ThreadPoolExecutor(len(ENDLESS)) as all_at_once:
        lines = {
            what: all_at_once.submit(seconds_until_cut, address, *sent, drip=drip)
            for what, (_within, sent, drip) in ENDLESS.items()
        }
        took = {what: line.result() for what, line in lines.items()}
    wrong = {what: took[what] for what, (within, *_) in ENDLESS.items() if not within * 0.7 < took[what] < within + 2}
    assert wrong == {} and len(took) == 10


def reads(line: socket.socket, word: bytes) -> None:
    """Read until this word came; a response may come in parts."""
    came = b""
    while word not in came:
        part = line.recv(4096)
        assert part, came
        came += part


def test_what_comes_slowly_and_what_takes_long_is_answered(address: tuple[str, int]) -> None:
    """The program itself may take its time to answer."""
    with socket.create_connection(address, 5) as line:
        for _again in range(2):
            for piece in (POSTED[:20], POSTED[20:], b"12345", b"67890"):
                line.sendall(piece)
                time.sleep(HEAD / 5)
            reads(line, b"read 10")
        line.sendall(WHOLE.replace(b"/ ", f"/?takes={2 * BODY} ".encode()))
        reads(line, b"read 0")


def test_a_websocket_stays_open(address: tuple[str, int]) -> None:
    with connect(f"ws://{address[0]}:{address[1]}/line", compression=None) as line:
        time.sleep(BODY + HEAD)
        line.send("still there")
        assert line.recv(timeout=5) == "still there"


GET_LARGE, GET_PIECES = (WHOLE.replace(b"/ ", each) for each in (b"/large ", b"/pieces "))
DIALS = WHOLE.replace(b"/ ", b"/large-line ").replace(
    b"\r\n\r\n",
    b"\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
)


UNTAKEN = {
    "whole": GET_LARGE,
    "whole, and then closed": GET_LARGE.replace(b"x\r\n", b"x\r\nConnection: close\r\n"),
    "in pieces": GET_PIECES,
    "a line that stays open": DIALS,
}


def test_an_answer_that_is_not_taken_is_let_go_of(address: tuple[str, int]) -> None:
    """Responses of each kind: to a client that reads nothing, and to one that reads a byte now and then."""
    with ExitStack() as opened:
        lines = {(what, most): opened.enter_context(slow_at(address)) for what in UNTAKEN for most in (0, 1)}
        begun = time.monotonic()
        for (what, _most), line in lines.items():
            line.sendall(UNTAKEN[what])
        until(behind, lambda all_of_them: len(all_of_them) == 8)
        reset = set[tuple[str, int]]()
        while len(reset) < len(lines) and time.monotonic() < begun + 20:
            for (what, most), line in lines.items():
                try:
                    line.recv(most if behind() else LARGE)
                except ConnectionResetError:
                    reset.add((what, most))
            time.sleep(0.05)
        took = time.monotonic() - begun
    assert reset == set(lines) and ANSWER * 0.7 < took < ANSWER + 3, (took, reset)


def behind() -> list[patience.Line]:
    """The connections whose response is not being read."""
    return [line for line, (awaited, _timer) in patience._waiting.items() if awaited == patience.ANSWER]


def slow_at(address: tuple[str, int]) -> socket.socket:
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.settimeout(5)
    line.connect(address)
    return line


@pytest.mark.parametrize("asked", [GET_LARGE, GET_PIECES], ids=["whole", "in pieces"])
def test_an_answer_that_is_taken_slowly_arrives_whole(
    address: tuple[str, int], asked: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A body may take longer than headers may, and longer than an idle connection is kept."""
    monkeypatch.setitem(patience.WITHIN, "ANSWER", 60.0)
    with slow_at(address) as line:
        line.sendall(asked)
        until(behind)
        time.sleep(3 * HEAD)
        came = 0
        while came < LARGE:
            part = line.recv(1_000_000)
            assert part, f"cut off after {came} bytes"
            came += len(part)


def test_of_too_many_bytes_that_nobody_takes_the_longest_waiting_are_let_go_of(
    address: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "MOST_BYTES", LARGE)
    monkeypatch.setitem(patience.WITHIN, "ANSWER", 60.0)
    with slow_at(address) as first, slow_at(address) as second:
        first.sendall(GET_LARGE)
        (longest,) = until(behind)
        second.sendall(GET_LARGE)
        until(behind, lambda left: len(left) == 1 and left != [longest])


def test_of_too_many_that_are_waited_for_the_longest_is_cut(
    address: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "MOST", 3)
    monkeypatch.setitem(patience.WITHIN, "IDLE", 60.0)
    lines = []
    for wanted in (1, 2, 3, 3, 3):
        lines.append(socket.create_connection(address, 5))
        until(lambda: len(patience._waiting), partial(operator.eq, wanted))
    until(lambda: lines[1].recv(1), partial(operator.eq, b""))
    assert lines[0].recv(1) == b""
    for line in lines[2:]:
        line.sendall(WHOLE)
        reads(line, b"read 0")
    for line in lines:
        line.close()


def test_the_times_are_those_that_are_stated() -> None:
    """The limits are also in docs/proxy.md."""
    assert list(patience.WITHIN.values()) == [15, 120, 120]


def test_the_program_may_have_as_many_open_files_as_it_can_get(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda _what, limits: asked.append(limits))
    for now, most in ((1024, 4096), (1024, 1_000_000), (1024, resource.RLIM_INFINITY), (80_000, 1_000_000)):
        monkeypatch.setattr(resource, "getrlimit", Mock(return_value=(now, most)))
        patience.allow_many_connections()
    assert asked == [(4096, 4096), (65_536, 1_000_000), (65_536, resource.RLIM_INFINITY)]
