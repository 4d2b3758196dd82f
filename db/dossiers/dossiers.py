"""Loading and saving dossiers. ``save`` and ``open_dossier`` are the only ways in which a record is stored.

The record, the fase and the verplichtingen are stored in one transaction. What goes along with them may fail without
stopping it (``db.store.beside``).
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy import Row as Fetched

from db import schema
from db.access import toegang
from db.access.records import content_of, records_of, seal_record
from db.cijfers import statistiek
from db.dossiers import bijlagen, verplichting_rows
from db.dossiers.verplichting_rows import Row
from db.journal import journal, seals
from db.journal.journal import Entry
from db.journal.standing import OWN, Own
from db.keys import vault
from db.keys.vault import Ring
from db.store.beside import beside
from db.store.engine import EVERY_SCHOOL, after_commit, empty_log, engine, reading, transaction
from db.werk import alarm, gezien, mail
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.namen.codenamen import codenaam
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Opening, UitkomstStap2
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging

Also = Callable[[Connection], object]
"""Done in the transaction of a vastlegging, such as deleting its concept; if it fails, the rest is stored anyway."""
_D, _R, _V, _X = schema.dossier, schema.vastlegging, schema.verplichting, schema.vernietiging
# Runs at every recording and opening of a dossier, so built once.
_RECORDED = select(_R.c.dossier_id).where(_R.c.submit_key == bindparam("submit_key"))
_CLAIM = (
    update(_D)
    .where(
        _D.c.id == bindparam("dossier"),
        _D.c.versie == bindparam("before"),
        _D.c.fase != Fase.VERNIETIGD,
        ~_RECORDED.exists(),
    )
    .returning(*OWN)
)
_RECORD = insert(_R)
_OF_SCHOOL = select(_D).where(
    _D.c.id == bindparam("dossier"), _D.c.school_id == bindparam("school"), _D.c.fase != Fase.VERNIETIGD
)
_OPENED = select(_D).where(
    _D.c.school_id == bindparam("school"),
    _D.c.opened_by == bindparam("by"),
    _D.c.opened_on == bindparam("day"),
    _D.c.fase != Fase.VERNIETIGD,
)


@dataclass(frozen=True)
class Moment:
    """When something is recorded: the day at school, and the moment (naive UTC).

    ``submit_key`` is made once per form: a second submit with the same key, as by a double click, stores nothing.
    """

    on: date
    at: datetime
    submit_key: str


class Intussen(Exception):
    """Somebody else recorded something since this page was drawn; ``added`` is what they recorded."""

    def __init__(self, added: Sequence[Vastgelegd]) -> None:
        super().__init__("the dossier changed in the meantime")
        self.added = tuple(added)


def _no_more(_connection: Connection) -> None:
    """Nothing besides the vastlegging itself."""


def open_dossier(
    opening: Opening, *, by: User, moment: Moment, also: Also = _no_more, first: Vastlegging | None = None
) -> Dossier:
    """Create a dossier with its opening, and with ``first`` right after it if given: both, or neither.

    A repeated submit returns the dossier that the first one created. Raises ``Geweigerd`` when something in it may not
    be recorded.
    """
    with transaction(by.school_id) as connection:
        before = _recorded(connection, moment.submit_key)
        if before:
            return _dossier(connection, connection.execute(select(_D).where(_D.c.id == before)).one(), by.id)
        school = schema.school
        connection.execute(
            update(school).where(school.c.id == by.school_id).values(laatste_nummer=school.c.laatste_nummer + 1)
        )
        nummer = connection.execute(select(school.c.laatste_nummer).where(school.c.id == by.school_id)).scalar_one()
        dossier = vastleggen.record(_empty(by, codenaam(nummer)), opening, by=by, on=moment.on)
        vault.vault().add([dossier.id])
        named = {"id": dossier.id, "school_id": dossier.school_id, "codenaam": dossier.codenaam}
        connection.execute(insert(_D).values(**named, **_state(dossier), opened_by=by.id, opened_on=moment.on))
        ring = vault.vault().ring(dossier.id, dossier.school_id)
        _write(connection, dossier, by, moment, ring)
        if first:
            dossier = vastleggen.record(dossier, first, by=by, on=moment.on)
            connection.execute(update(_D).where(_D.c.id == dossier.id).values(**_state(dossier)))
            _write(connection, dossier, by, replace(moment, submit_key=uuid.uuid4().hex), ring)
        with beside(connection, "the concept"):
            also(connection)
        return dossier


def _empty(by: User, naam: str = "") -> Dossier:
    return Dossier(uuid.uuid4().hex, by.school_id, naam, by.id)


def opened_alike(opening: Opening, first: Vastlegging | None, *, by: User, on: date) -> Dossier | None:
    """The dossier that this person opened on this day with this very opening, and ``first`` after it; None: not yet.

    Raises ``Geweigerd`` when something in it may not be recorded.
    """
    wanted = vastleggen.record(_empty(by), opening, by=by, on=on)
    if first:
        wanted = vastleggen.record(wanted, first, by=by, on=on)
    with reading(by.school_id) as connection:
        rows = connection.execute(_OPENED, {"school": by.school_id, "by": by.id, "day": on}).all()
        found = (_dossier(connection, row, by.id) for row in rows)
        return next((each for each in found if each.records[: wanted.versie] == wanted.records), None)


def save(dossier: Dossier, *, by: User, moment: Moment, also: Also = _no_more) -> None:
    """Store the last record of this dossier. A repeated submit stores nothing more.

    A dossier that has reached ``Fase.VERNIETIGD`` is destroyed instead. Raises ``Intussen`` when somebody else was
    first, and ``Geweigerd`` when the dossier was destroyed meanwhile.
    """
    before = dossier.versie - 1
    with transaction(dossier.school_id) as connection:
        ring = vault.vault().ring(dossier.id, dossier.school_id)
        seals.touch(connection, dossier.school_id, seals.DOSSIER, [dossier.id], ring)
        this = {"dossier": dossier.id, "before": before, "submit_key": moment.submit_key}
        own = connection.execute(_CLAIM, this | _state(dossier)).one_or_none()
        if own is None:
            if _recorded(connection, moment.submit_key):
                return
            _too_late(connection, dossier, before, by.id)
        elif dossier.fase is Fase.VERNIETIGD:
            _destroy(connection, dossier, by, moment)
        else:
            _write(connection, dossier, by, moment, ring, own)
        with beside(connection, "the concept"):
            also(connection)
        if dossier.fase is Fase.VERNIETIGD:
            after_commit(connection, partial(finish_destructions, moment.at))


def finish_destructions(at: datetime) -> int:
    """Destroy the keys of destroyed dossiers and empty the logs; return how many are still unfinished.

    ``save`` deletes the rows first, in a transaction of its own. A destruction stays unfinished when the process ends
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


