"""The gate: what every request passes before Streamlit sees it. Pure ASGI, so websockets pass it too."""

import base64
import hashlib
import logging
import re
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import anyio.to_thread
import streamlit
from anyio import CapacityLimiter
from google.protobuf.message import DecodeError
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from db.accounts import accounts, sessions
from db.store import faults
from ui import clock
from ui.operating.gezondheid import HEALTH as HEALTH

SIGN_IN, SIGN_OUT = "/inloggen", "/uitloggen"
CODE, LINK, FIRST = "/inloggen/code", "/inloggen/link", "/inloggen/eerste"
SSO, SSO_BACK = "/inloggen/sso", "/inloggen/sso/terug"
ROLE = "/rol"
SCRIPT, TYPING_SCRIPT, ADDRESS_SCRIPT, ANSWER_SCRIPT, STYLE, ICON, LINK_SCRIPT, DANGER_SCRIPT, WORDS_SCRIPT = _OURS = (
    "/meldroute.js",
    "/typen.js",
    "/adres.js",
    "/antwoord.js",
    "/meldroute.css",
    "/meldroute.svg",
    "/link.js",
    "/acuut.js",
    "/woorden.js",
)
FIELDS_SCRIPT, PAPER_SCRIPT = "/velden.js", "/papier.js"
LETTERS = ("/letter.woff2", "/letter-ext.woff2")
TOKENS = "/tokens.css"
OWN_FILES = (*_OURS, FIELDS_SCRIPT, PAPER_SCRIPT, *LETTERS, TOKENS)
SESSION = "/sessie"
FEED = "/agenda/"
SESSION_HEADER: Final = "x-mc-session"
SESSION_ENDED, NOT_OURS = 4401, 1003

# Addresses open without a session. The second step checks the half session itself.
BEFORE = (SIGN_IN, CODE, LINK, FIRST, SSO, SSO_BACK)

_PUBLIC = (*BEFORE, *OWN_FILES, HEALTH, "/_stcore/health", "/favicon.png", "/favicon.ico")
# Routes of Streamlit not used here: the last two are its own sign-in, whose cookie outlives signing out.
_NEVER = ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent", "/auth", "/oauth2callback")
_FEED = re.compile(re.escape(FEED) + r"[\w-]{43}\.ics", re.ASCII)
_LAST_WORDS = 1.0  # seconds to save what a closing tab sent last
_OVER = {"http": "http", "ws": "http", "https": "https", "wss": "https"}

# Look-ups have threads of their own: flooding the sign-in page must not lock out people at work.
_LOOKING_UP = CapacityLimiter(16)
# Streamlit holds the last message of a tab in memory until the next one. Sending this makes it drop what was typed.
_SAYS_NOTHING = BackMsg(app_heartbeat=True).SerializeToString()
_log = logging.getLogger("meldroute.gate")


def cookie_name(scope: Scope) -> str:
    """The name of the session cookie. Over https its prefix makes browsers insist on Secure, this host and Path=/."""
    return "__Host-meldroute" if scope["scheme"] in ("https", "wss") else "meldroute"


def session_of(scope: Scope) -> str | None:
    """The session this request claims: the hash of its cookie. Whether it exists is not checked."""
    cookies = cookie_parser(Headers(scope=scope).get("cookie", ""))
    token = cookies.get(cookie_name(scope))
    return sessions.token_hash(token) if token else None


def is_own_origin(origin: str | None, host: str | None, scheme: str) -> bool:
    """Whether a page of this very origin (scheme, host and port) made the request. Missing counts as no.

    ``scheme`` is that of the request. A page that came over http may have been tampered with, so it may do nothing
    over https.
    """
    if not origin or not host:
        return False
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    if parts.scheme != _OVER.get(scheme):
        return False
    default_port = ":443" if parts.scheme == "https" else ":80"
    return parts.netloc.lower().removesuffix(default_port) == host.lower().removesuffix(default_port)


