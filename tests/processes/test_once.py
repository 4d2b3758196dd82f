"""``made_once``: the first caller makes it completely, and it is made again after a failure."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from tests.processes.once import made_once


@pytest.fixture
def name(tmp_path: Path) -> str:
    return f"{tmp_path.name}-once"


def test_the_second_is_given_what_the_first_made(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    made: list[Path] = []

    def make(place: Path) -> None:
        made.append(place)
        (place / "something").write_text("made")

    first, second = (made_once(tmp_path_factory, name, make) for _ in range(2))
    assert first == second and len(made) == 1
    assert (first / "something").read_text() == "made"


def test_what_was_half_made_is_made_anew(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    def fails(place: Path) -> None:
        (place / "half").write_text("made")
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  # its own
        made_once(tmp_path_factory, name, fails)
    assert list(made_once(tmp_path_factory, name, lambda place: None).iterdir()) == []


def test_two_processes_that_come_at_once_make_it_once(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    made: list[Path] = []
    a_second = Event()

    def make(place: Path) -> None:
        made.append(place)
        if len(made) > 1:
            a_second.set()
        a_second.wait(0.2)  # time for the others to get in, if they could

    with ThreadPoolExecutor(4) as several:
        places = list(several.map(lambda _: made_once(tmp_path_factory, name, make), range(4)))
    assert len(made) == 1 and len(set(places)) == 1