def load(connection: Connection, dossier_id: str, school_id: str, asker: str = "") -> Dossier | None:
    """The dossier as it is now; None when this school has none with that id, or it was destroyed.

    ``asker`` is the account for which it is read. Records that ``db.access.blind`` withholds from them are left out and
    only counted in ``kept_back``; without an asker, all that may be withheld is. Whether they may read the dossier at
    all is for the caller to ask. Raises ``VaultError`` when the key is gone or a record does not open.
    """
    row = connection.execute(_OF_SCHOOL, {"dossier": dossier_id, "school": school_id}).one_or_none()
    return _dossier(connection, row, asker) if row else None


def _state(dossier: Dossier) -> Row:
    at = {"fase": dossier.fase, "fase_since": dossier.fase_since, "versie": dossier.versie}
    return at | gezien.kept_with(dossier)


def _recorded(connection: Connection, submit_key: str) -> str | None:
    return connection.execute(_RECORDED, {"submit_key": submit_key}).scalar()


def _too_late(connection: Connection, dossier: Dossier, before: int, asker: str) -> None:
    fase = connection.execute(select(_D.c.fase).where(_D.c.id == dossier.id)).scalar_one()
    if fase != Fase.VERNIETIGD:
        records, *_kept_back = records_of(connection, dossier.id, asker)
        raise Intussen([each for each in records if each.nummer > before])
    if dossier.fase is not Fase.VERNIETIGD:
        raise Geweigerd("Dit dossier is intussen vernietigd.")


