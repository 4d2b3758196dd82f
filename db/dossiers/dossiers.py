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

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy import Row as Fetched

from db import schema
from db.access import toegang
from db.access.records import content_of, records_of, seal_record
from db.bewaren import verband
from db.dossiers import bijlagen, koppelen, papieren, vernietigen, verplichting_rows
from db.dossiers.einde import uithalen
from db.dossiers.verplichting_rows import Row
from db.journal import journal, seals
from db.journal.journal import Entry
from db.journal.standing import OWN, Own
from db.keys import vault
from db.keys.vault import Ring
from db.store.beside import beside
from db.store.engine import after_commit, reading, transaction
from db.werk import alarm, gezien, mail
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.uithalen import zonder
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.namen.codenamen import codenaam
from meldcode.papieren.vernietiglijst import Lijst
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Opening
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
    """Somebody else recorded something since this page was drawn: ``added``, in the dossier with this id."""

    def __init__(self, added: Sequence[Vastgelegd], dossier_id: str) -> None:
        super().__init__("the dossier changed in the meantime")
        self.added, self.dossier_id = tuple(added), dossier_id


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
        connection.execute(
            insert(_D).values(**named, **_state(connection, dossier), opened_by=by.id, opened_on=moment.on)
        )
        ring = vault.vault().ring(dossier.id, dossier.school_id)
        _write(connection, dossier, by, moment, ring)
        if first:
            dossier = vastleggen.record(dossier, first, by=by, on=moment.on)
            connection.execute(update(_D).where(_D.c.id == dossier.id).values(**_state(connection, dossier)))
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
    save_all([dossier], by=by, moment=moment, also=also)


def save_all(
    steps: Sequence[Dossier], *, by: User, moment: Moment, also: Also = _no_more, lijst: Lijst | None = None
) -> None:
    """Store the last record of each of these, in this order: all of them, or none. Each has its own line.

    They are of one school; of one dossier there may be several, each with one record more. ``lijst``: they are
    destroyed together, confirmed on this list. Raises as ``save`` does.
    """
    school_id = steps[0].school_id
    with transaction(school_id) as connection:
        rings = {each: vault.vault().ring(each, school_id) for each in sorted({each.id for each in steps})}
        for dossier_id, ring in rings.items():
            seals.touch(connection, school_id, seals.DOSSIER, [dossier_id], ring)
        listed = vernietigen.confirmed_together(connection, school_id, by.id, lijst, moment.at) if lijst else None
        for number, dossier in enumerate(steps):
            submit_key = f"{moment.submit_key}-{number}" if number else moment.submit_key
            if not _save(connection, dossier, by, replace(moment, submit_key=submit_key), rings[dossier.id], listed):
                break  # a repeated submit: all of it was stored the first time
        with beside(connection, "the concept"):
            also(connection)
        if any(dossier.fase is Fase.VERNIETIGD for dossier in steps):
            after_commit(connection, partial(vernietigen.finish, moment.at))


def _save(
    connection: Connection, dossier: Dossier, by: User, moment: Moment, ring: Ring, listed: vernietigen.Listed | None
) -> bool:
    """Store the last record; False when the same submit stored it before."""
    before = dossier.versie - 1
    this = {"dossier": dossier.id, "before": before, "submit_key": moment.submit_key}
    own = connection.execute(_CLAIM, this | _state(connection, dossier)).one_or_none()
    if own is None:
        if _recorded(connection, moment.submit_key):
            return False
        _too_late(connection, dossier, before, by.id)
    elif dossier.fase is Fase.VERNIETIGD:
        vernietigen.destroy(connection, dossier, by.id, moment.at, moment.on, listed)
    else:
        _write(connection, dossier, by, moment, ring, own)
    return True


def load(connection: Connection, dossier_id: str, school_id: str, asker: str = "") -> Dossier | None:
    """The dossier as it is now; None when this school has none with that id, or it was destroyed.

    ``asker`` is the account for which it is read. Records that ``db.access.blind`` withholds from them are left out and
    only counted in ``kept_back``; without an asker, all that may be withheld is. Whether they may read the dossier at
    all is for the caller to ask. Raises ``VaultError`` when the key is gone or a record does not open.
    """
    row = connection.execute(_OF_SCHOOL, {"dossier": dossier_id, "school": school_id}).one_or_none()
    if row is None:
        return None
    found = _dossier(connection, row, asker)
    return replace(found, verband=verband.of(connection, found))


def _state(connection: Connection, dossier: Dossier) -> Row:
    at = {"fase": dossier.fase, "fase_since": dossier.fase_since, "versie": dossier.versie}
    return at | gezien.kept_with(dossier) | verband.kept_with(connection, dossier)


def _recorded(connection: Connection, submit_key: str) -> str | None:
    return connection.execute(_RECORDED, {"submit_key": submit_key}).scalar()


def _too_late(connection: Connection, dossier: Dossier, before: int, asker: str) -> None:
    fase = connection.execute(select(_D.c.fase).where(_D.c.id == dossier.id)).scalar_one()
    if fase != Fase.VERNIETIGD:
        records, *_kept_back = records_of(connection, dossier.id, asker)
        raise Intussen([each for each in records if each.nummer > before], dossier.id)
    if dossier.fase is not Fase.VERNIETIGD:
        raise Geweigerd("Dit dossier is intussen vernietigd.")


def _write(
    connection: Connection, dossier: Dossier, by: User, moment: Moment, ring: Ring, own: Own | None = None
) -> None:
    record = dossier.records[-1]
    if taken := uithalen.settle(connection, dossier, moment.at, ring):
        ring, own = taken, None
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
    also_changed = [
        toegang.settle(connection, dossier),
        verplichting_rows.settle(connection, dossier, moment.on),
        koppelen.settle(connection, dossier),
    ]
    own = None if any(also_changed) else own
    line = replace(recorded(row), stand=seals.stand_of(connection, dossier.id, dossier.school_id, ring, own=own))
    journal.append(connection, dossier.school_id, line, ring=ring)
    verband.let_follow(connection, dossier)
    bijlagen.bind(connection, dossier, row_id, moment.at)
    papieren.bind(connection, dossier, moment.at)
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
    records, kept_back, blind = records_of(connection, row.id, asker)
    return Dossier(row.id, row.school_id, row.codenaam, row.opened_by, zonder(records), kept_back, blind)
