"""Streamlit's index page, rewritten with our own words and scripts; and the order of all middleware."""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.operating.figures import Requests
from ui.web import browser
from ui.web.gate import (
    ADDRESS_SCRIPT,
    ANSWER_SCRIPT,
    DANGER_SCRIPT,
    FIELDS_SCRIPT,
    OWN_FILES,
    PAPER_SCRIPT,
    SCRIPT,
    SIGN_IN,
    STYLE,
    TOKENS,
    TYPING_SCRIPT,
    WORDS_SCRIPT,
    Gate,
    SecurityHeaders,
)
from ui.web.host import KnownHost
from ui.web.neighbours import Neighbours
from ui.web.packed import Packed
from ui.web.uploads import Uploads

_SCRIPTS = (FIELDS_SCRIPT, TYPING_SCRIPT, SCRIPT, ANSWER_SCRIPT, DANGER_SCRIPT, WORDS_SCRIPT, PAPER_SCRIPT)


class Index:
    """Middleware that rewrites Streamlit's index page: in Dutch, with our name, style sheet and scripts.

    Streamlit's pointer to its API for agents is left out.
    """

    # Before Streamlit's own script, which reads at its start where the server is.
    FIRST = f'<head><script src="{ADDRESS_SCRIPT}" defer></script>'
    # The header's policy would make forms send "Origin: null", also to ourselves (see ui.signing_in.sign_in).
    HEAD = (
        '<meta name="referrer" content="same-origin">'
        + browser.META
        + "".join(f'<link rel="stylesheet" href="{each}">' for each in (TOKENS, STYLE))
        + "".join(f'<script src="{each}" defer></script>' for each in _SCRIPTS)
        + "</head>"
    )
    NOSCRIPT = "<noscript><p>Zet JavaScript aan in uw browser om Meldroute te gebruiken.</p></noscript>"
    _NOT_PAGES = ("/_stcore/", "/media/", "/component/", SIGN_IN, *OWN_FILES)
    # Request headers that are dropped: they would make the response compressed, partial or "not modified".
    _UNASKED = (b"accept-encoding", b"range", b"if-range", b"if-none-match", b"if-modified-since")

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or path.startswith(self._NOT_PAGES):
            return await self.app(scope, receive, send)
        if not path.startswith("/static/"):
            headers = [pair for pair in scope["headers"] if pair[0] not in self._UNASKED]
            scope = {**scope, "headers": headers}
        # Else the server may offer to send the file by its path, past this middleware.
        scope = {**scope, "extensions": {}}
        start: Message | None = None
        body = b""

        async def send_rewritten(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                if not Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
                    return await send(message)
                start = message
            elif start is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body", False):
                    await _send_page(start, self.rewrite(body), send)

        await self.app(scope, receive, send_rewritten)

    def rewrite(self, page: bytes) -> bytes:
        """The rewritten index. Any other page is returned as it is."""
        html = page.decode("utf-8", "replace")
        if "<title>Streamlit</title>" not in html:
            return page
        html = html.replace('<html lang="en">', f"<html {browser.ROOT}>")
        html = html.replace("<title>Streamlit</title>", "<title>Meldroute</title>")
        html = re.sub(r"<!--(?:(?!-->).)*agent API.*?-->\s*", "", html, count=1, flags=re.DOTALL)
        html = re.sub(r'<link rel="service-desc"[^>]*>\s*', "", html)
        html = re.sub(r"<noscript>.*?</noscript>", self.NOSCRIPT, html, flags=re.DOTALL)
        return html.replace("<head>", self.FIRST, 1).replace("</head>", self.HEAD, 1).encode()


async def _send_page(start: Message, body: bytes, send: Send) -> None:
    headers = MutableHeaders(scope=start)
    for name in ("etag", "last-modified", "accept-ranges", "content-length"):
        del headers[name]
    if body:  # a response to HEAD has none
        headers["content-length"] = str(len(body))
    await send(start)
    await send({"type": "http.response.body", "body": body})


# Outermost first: a refusal has the headers too.
MIDDLEWARE = [
    Middleware(each) for each in (Requests, SecurityHeaders, KnownHost, Gate, Packed, Neighbours, Uploads, Index)
]
