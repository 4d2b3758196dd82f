"""Requests that never end are cut by the program itself, whatever stands in front of it.

uvicorn waits for the rest of a request for as long as somebody keeps the line open, and has no setting for it
(``timeout_keep_alive`` begins after an answer). Streamlit starts it, and has none either; so this is added to uvicorn's
own protocol (ADR 23).
"""

import asyncio
import os
from typing import Any, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

WITHIN: Final = {"IDLE": 15.0, "SEND_BODY": 120.0}
"""Seconds in which the head of a request has to be there, and after it the body (ten megabytes over a slow line).

The names are those of h11, which reads requests for uvicorn, for what a visitor does. From the first moment of each: a
byte now and then gives nobody more time.
"""
MOST: Final = 2_000
"""As many may be waited for at once; of more, those that have been waited for longest are cut."""
_FILES = 65_536

_waiting: dict[H11Protocol, tuple[str, asyncio.TimerHandle]] = {}
"""What is waited for of whom, and until when; the longest waiting first."""


def cut_requests_without_end() -> None:
    """From now on no request is waited for longer than ``WITHIN``. To be called once, before the server listens."""
    if H11Protocol.handle_events.__module__ == __name__:
        return
    begun, handled, lost = H11Protocol.connection_made, H11Protocol.handle_events, H11Protocol.connection_lost

    def connection_made(self: H11Protocol, transport: Any) -> None:
        begun(self, transport)
        _wait_for(self)

    def handle_events(self: H11Protocol) -> None:
        handled(self)
        _wait_for(self)

    def connection_lost(self: H11Protocol, problem: Exception | None) -> None:
        _wait_no_longer(self)
        lost(self, problem)

    for each in (connection_made, handle_events, connection_lost):
        setattr(H11Protocol, each.__name__, each)


def allow_many_connections() -> None:
    """Let the program have all the open files it can get: a thousand idle lines take what it begins with."""
    if os.name != "posix":
        return
    import resource

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if most == resource.RLIM_INFINITY else min(_FILES, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _wait_for(line: H11Protocol) -> None:
    """Begin to count when something else is waited for than before: the state of the visitor says what."""
    state = line.conn.their_state.__name__
    # A line that became a websocket goes on under another protocol.
    if state not in WITHIN or line.transport.is_closing() or line.transport.get_protocol() is not line:
        return _wait_no_longer(line)
    if line in _waiting and _waiting[line][0] == state:
        return
    _wait_no_longer(line)
    _waiting[line] = state, line.loop.call_later(WITHIN[state], line.transport.abort)
    if len(_waiting) > MOST:
        longest = next(iter(_waiting))
        _wait_no_longer(longest)
        longest.transport.abort()


def _wait_no_longer(line: H11Protocol) -> None:
    _state, timer = _waiting.pop(line, (None, None))
    if timer:
        timer.cancel()
