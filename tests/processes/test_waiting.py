"""``tests.processes.waiting``: a wait ends as soon as its condition holds, and reports what it last saw if not."""

import pytest

from tests.processes.waiting import until


def test_a_wait_gives_what_it_waited_for() -> None:
    counted = iter(range(100))
    assert until(lambda: next(counted), lambda count: count == 3) == 3


def test_a_wait_that_was_for_nothing_says_what_it_saw() -> None:
    with pytest.raises(pytest.fail.Exception, match="last seen: 'still nothing'"):
        until(lambda: "still nothing", lambda _: False, seconds=0)
