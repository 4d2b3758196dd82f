"""Fixtures of the tests about signing in: a school that asks for a second step, and a clock that a test sets."""

from datetime import datetime

import pytest

from tests.ui.conftest import MONDAY, Linde, MovesIn


@pytest.fixture
def strict(moves_in: MovesIn) -> Linde:
    """A school as `init` makes it, where everybody needs a second step."""
    return moves_in(second_factor=True)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The clock of the pages, which a test may set."""
    moments = [MONDAY]
    monkeypatch.setattr("ui.clock.now", lambda: moments[-1])
    return moments
