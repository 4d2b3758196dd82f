"""How long an attempt takes tells nothing about whether the account exists. ``make torture`` looks more closely."""

import os
import statistics
import time
from datetime import timedelta

from db.sign_in import with_password
from meldcode.rollen import Role
from tests.gate.conftest import EMAIL, MONDAY, Linde

TIMES = int(os.environ.get("MELDROUTE_SIGN_INS", "5"))
# Of a few attempts beside other work the median still swings; of a hundred it does not.
NOISE = 0.1 if TIMES >= 100 else 1.0


def test_a_known_and_an_unknown_address_take_the_same_time_and_less_than_a_core_second(linde: Linde) -> None:
    took: dict[str, list[float]] = {"known": [], "unknown": []}
    worked = []
    for number in range(TIMES + 1):
        for kind, email in (("known", EMAIL[Role.IB_ER]), ("unknown", "niemand@linde.example")):
            start, work = time.perf_counter(), time.process_time()
            answer = with_password(email, "niet-dit", MONDAY + timedelta(hours=number), f"192.0.2.{number % 200}")
            if number:  # the first one warms up
                took[kind].append(time.perf_counter() - start)
                worked.append(time.process_time() - work)
            assert answer.refused_until is None
    known, unknown = (statistics.median(each) for each in took.values())
    print(
        f"known {known * 1000:.0f} ms, unknown {unknown * 1000:.0f} ms, work {statistics.median(worked) * 1000:.0f} ms"
    )
    assert abs(known - unknown) < NOISE * min(known, unknown)
    assert statistics.median(worked) < 1.0
