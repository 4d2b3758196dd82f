"""Waiting for another process or thread: bounded in time, and reporting what was last seen."""

import time
from collections.abc import Callable
from typing import TypeVar

import pytest

Seen = TypeVar("Seen")


def until(look: Callable[[], Seen], holds: Callable[[Seen], object] = bool, seconds: float = 20) -> Seen:
    """What ``look`` returns, once ``holds`` accepts it; fails after ``seconds`` with the last value seen."""
    deadline = time.monotonic() + seconds
    between_looks = 0.05
    while not holds(seen := look()):
        if time.monotonic() > deadline:
            pytest.fail(f"not within {seconds} seconds; last seen: {seen!r}")
        time.sleep(between_looks)
    return seen
