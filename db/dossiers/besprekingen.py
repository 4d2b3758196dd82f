"""The leerlingbespreking that somebody prepares or holds, the state of its shared screen, and closing it.

Each person has at most one; closing records its outcome in the dossiers and deletes it. What is prepared about a
dossier is sealed with the key of that dossier, and read only by those who walk its route.
"""

import hashlib
import uuid
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, bindparam, delete, insert, select, update

from db import schema
from db.access import toegang
from db.dossiers import dossiers, toezeggingen
from db.journal import journal
from db.journal.journal import Entry
from db.keys import vault
from db.keys.vault import place
from db.store.engine import reading, transaction
from db.store.once import ME, SCHOOL, unindexed
from meldcode.bespreking.bespreking import BESPREEKBAAR, Bespreking, Punt, keeps_off_the_table, open_punten, outcome
from meldcode.bespreking.kaarten import card
from meldcode.bespreking.scherm import Stand
from meldcode.bespreking.toezegging import to_begin_with
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Leerlingbespreking
from meldcode.vragen.persoon import Persoon

_B, _P, _M, _D = schema.bespreking, schema.agendapunt, schema.deelnemer, schema.dossier
_V, _A, _R = schema.verplichting, schema.account, schema.vastlegging
_OF_MEETING: Any = bindparam("bespreking")
_HELD = select(_B).where(_B.c.account_id == ME)
_AT_TABLE = select(_M).where(_M.c.bespreking_id == _OF_MEETING).order_by(_M.c.volgorde)
_PEOPLE = select(_A.c.id, _A.c.role, _A.c.naam).where(_A.c.school_id == SCHOOL)
AT_MOST = 12
"""So many dossiers with earlier promises are put on an agenda by itself."""
_read = msgspec.json.Decoder(Punt).decode


@dataclass(frozen=True)
class Zitting:
    """A meeting as stored, the state of its screen, and its dossiers by id: all of them, or only the one on screen.

    ``mensen``: everyone who has or had an account at this school, by id.
    """

    bespreking: Bespreking
    stand: Stand
    dossiers: Mapping[str, Dossier]
    mensen: Mapping[str, Persoon]


def mine(user: User, *, at_table: bool = False) -> Zitting | None:
    """The meeting this person prepares or holds, with the dossiers in which they still act as ib-er.

    ``at_table`` opens only the dossier on screen, because the screen asks several times a second.
    """
    with reading(user.school_id) as connection:
        return _mine(connection, user, at_table=at_table)


def _mine(connection: Connection, user: User, *, at_table: bool = False) -> Zitting | None:
    row = connection.execute(_HELD, {"me": user.id}).one_or_none()
    if row is None:
        return None
    asked = toegang.who(user, bespreking=row.id)
    people = connection.execute(_AT_TABLE, asked).all()
    punten: list[Punt] = []
    cases: dict[str, Dossier] = {}
    for each in connection.execute(_on_agenda(toegang.anyone(user)), asked).all():
        if not at_table or each.dossier_id == row.dossier_id:
            dossier = dossiers.load(connection, each.dossier_id, user.school_id, user.id)
            cases |= {dossier.id: dossier} if dossier else {}
        punten.append(opened(each))
    bespreking = Bespreking(
        row.id,
        row.datum,
        tuple(each.account_id for each in people if each.account_id),
        tuple(each.gast for each in people if not each.account_id),
        tuple(punten),
        row.begonnen_op,
    )
    return Zitting(bespreking, _stand(row), cases, _mensen(connection, user.school_id))


@cache
def _on_agenda(user: User) -> Select[Any]:
    walks = toegang.acts_as(user, Role.IB_ER, school_id=unindexed(_D.c.school_id)), _D.c.fase != Fase.VERNIETIGD
    query = select(_P).join(_D, _D.c.id == _P.c.dossier_id).where(_P.c.bespreking_id == _OF_MEETING, *walks)
    return query.order_by(_P.c.volgorde)


def _mensen(connection: Connection, school_id: str) -> dict[str, Persoon]:
    found = connection.execute(_PEOPLE, {"school": school_id})
    return {row.id: Persoon(row.id, Role(row.role), row.naam) for row in found}


def stand_of(user: User) -> Stand | None:
    """The state of this person's screen, without opening a dossier; None when they hold no meeting."""
    with reading(user.school_id) as connection:
        row = connection.execute(_HELD, {"me": user.id}).one_or_none()
    return _stand(row) if row else None


