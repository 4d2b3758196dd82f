"""Destroying a dossier: everything about it goes, with what was added to it; who decided it and when is left (R21)."""

from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select, update

from db import schema
from db.access import toegang
from db.cijfers import statistiek
from db.dossiers import bijlagen, koppelen
from db.journal import journal, seals
from db.journal.journal import Entry
from db.keys import vault
from db.store.engine import EVERY_SCHOOL, empty_log, engine, reading, transaction
from db.werk import alarm, gezien
from meldcode.dossier.dossier import Dossier
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import UitkomstStap2

_D, _R, _V, _X = schema.dossier, schema.vastlegging, schema.verplichting, schema.vernietiging


def destroy(connection: Connection, dossier: Dossier, by: str, at: datetime, on: date) -> None:
    """Delete everything about this dossier, except who decided it, when, and how many records there were (R21).

    What was added to it is about the same pupil and the same concern, and goes with it.
    """
    uitkomst = dossier.last(UitkomstStap2)
    requested_by = uitkomst.by if uitkomst else dossier.opened_by
    added = koppelen.added_to(connection, dossier.id)
    seals.touch(connection, dossier.school_id, seals.DOSSIER, added)
    for each in added:
        # The fase first: only then do the triggers allow deleting the vastleggingen.
        gone = {"fase": Fase.VERNIETIGD, "fase_since": on}
        connection.execute(update(_D).where(_D.c.id == each).values(gone))
        _erase(connection, each, dossier.school_id, requested_by, by, at)
    statistiek.keep(connection, dossier.id, dossier.school_id, grond="geen_indicatie", on=on)
    _erase(connection, dossier.id, dossier.school_id, requested_by, by, at)


def _erase(connection: Connection, dossier_id: str, school_id: str, requested_by: str, by: str, at: datetime) -> None:
    bijlagen.destroy(connection, dossier_id)
    count = connection.execute(delete(_R).where(_R.c.dossier_id == dossier_id)).rowcount
    connection.execute(delete(schema.concept).where(schema.concept.c.dossier_id == dossier_id))
    connection.execute(delete(_V).where(_V.c.dossier_id == dossier_id))
    toegang.forget(connection, dossier_id)
    koppelen.forget(connection, dossier_id, school_id)
    gezien.forget(connection, dossier_id)
    alarm.forget(connection, dossier_id)
    connection.execute(delete(schema.agendapunt).where(schema.agendapunt.c.dossier_id == dossier_id))
    connection.execute(
        insert(_X).values(
            dossier_id=dossier_id,
            destroyed_at=at,
            grond="geen_indicatie",
            requested_by=requested_by,
            confirmed_by=by,
            vastleggingen=count,
        )
    )
    stand = seals.stand_of(connection, dossier_id, school_id)
    journal.append(connection, school_id, Entry(by, journal.DESTROYED, at, dossier_id, stand=stand))


def finish(at: datetime) -> int:
    """Destroy the keys of destroyed dossiers and empty the logs; return how many are still unfinished.

    Recording deletes the rows first, in a transaction of its own. A destruction stays unfinished when the process ends
    before the key is deleted, or a reader keeps the log from being emptied; so this also runs at every start.
    """
    unfinished = _X.c.finished_at.is_(None)
    with reading(EVERY_SCHOOL) as connection:
        waiting = connection.scalars(select(_X.c.dossier_id).where(unfinished)).all()
    if not waiting:
        return 0
    if not vault.vault().destroy(waiting) or not empty_log(engine()):
        return len(waiting)
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(_X).where(unfinished, _X.c.dossier_id.in_(waiting)).values(finished_at=at))
    return 0
