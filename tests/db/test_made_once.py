"""What the processes of a test run share is made by one of them; and a wait says what it saw."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.once import once
from tests.waiting import until


def test_of_many_who_need_it_at_once_one_makes_it_and_the_others_find_it_whole(tmp_path: Path) -> None:
    def make(place: Path) -> None:
        with (place / "made").open("a") as file:
            file.write("once")

    with ThreadPoolExecutor(8) as people:
        found = list(people.map(lambda _: once(tmp_path, "thing", make), range(8)))
    assert set(found) == {tmp_path / "thing"}
    assert (tmp_path / "thing" / "made").read_text() == "once"


def test_what_failed_halfway_is_made_again_from_nothing(tmp_path: Path) -> None:
    def fails(place: Path) -> None:
        (place / "half").touch()
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - there is no message to it
        once(tmp_path, "thing", fails)
    assert list(once(tmp_path, "thing", lambda place: (place / "whole").touch()).iterdir()) == [
        tmp_path / "thing" / "whole"
    ]


def test_a_wait_gives_what_it_waited_for_and_says_at_the_end_what_it_saw() -> None:
    counted = iter(range(100))
    assert until(lambda: next(counted), lambda count: count == 3) == 3
    with pytest.raises(pytest.fail.Exception, match="last seen: 'still nothing'"):
        until(lambda: "still nothing", lambda _: False, seconds=0)