def _stand(row: Row[Any]) -> Stand:
    return Stand(row.stand, row.aangeraakt, row.dossier_id, row.kaart, row.tot, row.verborgen)


def opened(row: Row[Any]) -> Punt:
    """Unseal what was prepared about one dossier, from its row. Raises ``VaultError`` when it does not open."""
    key = vault.vault().key(row.dossier_id)
    return _read(vault.unseal(key, place("agendapunt", row.dossier_id, row.bespreking_id), row.content))


def _sealed(punt: Punt, bespreking_id: str) -> bytes:
    key = vault.vault().key(punt.dossier_id)
    return vault.seal(key, place("agendapunt", punt.dossier_id, bespreking_id), msgspec.json.encode(punt))


def prepare(user: User, datum: date, at: datetime) -> int:
    """Begin to prepare a meeting, with earlier promises on its agenda; an existing meeting is left as it is.

    No more dossiers than a meeting can discuss (``AT_MOST``), those first in which a promise is to be kept first;
    returns how many others have one.
    """
    with transaction(user.school_id) as connection:
        if connection.execute(select(_B.c.id).where(_B.c.account_id == user.id)).first():
            return 0
        new = uuid.uuid4().hex
        who = {"id": new, "school_id": user.school_id, "account_id": user.id, "datum": datum}
        connection.execute(insert(_B).values(who | _row(Stand(0, at, verborgen=True))))
        every = toezeggingen.with_promises(connection, user, BESPREEKBAAR)
        loaded = (dossiers.load(connection, each, user.school_id, user.id) for each in every[:AT_MOST])
        found = [each for each in loaded if each]
        first = Bespreking(new, datum, punten=to_begin_with(found))
        _put_on_agenda(connection, first, {each.id for each in found})
    return len(every[AT_MOST:])


@cache
def _walked(user: User) -> Select[Any]:
    return select(_D.c.id).where(toegang.acts_as(user, Role.IB_ER), _D.c.fase != Fase.VERNIETIGD)


def _row(stand: Stand) -> dict[str, object]:
    return {
        "stand": stand.nummer,
        "aangeraakt": stand.aangeraakt,
        "dossier_id": stand.dossier_id,
        "kaart": stand.kaart,
        "tot": stand.tot,
        "verborgen": stand.verborgen,
    }


def keep(user: User, bespreking: Bespreking) -> None:
    """Store what was prepared or decided so far, replacing what was stored.

    Only items about dossiers in which this person acts as ib-er are added or changed. Raises ``Geweigerd`` when the
    meeting no longer exists.
    """
    with transaction(user.school_id) as connection:
        here = (_B.c.id == bespreking.id, _B.c.account_id == user.id)
        values = {"datum": bespreking.datum, "begonnen_op": bespreking.begonnen_op}
        if connection.execute(update(_B).where(*here).values(values)).rowcount != 1:
            raise Geweigerd("Deze bespreking is al gesloten.")
        connection.execute(delete(_M).where(_M.c.bespreking_id == bespreking.id))
        people = [(each, "") for each in bespreking.collegas] + [(None, each) for each in bespreking.gasten]
        for volgorde, (account_id, gast) in enumerate(people):
            row = {"bespreking_id": bespreking.id, "volgorde": volgorde, "account_id": account_id, "gast": gast}
            connection.execute(insert(_M).values(row))
        asked = toegang.who(user, bespreking=bespreking.id)
        walks = set(connection.scalars(_walked(toegang.anyone(user)), asked))
        known = _P.c.dossier_id.in_(_walked(toegang.anyone(user)))
        connection.execute(delete(_P).where(_P.c.bespreking_id == _OF_MEETING, known), asked)
        _put_on_agenda(connection, bespreking, walks)


def _put_on_agenda(connection: Connection, bespreking: Bespreking, walks: Set[str]) -> None:
    for volgorde, punt in enumerate(bespreking.punten):
        if punt.dossier_id in walks:
            row = {"bespreking_id": bespreking.id, "dossier_id": punt.dossier_id, "volgorde": volgorde}
            connection.execute(insert(_P).values(row | {"content": _sealed(punt, bespreking.id)}))


