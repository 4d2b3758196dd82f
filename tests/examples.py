"""How many random examples property tests try, and which.

``make test`` tries the same ones each time, so that a failure is due to a change; ``make torture``
(``MELDROUTE_EXAMPLES``) tries many, different each time. There is no time limit per example: machines differ.
"""

import os

from hypothesis import HealthCheck, settings

_EVERY_TIME = 25
_MANY = int(os.environ.get("MELDROUTE_EXAMPLES", "0"))

settings.register_profile(
    "meldroute",
    max_examples=_MANY or _EVERY_TIME,
    derandomize=not _MANY,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("meldroute")
