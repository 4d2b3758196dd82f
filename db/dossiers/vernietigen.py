"""Destroying a dossier: everything about it goes, with what was added to it; what its certificate says stays (R21)."""

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, bindparam, delete, func, insert, literal, select, union_all, update

from db import schema
from db.access import toegang
from db.bewaren import verband
from db.cijfers import statistiek
from db.dossiers import bijlagen, koppelen
from db.journal import journal, seals
from db.journal.journal import Entry
from db.keys import vault
from db.store.engine import EVERY_SCHOOL, empty_log, engine, reading, transaction
from db.store.once import DOSSIER, among
from db.werk import alarm, gezien
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.vernietigen import Gevraagd, gevraagd
from meldcode.papieren import verklaring
from meldcode.papieren.verklaring import Hoe, Inhoud, Rijen
from meldcode.papieren.vernietiglijst import Lijst
from meldcode.route.fasen import Fase
from meldcode.vastleggingen.einde.vernietigen import Grond
from meldcode.versie import VERSIE
from meldcode.vragen.bestand import Bestandssoort

_D, _R, _V, _X, _J = schema.dossier, schema.vastlegging, schema.verplichting, schema.vernietiging, schema.journal
_B, _C, _P, _M, _S = schema.bijlage, schema.concept, schema.agendapunt, schema.mail, schema.bespreking
_FOTOS = [each for each in Bestandssoort if each.is_foto]
_MANIER = {
    "sqlite": "Sleutel vernietigd, rijen gewist, vrijgekomen ruimte overschreven, logbestand geleegd",
    "postgresql": "Sleutel vernietigd, rijen gewist",
}


def _number(what: str, query: Select[Any]) -> Select[str, int]:
    return query.with_only_columns(literal(what), func.count())


_OF_DOSSIER = {each: select(each).where(each.c.dossier_id == DOSSIER) for each in (_R, _B, _C, _P)}
_ITS_SCHOOL = select(schema.dossier.c.school_id).where(schema.dossier.c.id == DOSSIER).scalar_subquery()
_PAPERS = select(_J).where(  # the lines of a dossier are found by its school
    _J.c.school_id == _ITS_SCHOOL, _J.c.dossier_id == DOSSIER, _J.c.action == journal.PAPER_MADE
)
_COUNTED = union_all(
    _number("vastlegging", _OF_DOSSIER[_R]),
    _number("foto", _OF_DOSSIER[_B].where(among(_B.c.soort, _FOTOS))),
    _number("pdf", _OF_DOSSIER[_B].where(_B.c.soort == Bestandssoort.PDF)),
    _number("concept", _OF_DOSSIER[_C]),
    _number("agendapunt", _OF_DOSSIER[_P]),
    _number("papier", _PAPERS),
)
_DAYS = select(func.min(_R.c.recorded_on), func.max(_R.c.recorded_on)).where(_R.c.dossier_id == DOSSIER)
_ASKED_AT = select(_R.c.recorded_at).where(_R.c.dossier_id == DOSSIER, _R.c.nummer == bindparam("nummer"))


@dataclass(frozen=True)
class Listed:
    """A list that was confirmed, and the id of the line in the journal that says so."""

    lijst: Lijst
    line: str


def confirmed_together(connection: Connection, school_id: str, by: str, lijst: Lijst, at: datetime) -> Listed:
    """Write the line that this person confirmed a list, with the digest of what they read; each dossier names it."""
    found = Listed(lijst, uuid.uuid4().hex)
    journal.append(connection, school_id, Entry(by, journal.LISTED, at, object_id=found.line, digest=lijst.digest))
    return found


def what_goes(connection: Connection, dossier_id: str) -> Inhoud:
    """What there is of this dossier, counted from plain columns; a correction counts as the record that it is."""
    asked = {"dossier": dossier_id}
    first, last = connection.execute(_DAYS, asked).one()
    return Inhoud({row[0]: row[1] for row in connection.execute(_COUNTED, asked)}, first, last)


