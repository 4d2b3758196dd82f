"""The gate: without a valid session only what signing in needs is served; only the gate says whose session it is."""

import asyncio
from itertools import product
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from db.accounts import sessions
from meldcode.rollen import Role
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD, Linde, Server, token_of
from tests.ui.web.gate.asking import PATHS, a_bundle
from ui import clock
from ui.web import gate

# Who gets in


def test_without_a_cookie_only_the_sign_in_page_static_files_and_health_answer(server: Server) -> None:
    open_paths = {path for path in [*PATHS, a_bundle(server)] if server.ask(path)[0].status == 200}
    assert {path for path in open_paths if not path.startswith("/static/")} == {
        "/inloggen",
        gate.LINK,
        *gate.OWN_FILES,
        "/favicon.png",
        "/_stcore/health",
        gate.HEALTH,
    }


@pytest.mark.parametrize("path", ["/", "/stap-1", "/dossier?dossier=1"])
def test_a_visitor_without_a_session_is_led_to_the_sign_in_page(server: Server, path: str) -> None:
    response, _ = server.ask(path, accept="text/html,*/*")
    assert (response.status, response.headers["location"]) == (303, "/inloggen")
    assert server.ask(path)[0].status == 401
    assert server.ask(path, "POST", accept="text/html")[0].status == 401


def test_signing_out_with_a_session_that_is_gone_leads_to_the_sign_in_page(server: Server) -> None:
    response, _ = server.ask("/uitloggen", "POST")
    assert (response.status, response.headers["location"]) == (303, "/inloggen")


def test_media_components_uploads_and_settings_need_a_session(server: Server) -> None:
    asked = {
        "/media/0123456789abcdef.pdf": "GET",
        "/component/x/y.js": "GET",
        "/_stcore/upload_file/s/f": "PUT",
        "/_stcore/host-config": "GET",
    }
    answers = {path: server.ask(path, method)[0].status for path, method in asked.items()}
    assert answers == dict.fromkeys(asked, 401)


def test_metrics_and_the_agent_interface_are_not_there_for_anyone(server: Server) -> None:
    paths = (
        "/_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/agent",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
        "/_stcore/agent/anything",
    )
    asked = list(product(paths, ("GET", "POST"), ("", server.sign_in())))
    there = [each for each in asked if server.ask(each[0], each[1], "{}", cookie=each[2])[0].status != 404]
    assert there == []


def test_only_the_right_cookie_with_a_living_token_opens(server: Server) -> None:
    token = server.sign_in().partition("=")[2]
    assert server.ask("/", cookie=f"meldroute={token}")[0].status == 200
    others = ("meldroute=", "meldroute=x", "__Host-meldroute={}", "sid={}", "{}")
    assert [each for each in others if server.ask("/", cookie=each.format(token))[0].status != 401] == []


def test_the_stored_hash_is_no_key(server: Server) -> None:
    token = server.sign_in().partition("=")[2]
    assert server.ask("/", cookie=f"meldroute={sessions.token_hash(token)}")[0].status == 401


def test_a_cookie_replayed_after_signing_out_is_refused(server: Server) -> None:
    cookie = server.sign_in()
    assert server.ask("/", cookie=cookie)[0].status == 200
    assert server.ask("/uitloggen", "POST", cookie=cookie)[0].status == 303
    assert server.ask("/", cookie=cookie)[0].status == 401


# The header with the session, without a server


def pass_gate(*headers: tuple[str, str], kind: str = "http", scheme: str = "http") -> list[Scope]:
    """What an application behind the gate receives of one request; nothing when it is turned away."""
    seen: list[Scope] = []

    async def inner(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(_message: Message) -> None:
        pass

    raw = [(name.lower().encode(), value.encode()) for name, value in headers]
    scope: dict[str, Any] = {"type": kind, "path": "/", "headers": raw, "scheme": scheme}
    if kind == "http":
        scope["method"] = "GET"
    asyncio.run(gate.Gate(inner)(scope, receive, send))
    return seen


def a_token() -> str:
    token = token_of(EMAIL[Role.IB_ER], PASSWORD, clock.now())
    assert token
    return token


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_the_gate_alone_says_which_session_it_is(linde: Linde, kind: str) -> None:
    token = a_token()
    forged = [(name, "iemand-anders") for name in ("X-Mc-Session", "x-mc-session", "X_Mc_Session", "X-Mc-User")]
    own = [("Host", "school.nl"), ("Origin", "http://school.nl"), ("Cookie", f"a=b; meldroute={token}")]
    (scope,) = pass_gate(*forged, *own, kind=kind)
    ours = [(name, value) for name, value in scope["headers"] if b"mc" in name]
    assert ours == [(b"x-mc-session", sessions.token_hash(token).encode())]


def test_a_forged_session_header_without_a_cookie_gets_nowhere(linde: Linde) -> None:
    assert pass_gate(("X-Mc-Session", sessions.token_hash(a_token()))) == []


def test_the_cookie_must_fit_the_scheme(linde: Linde) -> None:
    token = a_token()
    assert pass_gate(("Cookie", f"meldroute={token}"), scheme="https") == []
    assert len(pass_gate(("Cookie", f"__Host-meldroute={token}"), scheme="https")) == 1
    assert pass_gate(("Cookie", f"__Host-meldroute={token}"), scheme="http") == []


def test_an_old_session_gets_nowhere(linde: Linde) -> None:
    token = token_of(EMAIL[Role.IB_ER], PASSWORD, MONDAY.replace(year=2020))
    assert pass_gate(("Cookie", f"meldroute={token}")) == []


@pytest.mark.usefixtures("empty_place")
def test_without_a_database_nobody_gets_in() -> None:
    assert pass_gate(("Cookie", "meldroute=x")) == []


ORIGINS = [
    ("http://school.nl", "school.nl", "http", True),
    ("https://school.nl:443", "school.nl", "https", True),
    ("https://school.nl", "school.nl:443", "wss", True),
    ("http://School.nl:8501", "school.nl:8501", "ws", True),
    ("http://school.nl", "school.nl", "https", False),
    ("http://school.nl", "school.nl", "wss", False),
    ("https://school.nl", "school.nl", "http", False),
    ("https://school.nl", "school.nl", "ws", False),
    ("http://school.nl:443", "school.nl:443", "https", False),
    ("http://school.nl:8501", "school.nl:8502", "http", False),
    ("http://school.nl", "school.nl:8501", "http", False),
    ("https://school.nl.evil.example", "school.nl", "https", False),
    ("https://evil.example/school.nl", "school.nl", "https", False),
    ("file://school.nl", "school.nl", "file", False),
    ("http://[", "school.nl", "http", False),
    ("null", "null", "http", False),
    ("", "", "http", False),
    (None, None, "http", False),
]


def test_an_origin_is_our_own_only_with_the_same_scheme_host_and_port() -> None:
    assert [each for each in ORIGINS if gate.is_own_origin(*each[:3]) is not each[3]] == []
