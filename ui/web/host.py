"""Refusing requests for any host name other than those of this installation."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from ui.web.gate import refuse

UNKNOWN = "Onder deze naam is Meldroute hier niet te vinden."


class KnownHost:
    """Middleware that refuses a request for a host that is not in ``server.allowedHosts``.

    Streamlit checks this for its websocket only. Otherwise a page elsewhere, whose name was made to resolve to us (DNS
    rebinding), would share an origin with all other routes.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and not is_host_allowed(Headers(scope=scope).get("host")):
            return await refuse(scope, receive, send, 421, UNKNOWN)
        await self.app(scope, receive, send)
