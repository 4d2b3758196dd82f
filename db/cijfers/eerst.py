"""The first day on which something that waits in a dossier is due (``dossier.eerst_op``): the order of the list.

It follows from the verplichtingen, and is stored in the transaction that changes them.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from db import schema
from db.cijfers.verloop import EVER
from meldcode.route.fasen import Fase

_D, _V = schema.dossier, schema.verplichting
_FIRST = func.coalesce(
    select(func.min(_V.c.due_on)).where(_V.c.dossier_id == _D.c.id, _V.c.done_on.is_(None)).scalar_subquery(), EVER
)
_DAY: Any = bindparam("day", type_=_D.c.eerst_op.type)
_OF_ONE = update(_D).where(_D.c.id == bindparam("dossier")).values(eerst_op=_DAY)
_OF_SCHOOL = (
    update(_D)
    .where(_D.c.school_id == bindparam("school"), _D.c.fase != Fase.VERNIETIGD, _D.c.eerst_op != _FIRST)
    .values(eerst_op=_FIRST)
)


def settle(connection: Connection, dossier_id: str, waited: Iterable[date], waits: Iterable[date]) -> None:
    """Store it for a dossier in which something was due on these days, and now on those; if that made a difference."""
    before, now = min(waited, default=EVER), min(waits, default=EVER)
    if now != before:
        connection.execute(_OF_ONE, {"dossier": dossier_id, "day": now})


def follow(connection: Connection, school_id: str) -> None:
    """Store it for every dossier of this school, after a change that no record caused."""
    connection.execute(_OF_SCHOOL, {"school": school_id})
