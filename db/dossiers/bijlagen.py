"""Bijlagen: files stored sealed as soon as they arrive, first with a concept, and bound to a record when recorded."""

import uuid
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, select, update

from db import schema
from db.dossiers.inspection import Onbruikbaar, Told, harmless
from db.journal import journal
from db.journal.journal import Entry
from db.keys import vault
from db.keys.vault import place
from db.school import schools
from db.store.engine import reading, transaction
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.eigen.woorden import spoken
from meldcode.rollen import Permission, User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import BY_NAME
from meldcode.vragen.bestand import Bestand, Bestandssoort, read_bestand

_B, _D, _J, _L = schema.bijlage, schema.dossier, schema.journal, schema.login


def take_in(
    content: bytes,
    *,
    by: User,
    dossier_id: str,
    concept: str,
    at: datetime,
    instead_of: Bestand | None = None,
    wanted: Callable[[], bool] = lambda: True,
    tell: Callable[[Told], None] = lambda _: None,
) -> Bestand:
    """Inspect this file and store it with the concept of this person, in place of ``instead_of`` if given.

    ``wanted`` is asked repeatedly while the file is inspected; ``tell`` is called with what there is to say of it to
    whoever brought it. Raises ``Onbruikbaar`` with a Dutch sentence when it cannot be attached, and
    ``own_process.NotWanted`` when nobody waits for it any more.
    """
    soort, kept = harmless(content, whose=by.id, wanted=wanted, tell=tell)
    return _store(soort, kept, by, dossier_id, concept, at, instead_of)


def keep_original(
    content: bytes, *, by: User, dossier_id: str, concept: str, at: datetime, instead_of: Bestand | None = None
) -> Bestand:
    """Store a file that was just taken in once more, to the byte: it is said to be evidence.

    It is never shown, only downloaded: it was re-encoded for a reason (ADR 9). Raises as ``take_in``.
    """
    return _store(Bestandssoort.ORIGINEEL, content, by, dossier_id, concept, at, instead_of)


def keep_made(content: bytes, *, by: User, dossier_id: str, concept: str, at: datetime) -> Bestand:
    """Store a paper (PDF) that was made here with the concept of this person, in place of an earlier one.

    Raises ``Onbruikbaar`` when the dossier is gone.
    """
    with transaction(by.school_id) as connection:
        forget(connection, by.id, dossier_id, concept)
    return _store(Bestandssoort.PDF, content, by, dossier_id, concept, at, None)


def _store(
    soort: Bestandssoort,
    kept: bytes,
    by: User,
    dossier_id: str,
    concept: str,
    at: datetime,
    instead_of: Bestand | None,
) -> Bestand:
    bestand = Bestand(uuid.uuid4().hex, soort, len(kept))
    with transaction(by.school_id) as connection:
        known = select(_D.c.id).where(_D.c.id == dossier_id, _D.c.school_id == by.school_id)
        if connection.execute(known.where(_D.c.fase != Fase.VERNIETIGD)).first() is None:
            raise Onbruikbaar("Dit dossier is er niet meer. Het bestand is niet bewaard.")
        if instead_of:
            connection.execute(delete(_B).where(_loose(by.id, dossier_id, concept), _B.c.id == instead_of.id))
        key = vault.vault().key(dossier_id)
        row = {
            "id": bestand.id,
            "dossier_id": dossier_id,
            "account_id": by.id,
            "concept": concept,
            "soort": soort.value,
            "size": bestand.size,
            "saved_at": at,
            "content": vault.seal(key, place("bijlage", dossier_id, bestand.id), kept),
        }
        connection.execute(insert(_B).values(row))
    return bestand


def _loose(account_id: str, dossier_id: str, concept: str) -> ColumnElement[bool]:
    """The condition for the files of this concept that are not recorded."""
    mine = and_(_B.c.account_id == account_id, _B.c.dossier_id == dossier_id, _B.c.concept == concept)
    return and_(mine, _B.c.vastlegging_id.is_(None))


def forget(connection: Connection, account_id: str, dossier_id: str, concept: str) -> None:
    """Delete the files of a concept that is gone; files that were recorded stay."""
    connection.execute(delete(_B).where(_loose(account_id, dossier_id, concept)))


