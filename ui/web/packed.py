"""Streamlit's own bundles, small on the way to the browser: two million bytes of a first page become half a million.

Streamlit leaves this to a proxy, which a school need not have. Each file is packed once per process, when it is first
asked for: all of a first page takes 60 ms of processor time at this quality, and 3 s at the highest, for a tenth less.
"""

import gzip
import mimetypes
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import anyio.to_thread
import brotli
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

# Below this a file fits in one packet anyway.
WORTHWHILE = 1400
_KINDS = {".js", ".css", ".svg", ".json", ".wasm"}
_CODINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
# The name of a bundle has a hash of what is in it, so it never changes.
_HEADERS = {"cache-control": "public, immutable, max-age=31536000", "vary": "Accept-Encoding"}


@cache
def bundles() -> Mapping[str, Path]:
    """The files that are packed, by the path at which they are asked for. No other file can be reached this way."""
    folder = Path(file_util.get_static_dir())
    found = (each for each in folder.glob("static/**/*") if each.suffix in _KINDS and each.is_file())
    return {f"/{each.relative_to(folder).as_posix()}": each for each in found if each.stat().st_size > WORTHWHILE}


class Packed:
    """Middleware that answers for a bundle in the best coding that the browser takes; it passes on all else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] != "GET" or path not in bundles():
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        coding = _taken(headers.get("accept-encoding", ""))
        if coding is None or "range" in headers:
            return await self.app(scope, receive, send)
        body = await anyio.to_thread.run_sync(_packed, path, coding)
        kind = mimetypes.guess_type(path)[0]
        await Response(body, headers=_HEADERS | {"content-encoding": coding}, media_type=kind)(scope, receive, send)


def _taken(accepted: str) -> str | None:
    """The coding to use for a browser that accepts these, or None."""
    said = {
        name.strip(): weight.replace(" ", "") for name, _, weight in (e.partition(";") for e in accepted.split(","))
    }
    refused = {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((each for each in _CODINGS if each in said and said[each] not in refused), None)


@cache
def _packed(path: str, coding: str) -> bytes:
    return _CODINGS[coding](bundles()[path].read_bytes())
