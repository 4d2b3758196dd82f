"""Who waits longer than a second for a paper reads what is being done; the paper they get is the same."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from threading import Event
from typing import Any

import pytest
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from papers import voortgang
from tests.over import over
from ui.web import meanwhile

PAPER = b"%PDF-1.7\n{\n" + bytes(range(256)) * 40
PDF = {"content-type": "application/pdf", "content-disposition": 'attachment; filename="dossier.pdf"'}
WAITS = 20.0  # seconds, for a busy machine
BUSY = "Foto 3 van 10 wordt gelezen"


class Desk:
    """Makes one paper when it is told to go on, in whatever way ``ends``."""

    def __init__(self, ends: Callable[[], Response]) -> None:
        self.begun, self.goes_on, self._ends = Event(), Event(), ends

    def make(self) -> Response:
        voortgang.tell(BUSY)
        self.begun.set()
        assert self.goes_on.wait(WAITS)
        return self._ends()


def paper() -> Response:
    return Response(PAPER, headers=PDF)


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second is over at once, and somebody looks often."""
    monkeypatch.setattr(meanwhile, "_AT_ONCE", 0.0)
    monkeypatch.setattr(meanwhile, "_EVERY", 0.005)


def done(walk: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(walk, WAITS))


async def asked(desk: Desk, limiter: CapacityLimiter) -> StreamingResponse:
    response = await meanwhile.answered(desk.make, limiter)
    assert isinstance(response, StreamingResponse) and response.media_type == meanwhile.KIND
    return response


async def lines(response: StreamingResponse, until: str) -> list[str]:
    """What is said, up to this."""
    said = list[str]()
    async for piece in response.body_iterator:
        said.append(json.loads(bytes(piece))["wat"])  # type: ignore[arg-type]
        if said[-1] == until:
            return said
    raise AssertionError(said)


async def came(response: StreamingResponse) -> tuple[dict[str, Any], bytes]:
    """With what the paper came, and the paper."""
    rest = b"".join([bytes(piece) async for piece in response.body_iterator])  # type: ignore[arg-type]
    head, _end, made = rest.partition(b"\n")
    return json.loads(head), made


def test_what_is_there_within_a_second_is_the_answer_itself() -> None:
    async def walk() -> None:
        answer = await meanwhile.answered(paper, CapacityLimiter(1))
        assert bytes(answer.body) == PAPER and answer.media_type != meanwhile.KIND

    done(walk())


@pytest.mark.usefixtures("soon")
def test_what_takes_longer_says_what_is_being_done_and_ends_in_the_same_paper() -> None:
    async def walk() -> None:
        desk = Desk(paper)
        response = await asked(desk, CapacityLimiter(1))
        await lines(response, BUSY)
        desk.goes_on.set()
        assert await came(response) == ({"status": 200, "headers": PDF, "bytes": len(PAPER)}, PAPER)

    done(walk())


@pytest.mark.usefixtures("soon")
def test_a_refusal_that_comes_late_has_its_own_status_and_sentence() -> None:
    async def walk() -> None:
        desk = Desk(lambda: PlainTextResponse("Dit papier is er niet.", 404))
        response = await asked(desk, CapacityLimiter(1))
        await lines(response, BUSY)
        desk.goes_on.set()
        head, said = await came(response)
        assert head["status"] == 404 and said == b"Dit papier is er niet."
        assert head["headers"] == {"content-type": "text/plain; charset=utf-8"}

    done(walk())


@pytest.mark.usefixtures("soon")
def test_who_stands_in_line_reads_that_another_goes_first() -> None:
    async def walk() -> None:
        one, two, line = Desk(paper), Desk(paper), CapacityLimiter(1)
        first = await asked(one, line)
        await lines(first, BUSY)
        second = await asked(two, line)
        assert await lines(second, meanwhile.IN_LINE) == [meanwhile.IN_LINE] and not two.begun.is_set()
        one.goes_on.set()
        assert (await came(first))[1] == PAPER
        await lines(second, BUSY)
        two.goes_on.set()
        assert (await came(second))[1] == PAPER

    done(walk())


@pytest.mark.usefixtures("soon")
def test_who_leaves_takes_nobody_elses_turn_and_what_fails_then_is_logged_by_its_kind(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fails() -> Response:
        raise ValueError("KANARIE")

    async def walk() -> None:
        left, other, line = Desk(fails), Desk(paper), CapacityLimiter(1)
        await lines(await asked(left, line), BUSY)  # and nobody reads on
        left.goes_on.set()
        response = await asked(other, line)
        await lines(response, BUSY)
        other.goes_on.set()
        assert (await came(response))[1] == PAPER

    done(walk())
    assert "A paper could not be made: ValueError" in caplog.text and "KANARIE" not in caplog.text


@over(
    ("accept", "asks"),
    [("", False), ("*/*", False), ("text/html, */*", False), (f"{meanwhile.KIND}, */*", True)],
)
def test_only_who_can_read_it_gets_it(accept: str, asks: bool) -> None:
    headers = [(b"accept", accept.encode())] if accept else []
    assert meanwhile.is_asked(Request({"type": "http", "headers": headers})) is asks
