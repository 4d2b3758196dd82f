"""Passing on what belongs to a tab of another process of this program (``ui.serve``).

A tab is in the memory of the process that drew it. Its id says which one, so that a file sent to it, or its connection
when it comes back after a break, finds it, whichever process was asked. The neighbour checks everything itself.
"""

import asyncio
import os
import uuid
from collections.abc import AsyncIterator, Iterable
from types import SimpleNamespace
from typing import Protocol

import httpx2
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import app_session
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from db.store.turn import SEVERAL

HERE, PORTS = SEVERAL, "MELDROUTE_POORTEN"
"""What tells a process its number, and the port of each."""
_UPLOAD, _STREAM = "/_stcore/upload_file/", "/_stcore/stream"
_GONE = "Deze pagina is even weg. Laad de pagina opnieuw."
_WITHIN = 120.0  # seconds for a neighbour to answer
# What is about the line between two programs, and not about what is asked.
_OF_THE_LINE = (b"connection", b"keep-alive", b"transfer-encoding", b"upgrade", b"content-length")


class _Tally(Protocol):
    def add(self, number: int) -> None: ...


class Here:
    """What ``ui.one_of_several`` tells: where to count the tabs of this process; None where there is only one."""

    tally: _Tally | None = None


def number_the_tabs() -> None:
    """From now on the id of every tab ends in the number of this process."""
    here = f"{int(os.environ[HERE]):x}"
    # Streamlit takes no id from outside. It asks for nothing else of this module.
    app_session.uuid = SimpleNamespace(uuid4=lambda: f"{str(uuid.uuid4())[:-1]}{here}")  # type: ignore[attr-defined,assignment]


def process_of(tab_id: str) -> int:
    """The number of the process that has this tab; -1 for what is no id of a tab."""
    try:
        return int(tab_id[-1:], 16)
    except ValueError:
        return -1


class Neighbours:
    """Middleware that passes on what is about a tab of another process; does nothing where there is one process."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.here = int(os.environ.get(HERE, "-1"))
        self.ports = [int(each) for each in os.environ.get(PORTS, "").split(",") if each]
        self._client: httpx2.AsyncClient | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        port = self._elsewhere(scope) if self.ports else None
        if port is None:
            return await self._drawn_here(scope, receive, send)
        if scope["type"] == "websocket":
            return await _pass_on_line(scope, receive, send, port)
        await self._pass_on(scope, receive, send, port)

    async def _drawn_here(self, scope: Scope, receive: Receive, send: Send) -> None:
        if Here.tally is None or scope["type"] != "websocket":
            return await self.app(scope, receive, send)
        Here.tally.add(1)
        try:
            await self.app(scope, receive, send)
        finally:
            Here.tally.add(-1)

    def _elsewhere(self, scope: Scope) -> int | None:
        """The port of the process that this is for; None when it is for this one."""
        tab_id = _tab_in(scope)
        at = process_of(tab_id) if tab_id else -1
        return self.ports[at] if at != self.here and 0 <= at < len(self.ports) else None

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send, port: int) -> None:
        if self._client is None:
            self._client = httpx2.AsyncClient(timeout=_WITHIN, trust_env=False)
        path = scope["raw_path"].decode("latin-1")
        content = _body(receive) if scope["method"] in ("PUT", "POST") else None
        asked = self._client.build_request(
            scope["method"], f"http://127.0.0.1:{port}{path}", headers=_headers(scope), content=content
        )
        try:
            answer = await self._client.send(asked, stream=True)
        except httpx2.TransportError:  # it ended, and with it the tab
            return await PlainTextResponse(_GONE, 503)(scope, receive, send)
        try:
            raw = [(name, value) for name, value in answer.headers.raw if name.lower() not in _OF_THE_LINE]
            await send({"type": "http.response.start", "status": answer.status_code, "headers": raw})
            async for piece in answer.aiter_raw():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            await answer.aclose()


def _tab_in(scope: Scope) -> str:
    """The id of the tab that a request is about; empty when it is about none."""
    path: str = scope.get("path", "")  # the beginning and the end of the server have none
    if scope["type"] == "websocket" and path == _STREAM:
        # Streamlit's page says which tab it was as the third of its protocols.
        said = Headers(scope=scope).get("sec-websocket-protocol", "").split(",")
        return said[2].strip() if len(said) > 2 else ""
    if scope["type"] == "http" and path.startswith(_UPLOAD):
        return path.removeprefix(_UPLOAD).partition("/")[0]
    return ""


def _headers(scope: Scope, but: Iterable[bytes] = ()) -> list[tuple[bytes, bytes]]:
    """The headers to pass on, with who asked and how: a neighbour sees only that a request came from this machine."""
    leave = {*_OF_THE_LINE, *but, b"x-forwarded-proto", b"x-forwarded-for"}
    secure, client = scope["scheme"] in ("https", "wss"), scope.get("client")
    told = [(b"x-forwarded-proto", b"https" if secure else b"http")]
    told += [(b"x-forwarded-for", client[0].encode())] if client else []
    return [pair for pair in scope["headers"] if pair[0].lower() not in leave] + told


async def _body(receive: Receive) -> AsyncIterator[bytes]:
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionAbortedError
        more = message.get("more_body", False)
        yield message.get("body", b"")


async def _pass_on_line(scope: Scope, receive: Receive, send: Send, port: int) -> None:
    """Connect with the process that has this tab, and pass on what either says until one of them is done."""
    await receive()  # that the browser wants to connect
    of_the_websocket = (b"host", b"origin", *(n for n, _v in scope["headers"] if n.startswith(b"sec-websocket-")))
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in _headers(scope, of_the_websocket)]
    about = Headers(scope=scope)
    try:
        line = await connect(
            f"ws://{about.get('host', '')}{_STREAM}",
            host="127.0.0.1",
            port=port,
            origin=about.get("origin"),  # type: ignore[arg-type]
            additional_headers=headers,
            subprotocols=[Subprotocol(each.strip()) for each in about.get("sec-websocket-protocol", "").split(",")],
            compression=None,
            max_size=None,
            proxy=None,
        )
    except (OSError, InvalidStatus):
        return await send({"type": "websocket.close", "code": 1011})
    async with line:
        await send({"type": "websocket.accept", "subprotocol": line.subprotocol})
        there, back = asyncio.create_task(_there(line, receive)), asyncio.create_task(_back(line, send))
        done, _waiting = await asyncio.wait({there, back}, return_when=asyncio.FIRST_COMPLETED)
        for each in (there, back):
            each.cancel()
        if back in done:
            await send({"type": "websocket.close", "code": line.close_code or 1011})


async def _there(line: ClientConnection, receive: Receive) -> None:
    while (message := await receive())["type"] == "websocket.receive":
        await line.send(message.get("bytes") or message.get("text") or b"")


async def _back(line: ClientConnection, send: Send) -> None:
    try:
        async for piece in line:
            kind = "bytes" if isinstance(piece, bytes) else "text"
            await send({"type": "websocket.send", kind: piece})
    except ConnectionClosed:
        return
