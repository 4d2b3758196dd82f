"""The security headers of every response, and the index page and our own files that they protect."""

import base64
import hashlib
import re
from itertools import product

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from tests.ui.conftest import Server
from tests.ui.web.gate.asking import PATHS, a_bundle
from ui.web import gate

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
HSTS = "strict-transport-security"


# Headers


def test_every_answer_carries_the_security_headers(server: Server) -> None:
    assert len(PATHS) > 20
    for path, cookie in product(PATHS, ("", server.sign_in())):
        response, _ = server.ask(path, cookie=cookie, accept="text/html")
        assert {name: response.headers[name] for name in HEADERS} == HEADERS, path
        assert "camera=()" in response.headers["permissions-policy"], path
        assert response.headers["content-security-policy"] == gate.content_security_policy(), path
        kept = "public, max-age=604800" if path in gate.LETTERS else "no-store"  # the typeface is nobody's
        assert response.headers["cache-control"] == kept, path


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
    assert '<html lang="nl" ' in html and "<title>Meldroute</title>" in html
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
        (gate.FIELDS_SCRIPT, "javascript"),
        (gate.PAPER_SCRIPT, "javascript"),
        (gate.STYLE, "css"),
        (gate.ICON, "svg"),
    ],
)
def test_our_own_files_are_served_as_what_they_are(server: Server, path: str, kind: str) -> None:
    response, body = server.ask(path)
    assert response.status == 200 and kind in response.headers["content-type"] and body


# A bug of ours


def test_a_mistake_of_ours_is_one_sentence_under_the_same_headers() -> None:
    async def failing(scope: Scope, _receive: Receive, _send: Send) -> None:
        assert scope["type"] == "websocket", "Sam van groep 5"

    app = gate.SecurityHeaders(failing)
    answer = TestClient(app, raise_server_exceptions=False).get("https://testserver/")
    assert (answer.status_code, answer.text) == (500, "Er ging iets mis.")
    assert HEADERS.items() <= dict(answer.headers).items() and "max-age=31536000" in answer.headers[HSTS]
    with pytest.raises(AssertionError):
        TestClient(app).get("/")
