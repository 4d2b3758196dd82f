"""Fixtures: a leerlingbespreking that has begun, the shared screen on the wall, and Noor's own screen."""

from collections.abc import Iterator

import pytest

from tests.browser.bespreking.screen import opens_screen
from tests.browser.conftest import SitsDown
from tests.browser.meeting import Case, begun
from tests.browser.person import Person
from tests.browser.school import School


@pytest.fixture
def case(school: School) -> Iterator[Case]:
    """A meeting that has begun, about a dossier in stap 2 of which two answers were chosen, one of them sensitive."""
    with school.at_work():
        yield begun(school.who("noor"))


def is_noor(person: Person, school: School) -> Person:
    """An empty tab in which Noor is signed in, with no history."""
    person.page.set_viewport_size({"width": 1280, "height": 720})
    person.has_signed_in(school.session_of("noor"))
    return person


@pytest.fixture
def wall(sits_down: SitsDown, school: School, case: Case) -> Person:
    """The screen on the wall, before it is opened."""
    return is_noor(sits_down(), school)


@pytest.fixture
def still(sits_down: SitsDown, school: School, case: Case) -> Person:
    """The screen on the wall, opened, with a clock that only a test moves (``passes``)."""
    wall = is_noor(sits_down(with_a_clock=True), school)
    wall.page.clock.install()
    opens_screen(wall)
    wall.page.clock.pause_at(wall.page.evaluate("Date.now()") / 1000 + 1)
    return wall


@pytest.fixture
def own(sits_down: SitsDown, school: School, case: Case) -> Person:
    """Noor's own screen, before it is opened."""
    return is_noor(sits_down(), school)
