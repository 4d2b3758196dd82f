"""What stands between the network and Streamlit: most of it asked of the program as a school runs it."""

import asyncio
import base64
import hashlib
import logging
import re
from itertools import product
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from db.accounts import accounts, sessions
from db.store.engine import EVERY_SCHOOL, transaction
from meldcode.rollen import Role
from tests.ui.conftest import EMAIL, MONDAY, PASSWORD, PATIENCE, Linde, Server, token_of
from ui import clock, startup
from ui.web import gate

STREAM = "/_stcore/stream"
SCRIPTS = (gate.SCRIPT, gate.ADDRESS_SCRIPT, gate.ANSWER_SCRIPT)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
HSTS = "strict-transport-security"
PATHS = [
    "/",
    "/start",
    "/stap-1",
    *gate.BEFORE,
    gate.SESSION,
    "/uitloggen",
    gate.SSO,
    gate.SSO_BACK,
    *gate.OWN_FILES,
    "/favicon.png",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/media/0123456789abcdef.pdf",
    "/component/x/y.js",
    "/static/js/nothing.js",
    "/geen/zo/een/pagina",
]


def a_bundle(server: Server) -> str:
    _, index = server.ask("/", cookie=server.sign_in())
    found = re.search(r'src="\./(static/js/index[^"]+)"', index)
    assert found
    return "/" + found[1]


# Who gets in


def test_without_a_cookie_only_the_sign_in_page_static_files_and_health_answer(server: Server) -> None:
    open_paths = {path for path in [*PATHS, a_bundle(server)] if server.ask(path)[0].status == 200}
    assert {path for path in open_paths if not path.startswith("/static/")} == {
        "/inloggen",
        gate.LINK,
        *gate.OWN_FILES,
        "/favicon.png",
        "/_stcore/health",
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


# The websocket


def dial(server: Server, cookie: str = "", origin: str | None = None, **headers: str) -> ClientConnection:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    named |= {"Cookie": cookie} if cookie else {}
    named |= {"Origin": origin} if origin else {}
    return connect(f"ws://{server.host}{STREAM}", additional_headers=named, compression=None, open_timeout=PATIENCE)


def click(line: ClientConnection) -> None:
    message = BackMsg()
    message.rerun_script.query_string = ""
    line.send(message.SerializeToString())


def test_a_session_and_the_own_origin_open_the_websocket(server: Server) -> None:
    with dial(server, server.sign_in(), server.origin) as line:
        click(line)
        assert line.recv(timeout=PATIENCE)


@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://localhost:9999", "http://127.0.0.1:{port}", "https://elders.example", "file://{host}"],
)
def test_a_websocket_with_a_foreign_or_missing_origin_is_refused(server: Server, origin: str | None) -> None:
    if origin:
        origin = origin.format(port=server.port, host=server.host)
    with pytest.raises(InvalidStatus) as refused:
        dial(server, server.sign_in(), origin)
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("cookie", ["", "meldroute=x"])
def test_a_websocket_without_a_session_is_refused_whatever_header_it_forges(server: Server, cookie: str) -> None:
    session = sessions.token_hash(server.sign_in().partition("=")[2])
    with pytest.raises(InvalidStatus) as refused:
        dial(server, cookie, server.origin, X_Mc_Session=session)
    assert refused.value.response.status_code == 403


def listen(line: ClientConnection) -> None:
    while True:
        line.recv(timeout=PATIENCE)


def closed_with(line: ClientConnection) -> int | None:
    click(line)
    with pytest.raises(ConnectionClosed) as ended:
        listen(line)
    return ended.value.rcvd.code if ended.value.rcvd else None


def test_signing_out_elsewhere_ends_an_open_page_at_its_next_click(server: Server) -> None:
    cookie = server.sign_in()
    with dial(server, cookie, server.origin) as line:
        click(line)
        line.recv(timeout=PATIENCE)
        server.ask("/uitloggen", "POST", cookie=cookie)
        assert closed_with(line) == gate.SESSION_ENDED


