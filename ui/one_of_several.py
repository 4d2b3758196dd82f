"""One of the processes that ``ui.serve`` starts: ``streamlit run app.py`` on sockets that are handed over (ADR 46)."""

import asyncio
import mmap
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import uvicorn
from streamlit.web import cli
from streamlit.web.server.starlette import starlette_server

from ui.operating import lines
from ui.web import neighbours

SHARED = "MELDROUTE_GEDEELD"
"""The file descriptors of the socket of all, of that of this process by itself, and of the ``Tally``."""
APP = str(Path(__file__).resolve().parents[1] / "app.py")
"""The server, also when it is started in another folder, where its data is; its settings stand beside it."""
_LEFT_TO_OTHERS, _LOOK_AGAIN = 0.03, 0.005  # seconds
_IS_IT_THERE, PATIENCE = 0.5, 5.0  # seconds


class Tally:
    """How many tabs each process has, a byte each, in memory that they share. Nearly right is good enough."""

    def __init__(self, made: int, at: int) -> None:
        self._counts, self._at = mmap.mmap(made, 0), at
        self._counts[at] = 0  # whoever had this number before is gone, with its tabs

    @staticmethod
    def made(number: int) -> int:
        """New shared memory for so many processes; its file descriptor."""
        made = os.memfd_create("tabs")
        os.truncate(made, number)
        return made

    def add(self, number: int) -> None:
        """So many tabs more in this process."""
        self._counts[self._at] = min(255, max(0, self._counts[self._at] + number))

    def has_more(self) -> bool:
        """Whether this process has more tabs than another."""
        return self._counts[self._at] > min(self._counts[:])


class Shared(socket.socket):
    """The socket on which all listen. Whoever has more tabs than another leaves a connection to it for a moment."""

    tally: Tally
    _since = 0.0
    _just_took = False

    def accept(self) -> tuple[socket.socket, Any]:
        """Take the next connection. Raises ``BlockingIOError`` when it is left to another."""
        loop: Any = asyncio.get_running_loop()
        now = time.monotonic()
        if self._just_took:  # asyncio would take all that wait in one go
            raise BlockingIOError
        if not self.tally.has_more() or 0 < self._since < now - _LEFT_TO_OTHERS:
            self._since, self._just_took = 0.0, True
            loop.call_soon(self._may_take)
            return super().accept()
        self._since = self._since or now
        # As asyncio itself does when there are no more files to open: look again a little later.
        key = loop._selector.unregister(self)
        loop.call_later(_LOOK_AGAIN, loop._selector.register, self, key.events, key.data)
        raise BlockingIOError

    def _may_take(self) -> None:
        self._just_took = False


def main(parent: int, arguments: Sequence[str]) -> None:
    """Serve until told to end, or until the process that started this one is gone."""
    lines.begin()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    listening, own_listening, tallied = (int(each) for each in os.environ.pop(SHARED).split(","))
    shared, own = Shared(fileno=listening), socket.socket(fileno=own_listening)
    shared.tally = neighbours.Here.tally = Tally(tallied, at=int(os.environ[neighbours.HERE]))
    serve = uvicorn.Server.run
    # Streamlit binds a socket itself, and has no setting to be given one; uvicorn can listen on several.
    starlette_server._bind_server_socket = lambda address, *_given: (shared, address)
    uvicorn.Server.run = lambda self, sockets=None: serve(self, [*(sockets or []), own])  # type: ignore[method-assign]
    neighbours.number_the_tabs()
    sys.argv = ["streamlit", "run", APP, *arguments]
    cli.main()


def _end_with(parent: int) -> None:
    """End this process once ``parent`` is gone. Nobody is left to do so when a line that stays open holds it up."""
    while os.getppid() == parent:
        time.sleep(_IS_IT_THERE)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
