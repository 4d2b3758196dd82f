"""A fixture: the same school a week later, when what was asked may be confirmed."""

from collections.abc import Iterator

import pytest

from tests.browser.school import School
from tests.processes.running import Server


@pytest.fixture(scope="module")
def a_week_later(school: School) -> Iterator[str]:
    """Where a server of this school answers of which the clock is a week ahead."""
    run = ("tests.processes.later", "7", "streamlit", "run", "app.py")
    server = Server(school.environment, school.folder, *run)
    server.start()
    yield server.address
    server.stop()
