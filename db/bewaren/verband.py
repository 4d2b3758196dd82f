"""What other dossiers mean for how long one is kept, read from the ties between them; and what follows it, stored.

Nobody in particular asks: no dossier is named. ``named`` adds the names for one person, as far as they may know.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, bindparam, literal, select, union_all, update

from db import schema
from db.access import verwant
from db.access.records import records_of
from db.access.verwant import Band
from db.bewaren import beside
from db.keys.vault import VaultError
from db.store.beside import beside as may_fail
from db.store.once import DOSSIER, IDS, among
from meldcode.bewaren.verband import ALLEEN, Verband
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.uithalen import zonder
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.termijnen.bewaarbeleid import Beleid

_D, _X = schema.dossier, schema.verwant
_SOME = 500
_RUNS = [each for each in Fase if each.is_open and each is not Fase.TE_VERNIETIGEN]
_CLOSED = select(_D).where(_D.c.id.in_(IDS), _D.c.fase == Fase.GESLOTEN).order_by(_D.c.id)
_STORE = (
    update(_D)
    .where(_D.c.id == bindparam("kept"))
    .values(
        bewaren_tot=bindparam("tot", type_=_D.c.bewaren_tot.type),
        verzegeld_tot=bindparam("sealed", type_=_D.c.verzegeld_tot.type),
    )
)


def _to(here: Any, there: Any, back: int) -> Select[Any]:
    """What is tied to a dossier: its id, its fase, how, and whether that one was added to this one (``back``)."""
    found = select(_D.c.id, _D.c.fase, _X.c.band, literal(back).label("back")).join(_D, _D.c.id == there)
    return found.where(here == DOSSIER, _D.c.fase != Fase.VERNIETIGD)


_TIED = union_all(_to(_X.c.dossier_id, _X.c.ander_id, 0), _to(_X.c.ander_id, _X.c.dossier_id, 1))
_RUNNING = select(_D.c.id).where(_D.c.id.in_(IDS), among(_D.c.fase, _RUNS))


def of(connection: Connection, dossier: Dossier) -> Verband:
    """What other dossiers mean for this one, named to nobody. Nothing is read for one that is not closed.

    Raises ``VaultError`` when the dossier that it was added to does not open: then nobody knows whether that is sealed.
    """
    if not dossier.records or dossier.fase is not Fase.GESLOTEN:
        return ALLEEN
    tied = connection.execute(_TIED, {"dossier": dossier.id}).all()
    holds = any(row.band == Band.GEZIN and row.fase in _RUNS for row in tied)
    sealed = [_sealed(connection, row.id) for row in tied if row.band == Band.HOORT_BIJ and not row.back]
    return Verband(holds, verzegeld_tot=next(iter(sealed), None)) if holds or any(sealed) else ALLEEN


def _sealed(connection: Connection, dossier_id: str) -> date | None:
    row = connection.execute(_CLOSED, {"ids": [dossier_id]}).one_or_none()
    return whole(connection, row).verzegeld_tot if row else None


def whole(connection: Connection, row: Any) -> Dossier:
    """The dossier of this row with all its records, read for nobody, and what others mean for it."""
    found = Dossier(row.id, row.school_id, row.codenaam, row.opened_by, zonder(records_of(connection, row.id, "")[0]))
    return replace(found, verband=of(connection, found))


def named(connection: Connection, user: User, dossier: Dossier, today: date) -> Dossier:
    """This dossier, with what holds it named by code name, as far as this person may know of it."""
    if not dossier.verband.houdt_vast:
        return dossier
    tied = {each.dossier_id: each for each in verwant.of(connection, user, dossier.id, today)}
    running = set(connection.scalars(_RUNNING, {"ids": sorted(tied)}))
    names = tuple(each.codenaam for each in tied.values() if each.dossier_id in running and each.band is Band.GEZIN)
    return replace(dossier, verband=replace(dossier.verband, namen=names))


def kept_with(connection: Connection, dossier: Dossier) -> dict[str, Any]:
    """The columns of this dossier as its last record leaves it. Nothing is read for one that is not closed."""
    if dossier.fase is not Fase.GESLOTEN:
        return beside.NONE
    found = beside.NONE  # if it fails, the next start computes it (``db.upkeep.filling``)
    with may_fail(connection, "how long it is kept"):
        now = replace(dossier, verband=of(connection, dossier))
        found = beside.under(beside.of_school(connection, dossier.school_id), now)
    return found


def follow(connection: Connection, dossier_ids: Iterable[str]) -> None:
    """Store beside each of these, as far as it is closed, how long it is kept now. One that does not open stays so.

    Each is unsealed for as long as that takes.
    """
    chosen, ids = dict[str, Beleid](), sorted(dossier_ids)
    for first in range(0, len(ids), _SOME):
        for row in connection.execute(_CLOSED, {"ids": ids[first : first + _SOME]}).all():
            if row.school_id not in chosen:
                chosen[row.school_id] = beside.of_school(connection, row.school_id)
            with suppress(VaultError):
                _store(connection, whole(connection, row), chosen[row.school_id])


def _store(connection: Connection, dossier: Dossier, chosen: Beleid) -> None:
    if dossier.records:
        kept = beside.under(chosen, dossier)
        this = {"kept": dossier.id, "tot": kept["bewaren_tot"], "sealed": kept["verzegeld_tot"]}
        connection.execute(_STORE, this)


def let_follow(connection: Connection, dossier: Dossier) -> None:
    """Let the dossiers that have to do with this one follow its last record, if that changes anything for them."""
    before = replace(dossier, records=dossier.records[:-1])
    if not before.records or _matters(before) == _matters(dossier):
        return
    tied = connection.execute(_TIED, {"dossier": dossier.id}).all()
    family = [row.id for row in tied if row.band == Band.GEZIN]
    follow(connection, [*family, *added_to(connection, dossier.id)])


def _matters(dossier: Dossier) -> tuple[bool, date | None]:
    return dossier.fase in _RUNS, dossier.verzegeld_tot


def added_to(connection: Connection, dossier_id: str) -> list[str]:
    """The ids of the dossiers that were added to this one, and of what was added to those."""
    found, look = list[str](), [dossier_id]
    while look:
        tied = [row for each in look for row in connection.execute(_TIED, {"dossier": each})]
        look = [row.id for row in tied if row.band == Band.HOORT_BIJ and row.back and row.id not in found]
        found += look
    return found
