"""Where the figures are asked for, and the folder in which several processes count together."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from prometheus_client.multiprocess import mark_process_dead

from ui.operating import lines

PORT, ADDRESS = "MELDCODE_METRICS_PORT", "MELDCODE_METRICS_ADDRESS"
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""What the library calls the folder in which processes count together."""
HERE = "127.0.0.1"
_MEMORY = Path("/dev/shm")  # noqa: S108  # each count is written to it: where it lies in memory, a full disk is no matter


@dataclass(frozen=True)
class Port:
    """Where the figures are read."""

    address: str
    number: int


def wanted(environment: Mapping[str, str] = os.environ) -> Port | None:
    """Where figures are asked for; None when they are not. Exits with a Dutch sentence for what is no port."""
    asked = environment.get(PORT, "").strip()
    if not asked:
        return None
    if not asked.isdecimal() or not 1 <= int(asked) <= 65_535:
        lines.refuse(f"{PORT} is {asked!r}, maar moet een getal van 1 tot en met 65535 zijn.")
    return Port(environment.get(ADDRESS, "").strip() or HERE, int(asked))


@contextmanager
def together() -> Iterator[dict[str, str]]:
    """Within this block processes may count together; what to tell them, which is nothing where nobody asks."""
    if wanted() is None:
        yield {}
        return
    where = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="meldroute-", dir=where, ignore_cleanup_errors=True) as folder:
        yield {FOLDER: folder}


def is_gone(process: int, told: Mapping[str, str]) -> None:
    """Forget what was going on in this process, which ended; what it counted stays."""
    if told:
        mark_process_dead(process, told[FOLDER])  # type: ignore[no-untyped-call]
