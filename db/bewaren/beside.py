"""What is kept beside a dossier about how long it is kept (``dossier.bewaren_tot``, ``dossier.verzegeld_tot``).

It follows from the records, from what other dossiers mean for it (``db.bewaren.verband``) and from what the board
decided (``meldcode.bewaren``), and decides nothing: whoever opens or destroys a dossier asks the records. ``db verify``
compares the two.
"""

from datetime import date
from typing import Any

from sqlalchemy import Connection

from db.school import schools
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


def under(chosen: Beleid, dossier: Dossier) -> dict[str, Any]:
    """The columns of this dossier, under what the board decided."""
    if dossier.fase is not Fase.GESLOTEN:
        return NONE
    found = bewaring(dossier.standing, chosen, dossier.records[-1].on, dossier.verband)
    until = (found.vrij_op or EVER) if found.reden else None
    return {"bewaren_tot": until, "verzegeld_tot": found.verzegeld_tot}
