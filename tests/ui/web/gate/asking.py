"""Helpers: sending the running program requests over HTTP and over its websocket."""

import re

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.ui.conftest import PATIENCE, Server
from ui.web import gate

STREAM = "/_stcore/stream"
PATHS = [
    "/",
    "/start",
    "/stap-1",
    *gate.BEFORE,
    gate.SESSION,
    gate.HEALTH,
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


def dial(server: Server, cookie: str = "", origin: str | None = None, **headers: str) -> ClientConnection:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    named |= {"Cookie": cookie} if cookie else {}
    named |= {"Origin": origin} if origin else {}
    return connect(f"ws://{server.host}{STREAM}", additional_headers=named, compression=None, open_timeout=PATIENCE)


def click(line: ClientConnection) -> None:
    message = BackMsg()
    message.rerun_script.query_string = ""
    line.send(message.SerializeToString())


def listen(line: ClientConnection) -> None:
    while True:
        line.recv(timeout=PATIENCE)


def closed_with(line: ClientConnection) -> int | None:
    click(line)
    with pytest.raises(ConnectionClosed) as ended:
        listen(line)
    return ended.value.rcvd.code if ended.value.rcvd else None
