"""Time limits that uvicorn lacks: cutting off requests that never end and responses that nobody takes.

uvicorn waits for the rest of a request as long as the connection is open, and has no setting for it
(``timeout_keep_alive`` starts after a response); it also holds a response until it is taken. Streamlit starts uvicorn,
and has no setting either. So this is patched into uvicorn's own protocols (ADR 23), and holds whatever proxy is in
front. A *line* here is a connection.
"""

import asyncio
import os
import socket
import struct
from collections.abc import Callable
from typing import Any, Final

from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

ANSWER: Final = "ANSWER"
WITHIN: Final = {"IDLE": 15.0, "SEND_BODY": 120.0, ANSWER: 120.0}
"""Seconds: for the head of a request (``IDLE``), then for its body (``SEND_BODY``: ten megabytes over a slow line), and
for the client to take a response (``ANSWER``), from when the buffer for it is full.

The first two names are states of the client in h11, which reads requests for uvicorn. The time runs from the beginning
of each state: sending a byte now and then does not prolong it. A connection that is closing has as long as a head.
"""
MOST: Final = 2_000
"""Maximum number of connections to wait for at once; above it the one that was waited for longest is cut."""
MOST_BYTES: Final = 200_000_000
"""Maximum bytes of responses that wait to be taken; above it the response that has waited longest is dropped."""
_FILES = 65_536
_IDLE: Final = "IDLE"
_AT_ONCE = struct.pack("ii", 1, 0)  # Source: man 7 socket, SO_LINGER.

Line = H11Protocol | WebSocketsSansIOProtocol
_waiting: dict[Line, tuple[str, asyncio.TimerHandle]] = {}
"""By connection, what is awaited from the client and the timer that will cut it; the longest waiting first."""


def cut_what_has_no_end() -> None:
    """Limit every wait to ``WITHIN`` from now on. Call once, before the server listens."""
    if H11Protocol.connection_lost.__module__ == __name__:
        return
    for name in ("connection_made", "handle_events", "on_response_complete", "pause_writing", "resume_writing"):
        _looked_at_after(H11Protocol, name)
    for name in ("pause_writing", "resume_writing", "keepalive_timeout"):
        _looked_at_after(WebSocketsSansIOProtocol, name)
    for kind in (H11Protocol, WebSocketsSansIOProtocol):
        _waited_for_until_lost(kind)


def _looked_at_after(kind: type[Line], name: str) -> None:
    done: Callable[..., None] = getattr(kind, name)

    def and_looked_at(self: Line, *given: Any) -> None:
        done(self, *given)
        _wait_for(self)

    setattr(kind, name, and_looked_at)


def _waited_for_until_lost(kind: type[Line]) -> None:
    lost: Callable[[Any, Exception | None], None] = kind.connection_lost

    def connection_lost(self: Line, problem: Exception | None) -> None:
        _wait_no_longer(self)
        lost(self, problem)

    setattr(kind, "connection_lost", connection_lost)  # noqa: B010  # mypy allows no assignment to a method


def allow_many_connections() -> None:
    """Raise the limit on open files to its maximum: a thousand idle connections use up the default."""
    if os.name != "posix":
        return
    import resource

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if most == resource.RLIM_INFINITY else min(_FILES, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _awaited(line: Line) -> str:
    """What is awaited from the client, a name in ``WITHIN``; empty while the server has to act."""
    # A connection that became a websocket continues under another protocol.
    if line.transport.get_protocol() is not line:
        return ""
    if _is_behind(line):
        return ANSWER
    if line.transport.is_closing():
        return _IDLE if line.transport.get_write_buffer_size() else ""
    state = line.conn.their_state.__name__ if isinstance(line, H11Protocol) else ""
    return state if state in WITHIN else ""


def _is_behind(line: Line) -> bool:
    """Whether the client does not take its response as fast as it is sent; once so, until the response is complete."""
    if isinstance(line, WebSocketsSansIOProtocol):
        return not line.writable.is_set()
    was_behind = line in _waiting and _waiting[line][0] == ANSWER
    return line.flow.write_paused or (was_behind and not line.cycle.response_complete)


def _wait_for(line: Line) -> None:
    """Start the timer if something else is awaited than before; stop it if nothing is."""
    awaited = _awaited(line)
    if not awaited:
        return _wait_no_longer(line)
    if line in _waiting and _waiting[line][0] == awaited:
        return
    _wait_no_longer(line)
    _waiting[line] = awaited, line.loop.call_later(WITHIN[awaited], _cut, line)
    if len(_waiting) > MOST:
        _cut(next(iter(_waiting)))
    if awaited == ANSWER:
        _let_go_of_the_longest()


def _let_go_of_the_longest() -> None:
    behind = [line for line, (awaited, _timer) in _waiting.items() if awaited == ANSWER]
    held = [line.transport.get_write_buffer_size() for line in behind]
    for number, line in enumerate(behind):
        if sum(held[number:]) <= MOST_BYTES:
            return
        _cut(line)


def _cut(line: Line) -> None:
    """Close the connection at once; what Linux still buffers of a response that was not taken is dropped."""
    awaited, _timer = _waiting[line]
    _wait_no_longer(line)
    connected = line.transport.get_extra_info("socket")
    if awaited == ANSWER and connected is not None:
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    line.transport.abort()


def _wait_no_longer(line: Line) -> None:
    _state, timer = _waiting.pop(line, (None, None))
    if timer:
        timer.cancel()