def test_blocking_an_account_ends_its_open_page_at_the_next_click(server: Server) -> None:
    account = server.linde.accounts[Role.LEERKRACHT]
    with dial(server, server.sign_in(Role.LEERKRACHT), server.origin) as line:
        with transaction(EVERY_SCHOOL) as connection:
            accounts.set_active(connection, account, False, server.linde.id)
        try:
            assert closed_with(line) == gate.SESSION_ENDED
        finally:
            with transaction(EVERY_SCHOOL) as connection:
                accounts.set_active(connection, account, True, server.linde.id)


# The header that says who it is, without a server


def pass_gate(*headers: tuple[str, str], kind: str = "http", scheme: str = "http") -> list[Scope]:
    """What an application behind the gate gets to see of one request: nothing, when it is turned away."""
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


# Headers


def test_every_answer_carries_the_security_headers(server: Server) -> None:
    assert len(PATHS) > 20
    for path, cookie in product(PATHS, ("", server.sign_in())):
        response, _ = server.ask(path, cookie=cookie, accept="text/html")
        assert {name: response.headers[name] for name in HEADERS} == HEADERS, path
        assert "camera=()" in response.headers["permissions-policy"], path
        assert response.headers["content-security-policy"] == gate.content_security_policy(), path
        assert response.headers["cache-control"] == "no-store", path


def test_only_the_bundles_of_streamlit_may_be_kept_by_a_cache(server: Server) -> None:
    bundle = a_bundle(server)
    assert "immutable" in server.ask(bundle)[0].headers["cache-control"]


def test_scripts_run_from_this_server_only_and_never_from_a_string() -> None:
    policy = dict(part.split(" ", 1) for part in gate.content_security_policy().split("; "))
    assert policy["default-src"] == "'none'" and policy["frame-ancestors"] == "'none'"
    assert re.fullmatch(r"'self'( 'sha256-[A-Za-z0-9+/]{43}=')+", policy["script-src"])
    assert "unsafe-eval" not in gate.content_security_policy()


# The index


@pytest.mark.parametrize("path", ["/", "/stap-1", "/een/diep/pad"])
def test_the_index_is_dutch_ours_and_carries_the_script(server: Server, path: str) -> None:
    cookie = server.sign_in()
    response, html = server.ask(path, cookie=cookie, accept_encoding="gzip, br", range="bytes=0-99")
    assert response.status == 200 and "content-encoding" not in response.headers
    assert int(response.headers["content-length"]) == len(html.encode())
    assert '<html lang="nl">' in html and "<title>Meldroute</title>" in html
    assert '<script src="/meldroute.js" defer></script>' in html.partition("</head>")[0]
    assert "Streamlit<" not in html and "agent" not in html and "service-desc" not in html


def test_every_inline_script_of_the_index_is_allowed_by_its_hash(server: Server) -> None:
    response, html = server.ask("/", cookie=server.sign_in())
    inline = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", html, re.DOTALL)
    assert inline
    for script in inline:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in response.headers["content-security-policy"]


def test_an_index_is_never_answered_with_not_modified(server: Server) -> None:
    cookie = server.sign_in()
    response, _ = server.ask("/", cookie=cookie)
    assert "etag" not in response.headers and "last-modified" not in response.headers
    again, html = server.ask("/", cookie=cookie, if_modified_since="Fri, 01 Jan 2100 00:00:00 GMT")
    assert again.status == 200 and "meldroute.js" in html


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (gate.SCRIPT, "javascript"),
        (gate.ADDRESS_SCRIPT, "javascript"),
        (gate.ANSWER_SCRIPT, "javascript"),
        (gate.STYLE, "css"),
        (gate.ICON, "svg"),
    ],
)
def test_our_own_files_are_served_as_what_they_are(server: Server, path: str, kind: str) -> None:
    response, body = server.ask(path)
    assert response.status == 200 and kind in response.headers["content-type"] and body


# Start-up and errors


@pytest.mark.usefixtures("server")
def test_the_settings_in_the_repository_are_the_required_ones() -> None:
    assert startup.differences() == []


