"""Answering somebody who waits for a paper: from the second second on they read what is being done (ADR 90).

Only who asks for it does (``KIND`` in the header Accept, as ui/static/papier.js sends it), and only when it takes that
long: else the answer is the paper as it is. The answer is then a few lines of JSON, each of which says what is being
done; one with the status, the headers and the length that the paper would have come with; and after it the paper.
Nothing of it is kept, here or elsewhere: it comes over the line on which somebody waits.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from typing import Final

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from papers import voortgang

KIND: Final = "application/vnd.meldroute.intussen"
"""The media type of such an answer."""
IN_LINE: Final = "Eerst wordt een ander papier gemaakt"
"""What is said while two others are made: this one has not begun."""
BEGUN: Final = "Wordt gemaakt"
_AT_ONCE = 1.0  # seconds
_EVERY = 0.25  # seconds between two looks at what is being done
_log = logging.getLogger("meldroute.guard")


def is_asked(request: Request) -> bool:
    """Whether whoever asks can read such an answer."""
    return KIND in request.headers.get("accept", "")


async def answered(answer: Callable[[], Response], limiter: CapacityLimiter) -> Response:
    """The answer, if it is there at once; else one that says what is being done until it is."""
    said = [IN_LINE]

    def make() -> Response:
        said.append(BEGUN)
        with voortgang.told_to(said.append):
            return answer()

    made = asyncio.ensure_future(anyio.to_thread.run_sync(make, limiter=limiter))
    await asyncio.wait({made}, timeout=_AT_ONCE)
    if made.done():
        return made.result()
    made.add_done_callback(_looked_at)
    return StreamingResponse(_lines(made, said), media_type=KIND)


async def _lines(made: "asyncio.Future[Response]", said: list[str]) -> AsyncIterator[bytes]:
    shown = ""
    while not made.done():
        if said[-1] != shown:
            shown = said[-1]
            yield _line({"wat": shown})
        await asyncio.wait({made}, timeout=_EVERY)
    response = made.result()
    body = bytes(response.body)
    headers = {
        name: response.headers[name] for name in ("content-type", "content-disposition") if name in response.headers
    }
    yield _line({"status": response.status_code, "headers": headers, "bytes": len(body)})
    yield body


def _line(about: dict[str, object]) -> bytes:
    return json.dumps(about).encode() + b"\n"


def _looked_at(made: "asyncio.Future[Response]") -> None:
    """Who asked may have left by now, and nobody else looks what came of it: asyncio would print it, with its words."""
    if not made.cancelled() and (problem := made.exception()):
        _log.error("A paper could not be made: %s", type(problem).__name__)
