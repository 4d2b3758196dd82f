"""``/gezondheid``: whether this process can serve people now, for the front or the monitor that asks; in one word.

Anybody may ask, and learns nothing else: no version, no figure, and not what is wrong.
"""

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db.upkeep import ready
from ui.operating.look import Look

HEALTH: Final = "/gezondheid"
WITHIN: Final = 2.0
"""Seconds: what did not answer by then is not ready. A front that asks waits some seconds itself."""
READY, NOT_READY = "gereed", "wacht"
_LOOK = Look(ready.is_ready)


async def health(_request: Request) -> Response:
    """200 when the database and the key store answer, else 503."""
    try:
        is_ready = await asyncio.wait_for(asyncio.wrap_future(_LOOK.begun()), WITHIN)
    except TimeoutError:
        is_ready = False
    return PlainTextResponse(READY, 200) if is_ready else PlainTextResponse(NOT_READY, 503)


ROUTES = [Route(HEALTH, health, methods=["GET"])]
