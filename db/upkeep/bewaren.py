"""How long closed dossiers are kept: computing it anew after a change of no record, and the work of a night.

No timer destroys a dossier (ADR 73). By night lists of pupils of a year ago are wiped, a destruction that two people
decided is finished if something kept it from being so, and the keys of concepten leave the files of the key store.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, Date, and_, bindparam, func, select

from db import schema
from db.bewaren import verband
from db.dossiers import vernietigen
from db.dossiers.einde import uithalen
from db.keys.vault import vault
from db.school import leerlingen, schools
from db.store.engine import EVERY_SCHOOL, reading
from db.store.faults import Found
from db.store.once import SCHOOL
from db.store.voortgang import bar, say
from meldcode.route.fasen import Fase
from meldcode.vragen.datum import at_school

_D = schema.dossier
_CLOSED = select(_D.c.id).where(_D.c.school_id == bindparam("school"), _D.c.fase == Fase.GESLOTEN)
UNKNOWN = and_(_D.c.fase == Fase.GESLOTEN, _D.c.bewaren_tot.is_(None))
"""Which dossiers are closed without anything known of how long they are kept: those from before migration 0025."""


_OVER = (
    select(func.count())
    .select_from(_D)
    .where(_D.c.school_id == SCHOOL, _D.c.bewaren_tot <= bindparam("today", type_=Date), _D.c.fase == Fase.GESLOTEN)
)


def show(now: datetime) -> None:
    """Do the work of a night, and print for each school how many dossiers wait for it. ``now`` is naive UTC.

    It may be cut off at any moment: doing it again changes nothing. Raises ``Found`` for what could not be finished.
    """
    today, left = at_school(now).date(), list[str]()
    with bar("Bewaren") as progress:
        wiped = leerlingen.wipe(now)
        unfinished = vernietigen.finish(now)
        back = uithalen.finish()
        no_keys_left = vault().store.wipe()
        progress(0.5)
        with reading(EVERY_SCHOOL) as connection:
            every = schools.all_schools(connection)
        for number, (school_id, naam) in enumerate(every.items(), 1):
            say(f"{naam}: {_waits(_over(school_id, today))}")
            progress(0.5 + number / len(every) / 2)
    print(f"Leerlingenlijsten gewist: {wiped}.")
    if unfinished:
        left.append(f"Van {unfinished} vernietigde dossiers is nog niet alles weg, want er leest iemand. Doe dit weer.")
    if back:
        left.append(f"Wat uit {back} dossiers was gehaald, was weer te lezen. Het is opnieuw weggehaald.")
    if not no_keys_left:
        left.append("Vernietigde sleutels staan nog in de bestanden, want er leest iemand. Doe dit weer.")
    if left:
        raise Found("\n".join(left))


def _over(school_id: str, today: date) -> int:
    with reading(school_id) as connection:
        return int(connection.execute(_OVER, {"school": school_id, "today": today}).scalar_one())


def _waits(number: int) -> str:
    if not number:
        return "geen dossier is over zijn termijn."
    wachten = "dossier is over zijn termijn en wacht" if number == 1 else "dossiers zijn over hun termijn en wachten"
    return f"{number} {wachten} op wie erover beslist."


def follow(connection: Connection, school_id: str) -> int:
    """Compute it for every closed dossier of this school, after the board decided otherwise; return how many."""
    ids = connection.scalars(_CLOSED, {"school": school_id}).all()
    verband.follow(connection, ids)
    return len(ids)


def fill(connection: Connection) -> None:
    """Compute it for closed dossiers of which nothing is known yet, all in this transaction."""
    verband.follow(connection, connection.scalars(select(_D.c.id).where(UNKNOWN)).all())


def fill_some(connection: Connection, _school_id: str, dossier_ids: Sequence[str]) -> None:
    """Compute it for these dossiers of one school."""
    verband.follow(connection, dossier_ids)
