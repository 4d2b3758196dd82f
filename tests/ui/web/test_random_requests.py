"""Random requests to the running program: they open nothing, reveal nothing, and do not bring it down.

A few hundred here; `make torture` sends ten thousand. A failure names the request, and the seed repeats it.
"""

import os
import random
import re
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from db.store.engine import engine
from meldcode.rollen import Role
from tests.ui.conftest import PATIENCE, Server
from tests.ui.planted import WORDS, Planted, cookies_that_are_none, plant

REQUESTS = int(os.environ.get("MELDROUTE_REQUESTS", "400"))
SEED = int(os.environ.get("MELDROUTE_SEED", "20261125"))

# What may never be in a response or a log: words of the dossier, stack frames, SQL, paths of the machine.
TELLING = (
    *WORDS,
    "Traceback",
    'File "',
    "site-packages",
    "SELECT ",
    "sqlalchemy",
    "school.key",
    "school.sqlite",
    "root:",
)
OPEN_PATHS = ("/inloggen", "/meldroute.js", "/meldroute.css", "/meldroute.svg", "/_stcore/health", "/favicon.png")
PATHS = [
    "/", "/start", "/stap-1", "/dossier", "/directie", "/beheer", "/register", "/inloggen", "/uitloggen",
    "/inloggen/sso", "/inloggen/sso/terug", "/bijlage", "/media", "/component/x", "/_stcore/health",
    "/_stcore/metrics", "/_stcore/stream", "/_stcore/host-config", "/_stcore/upload_file/s/f", "/_stcore/agent/mcp",
    "/_stcore/bidi-components/x", "/_stcore/script-health-check", "/auth/login", "/oauth2callback", "/static",
    "/static/js", "/static/index.html", "/app/static", "/favicon.png", "/meldroute.js", "/data/meldroute.sqlite",
    "/index.html", "*", "",
]  # fmt: skip
ODD = [
    "..", "../..", "%2e%2e", "..%2f..%2f", "%00", "%ff", "//", "\\", "%5c..%5c", "etc/passwd", "data/meldroute.key",
    "{dossier}", "{bijlage}", "é", "%c3%28", ";", "%0d%0aX: y", "a" * 3000, "<script>", "'--", "index.html", ".env",
    "~", "?", "#", "meldroute.sqlite",
]  # fmt: skip
METHODS = ["GET"] * 6 + [
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "get",
    "X" * 40,
]
VALUES = [
    "", "*/*", "text/html", "1", "-1", "null", "https://elders.example", "http://{host}", "{host}", "gzip, br",
    "bytes=0-9", "bytes=-1", "bytes=9-1", "0" * 2000, "\x80\xff", "meldroute=x", "websocket", "Upgrade",
    "application/json", "%00", "multipart/form-data; boundary=b", "multipart/form-data",
    "application/x-www-form-urlencoded", "chunked", "*", "same-origin", "127.0.0.1", "https",
    "Thu, 01 Jan 1970 00:00:00 GMT", '"etag"', "utf-99", "{session}",
]  # fmt: skip
HEADERS = [
    "Accept", "Accept-Encoding", "Range", "If-Range", "If-None-Match", "If-Modified-Since", "Origin", "Referer",
    "Host", "Content-Type", "X-Mc-Session", "X_Mc_Session", "X-Forwarded-Proto", "X-Forwarded-For", "X-Xsrftoken",
    "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol",
    "Sec-Fetch-Site", "Expect", "Authorization", "X-Http-Method-Override", "X-Original-Url", "Transfer-Encoding",
    "Cookie", "X" * 300,
]  # fmt: skip
COOKIES = [
    "meldroute=", "meldroute=\x00", '"', "meldroute=x; meldroute=y", "__Host-meldroute=x", "_streamlit_user=x",
    "_streamlit_xsrf=2|x|y|z", "=;=;", "a" * 5000, "\xff\xfe=\x80", "meldroute-sso=x", "_streamlit_user_tokens=e30",
]  # fmt: skip
PART = b"--b\r\nContent-Disposition: x\r\n\r\n"
FORM = b"email=ib_er%40linde.example&password=x"


@dataclass(frozen=True)
class Asked:
    """A request, byte for byte, and whether it carries the cookie of somebody who may not read the dossier."""

    raw: bytes
    target: str
    signed_in: bool


