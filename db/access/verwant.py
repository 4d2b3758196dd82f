"""Which dossiers have to do with each other, for whoever may read both; for anybody else there are none (ADR 61)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, literal, select, union_all

from db import schema
from db.access import toegang
from db.store.once import DOSSIER
from meldcode.rollen import User
from meldcode.route.fasen import Fase

_D, _X = schema.dossier, schema.verwant
_HERE = _D.alias("here")


class Band(StrEnum):
    """What two dossiers have to do with each other, as it is stored.

    ``GEZIN``: of brothers and sisters. ``HOORT_BIJ``: the one was added to the other, of the same pupil.
    """

    GEZIN = "gezin"
    HOORT_BIJ = "hoort_bij"


@dataclass(frozen=True)
class Verwant:
    """A dossier that has to do with the one that was asked about; ``is_added``: it was added to that one."""

    dossier_id: str
    codenaam: str
    band: Band
    is_added: bool


def of(connection: Connection, user: User, dossier_id: str, today: date) -> list[Verwant]:
    """What has to do with this dossier, by code name: only of those who read both as a whole on this day."""
    rows = connection.execute(_of(toegang.anyone(user)), toegang.who(user, today, dossier=dossier_id))
    found = [
        Verwant(row.id, row.codenaam, Band(row.band), row.band == Band.HOORT_BIJ and row.back == 1) for row in rows
    ]
    return sorted(found, key=lambda each: (len(each.codenaam), each.codenaam))


@cache
def _of(user: User) -> Any:
    return union_all(_to(user, _X.c.dossier_id, _X.c.ander_id, 0), _to(user, _X.c.ander_id, _X.c.dossier_id, 1))


def _to(user: User, here: Any, there: Any, back: int) -> Select[Any]:
    return (
        select(_D.c.id, _D.c.codenaam, _X.c.band, literal(back).label("back"))
        .join(_D, _D.c.id == there)
        .join(_HERE, _HERE.c.id == here)
        .where(here == DOSSIER, _D.c.fase != Fase.VERNIETIGD, _HERE.c.fase != Fase.VERNIETIGD)
        .where(toegang.reads_whole(user), toegang.reads_whole(user, _HERE))
    )
