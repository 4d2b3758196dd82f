"""The Host header: under any name but our own, no route answers."""

import socket

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.ui.conftest import PATIENCE, Server
from tests.ui.planted import Planted
from tests.ui.web.gate.test_every_route import ASKED, OPEN, REFUSED, ask, objections_to_headers
from tests.ui.web.gate.test_every_route import planted as planted
from tests.ui.web.gate.test_every_route import somebody as somebody
from ui.web.host import UNKNOWN

ELSEWHERE = 421
OTHER_NAMES = (
    "elders.example",
    "localhost.elders.example",
    "localhost@elders.example",
    "localhost/x",
    "10.0.0.5",
    "*",
    "",
)


def test_under_a_name_that_is_not_ours_no_route_answers_anything(
    server: Server, planted: Planted, somebody: str
) -> None:
    wrong: list[tuple[str, str, object]] = []
    for address, method, _verdict in ASKED:
        path = address.format(dossier=planted.dossier, bijlage=planted.bijlage)
        response, body = ask(server, path, method, cookie=somebody, host=f"elders.example:{server.port}")
        if response.status != ELSEWHERE or body not in (b"", UNKNOWN.encode()):
            wrong.append((method, path, response.status))
        wrong += [(method, path, each) for each in objections_to_headers(path, response, https=False)]
    assert wrong == [] and len(ASKED) > 100


def test_no_other_way_of_writing_a_name_passes_for_ours(server: Server) -> None:
    for name in OTHER_NAMES:
        assert ask(server, "/inloggen", "GET", host=name)[0].status == ELSEWHERE, name
    for name in (f"localhost:{server.port}", "localhost", "LOCALHOST:1", "127.0.0.1"):
        assert ask(server, "/inloggen", "GET", host=name)[0].status == OPEN, name


def test_under_a_name_that_is_not_ours_there_is_no_websocket(server: Server, somebody: str) -> None:
    named = {"Origin": "http://elders.example", "Cookie": somebody}
    there = socket.create_connection(("localhost", server.port), PATIENCE)
    with pytest.raises(InvalidStatus) as refused:
        connect("ws://elders.example/_stcore/stream", sock=there, additional_headers=named, open_timeout=PATIENCE)
    assert refused.value.response.status_code == REFUSED