def test_a_setting_that_differs_is_reported() -> None:
    assert len(startup.REQUIRED) > 10
    for option in startup.REQUIRED:
        other = {**startup.REQUIRED, option: "anders"}
        found = startup.differences(other.__getitem__, {})
        assert len(found) == 1 and found[0].startswith(option), option


def test_the_environment_may_say_where_this_installation_stands_but_not_who_may_call_it() -> None:
    hosts = ["meldroute.school.nl"]
    there = {**startup.REQUIRED, "server.address": "0.0.0.0", "server.allowedHosts": hosts}  # noqa: S104
    environment = dict.fromkeys(startup.MAY_DIFFER.values(), "set")
    assert startup.differences(there.__getitem__, environment) == []
    assert len(startup.differences(there.__getitem__, {})) == 2, "an option of the command line is no environment"
    for anyone in ([], ["*"]):
        assert len(startup.differences({**there, "server.allowedHosts": anyone}.__getitem__, environment)) == 1
    telling = {**there, "client.showErrorDetails": "full"}
    assert len(startup.differences(telling.__getitem__, environment)) == 1


def test_the_word_of_any_proxy_at_all_is_not_taken() -> None:
    assert startup.differences(startup.REQUIRED.__getitem__, {"FORWARDED_ALLOW_IPS": "127.0.0.1,10.0.0.2"}) == []
    for anyone in ("*", "127.0.0.1,*"):
        (found,) = startup.differences(startup.REQUIRED.__getitem__, {"FORWARDED_ALLOW_IPS": anyone})
        assert "adressen van de proxy" in found


def test_a_mistake_of_ours_is_one_sentence_under_the_same_headers() -> None:
    async def failing(scope: Scope, _receive: Receive, _send: Send) -> None:
        assert scope["type"] == "websocket", "Sam van groep 5"

    app = gate.SecurityHeaders(failing)
    answer = TestClient(app, raise_server_exceptions=False).get("https://testserver/")
    assert (answer.status_code, answer.text) == (500, "Er ging iets mis.")
    assert HEADERS.items() <= dict(answer.headers).items() and "max-age=31536000" in answer.headers[HSTS]
    with pytest.raises(AssertionError):
        TestClient(app).get("/")


def test_text_on_the_websocket_ends_it_before_streamlit_fails_over_it(server: Server) -> None:
    with dial(server, server.sign_in(), server.origin) as line:
        line.send("tekst")
        with pytest.raises(ConnectionClosed) as ended:
            listen(line)
    assert ended.value.rcvd and ended.value.rcvd.code == gate.NOT_OURS


def fail_about_a_child() -> None:
    try:
        raise ValueError("Sam van groep 5")
    except ValueError as error:
        raise RuntimeError("Sam, BSN 123456782") from error


def test_a_failing_page_shows_a_code_and_logs_it_with_frames_but_no_message(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr("streamlit.error", shown.append)
    with pytest.raises(RuntimeError) as failed:
        fail_about_a_child()
    assert startup.script_failed(failed.value) is True
    code = re.search(r"Foutcode ([0-9A-F]{6})\.", shown[0])
    assert code and code[1] in caplog.text
    assert "RuntimeError" in caplog.text and "ValueError" in caplog.text and "fail_about_a_child" in caplog.text
    logged = caplog.text.replace('raise ValueError("Sam van groep 5")', "").replace('BSN 123456782")', "")
    assert "Sam van groep 5" not in logged and "BSN" not in logged


def test_no_log_of_anyone_holds_the_message_of_an_exception() -> None:
    before = logging.getLogRecordFactory()
    try:
        startup.keep_messages_out_of_logs()
        startup.keep_messages_out_of_logs()
        with pytest.raises(KeyError) as failed:
            dict[str, int]()["Sam" + "my"]
        record = logging.getLogRecordFactory()(
            "streamlit.error_util", logging.ERROR, "f", 1, "Uncaught", (), (KeyError, failed.value, failed.tb)
        )
        written = logging.Formatter().format(record)
    finally:
        logging.setLogRecordFactory(before)
    assert "KeyError" in written and "line" in written and "Sammy" not in written
