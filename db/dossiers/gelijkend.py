"""Which dossiers may be of the same pupil, for whoever walks them: names are unsealed for as long as it takes (ADR 17).

Others take no part in it: not in what is found, nor in how long it takes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, select

from db import schema
from db.access import records, toegang
from db.access.verwant import Band
from db.dossiers import dossier_rows
from db.dossiers.dossier_rows import Leerling
from db.keys import vault
from db.store.once import DOSSIER, IDS
from meldcode.dossier.familie.thuis import thuis
from meldcode.namen.gelijkenis import Gelijkenis, Oordeel, Wie, vergelijk, zelfde_gezin
from meldcode.namen.thuis import Thuis
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Betrokkene
from meldcode.vastleggingen.opening import losse_namen
from meldcode.vragen.geboren import stored_geboren
from meldcode.vragen.vastgelegd import Vastgelegd, standing

_D, _X, _R = schema.dossier, schema.verwant, schema.vastlegging
_AROUND = (
    select(*(_R.c.dossier_id, _R.c.id, _R.c.nummer, _R.c.soort, _R.c.recorded_on, _R.c.recorded_by, _R.c.content))
    .where(_R.c.dossier_id.in_(IDS), _R.c.soort == Betrokkene.__name__)
    .order_by(_R.c.nummer)
)


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
    fasen = _fasen(connection, user, today, but)
    pupils = dossier_rows.leerlingen(connection, list(fasen))
    likeness = {each: vergelijk(wie, _wie(leerling)) for each, leerling in pupils.items()}
    homes = _thuis(connection, {each: pupils[each] for each in pupils if likeness[each].is_same_name})
    likeness |= {each: vergelijk(wie, replace(_wie(pupils[each]), thuis=homes[each])) for each in homes}
    found = [each for each, how in likeness.items() if how.oordeel]
    found.sort(key=lambda each: (-likeness[each].weegt, fasen[each] == Fase.GESLOTEN, each))
    return [Gevonden(each, likeness[each].oordeel, likeness[each].tekst) for each in found]


def van_gezin(connection: Connection, user: User, today: date, home: Thuis, but: str) -> dict[str, str]:
    """The dossiers this person walks of pupils who may have the same home, by id with why; in that same order.

    It reads who is around the pupil in each of them: ask it once, when somebody wants to know.
    """
    fasen = _fasen(connection, user, today, but)
    homes = _thuis(connection, dossier_rows.leerlingen(connection, list(fasen)))
    why = {each: Gelijkenis(zelfde_gezin(home, other)) for each, other in homes.items()}
    found = [each for each in why if why[each].redenen]
    found.sort(key=lambda each: (-why[each].weegt, fasen[each] == Fase.GESLOTEN, each))
    return {each: why[each].tekst for each in found}


def _fasen(connection: Connection, user: User, today: date, but: str) -> dict[str, str]:
    asked = toegang.who(user, today, dossier=but)
    return {row.id: row.fase for row in connection.execute(_walked(toegang.anyone(user)), asked)}


def _wie(leerling: Leerling) -> Wie:
    return Wie(leerling.naam, losse_namen(leerling.roepnamen), stored_geboren(leerling.geboren))


def _thuis(connection: Connection, pupils: Mapping[str, Leerling]) -> dict[str, Thuis]:
    """Of each of these dossiers who cares for the pupil and where they are, as last corrected."""
    opened = {each: vault.opener(key) for each, key in vault.vault().keys(list(pupils)).items()}
    around: dict[str, list[Vastgelegd]] = {each: [] for each in opened}
    for dossier_id, *row in connection.execute(_AROUND, {"ids": list(opened)}).all():
        around[dossier_id].append(records.read_record(opened[dossier_id], dossier_id, *row))
    return {each: thuis(standing(found), pupils[each].gezag) for each, found in around.items()}


@cache
def _walked(user: User) -> Select[Any]:
    added = select(_X.c.dossier_id).where(_X.c.dossier_id == _D.c.id, _X.c.band == Band.HOORT_BIJ)
    here = _D.c.fase != Fase.VERNIETIGD, _D.c.id != DOSSIER, ~added.exists()
    return select(_D.c.id, _D.c.fase).where(toegang.acts_as(user, Role.IB_ER), *here)
