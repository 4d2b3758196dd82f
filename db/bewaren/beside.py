"""What is kept beside a dossier about how long it is kept (``dossier.bewaren_tot``, ``dossier.verzegeld_tot``).

It follows from the records and from what the board decided (``meldcode.bewaren``), and decides nothing: whoever opens
or destroys a dossier asks the records. ``db verify`` compares the two.
"""

from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.school import schools
from db.store.beside import beside
from meldcode.bewaren.bewaring import bewaring
from meldcode.dossier.dossier import Dossier
from meldcode.route.fasen import Fase
from meldcode.termijnen.bewaarbeleid import Beleid, beleid

EVER = date(9999, 12, 31)
"""Of a closed dossier that something holds back."""
NONE: dict[str, Any] = {"bewaren_tot": None, "verzegeld_tot": None}


def of_school(connection: Connection, school_id: str) -> Beleid:
    """What holds at this school, whoever is served now."""
    return beleid(schools.eigen(connection, school_id))


def kept_with(connection: Connection, dossier: Dossier) -> dict[str, Any]:
    """The columns of this dossier as its last record leaves it. Nothing is read for one that is not closed."""
    if dossier.fase is not Fase.GESLOTEN:
        return NONE
    found = NONE  # if it fails, the next start computes it (``db.upkeep.bewaren.fill``)
    with beside(connection, "how long it is kept"):
        found = under(of_school(connection, dossier.school_id), dossier)
    return found


def under(chosen: Beleid, dossier: Dossier) -> dict[str, Any]:
    """The same, with what the board decided."""
    if dossier.fase is not Fase.GESLOTEN:
        return NONE
    found = bewaring(dossier.standing, chosen, dossier.records[-1].on)
    until = (found.vrij_op or EVER) if found.reden else None
    return {"bewaren_tot": until, "verzegeld_tot": found.verzegeld_tot}
