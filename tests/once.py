"""What is made once for all the processes of a test run: by whichever needs it first, while the others wait."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def shared(factory: pytest.TempPathFactory) -> Path:
    """The folder of this run that all its processes share."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def once(base: Path, name: str, make: Callable[[Path], None]) -> Path:
    """The folder ``name`` in ``base``, which ``make`` fills; what raises is made again by the next who asks.

    Nobody may change what is in it afterwards: copy it, or let each have a part with a name of its own.
    """
    place, is_made = base / name, base / f"{name}.made"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_made.exists():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            make(place)
            is_made.touch()
    return place
