"""Computing anew what is kept beside closed dossiers about how long they are kept, after a change of no record."""

from sqlalchemy import Connection, bindparam, select

from db import schema
from db.bewaren import verband
from meldcode.route.fasen import Fase

_D = schema.dossier
_CLOSED = select(_D.c.id).where(_D.c.school_id == bindparam("school"), _D.c.fase == Fase.GESLOTEN)
_UNKNOWN = select(_D.c.id).where(_D.c.fase == Fase.GESLOTEN, _D.c.bewaren_tot.is_(None))


def follow(connection: Connection, school_id: str) -> int:
    """Compute it for every closed dossier of this school, after the board decided otherwise; return how many."""
    ids = connection.scalars(_CLOSED, {"school": school_id}).all()
    verband.follow(connection, ids)
    return len(ids)


def fill(connection: Connection) -> None:
    """Compute it for closed dossiers of which nothing is known yet: those from before migration 0024."""
    verband.follow(connection, connection.scalars(_UNKNOWN).all())
