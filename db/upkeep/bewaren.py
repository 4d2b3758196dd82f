"""Computing anew what is kept beside closed dossiers about how long they are kept, after a change of no record."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select, update

from db import schema
from db.bewaren import beside
from db.dossiers import dossiers
from db.keys.vault import VaultError
from meldcode.route.fasen import Fase

_D = schema.dossier
_CLOSED = select(_D.c.id).where(_D.c.school_id == bindparam("school"), _D.c.fase == Fase.GESLOTEN).order_by(_D.c.id)
_UNKNOWN = select(_D.c.school_id, _D.c.id).where(_D.c.fase == Fase.GESLOTEN, _D.c.bewaren_tot.is_(None))
_STORE = (
    update(_D)
    .where(_D.c.id == bindparam("dossier"))
    .values(
        bewaren_tot=bindparam("tot", type_=_D.c.bewaren_tot.type),
        verzegeld_tot=bindparam("sealed", type_=_D.c.verzegeld_tot.type),
    )
)


def follow(connection: Connection, school_id: str) -> int:
    """Compute it for every closed dossier of this school, after the board decided otherwise; return how many.

    Each is unsealed for as long as that takes. One that does not open keeps what it had.
    """
    ids = connection.scalars(_CLOSED, {"school": school_id}).all()
    _follow(connection, school_id, ids)
    return len(ids)


def fill(connection: Connection) -> None:
    """Compute it for closed dossiers of which nothing is known yet: those from before migration 0024."""
    found: dict[str, list[str]] = {}
    for school_id, dossier_id in connection.execute(_UNKNOWN):
        found.setdefault(school_id, []).append(dossier_id)
    for school_id, ids in found.items():
        _follow(connection, school_id, ids)


def _follow(connection: Connection, school_id: str, ids: Iterable[str]) -> None:
    chosen = beside.of_school(connection, school_id)
    for dossier_id in ids:
        try:
            dossier = dossiers.load(connection, dossier_id, school_id)
        except VaultError:
            continue
        if dossier and dossier.records:
            kept = beside.under(chosen, dossier)
            this = {"dossier": dossier_id, "tot": kept["bewaren_tot"], "sealed": kept["verzegeld_tot"]}
            connection.execute(_STORE, this)
