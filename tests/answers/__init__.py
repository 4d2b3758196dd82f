"""Complete answers for every vastlegging.

A test names only what it is about: ``answers(Signaal, plaats="")``. Answers to follow-up vragen are included; those not
asked are dropped by the domain.
"""

from typing import Any

from tests.answers.beside import BESIDE
from tests.answers.deciding import DECIDING
from tests.answers.first import FIRST
from tests.answers.keeping import KEEPING
from tests.answers.leaving import LEAVING
from tests.answers.people import PEOPLE
from tests.answers.typed import Answers, Builders, Kind

BUILDERS: Builders = FIRST | DECIDING | BESIDE | PEOPLE | KEEPING | LEAVING


def answers(kind: Kind, **changes: Any) -> Answers:
    """Complete answers for this kind, with these changes."""
    return BUILDERS[kind](**changes)
