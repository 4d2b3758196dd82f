"""How long an idle page stays open; ui/static/meldroute.js asks, warns, and removes the content.

The response also tells of acute danger, so that anybody hears of it within a minute on any page (acuut.js).
"""

import logging

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from db.accounts import accounts, sessions
from db.store import faults
from meldcode.rollen import User
from ui import clock
from ui.web import gate, html_page
from ui.web.newest_alarm import newest_alarm

_log = logging.getLogger("meldroute.idle")


async def left(request: Request) -> Response:
    """The seconds until this session ends by itself. Asking does not prolong it; a POST says that somebody is there.

    The gate notes that, as for every other activity.
    """
    try:
        html_page.require_own_page(request)
    except html_page.Refused as refused:
        return PlainTextResponse(refused.sentence, refused.status)
    session = gate.session_of(request.scope) or ""
    try:
        seen = await anyio.to_thread.run_sync(sessions.look, session, clock.now())
    except accounts.DatabaseError as error:
        return PlainTextResponse(faults.in_words(error) or "De gegevens zijn even niet bereikbaar.", 503)
    if seen is None:
        return PlainTextResponse("Niet ingelogd.", 401)
    rings = await anyio.to_thread.run_sync(_alarm, seen.user)
    return JSONResponse({"left": seen.left.total_seconds(), "warning": seen.warning.total_seconds(), "alarm": rings})


def _alarm(user: User) -> dict[str, str] | None:
    """The newest alarm; None when it fails, so that no page is kept from being locked in time."""
    try:
        return newest_alarm(user)
    except Exception as error:  # whatever it is
        _log.error("Whether there is an alarm: %s", type(error).__name__)
        return None


ROUTES = [Route(gate.SESSION, left, methods=["GET", "POST"])]
