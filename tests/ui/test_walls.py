"""Every wall (a check in one place, ``tests.attack.walls``) holds by itself; without the walls attempts succeed.

``test_forged_messages`` would find nothing when one wall has fallen and another behind it still stands. So here walls
are removed in the running program: against each attempt, every wall in turn is left as the last one and must hold; and
with none left the attempt must succeed, which shows that it is a real one.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.accounts.passwords import PasswordHash
from db.store.engine import engine
from db.store.settings import settings, working_at
from tests.attack import tries
from tests.attack.planted import plant
from tests.attack.tries import Scene
from tests.attack.walls import ENDS_SESSIONS, WALLS
from tests.processes import running
from tests.ui import conftest
from tests.ui.conftest import Server

pytestmark = pytest.mark.sweep
BESIDE = Path(__file__).parents[1] / "attack" / "beside"

# Each attempt with the walls in its way, outermost first, by hand.
BEHIND_EACH_OTHER: dict[Callable[[Scene], bool], tuple[str, ...]] = {
    tries.opens_the_page_of_another_role: ("the menu has the pages of a role", "a page has its lock"),
    tries.reads_the_dossier_of_a_colleague: ("a dossier is for some", "of a dossier each reads what is theirs"),
    tries.reads_a_dossier_of_another_school: ("a dossier is of a school", "a dossier is open to its own school"),
    tries.reads_on_after_being_blocked: ("the gate asks whether the session goes on", "each run asks who it is"),
    tries.presses_after_the_role_was_withdrawn: (ENDS_SESSIONS, "what a widget calls asks who it is"),
    tries.sees_a_part_of_a_page_after_the_role_was_withdrawn: (ENDS_SESSIONS, "a part of a page asks who it is"),
    tries.manages_long_after_showing_who_they_are: ("who manages has just shown who they are",),
    tries.takes_figures_along_long_after_showing_who_they_are: ("who manages has just shown who they are",),
    tries.sends_a_file_that_no_page_asks_for: ("a file is asked for by a page",),
    tries.goes_on_in_the_tab_of_another: ("a tab is of one session",),
    tries.says_that_it_is_the_session_of_another: ("the gate alone says which session it is",),
    tries.asks_under_another_name: ("the program knows its own names",),
    tries.comes_from_another_website: ("the gate knows our own pages", "the websocket knows our own pages"),
}


@pytest.fixture(scope="module")
def _scene(
    tmp_path_factory: pytest.TempPathFactory, _ready_made: Callable[[bool], Path], hashed: PasswordHash
) -> Iterator[Scene]:
    """The running program, with the folder on its PYTHONPATH that lets tests remove walls."""
    folder = tmp_path_factory.mktemp("walls")
    shutil.copytree(_ready_made(False), folder, dirs_exist_ok=True)
    order = folder / "without"
    with pytest.MonkeyPatch.context() as patch:
        conftest._point_at(folder, patch)
        linde, place = conftest._found(), settings()
        with working_at(place):
            planted = plant(linde, hashed)
        program = running.Server({**os.environ, "PYTHONPATH": str(BESIDE), "MELDROUTE_WITHOUT": str(order)}, folder)
        program.start()
    try:
        yield Scene(Server(program.port, linde, place, program.log), planted, program.process.pid, order)
    finally:
        program.stop()
        with working_at(place):
            engine().dispose()


@pytest.fixture
def scene(_scene: Scene) -> Iterator[Scene]:
    yield _scene
    _scene.without([])


@pytest.mark.parametrize("attempt", BEHIND_EACH_OTHER, ids=lambda each: each.__name__)
def test_each_wall_holds_alone_and_without_any_it_gets_through(scene: Scene, attempt: Callable[[Scene], bool]) -> None:
    walls = BEHIND_EACH_OTHER[attempt]
    for last in walls:
        scene.without([each for each in walls if each != last])
        assert not attempt(scene), f"{last} does not hold alone"
    scene.without(walls)
    assert attempt(scene), f"nobody would notice that these are gone: {walls}"
    scene.without([])
    assert not attempt(scene), "with its walls the program holds"


def test_every_wall_is_taken_away_somewhere() -> None:
    assert {wall for walls in BEHIND_EACH_OTHER.values() for wall in walls} == set(WALLS)
