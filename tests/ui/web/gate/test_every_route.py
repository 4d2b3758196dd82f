"""Every route of the program, requested without a right to it. The program names the routes, verdicts are by hand."""

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from itertools import product
from urllib.parse import urlencode

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from db.store.engine import engine
from meldcode.rollen import Role
from tests.ui.conftest import EMAIL, PASSWORD, PATIENCE, AppSays, Server
from tests.ui.planted import WORDS, Planted, cookies_that_are_none, plant
from ui.web import gate

READ = ("GET", "HEAD")
ANY = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
OPEN, TO_SIGN_IN, SHUT, REFUSED, NOT_THERE, NO_FORM, NO_SUCH_METHOD = 200, 303, 401, 403, 404, 415, 405
KEPT = "public, max-age=604800"  # the typeface, which is nobody's
SHUT_SAYS = b"Niet ingelogd."

# What a request without a session gets. A new route needs a verdict here: SHUT, unless there is a reason otherwise.
VERDICTS: dict[str, dict[tuple[str, ...], int]] = {
    "/inloggen": {READ: OPEN, ("POST",): NO_FORM},
    "/inloggen/code": {READ: TO_SIGN_IN, ("POST",): NO_FORM},
    "/inloggen/link": {READ: OPEN, ("POST",): NO_FORM},
    "/inloggen/eerste": {READ: TO_SIGN_IN, ("POST",): NO_FORM},  # the school has its first account already
    "/uitloggen": {("POST",): TO_SIGN_IN},
    "/sessie": {READ: SHUT, ("POST",): SHUT},
    "/rol": {("POST",): SHUT},
    "/link.js": {READ: OPEN},
    "/meldroute.js": {READ: OPEN},
    "/adres.js": {READ: OPEN},
    "/antwoord.js": {READ: OPEN},
    "/acuut.js": {READ: OPEN},
    "/woorden.js": {READ: OPEN},
    "/typen.js": {READ: OPEN},
    **dict.fromkeys(("/velden.js", "/papier.js", "/gezondheid"), {READ: OPEN}),
    "/meldroute.css": {READ: OPEN},
    "/meldroute.svg": {READ: OPEN},
    **dict.fromkeys(("/letter.woff2", "/letter-ext.woff2"), {READ: OPEN}),
    "/tokens.css": {READ: OPEN},
    "/inloggen/sso": {READ: NOT_THERE},  # off, as it comes
    "/inloggen/sso/terug": {READ: NOT_THERE},
    "/getypt": {("POST",): SHUT},
    "/bijlage/{dossier_id}/{bijlage_id}": {READ: SHUT},
    "/papier/{dossier_id}/dossier.pdf": {READ: SHUT},
    "/papier/{dossier_id}/belkaart.pdf": {READ: SHUT},
    "/papier/{dossier_id}/leidraad.pdf": {READ: SHUT},
    "/papier/{dossier_id}/brief.docx": {READ: SHUT},
    "/papier/{dossier_id}/inzage.pdf": {READ: SHUT},
    "/papier/{dossier_id}/melding.pdf": {READ: SHUT},
    "/papier/{dossier_id}/losblad.pdf": {READ: SHUT},
    "/papier/{dossier_id}/nota.pdf": {READ: SHUT},
    "/papier/{dossier_id}/besprekingsblad.pdf": {READ: SHUT},
    "/directie/{dossier_id}/nota.pdf": {READ: SHUT},
    "/verklaring/{dossier_id}.pdf": {READ: SHUT},
    "/belkaart.pdf": {READ: SHUT},
    "/leerlingbespreking/scherm": {READ: SHUT},
    "/leerlingbespreking/scherm.js": {READ: SHUT},
    "/leerlingbespreking/scherm.css": {READ: SHUT},
    "/leerlingbespreking/scherm/nu": {READ: SHUT},
    "/leerlingbespreking/scherm/stuur": {("POST",): SHUT},
    "/leerlingbespreking/actielijst": {READ: SHUT},
    "/overdragen/lijst.pdf": {READ: SHUT},
    "/cijfers/{bestand}": {READ: SHUT},
    **dict.fromkeys(("/meldcode.pdf", "/oefenen/bewijs.pdf", "/privacy.pdf", "/handleiding/{naam}.jpeg"), {READ: SHUT}),
    "/agenda/{token}.ics": {READ: NOT_THERE},  # the address is the secret, and this one is nobody's
    "/_stcore/health": {READ: OPEN, ("OPTIONS",): 204},
    "/_stcore/metrics": {(*READ, "OPTIONS"): NOT_THERE},
    "/_stcore/host-config": {READ: SHUT},
    "/media/{file_id:path}": {(*READ, "OPTIONS"): SHUT},
    "/_stcore/upload_file/{session_id}/{file_id}": {("PUT", "DELETE", "OPTIONS"): SHUT},
    "/component/{path:path}": {(*READ, "OPTIONS"): SHUT},
    "/_stcore/bidi-components/{path:path}": {(*READ, "OPTIONS"): SHUT},
    "/_stcore/stream": {("WEBSOCKET",): REFUSED},
    "/auth/login": {READ: NOT_THERE},
    "/auth/logout": {READ: NOT_THERE},
    "/oauth2callback": {READ: NOT_THERE},
    "/_stcore/agent/interact": {ANY: NOT_THERE},
    "/_stcore/agent/openapi.json": {ANY: NOT_THERE},
    "/_stcore/agent/mcp": {ANY: NOT_THERE},
    "": {("ANY",): SHUT},  # everything else: Streamlit's pages and bundles
}
# Paths for the mount that takes everything else: real ones, and malicious ones.
THE_REST = {
    "/": SHUT,
    "/stap-1": SHUT,
    "/dossier?dossier={dossier}": SHUT,
    "/index.html": SHUT,
    "/manifest.json": SHUT,
    "/app/static/x.pdf": SHUT,
    "/_stcore/script-health-check": NOT_THERE,
    "/data/school.sqlite": SHUT,
    "/STATIC/x.js": SHUT,
    "//static/x.js": SHUT,
    "/inloggen/": SHUT,
    "/inloggen/../dossier": SHUT,
    "/agenda/": SHUT,
    "/agenda/x.ics": SHUT,
    "/agenda/{dossier}": SHUT,
    "/favicon.png": OPEN,
}
FILLED = {"{dossier_id}": "{dossier}", "{bijlage_id}": "{bijlage}", "{session_id}": "s", "{file_id}": "f"}
FILLED |= {"{token}": "a" * 43, "{bestand}": "overzicht.csv", "{naam}": "ib_er-start"}
FILLED |= {"{file_id:path}": "0123456789abcdef.pdf", "{path:path}": "x/y.js"}


