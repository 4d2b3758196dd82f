"""Streamlit's bundles come small to a browser that can unpack them, and as they are to one that cannot."""

import gzip
import re
from collections.abc import Mapping

import brotli
import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from tests.ui.conftest import Server
from ui.web.packed import Packed, bundles

SENT: Mapping[str, str] = {  # what a browser says that it takes, and the coding it gets: by hand
    "gzip, deflate, br, zstd": "br",
    "gzip, deflate": "gzip",
    "br;q=0, gzip": "gzip",
    "br;q=1.0, gzip;q=0.8": "br",
    "identity": "",
    "": "",
    "deflate": "",
    "brotli": "",
}


async def _the_server(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def _the_largest() -> str:
    return max(bundles(), key=lambda name: bundles()[name].stat().st_size)


def test_the_browser_gets_the_best_coding_it_takes() -> None:
    found = {}
    for accepted in SENT:
        answer = TestClient(Packed(_the_server)).get(_the_largest(), headers={"accept-encoding": accepted})
        found[accepted] = answer.headers.get("content-encoding", "")
        assert (answer.status_code == 299) == (not SENT[accepted]), accepted
    assert found == SENT


@pytest.mark.parametrize(("coding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_what_arrives_is_the_bundle_and_less_than_half_of_it(coding: str, unpack: object) -> None:
    assert callable(unpack)
    name = _the_largest()
    with TestClient(Packed(_the_server)).stream("GET", name, headers={"accept-encoding": coding}) as answer:
        body = b"".join(answer.iter_raw())
    whole = bundles()[name].read_bytes()
    assert unpack(body) == whole and len(body) < len(whole) / 2
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "path", ["/static/../../__init__.py", "/static/js/none.js", "/static/js", "/inloggen", "/static/index.html", "/"]
)
def test_what_is_no_bundle_is_left_to_the_server(path: str) -> None:
    answer = TestClient(Packed(_the_server)).get(path, headers={"accept-encoding": "br"})
    assert answer.status_code == 299


def test_a_part_of_a_bundle_is_left_to_the_server() -> None:
    answer = TestClient(Packed(_the_server)).get(
        _the_largest(), headers={"accept-encoding": "br", "range": "bytes=0-9"}
    )
    assert answer.status_code == 299


def test_a_first_page_comes_in_a_quarter_of_its_bytes(server: Server) -> None:
    _, index = server.ask("/", cookie=server.sign_in())
    named = re.findall(r'(?:src|href)="\.(/static/[^"]+\.(?:js|css))"', index)
    sent = whole = 0
    for name in named:
        answer, _ = server.ask(name, accept_encoding="br")
        assert answer.status == 200 and answer.headers["cache-control"].startswith("public, immutable"), name
        sent += int(answer.headers["content-length"])
        whole += bundles()[name].stat().st_size if name in bundles() else int(answer.headers["content-length"])
    assert len(named) > 30 and sent < whole / 4
