"""How many examples are tried of what must hold for any, and which.

``make test`` tries the same ones each time, so that it is red for what was changed and for nothing else;
``make torture`` (``MELDROUTE_EXAMPLES``) tries many, others each time. How long one takes says how busy the machine is,
and fails nothing.
"""

import os

from hypothesis import HealthCheck, settings

_EVERY_TIME = 40
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