def _write(
    connection: Connection, dossier: Dossier, by: User, moment: Moment, ring: Ring, own: Own | None = None
) -> None:
    record = dossier.records[-1]
    row_id = uuid.uuid4().hex
    row = {
        "id": row_id,
        "dossier_id": dossier.id,
        "nummer": record.nummer,
        "soort": record.soort,
        "recorded_on": record.on,
        "recorded_at": moment.at,
        "recorded_by": record.by,
        "submit_key": moment.submit_key,
        "content": seal_record(ring.key(dossier.id), dossier.id, row_id, content_of(record)),
    }
    connection.execute(_RECORD, row)
    also_changed = [toegang.settle(connection, dossier), verplichting_rows.settle(connection, dossier, moment.on)]
    own = None if any(also_changed) else own
    line = replace(recorded(row), stand=seals.stand_of(connection, dossier.id, dossier.school_id, ring, own=own))
    journal.append(connection, dossier.school_id, line, ring=ring)
    bijlagen.bind(connection, dossier, row_id, moment.at)
    with beside(connection, "for whom it is new"):
        gezien.recorded(connection, dossier, by, moment.at)
    with beside(connection, "the alarm about it"):
        alarm.about(connection, dossier, moment.at)
    with beside(connection, "the mail about it"):
        mail.announce(connection, dossier, row_id, moment.at)


def recorded(row: Row) -> Entry:
    """The journal entry that binds this row of ``vastlegging``."""
    return Entry(
        actor=str(row["recorded_by"]),
        action=journal.RECORDED,
        at=row["recorded_at"],  # type: ignore[arg-type]
        dossier_id=str(row["dossier_id"]),
        object_id=str(row["id"]),
        digest=journal.digest_of(row),
    )


def _dossier(connection: Connection, row: Fetched[*tuple[Any, ...]], asker: str) -> Dossier:
    return Dossier(row.id, row.school_id, row.codenaam, row.opened_by, *records_of(connection, row.id, asker))


def _destroy(connection: Connection, dossier: Dossier, by: User, moment: Moment) -> None:
    """Delete everything about this dossier, except who decided it, when, and how many records there were (R21)."""
    uitkomst = dossier.last(UitkomstStap2)
    statistiek.keep(connection, dossier.id, dossier.school_id, grond="geen_indicatie", on=moment.on)
    bijlagen.destroy(connection, dossier.id)
    count = connection.execute(delete(_R).where(_R.c.dossier_id == dossier.id)).rowcount
    connection.execute(delete(schema.concept).where(schema.concept.c.dossier_id == dossier.id))
    connection.execute(delete(_V).where(_V.c.dossier_id == dossier.id))
    toegang.forget(connection, dossier.id)
    gezien.forget(connection, dossier.id)
    alarm.forget(connection, dossier.id)
    connection.execute(delete(schema.agendapunt).where(schema.agendapunt.c.dossier_id == dossier.id))
    connection.execute(
        insert(_X).values(
            dossier_id=dossier.id,
            destroyed_at=moment.at,
            grond="geen_indicatie",
            requested_by=uitkomst.by if uitkomst else dossier.opened_by,
            confirmed_by=by.id,
            vastleggingen=count,
        )
    )
    stand = seals.stand_of(connection, dossier.id, dossier.school_id)
    line = Entry(by.id, journal.DESTROYED, moment.at, dossier.id, stand=stand)
    journal.append(connection, dossier.school_id, line)