def swept() -> list[tuple[str, str, int]]:
    """Every address to request, with its method and verdict."""
    found = []
    for path, verdicts in VERDICTS.items():
        for placeholder, value in FILLED.items():
            path = path.replace(placeholder, value)
        found += [
            (path, method, verdict)
            for methods, verdict in verdicts.items()
            for method in methods
            if method not in ("ANY", "WEBSOCKET")
        ]
    return found + [(path, method, verdict) for path, verdict in THE_REST.items() for method in READ]


ASKED = swept()


@pytest.fixture(scope="module")
def planted(_server: Server) -> Iterator[Planted]:
    with pytest.MonkeyPatch.context() as patch:
        yield plant(_server, patch)
        engine().dispose()


@pytest.fixture(scope="module")
def somebody(_server: Server) -> str:
    return _server.sign_in()


@pytest.fixture(scope="module")
def nobody(_server: Server, planted: Planted, somebody: str) -> Iterator[dict[str, str]]:
    with pytest.MonkeyPatch.context() as patch:
        _server.is_seen_by(patch)
        yield cookies_that_are_none(_server)


def ask(server: Server, path: str, method: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("localhost", server.port, timeout=PATIENCE)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def objections_to_headers(path: str, response: HTTPResponse, *, https: bool) -> list[str]:
    """The headers of this response that differ from what they should be."""
    wanted = {
        "content-security-policy": gate.content_security_policy(),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "x-frame-options": "DENY",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "cache-control": KEPT if path in gate.LETTERS and response.status == OPEN else "no-store",
        "strict-transport-security": "max-age=31536000; includeSubDomains" if https else None,
        "access-control-allow-origin": None,
        "x-powered-by": None,
    }
    if path == "/_stcore/health":
        del wanted["access-control-allow-origin"]  # this route says "ok" to anybody
    found = {name: response.headers[name] for name in wanted}
    return [f"{path}: {name} is {found[name]!r}" for name in wanted if found[name] != wanted[name]]


def test_every_route_of_the_program_has_a_verdict_written_by_hand(app_says: AppSays) -> None:
    table = {(path, method) for path, methods in app_says.routes for method in methods}
    ours = {(path, method) for path, verdicts in VERDICTS.items() for methods in verdicts for method in methods}
    assert len(table) > 40
    assert table - ours == set(), "new: add the verdict to VERDICTS in tests/ui/web/gate/test_every_route.py"
    assert ours - table == set(), "gone: take the verdict out"


def test_the_sweep_asks_for_every_address() -> None:
    assert len(ASKED) > 90 and len({verdict for *_asked, verdict in ASKED}) > 5
    assert sum(verdict == SHUT for *_asked, verdict in ASKED) > 40


def tells(body: bytes) -> bool:
    """Whether it contains a word of the dossier, or its photo."""
    return any(word.encode() in body for word in WORDS) or b"\xff\xd8\xff" in body


def test_whoever_has_no_session_gets_what_the_verdict_says_and_no_word_of_a_dossier(
    server: Server, planted: Planted, nobody: dict[str, str]
) -> None:
    wrong = []
    for (address, method, verdict), (kind, cookie) in product(ASKED, nobody.items()):
        path = address.format(dossier=planted.dossier, bijlage=planted.bijlage)
        response, body = ask(server, path, method, cookie=cookie)
        found = objections_to_headers(path, response, https=False)
        found += [f"status {response.status}"] if response.status != verdict else []
        found += ["it tells"] if tells(body) else []
        found += ["not our words"] if verdict == SHUT and body != (b"" if method == "HEAD" else SHUT_SAYS) else []
        wrong += [(method, path, kind, found)] if found else []
    assert wrong == []


def test_behind_https_every_answer_keeps_the_browser_to_it(server: Server, planted: Planted) -> None:
    wrong = []
    for address, method, verdict in ASKED:
        path = address.format(dossier=planted.dossier, bijlage=planted.bijlage)
        response, _ = ask(server, path, method, x_forwarded_proto="https")
        found = objections_to_headers(path, response, https=True)
        wrong += [(method, path, response.status, found)] if found or response.status != verdict else []
    assert wrong == []


def test_what_is_shut_is_shut_by_the_gate_alone(server: Server, planted: Planted, somebody: str) -> None:
    """With a session the same requests get other answers with the same headers, so the sweep requests real things."""
    wrong = []
    for address, method in [(address, method) for address, method, verdict in ASKED if verdict == SHUT]:
        path = address.format(dossier=planted.dossier, bijlage=planted.bijlage)
        response, body = ask(server, path, method, cookie=somebody)
        found = [each for each in objections_to_headers(path, response, https=False) if "access-control" not in each]
        found += [f"status {response.status}"] if response.status == SHUT or response.status >= 500 else []
        found += ["it tells"] if any(word.encode() in body for word in WORDS) else []
        wrong += [(method, path, found)] if found else []
    assert wrong == []


def test_the_websocket_is_refused_to_every_one_of_them(server: Server, nobody: dict[str, str]) -> None:
    for kind, cookie in nobody.items():
        headers = {"Origin": server.origin} | ({"Cookie": cookie} if cookie else {})
        with pytest.raises(InvalidStatus) as refused:
            connect(f"ws://{server.host}/_stcore/stream", additional_headers=headers, open_timeout=PATIENCE)
        assert refused.value.response.status_code == REFUSED, kind


# Forms that another site sends


FOREIGN: list[dict[str, str]] = [
    {"origin": "https://elders.example"},
    {"origin": "null"},
    {"sec_fetch_site": "cross-site"},
    {"sec_fetch_site": "same-site"},
]


@pytest.mark.parametrize("path", [gate.SIGN_IN, gate.SIGN_OUT])
def test_a_form_of_another_site_is_refused_by_the_running_program(server: Server, path: str) -> None:
    cookie = server.sign_in()
    kind = "application/x-www-form-urlencoded"
    form = urlencode({"email": EMAIL[Role.IB_ER], "password": PASSWORD})
    for headers in FOREIGN:
        response, _ = server.ask(path, "POST", form, cookie=cookie, content_type=kind, **headers)
        assert response.status == REFUSED and "set-cookie" not in response.headers, headers
        assert server.ask("/", cookie=cookie)[0].status == OPEN, "nobody was signed out"


# A proxy with HTTPS on the same machine (docs/proxy.md)


def test_behind_https_the_cookie_is_secure_and_opens_pages_and_websocket_there_alone(server: Server) -> None:
    origin, https = f"https://{server.host}", {"X-Forwarded-Proto": "https"}
    response, _ = server.hand_in(EMAIL[Role.IB_ER], PASSWORD, origin=origin, **https)
    cookie, *attributes = str(response.headers["set-cookie"]).split("; ")
    assert cookie.startswith("__Host-meldroute=")
    assert {each.lower() for each in attributes} == {"httponly", "path=/", "samesite=strict", "secure"}
    assert server.ask("/", cookie=cookie, **https)[0].status == OPEN
    assert server.ask("/", cookie=cookie)[0].status == SHUT
    named = {"Origin": origin, "Cookie": cookie, **https}
    with connect(f"ws://{server.host}/_stcore/stream", additional_headers=named, open_timeout=PATIENCE) as line:
        assert line.ping().wait(PATIENCE)


def test_a_page_that_came_over_http_opens_no_websocket_and_hands_in_no_form_over_https(server: Server) -> None:
    """Nor the other way round. What came over http may have been changed on its way, so both sides must be the same."""
    for origin, forwarded in ((server.origin, "https"), (f"https://{server.host}", "http")):
        response, _ = server.hand_in(EMAIL[Role.IB_ER], PASSWORD, origin=origin, x_forwarded_proto=forwarded)
        assert response.status == REFUSED and "set-cookie" not in response.headers, origin
        name, _, token = server.sign_in().partition("=")
        cookie = f"__Host-{name}={token}" if forwarded == "https" else f"{name}={token}"
        named = {"Origin": origin, "Cookie": cookie, "X-Forwarded-Proto": forwarded}
        with pytest.raises(InvalidStatus) as refused:
            connect(f"ws://{server.host}/_stcore/stream", additional_headers=named, open_timeout=PATIENCE)
        assert refused.value.response.status_code == REFUSED, origin


def test_trace_gives_nothing_back(server: Server) -> None:
    """TRACE never echoes the request, which would expose the cookie to scripts."""
    cookie = server.sign_in()
    for path in ("/", "/inloggen", "/dossier", "/meldroute.js", "/_stcore/health", "/bijlage/x/y"):
        response, body = server.ask(path, "TRACE", cookie=cookie)
        assert response.status in (NO_SUCH_METHOD, NOT_THERE), path
        assert cookie.partition("=")[2] not in body, path
