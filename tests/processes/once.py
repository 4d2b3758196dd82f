"""Making something once for all processes of a test run: the first makes it, the others wait and use it."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder of this name, filled once by ``make``. Other processes wait; nobody changes it afterwards."""
    own = folders.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    place, making = shared / name, shared / f"{name}.making"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            shutil.rmtree(making, ignore_errors=True)  # left by an attempt that failed
            making.mkdir(mode=0o700)
            make(making)
            making.rename(place)
    return place
