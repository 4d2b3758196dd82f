"""The work of a sign-in attempt does not tell whether the account exists. ``make torture`` measures more closely."""

import os
import statistics
import time
from datetime import timedelta

import pytest

from db.accounts.sign_in import with_password
from meldcode.rollen import Role
from tests.cheap_hashes import REAL
from tests.ui.conftest import EMAIL, MONDAY

TIMES = int(os.environ.get("MELDROUTE_SIGN_INS", "3"))
CLOSELY = TIMES >= 100
ADDRESSES = {"known": EMAIL[Role.IB_ER], "unknown": "niemand@linde.example"}


@pytest.mark.usefixtures("real_cost")
def test_a_known_and_an_unknown_address_take_the_same_time_and_hardly_more_than_one_hash() -> None:
    """Processor time, beside that of a hash in the same turn: machines differ, in memory more than in anything else.

    Wall-clock time only in the long form.
    """
    took: dict[str, list[float]] = {kind: [] for kind in ADDRESSES}
    worked: dict[str, list[float]] = {kind: [] for kind in ADDRESSES}
    hashes: list[float] = []
    for number in range(TIMES + 1):
        work = time.process_time()
        REAL.hash("niet-dit")
        hashes.append(time.process_time() - work)
        for kind, email in ADDRESSES.items():
            start, work = time.perf_counter(), time.process_time()
            answer = with_password(email, "niet-dit", MONDAY + timedelta(hours=number), f"192.0.2.{number % 200}")
            if number:  # the first one warms up
                took[kind].append(time.perf_counter() - start)
                worked[kind].append(time.process_time() - work)
            assert answer.refused_until is None
    for what, measured in (("clock", took), ("work", worked)):
        medians = {kind: statistics.median(each) for kind, each in measured.items()}
        print(what, {kind: f"{seconds * 1000:.0f} ms" for kind, seconds in medians.items()})
        if CLOSELY:
            assert max(medians.values()) < 1.1 * min(medians.values()), what
        elif what == "work":
            assert max(medians.values()) < 2 * min(medians.values()), worked
            assert max(medians.values()) < 3 * statistics.median(hashes), (worked, hashes)
