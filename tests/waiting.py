"""Waiting for what another process or thread does: bounded, and saying at the end what was seen."""

import time
from collections.abc import Callable
from typing import TypeVar

import pytest

Seen = TypeVar("Seen")


def until(look: Callable[[], Seen], holds: Callable[[Seen], object] = bool, seconds: float = 20) -> Seen:
    """What ``look`` gives, once that is so; fails with the last that was seen when the time is over."""
    deadline = time.monotonic() + seconds
    between_looks = 0.05
    while not holds(seen := look()):
        if time.monotonic() > deadline:
            pytest.fail(f"not within {seconds} seconds; last seen: {seen!r}")
        time.sleep(between_looks)
    return seen