def request(chance: random.Random, fill: Callable[[str], str], cookies: list[str], living: str) -> Asked:
    """A random request: half would be right from somebody else, half are wrong in many ways."""
    wrong = chance.random() < 0.5
    target = chance.choice(PATHS)
    for _ in range(chance.choice([0, 1, 1, 2, 4] if wrong else [0, 0, 0, 1])):
        odd = chance.choice(ODD)
        target += chance.choice(["/", "/", ""]) + (quote(odd) if chance.random() < 0.3 else odd)
    if chance.random() < 0.3:
        names = chance.choices(["dossier", "q", "state", "code", ""], k=3)
        target += "?" + "&".join(f"{name}={chance.choice(ODD)}" for name in names)
    if chance.random() < 0.03:
        target = f"http://elders.example{target}"
    signed_in = chance.random() < 0.3
    noise = "".join(chance.choices("ab=;\x01\xe9 ", k=30))
    cookie = living if signed_in else chance.choice([*cookies, *COOKIES, noise] if wrong else cookies)
    named = [("Host", "{host}"), ("Connection", "close"), ("Cookie", cookie), ("Accept", chance.choice(VALUES[1:3]))]
    named += [(chance.choice(HEADERS), chance.choice(VALUES)) for _ in range(chance.choice([1, 2, 5]) if wrong else 0)]
    bodies = [b"", b"", FORM, chance.randbytes(200), b'{"a": ' * 500, PART, bytes(9000)]
    body = chance.choice(bodies if wrong else [b"", b"", FORM])
    if body:
        named.append(("Content-Length", str(len(body) + (chance.choice([0] * 18 + [5, -3]) if wrong else 0))))
    method, version = chance.choice(METHODS if wrong else METHODS[:8]), chance.choice(["1.1"] * 9 + ["9"] * wrong)
    lines = [f"{method} {fill(target) or '/'} HTTP/{version}", *(f"{name}: {fill(value)}" for name, value in named)]
    return Asked("\r\n".join(lines).encode("utf-8", "replace") + b"\r\n\r\n" + body, fill(target), signed_in)


def answer(server: Server, raw: bytes) -> bytes:
    """Everything that comes back before the connection closes, or the program waits for more of the request."""
    got = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as line, suppress(OSError):
        line.sendall(raw)
        while part := line.recv(65536):
            got += part
    return got


def _is_bundle(body: bytes, bundles: set[bytes]) -> bool:
    return not body or body in bundles or b"<title>Meldroute" in body


def objections(asked: Asked, got: bytes, bundles: set[bytes], host: str) -> list[str]:
    """What is wrong with a response, in words."""
    head, _, body = got.partition(b"\r\n\r\n")
    status = int(head[9:12]) if head else 0
    found = [f"it tells {word!r}" for word in TELLING if word.encode() in got and b"text/javascript" not in head]
    if status >= 500:
        found.append(f"status {status}")
    path = unquote(asked.target.partition("?")[0].partition("#")[0].removeprefix("http://elders.example"))
    if status in (200, 206) and not asked.signed_in:
        if path not in OPEN_PATHS and not path.startswith("/static/"):
            found.append("it is open without a session")
        elif (
            path.startswith("/static/")
            and status == 200
            and body
            and body not in bundles
            and b"<title>Meldroute" not in body
        ):
            found.append("it is no bundle of Streamlit")
    own = ("own.example", host)
    place = re.search(rb"(?im)^location: (.*)\r$", head + b"\r")
    if place and urlsplit(urljoin("http://own.example/a/b", place[1].decode("latin-1"))).netloc not in own:
        found.append("it leads elsewhere")
    if b"content-security-policy" not in head and status not in (0, 400, 101):
        found.append("it lacks the headers")
    return found


@pytest.fixture(scope="module")
def planted(_server: Server) -> Iterator[Planted]:
    with pytest.MonkeyPatch.context() as patch:
        yield plant(_server, patch)
        engine().dispose()


@pytest.fixture(scope="module")
def bundles() -> set[bytes]:
    return {file.read_bytes() for file in (Path(streamlit.__file__).parent / "static").rglob("*") if file.is_file()}


def log_of(server: Server) -> str:
    return server.log.read_text()


def test_no_request_opens_anything_or_fells_the_program(server: Server, planted: Planted, bundles: set[bytes]) -> None:
    chance = random.Random(SEED)  # noqa: S311
    living, none = server.sign_in(Role.BEHEERDER), list(cookies_that_are_none(server).values())
    before = len(log_of(server))

    def fill(text: str) -> str:
        text = text.replace("{dossier}", planted.dossier).replace("{bijlage}", planted.bijlage)
        return text.replace("{host}", server.host).replace("{session}", living.partition("=")[2])

    statuses: Counter[bytes] = Counter()
    for number in range(REQUESTS):
        asked = request(chance, fill, none, living)
        got = answer(server, asked.raw)
        statuses[got[9:12]] += 1
        assert objections(asked, got, bundles, server.host) == [], (
            f"request {number} of seed {SEED}: {asked.raw[:2000]!r}\n{got[:500]!r}"
        )
    assert {b"200", b"400", b"401", b"404"} <= set(statuses), f"too tame: {statuses}"
    log = log_of(server)[before:]
    assert [word for word in WORDS if word in log] == []
    # A body that violates HTTP half-way is refused by h11, and uvicorn logs that; nothing else may go wrong.
    assert log.count("Exception in ASGI application") == len(re.findall("^LocalProtocolError$", log, re.MULTILINE))
    assert server.ask("/_stcore/health")[0].status == 200