def steer(user: User, change: Callable[[Stand], Stand], at: datetime, only: str = "") -> Zitting | None:
    """Change the state of the shared screen and write a line about what is looked at, in one transaction.

    None when this person holds no meeting. ``only`` is the id of the meeting that is meant, if given: so a screen that
    closes late does not hide the next meeting. Raises ``Geweigerd`` when the new state may not be shown.
    """
    with transaction(user.school_id) as connection:
        zitting = _mine(connection, user)
        if zitting is None or zitting.bespreking.begonnen_op is None:
            return None
        if only and only != zitting.bespreking.id:
            return zitting
        before, after = zitting.stand, change(zitting.stand)
        entry = _entry(zitting, before, after, user, at)
        connection.execute(update(_B).where(_B.c.id == zitting.bespreking.id).values(_row(after)))
        if entry:
            journal.append(connection, user.school_id, entry)
        return replace(zitting, stand=after)


def _entry(zitting: Zitting, before: Stand, after: Stand, user: User, at: datetime) -> Entry | None:
    """The entry about what the screen now shows, if it is new. Raises ``Geweigerd`` when it may not be shown."""
    punt, dossier = zitting.bespreking.punt(after.dossier_id), zitting.dossiers.get(after.dossier_id)
    if not after.dossier_id or after.verborgen or after.nummer == before.nummer:
        return None
    if punt is None or dossier is None or keeps_off_the_table(zitting.bespreking, punt, dossier):
        raise Geweigerd("Dit staat niet op de agenda.")
    if after.kaart is None:
        return Entry(user.id, journal.VIEWED, at, dossier.id) if before.dossier_id != dossier.id else None
    if not 0 <= after.kaart < len(punt.kaarten) or (found := card(punt.kaarten[after.kaart], dossier)) is None:
        raise Geweigerd("Dit mag niet op het scherm.")
    return Entry(user.id, journal.SHOWN, at, dossier.id, str(found[0].nummer))


def cancel(user: User) -> None:
    """Delete this person's meeting without recording anything of it."""
    with transaction(user.school_id) as connection:
        _forget(connection, connection.scalars(select(_B.c.id).where(_B.c.account_id == user.id)).one_or_none())


def close(user: User, on: date, at: datetime, names: Mapping[str, str]) -> list[str]:
    """Record in each dossier what came of it, and delete the meeting; return the code names of the dossiers.

    Raises ``Geweigerd`` while an item has no outcome, or when somebody else recorded something in between. If it was
    cut off halfway, it can be called again: nothing is recorded twice, and the agenda stays until all is recorded.
    """
    zitting = mine(user)
    if zitting is None:
        raise Geweigerd("Deze bespreking is al gesloten.")
    if open_punten(zitting.bespreking):
        raise Geweigerd("Er is nog een punt open: leg vast wie wat doet, of waarom er niets gebeurt.")
    for punt in zitting.bespreking.punten:
        _refuse_what_cannot_be(zitting.dossiers[punt.dossier_id], user, on)
    for punt in zitting.bespreking.punten:
        for count, vastlegging in enumerate(outcome(zitting.bespreking, punt, names)):
            dossier = _again(user, punt.dossier_id)
            key = hashlib.sha256(f"{zitting.bespreking.id}|{punt.dossier_id}|{count}".encode()).hexdigest()
            after = vastleggen.record(dossier, vastlegging, by=user, on=on)
            try:
                dossiers.save(after, by=user, moment=dossiers.Moment(on, at, key))
            except dossiers.Intussen:
                raise Geweigerd("Een collega legde op dit moment iets vast in een dossier. Sluit nog eens.") from None
    with transaction(user.school_id) as connection:
        _forget(connection, zitting.bespreking.id)
    return [each.codenaam for each in zitting.dossiers.values()]


def _refuse_what_cannot_be(dossier: Dossier, user: User, on: date) -> None:
    """Raise ``Geweigerd`` if this cannot be recorded, as in a dossier that was closed meanwhile; asked of all first."""
    refusal = vastleggen.refusal(dossier, Leerlingbespreking, user, on)
    if refusal:
        raise Geweigerd(f"{dossier.codenaam}: {refusal} Haal dit punt van de agenda.")


def _again(user: User, dossier_id: str) -> Dossier:
    with reading(user.school_id) as connection:
        dossier = dossiers.load(connection, dossier_id, user.school_id, user.id)
    if dossier is None:
        raise Geweigerd("Een dossier van de agenda is intussen vernietigd. Sluit nog eens.")
    return dossier


def _forget(connection: Connection, bespreking_id: str | None) -> None:
    for table in (_P, _M):
        connection.execute(delete(table).where(table.c.bespreking_id == bespreking_id))
    connection.execute(delete(_B).where(_B.c.id == bespreking_id))
