"""The practice school for somebody who never saw it: from its first page to a signal handed in, in minutes."""

import time

import pytest

from tests.browser.every.test_every_browser import DOORGEGEVEN
from tests.browser.person import Person
from tests.browser.signing_in.test_first_run import PRESSES, TYPES, Newcomer

pytestmark = pytest.mark.sweep
MOST = 5 * 60  # seconds; `make run` has five minutes before it (deploy/README.md)


def test_a_first_signal_is_handed_in_within_five_minutes(person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    someone, began = Newcomer(person), time.monotonic()
    person.page.goto(f"{person.address}/inloggen")
    someone.reads("body")
    person.page.get_by_role("button", name="Lars Brouwer").click()
    person.wait()
    someone.reads()
    person.goes_to("Signaal doorgeven")
    someone.reads()
    someone.seconds += 2 * PRESSES
    person.answers(DOORGEGEVEN)
    someone.seconds += sum(PRESSES + len(answer) / TYPES for answer in DOORGEGEVEN.values())
    someone.presses("Vastleggen")
    person.sees("Uw signaal is vastgelegd. De intern begeleider ziet het nu.")
    took = someone.seconds + time.monotonic() - began
    with capsys.disabled():
        print(f"\nA first signal: {took / 60:.1f} minutes")
    assert took < MOST
