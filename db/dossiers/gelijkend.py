"""Which dossiers may be of the same pupil, for whoever walks them: names are unsealed for as long as it takes (ADR 17).

Others take no part in it: not in what is found, nor in how long it takes.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select

from db import schema
from db.access import toegang
from db.access.verwant import Band
from db.dossiers import dossier_rows
from db.dossiers.dossier_rows import Leerling
from db.store.once import DOSSIER
from meldcode.namen.gelijkenis import Oordeel, Wie, vergelijk
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen.opening import losse_namen
from meldcode.vragen.geboren import stored_geboren

_D, _X = schema.dossier, schema.verwant


@dataclass(frozen=True)
class Gevonden:
    """A dossier that may be of the same pupil: how likely, and why, in words without a name."""

    dossier_id: str
    oordeel: Oordeel
    waarom: str


def gelijkend(connection: Connection, user: User, today: date, wie: Wie, but: str = "") -> list[Gevonden]:
    """The dossiers this person walks that may be of this pupil, the likeliest first, open ones before closed ones.

    Not dossier ``but``, and none that was added to another: that other one is found.
    """
    asked = toegang.who(user, today, dossier=but)
    fasen = {row.id: row.fase for row in connection.execute(_walked(toegang.anyone(user)), asked)}
    pupils = dossier_rows.leerlingen(connection, list(fasen))
    likeness = {each: vergelijk(wie, _wie(leerling)) for each, leerling in pupils.items()}
    found = [each for each, how in likeness.items() if how.oordeel]
    found.sort(key=lambda each: (-likeness[each].weegt, fasen[each] == Fase.GESLOTEN, each))
    return [Gevonden(each, likeness[each].oordeel, likeness[each].tekst) for each in found]


def _wie(leerling: Leerling) -> Wie:
    return Wie(leerling.naam, losse_namen(leerling.roepnamen), stored_geboren(leerling.geboren))


@cache
def _walked(user: User) -> Select[Any]:
    added = select(_X.c.dossier_id).where(_X.c.dossier_id == _D.c.id, _X.c.band == Band.HOORT_BIJ)
    here = _D.c.fase != Fase.VERNIETIGD, _D.c.id != DOSSIER, ~added.exists()
    return select(_D.c.id, _D.c.fase).where(toegang.acts_as(user, Role.IB_ER), *here)
