"""A brother and a sister of the practice school, of whom each has a dossier: the two are tied."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from db import schema
from db.dossiers import koppelen
from db.practice.story import Case
from db.store.engine import reading
from meldcode.namen.codenamen import codenaam
from meldcode.rollen import User

_FAMILY = ("Teun", "Lotte")
_D = schema.dossier


def tie(cases: Sequence[Case], noor: User, today: date, now: datetime) -> None:
    """Tie their dossiers, which have the number of their case; nothing when either was not told."""
    numbers = {case.pupil.voornaam: nummer for nummer, case in reversed(list(enumerate(cases, 1)))}
    if not all(each in numbers for each in _FAMILY):
        return
    named = _D.c.codenaam.in_([codenaam(numbers[each]) for each in _FAMILY])
    with reading(noor.school_id) as connection:
        brother, sister = connection.scalars(select(_D.c.id).where(_D.c.school_id == noor.school_id, named))
    koppelen.koppel(noor, brother, sister, today, now)