def destroy(
    connection: Connection, dossier: Dossier, by: str, at: datetime, on: date, listed: Listed | None = None
) -> None:
    """Delete everything about this dossier, except what its certificate says (R21).

    ``dossier``: with its confirmation as the last record. What was added to it is about the same pupil and the same
    concern, and goes with it. ``listed``: it was confirmed on this list (``confirmed_together``).
    """
    before = replace(dossier, records=dossier.records[:-1])
    asked = gevraagd(before)
    if asked is None:
        raise ValueError("nobody asked for this")
    named = {"dossier": dossier.id, "nummer": asked.nummer}
    asked_at, number = connection.scalar(_ASKED_AT, named), listed.lijst.aantal if listed else 0
    hoe = replace(_how(connection, at, asked_at, dossier.records[-1].als), lijst=number)
    line = listed.line if listed else ""
    added = verband.added_to(connection, dossier.id)
    seals.touch(connection, dossier.school_id, seals.DOSSIER, added)
    for each in added:
        # The fase first: only then do the triggers allow deleting the vastleggingen.
        gone = {"fase": Fase.VERNIETIGD, "fase_since": on}
        connection.execute(update(_D).where(_D.c.id == each).values(gone))
        of_it = verklaring.rijen(asked, before, what_goes(connection, each), hoe, bij=dossier.codenaam)
        erase(connection, each, dossier.school_id, _row(asked, by, at, of_it), line=line)
    statistiek.keep(connection, dossier.id, dossier.school_id, grond=asked.grond, on=on)
    inhoud = what_goes(connection, dossier.id)
    corrections = sum(each.corrigeert is not None for each in before.records)
    inhoud = replace(inhoud, aantallen={**inhoud.aantallen, "correctie": corrections})
    certificate = _row(asked, by, at, verklaring.rijen(asked, before, inhoud, hoe))
    erase(connection, dossier.id, dossier.school_id, certificate, line=line)


def _how(connection: Connection, at: datetime, asked_at: datetime | None, als: str) -> Hoe:
    return Hoe(asked_at, at, als, _MANIER[connection.dialect.name], VERSIE)


def _row(asked: Gevraagd, by: str, at: datetime, rijen: Rijen) -> dict[str, Any]:
    return {
        "destroyed_at": at,
        "grond": asked.grond.value,
        "requested_by": asked.by,
        "confirmed_by": by,
        "bewijs": msgspec.json.encode(rijen).decode(),
    }


def again(
    connection: Connection, dossier_id: str, school_id: str, grond: Grond, asked_by: str, other: str, at: datetime
) -> None:
    """Destroy a dossier that a restored back-up brought back; ``other``: an account, as who confirmed is not known."""
    rijen = verklaring.opnieuw(grond, what_goes(connection, dossier_id), _how(connection, at, None, ""))
    row = {
        "destroyed_at": at,
        "grond": grond.value,
        "requested_by": asked_by,
        "confirmed_by": other,
        "bewijs": msgspec.json.encode(rijen).decode(),
    }
    erase(connection, dossier_id, school_id, row, actor="")


def erase(
    connection: Connection,
    dossier_id: str,
    school_id: str,
    certificate: dict[str, Any],
    actor: str | None = None,
    line: str = "",
) -> None:
    """Delete all rows about this dossier, and store its certificate unless it has one; with a line in the journal.

    The fase must be that of a destroyed dossier already. ``actor``: who does it; None: who confirmed it. ``line``: of
    the list on which it was confirmed; empty: by itself.
    """
    bijlagen.destroy(connection, dossier_id)
    recorded = select(_R.c.id).where(_R.c.dossier_id == dossier_id)
    # Mail that was not sent yet says a number only, but is about this dossier.
    connection.execute(delete(_M).where(_M.c.sleutel.in_(recorded)))
    count = connection.execute(delete(_R).where(_R.c.dossier_id == dossier_id)).rowcount
    connection.execute(delete(_C).where(_C.c.dossier_id == dossier_id))
    connection.execute(delete(_V).where(_V.c.dossier_id == dossier_id))
    toegang.forget(connection, dossier_id)
    koppelen.forget(connection, dossier_id, school_id)
    gezien.forget(connection, dossier_id)
    alarm.forget(connection, dossier_id)
    connection.execute(delete(_P).where(_P.c.dossier_id == dossier_id))
    connection.execute(update(_S).where(_S.c.dossier_id == dossier_id).values(dossier_id="", kaart=None))
    if not connection.execute(select(_X.c.dossier_id).where(_X.c.dossier_id == dossier_id)).first():
        connection.execute(insert(_X).values(dossier_id=dossier_id, vastleggingen=count, **certificate))
    who = certificate["confirmed_by"] if actor is None else actor
    stand = seals.stand_of(connection, dossier_id, school_id)
    at = certificate["destroyed_at"]
    journal.append(connection, school_id, Entry(who, journal.DESTROYED, at, dossier_id, line, stand=stand))


def finish(at: datetime) -> int:
    """Destroy the keys of destroyed dossiers and empty the logs; return how many are still unfinished.

    Recording deletes the rows first, in a transaction of its own. A destruction stays unfinished when the process ends
    before the key is deleted, or a reader keeps the log from being emptied; so this also runs at every start.
    """
    unfinished = _X.c.finished_at.is_(None)
    with reading(EVERY_SCHOOL) as connection:
        rows = connection.execute(select(_X.c.dossier_id, _X.c.grond).where(unfinished)).all()
    waiting = {row.dossier_id: row.grond for row in rows}
    if not waiting:
        return 0
    if not vault.vault().destroy(waiting, waiting) or not empty_log(engine()):
        return len(waiting)
    with transaction(EVERY_SCHOOL) as connection:
        connection.execute(update(_X).where(unfinished, _X.c.dossier_id.in_(list(waiting))).values(finished_at=at))
    return 0
