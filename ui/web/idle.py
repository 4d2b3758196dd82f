"""The route that tells a page when its session ends; ui/static/meldroute.js asks, warns, and removes the content.

The response also has the newest alarm, so that people hear of acute danger within a minute on any page (acuut.js).
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
    """The seconds until this session ends by itself, and how long before that to warn.

    A GET does not prolong the session. A POST says that somebody is there; the gate stores that, as for all activity.
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
    """The newest alarm; None too when it cannot be looked up, because the page must be locked in time anyway."""
    try:
        return newest_alarm(user)
    except Exception as error:
        _log.error("Whether there is an alarm: %s", type(error).__name__)
        return None


ROUTES = [Route(gate.SESSION, left, methods=["GET", "POST"])]
