"""When the server is told to end, that reaches every part of it, and long work ends first."""

import asyncio
from collections.abc import Iterator

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from db.upkeep import bezig
from ui import startup
from ui.web import neighbours, streamlit_page


def lives(app: ASGIApp) -> None:
    """Tell this app that the server begins, and that it ends."""
    told: Iterator[Message] = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

    async def receive() -> Message:
        return next(told)

    async def send(_message: Message) -> None:
        """Nobody hears it."""

    async def life() -> None:
        await app({"type": "lifespan"}, receive, send)

    asyncio.run(life())


def test_it_reaches_the_program_through_all_middleware_of_each_process_and_long_work_ends_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A bug once: of several processes none heard of it, for a request without a path was not foreseen."""
    done: list[str] = []

    async def program(_scope: Scope, receive: Receive, _send: Send) -> None:
        for _each in range(2):
            done.append((await receive())["type"])

    monkeypatch.setenv(neighbours.HERE, "0")
    monkeypatch.setenv(neighbours.PORTS, "1,2")
    monkeypatch.setattr(bezig, "end", lambda: done.append("long work"))
    app: ASGIApp = program
    for each in reversed([*streamlit_page.MIDDLEWARE, startup.ENDING]):
        app = each.cls(app, *each.args, **each.kwargs)
    lives(app)
    assert done == ["lifespan.startup", "long work", "lifespan.shutdown"]