def message(chance: random.Random) -> bytes | str:
    """Websocket messages that a page might send, and ones that none would."""
    if chance.random() < 0.2:
        return chance.randbytes(chance.choice([0, 1, 50, 5000]))
    if chance.random() < 0.1:
        return "".join(chance.choices("ab\x00é{}", k=20))
    said = BackMsg()
    kind = chance.choice(["rerun", "rerun", "rerun", "heartbeat", "upload", "stop", "clear", "debug", "shutdown"])
    if kind == "rerun":
        said.rerun_script.query_string = chance.choice(["", "dossier=x", "a" * 5000, "%ff", "dossier=%00"])
        said.rerun_script.page_name = chance.choice(["", "beheer", "dossier", "../x", "stap-1", "é" * 50])
        said.rerun_script.page_script_hash = chance.choice(["", "x", "0" * 32])
        state = said.rerun_script.widget_states.widgets.add()
        state.id = chance.choice(["", "x", "$$ID-0-None", "a" * 2000])
        state.string_value = chance.choice(["", "x", "\x00", "é" * 100])
        said.rerun_script.fragment_id = chance.choice(["", "", "x"])
    elif kind == "heartbeat":
        said.app_heartbeat = True
    elif kind == "upload":
        asked = said.file_urls_request
        asked.request_id, asked.session_id = "r", chance.choice(["", "x"])
        asked.file_names.append(chance.choice(["a.pdf", "../../x", "\x00"]))
    elif kind == "stop":
        said.stop_script = True
    elif kind == "clear":
        said.clear_cache = True
    elif kind == "debug":
        said.debug_disconnect_websocket = True
    else:
        said.debug_shutdown_runtime = True
    return said.SerializeToString()


@pytest.mark.parametrize("role", [Role.BEHEERDER, Role.LEERKRACHT])
def test_no_message_on_the_websocket_tells_anything_or_fells_the_program(
    server: Server, planted: Planted, role: Role
) -> None:
    chance = random.Random(SEED)  # noqa: S311
    cookie, before, heard = server.sign_in(role), len(log_of(server)), 0
    assert planted.dossier
    for _ in range(max(1, REQUESTS // 80)):
        protocol = chance.choice(["streamlit", "x", planted.dossier])
        with connect(
            f"ws://{server.host}/_stcore/stream",
            additional_headers={"Origin": server.origin, "Cookie": cookie},
            subprotocols=[Subprotocol(each) for each in ("streamlit", protocol, "x")],
            compression=None,
            open_timeout=PATIENCE,
        ) as line:
            try:
                for _ in range(10):
                    line.send(message(chance))
                patience: float = PATIENCE  # seconds for the first message; later ones are optional
                while True:
                    got = line.recv(timeout=patience)
                    heard, patience = heard + 1, 0.3
                    assert isinstance(got, bytes)
                    assert [word for word in TELLING if word.encode() in got] == []
            except (ConnectionClosed, TimeoutError):
                pass
    assert heard, "it said nothing at all"
    # A forged widget may break the sender's own page: the log then has stack frames, without a message.
    log = log_of(server)[before:]
    assert [word for word in (*WORDS, "Exception in ASGI") if word in log] == []
    assert server.ask("/_stcore/health")[0].status == 200
    assert server.ask("/", cookie=cookie)[0].status == 200


@pytest.mark.parametrize("session", ["s", "../..", "%00", "{session}"])
def test_an_upload_that_belongs_to_no_page_is_refused(server: Server, session: str) -> None:
    cookie = server.sign_in(Role.BEHEERDER)
    path = f"/_stcore/upload_file/{session.replace('{session}', cookie.partition('=')[2])}/f"
    for name in ("a.jpg", "../../x.pdf", "é" * 200 + ".png", "x\x00.jpg", "", '"; x="y'):
        part = f'--b\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n\r\nx\r\n--b--\r\n'.encode()
        for xsrf in ("", "2|aaaaaaaa|bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb|1700000000"):
            headers = {"x_xsrftoken": xsrf, "content_type": "multipart/form-data; boundary=b"}
            response, body = server.ask(path, "PUT", part, cookie=f"{cookie}; _streamlit_xsrf={xsrf}", **headers)
            assert 400 <= response.status < 500 and not any(word in body for word in TELLING), name
