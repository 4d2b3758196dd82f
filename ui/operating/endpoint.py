"""Where Prometheus reads the figures: a port of its own, off unless asked for, on this machine unless told otherwise.

Of several processes (``ui.serve``) the first answers for all. Each of them writes what it counts to small files in a
folder that only they know, so that what a process counted before it ended still counts.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Metric, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from db.store import spent
from db.store.gedaan import Werk
from db.store.turn import SEVERAL
from db.upkeep import ready
from db.upkeep.ready import Standing
from ui.operating import figures, lines, port
from ui.operating.look import Look

_WITHIN = 5.0  # seconds: Prometheus waits ten by itself
_NAMES = {Werk.BACKUP: "backup", Werk.READ_BACK: "read_back", Werk.VERIFY: "verify", Werk.MAIL: "mail"}


def begin() -> None:
    """Count, and answer whoever asks for the figures, if that is wanted. Call this before the database is opened.

    A port that is taken keeps nobody from working: it is said, and there are no figures.
    """
    at = port.wanted()
    if at is None:
        return
    spent.tell(figures.spent)
    if os.environ.get(SEVERAL, "0") != "0":
        return  # the first process answers for this one as well
    try:
        start_http_server(at.number, at.address, registry())
    except OSError as problem:
        lines.say(
            f"Meldroute start, maar zonder cijfers: op poort {at.number} kan het niet luisteren ({problem.strerror})."
        )


def registry() -> CollectorRegistry:
    """What is handed out: what was counted, by all processes, and how things stand in the database."""
    found = CollectorRegistry()
    if os.environ.get(port.FOLDER):
        MultiProcessCollector(found)  # type: ignore[no-untyped-call]  # it carries types for the rest
    else:
        found.register(_Counted())
    found.register(InTheDatabase())
    return found


class _Counted(Collector):
    """What this process counted."""

    def collect(self) -> Iterator[Metric]:
        yield from figures.OWN.collect()


class InTheDatabase(Collector):
    """What is read when somebody asks: whether it answers, how much mail waits, and when work was last done."""

    def __init__(self) -> None:
        self._look = Look(ready.standing)

    def collect(self) -> Iterator[Metric]:
        """Without an answer in time only that there is none."""
        try:
            found = self._look.begun().result(_WITHIN)
        except TimeoutError:
            found = None
        yield GaugeMetricFamily("meldroute_ready", "1 als database en sleutels antwoorden.", value=float(bool(found)))
        if found:
            yield from _of(found)


def _of(found: Standing) -> Iterator[Metric]:
    yield GaugeMetricFamily("meldroute_mail_waiting", "Mail die nog niet is verstuurd.", value=found.mail_waiting)
    yield GaugeMetricFamily("meldroute_mail_refused", "Mail die wacht en waar iets mee was.", value=found.mail_refused)
    done = GaugeMetricFamily(
        "meldroute_last_done_timestamp_seconds", "Wanneer dit voor het laatst is gedaan.", labels=("work",)
    )
    for werk, at in found.done.items():
        done.add_metric((_NAMES[werk],), _timestamp(at))
    yield done


def _timestamp(at: datetime) -> float:
    return at.replace(tzinfo=UTC).timestamp()
