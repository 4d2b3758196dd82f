"""What is counted for Prometheus while the program works. No label names a school or a person (tests/ui/operating).

Counting goes on whether or not anybody asks; ``ui.operating.endpoint`` hands the figures out. Of several processes each
counts by itself, and the one that is asked adds up (ADR 88).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OWN = CollectorRegistry()
"""Without what the library adds by itself about the machine."""
_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

REQUESTS = Counter(
    "meldroute_requests", "Verzoeken die zijn beantwoord, per soort en antwoord.", ("kind", "status"), registry=OWN
)
RERUNS = Histogram(
    "meldroute_rerun_seconds",
    "Seconden waarin een pagina of een deel ervan is getekend.",
    buckets=_SECONDS,
    registry=OWN,
)
WAITED = Histogram(
    "meldroute_rerun_waited_seconds",
    "Seconden die een pagina op haar beurt wachtte.",
    buckets=_SECONDS,
    registry=OWN,
)
WAITING = Gauge(
    "meldroute_reruns_waiting",
    "Pagina’s die nu op hun beurt wachten.",
    registry=OWN,
    multiprocess_mode="livesum",
)
DATABASE = Counter("meldroute_database_seconds", "Seconden waarin op de database is gewacht.", registry=OWN)
STATEMENTS = Counter("meldroute_database_statements", "Hoe vaak op de database is gewacht.", registry=OWN)


def spent(seconds: float) -> None:
    """Count a statement or a commit."""
    DATABASE.inc(seconds)
    STATEMENTS.inc()


@contextmanager
def waiting() -> Iterator[None]:
    """Within this block a page waits for its turn."""
    with WAITING.track_inprogress(), WAITED.time():
        yield


class Requests:
    """Middleware that counts every request by how it was answered: a page, file or form, or the line of a tab."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        status = ""

        async def counted(message: Message) -> None:
            nonlocal status
            found = _status(message)
            if found and not status:
                status = found
                REQUESTS.labels(scope["type"], status).inc()
            await send(message)

        await self.app(scope, receive, counted)


def _status(message: Message) -> str:
    """The status that this message begins an answer with; empty for any other message."""
    if message["type"] == "http.response.start":
        return str(message["status"])
    return {"websocket.accept": "101", "websocket.close": "403"}.get(message["type"], "")