class Gate:
    """Middleware that lets nothing through to Streamlit without a session, except what is public.

    It passes the session on in a header (``SESSION_HEADER``) that a visitor cannot set.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        scope = {**scope, "headers": [pair for pair in scope["headers"] if not _is_ours(pair[0])]}
        is_websocket = scope["type"] == "websocket"
        path: str = scope["path"]
        if any(path == never or path.startswith(never + "/") for never in _NEVER):
            return await refuse(scope, receive, send, 404, "Niet gevonden.")
        # A calendar program has no session: the address is the secret (``ui.account.feed``).
        if not is_websocket and (path in _PUBLIC or path.startswith("/static/") or _FEED.fullmatch(path)):
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        if is_websocket and not is_own_origin(headers.get("origin"), headers.get("host"), scope["scheme"]):
            return await refuse(scope, receive, send, 403, "")
        session = session_of(scope)
        try:
            welcome = session is not None and await _gives_access(session, active=_is_visit(scope))
        except accounts.DatabaseError as error:
            _log.error("The session could not be looked up: %s", type(error).__name__)
            said = faults.in_words(error) or "De gegevens zijn even niet bereikbaar."
            return await refuse(scope, receive, send, 503, f"{said} Laad de pagina daarna opnieuw.")
        if session is None or not welcome:
            return await _turn_away(scope, receive, send)
        scope["headers"].append((SESSION_HEADER.encode(), session.encode()))
        if is_websocket:
            receive, send = _watched(session, receive, send)
        await self.app(scope, receive, send)


def _is_ours(name: bytes) -> bool:
    # Underscores too: some servers and proxies treat X_Mc_Session as the same header.
    return name.lower().replace(b"_", b"-").startswith(b"x-mc-")


async def _gives_access(session: str, *, active: bool = False) -> bool:
    look = partial(sessions.look, session, clock.now(), active=active)
    return await anyio.to_thread.run_sync(look, limiter=_LOOKING_UP) is not None


def _is_action(data: bytes) -> bool:
    """Whether somebody did something: not a keep-alive message, nor a page that redraws itself."""
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        return False
    return message.HasField("rerun_script") and not message.rerun_script.is_auto_rerun


def _wants_page(scope: Scope) -> bool:
    return scope.get("method") == "GET" and "text/html" in Headers(scope=scope).get("accept", "")


def _is_visit(scope: Scope) -> bool:
    """Whether this request shows that somebody is there: a page opened, a file sent, or a sign of activity."""
    return _wants_page(scope) or scope.get("method") in ("PUT", "POST")


async def _turn_away(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http" and (_wants_page(scope) or scope["path"] == SIGN_OUT):
        await RedirectResponse(SIGN_IN, 303)(scope, receive, send)
    else:
        await refuse(scope, receive, send, 401, "Niet ingelogd.")


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, text: str) -> None:
    """Respond with this status and sentence; a websocket is not accepted."""
    if scope["type"] == "http":
        return await PlainTextResponse(text, status)(scope, receive, send)
    await receive()
    await send({"type": "websocket.close", "code": SESSION_ENDED})  # without an accept: the browser gets 403


def _watched(session: str, receive: Receive, send: Send) -> tuple[Receive, Send]:
    """Wrap a websocket so that it is closed at the first message after its session has ended."""
    ended, is_first, is_held = False, True, False

    async def watched_receive() -> Message:
        nonlocal ended, is_first, is_held
        if is_held:
            is_held = False
            return {"type": "websocket.receive", "bytes": _SAYS_NOTHING}
        message = await receive()
        if message["type"] == "websocket.disconnect":
            # Streamlit drops a queued run when the connection closes. What a closing tab sent last may be typed text:
            # give it a moment to be saved.
            ended = True
            await anyio.sleep(_LAST_WORDS)
            return message
        if message["type"] != "websocket.receive":
            return message
        if message.get("text") is not None:  # our pages send no text messages, and Streamlit fails on them
            ended = True
            await send({"type": "websocket.close", "code": NOT_OURS})
            return {"type": "websocket.disconnect", "code": NOT_OURS}
        # The first message asks for the page and is no activity: browsers send it by themselves at each reconnect.
        active, is_first = not is_first and _is_action(message.get("bytes") or b""), False
        is_held = message.get("bytes") != _SAYS_NOTHING
        try:
            if await _gives_access(session, active=active):
                return message
        except accounts.DatabaseError as error:
            # Let it through: no page shows anything to an unknown user, and the page can say what is wrong.
            _log.error("The session could not be looked up: %s", type(error).__name__)
            return message
        ended = True
        await send({"type": "websocket.close", "code": SESSION_ENDED})
        return {"type": "websocket.disconnect", "code": SESSION_ENDED}

    async def watched_send(message: Message) -> None:
        nonlocal ended
        if ended:
            return
        try:
            await send(message)
        except OSError:  # the tab has closed; Streamlit learns that from watched_receive
            ended = True

    return watched_receive, watched_send


def _index_html() -> str:
    return (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


def content_security_policy() -> str:
    """Only our own scripts, and the one inline script of the installed Streamlit by its hash."""
    inline = re.findall(r"<script>(.*?)</script>", _index_html(), re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline)
    hashes = "".join(f" 'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "manifest-src 'self'; media-src 'self' blob:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'; object-src 'none'"
    )


class SecurityHeaders:
    """Middleware that sets the security headers of every response.

    Only what is the same for everybody may be cached: Streamlit's own bundles, and the typeface.
    """

    # Sent over https only, which uvicorn trusts a proxy on this machine to report (docs/proxy.md).
    STRICT = "max-age=31536000; includeSubDomains"

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = {
            "content-security-policy": content_security_policy(),
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "x-frame-options": "DENY",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                if scope["scheme"] == "https":
                    headers["strict-transport-security"] = self.STRICT
                # An unknown name under /static/ returns the index: a page, not a bundle.
                is_page = headers.get("content-type", "").startswith("text/html")
                if scope["path"] in LETTERS and message["status"] == 200:
                    headers["cache-control"] = "public, max-age=604800"
                elif is_page or not scope["path"].startswith("/static/"):
                    headers["cache-control"] = "no-store"
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            # What went wrong is logged further out; the response to a bug is one sentence.
            if scope["type"] == "http" and not begun:
                await PlainTextResponse("Er ging iets mis.", 500)(scope, receive, send_with_headers)
            raise