def bind(connection: Connection, dossier: Dossier, vastlegging_id: str, at: datetime) -> None:
    """Bind the files named in the last record to it, each with a line in the journal.

    A correction may name a file that is bound already. Raises ``Geweigerd`` when a file is missing, or the school does
    not take it, as it stands now: the page may have been drawn before that changed.
    """
    record = dossier.records[-1]
    if not record.bestanden:
        return
    corrects = next((each for each in dossier.records if each.nummer == record.corrigeert), None)
    raw = {each.naam: each.waarde for each in record.antwoorden}
    with spoken(schools.eigen(connection, dossier.school_id)):
        if not_taken := vastleggen.closed(BY_NAME[record.soort], raw, corrects):
            raise Geweigerd(" ".join(not_taken.values()))
    kept = corrects.bestanden if corrects else ()
    for bestand in record.bestanden:
        if bestand in kept:
            continue
        this = and_(_B.c.id == bestand.id, _B.c.soort == bestand.soort.value, _B.c.size == bestand.size)
        mine = and_(_B.c.account_id == record.by, _B.c.dossier_id == dossier.id, _B.c.vastlegging_id.is_(None))
        bound = connection.execute(update(_B).where(this, mine).values(vastlegging_id=vastlegging_id))
        if bound.rowcount != 1:
            raise Geweigerd("Het bestand dat u koos, is er niet meer. Kies het opnieuw en leg dan vast.")
        row = connection.execute(select(_B).where(_B.c.id == bestand.id)).one()
        digest = journal.digest_of(row._asdict(), journal.ATTACHED)
        line = Entry(record.by, journal.ATTACHED, at, dossier.id, bestand.id, digest)
        journal.append(connection, dossier.school_id, line)


def destroy(connection: Connection, dossier_id: str) -> None:
    """Delete every file of a dossier that is being destroyed."""
    connection.execute(delete(_B).where(_B.c.dossier_id == dossier_id))


def read(dossier: Dossier, bijlage_id: str, user: User, on: date) -> tuple[Bestand, bytes] | None:
    """A file, if this person may read it on this day (of a record they see, or of their own concept); else None.

    Raises ``VaultError`` when it was altered.
    """
    may_look = dossier.may(user, Permission.READ_DOSSIER) or dossier.may(user, Permission.LOOK_INTO)
    if not may_look or not dossier.readable_by(user, on):
        return None
    with reading(user.school_id) as connection:
        this = and_(_B.c.id == bijlage_id, _B.c.dossier_id == dossier.id)
        row = connection.execute(select(_B).where(this)).one_or_none()
    if row is None:
        return None
    shown = {bestand.id: bestand for record in dossier.visible_to(user, on).records for bestand in record.bestanden}
    bestand = shown.get(bijlage_id)
    if row.vastlegging_id is None and row.account_id == user.id:
        bestand = read_bestand(f"{row.id} {row.soort} {row.size}")
    if bestand is None:
        return None
    return bestand, opened(row)


def opened(row: Row[Any]) -> bytes:
    """The content of a row. Raises ``VaultError`` when it does not open."""
    return vault.unseal(vault.vault().key(row.dossier_id), place("bijlage", row.dossier_id, row.id), row.content)


def viewed(dossier: Dossier, bijlage_id: str, user: User, session: str, at: datetime) -> None:
    """Write a line, once per session, that this person viewed this file."""
    _note_once(Entry(user.id, journal.SEEN, at, dossier.id, bijlage_id), dossier.school_id, session)


def refused(dossier: Dossier, user: User, session: str, at: datetime) -> None:
    """Write a line, once per session, that this person asked for a file of a dossier they may not read."""
    _note_once(Entry(user.id, journal.DOSSIER_REFUSED, at, dossier.id, dossier.id), dossier.school_id, session)


def _note_once(line: Entry, school_id: str, session: str) -> None:
    since = select(_L.c.created_at).where(_L.c.token_hash == session).scalar_subquery()
    noted = select(_J.c.seq).where(
        _J.c.object_id == line.object_id, _J.c.action == line.action, _J.c.actor == line.actor, _J.c.at >= since
    )
    with transaction(school_id) as connection:
        if connection.execute(noted).first() is None:
            journal.append(connection, school_id, line)
