"""The sweep of a leerlingbespreking that is held: the page of the ib-er who leads it, and the shared screen."""

from collections.abc import Iterator

import pytest

from meldcode.rollen import Role
from tests.browser.conftest import Chromium
from tests.sweep import schools
from tests.sweep.conftest import Place, served
from tests.sweep.verdicts import OUTSIDE, VERDICTS, address_of
from tests.sweep.visitor import Expected

SCREEN = "/leerlingbespreking/scherm"


@pytest.fixture
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The practice school while its meeting is held."""
    for place in served(tmp_path_factory, schools.fill_as_usual, "bespreking-"):
        place.school.begins_its_meeting()
        yield place


def test_a_meeting_that_is_held_is_whole_at_every_width_and_in_every_scheme(chromium: Chromium, meeting: Place) -> None:
    visitor = meeting.visitor(chromium, Role.IB_ER)
    verdict = VERDICTS["leerlingbespreking.py"]
    visitor.visits(address_of("leerlingbespreking.py"), Expected(verdict.title, menu=verdict.menu))
    # The screen goes blank after a minute without a touch, so the agenda is shown again before each look.
    visitor.visits(SCREEN, Expected(OUTSIDE[SCREEN]), before=meeting.school.shows_the_agenda)
    visitor.is_content()
