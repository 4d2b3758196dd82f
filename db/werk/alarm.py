"""Alarms in acute danger: who is told at once, on every page and by mail, and who has seen it.

An alarm says who gave it and when, and nothing about a child. One given by the button, before anything is recorded,
goes to every ib-er and directie; one caused by a record goes to those who act in those roles in that dossier.
"""

import logging
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, delete, insert, or_, select, update

from db import schema
from db.access import rollen, toegang
from db.journal import journal
from db.journal.journal import Entry
from db.store.engine import transaction
from db.store.once import IDS, ME, SCHOOL
from db.werk import mail
from meldcode.dossier.dossier import Dossier
from meldcode.namen.volgorde import telefoonboek
from meldcode.rollen import Role, User
from meldcode.vastleggingen import AcuutGevaar
from meldcode.vragen.datum import at_school

HEARS = (Role.IB_ER, Role.AANDACHTSFUNCTIONARIS, Role.DIRECTIE)
"""Who is alarmed, whatever the role in which they work now: they can act on it. The page of acute danger lists them."""
ALARMED = "alarm geslagen"
_KEPT = timedelta(days=60)
_TODAY = timedelta(hours=12)  # for how long whoever gave an alarm sees who has seen it
_X, _A, _D = schema.alarm, schema.account, schema.dossier
_TO_WARN = select(_A.c.id, _A.c.naam, _A.c.role, _A.c.toestel).where(
    _A.c.school_id == SCHOOL, _A.c.active, rollen.has(*HEARS), _A.c.id != ME
)
_SOUNDED = select(_X.c.id, _X.c.created_at).where(_X.c.by_id == ME, _X.c.created_at >= bindparam("since")).distinct()
_SEEN = (
    select(_X.c.id, _X.c.seen_at, _A.c.naam)
    .join(_A, _A.c.id == _X.c.account_id)
    .where(_X.c.id.in_(IDS), _X.c.seen_at.is_not(None))
    .order_by(_X.c.seen_at)
)
_log = logging.getLogger("meldroute.error")


@dataclass(frozen=True)
class Collega:
    """Somebody to warn: name, and telephone extension."""

    id: str
    naam: str
    role: Role
    toestel: str


@dataclass(frozen=True)
class Alarm:
    """One alarm; ``seen``: who has seen it, by name, and when (UTC); ``dossier_id`` is empty without a record."""

    id: str
    by: str
    toestel: str
    at: datetime
    dossier_id: str
    seen: Sequence[tuple[str, datetime]]


def whom_to_warn(connection: Connection, user: User) -> list[Collega]:
    """The ib-ers and the directie of this school except whoever asks: ib-ers first, each by name."""
    rows = connection.execute(_TO_WARN, toegang.who(user))
    found = []
    more = rollen.besides(connection, user.school_id)
    for row in rows:
        role = next(each for each in rollen.in_order(row.role, more.get(row.id, ())) if each in HEARS)
        found.append(Collega(row.id, row.naam, role, row.toestel or ""))
    return sorted(found, key=lambda each: (HEARS.index(each.role), telefoonboek(each.naam), each.id))


def sound(user: User, now: datetime) -> None:
    """Alarm every ib-er and directie of the school. If mail or the journal fails, the alarm is still shown."""
    alarm_id = uuid.uuid4().hex
    with transaction(user.school_id) as connection:
        hear = [each.id for each in whom_to_warn(connection, user)]
        _put(connection, alarm_id, hear, user.id, user.school_id, None, now)
        connection.execute(delete(_X).where(_X.c.school_id == user.school_id, _X.c.created_at < now - _KEPT))
    try:
        with transaction(user.school_id) as connection:
            journal.append(connection, user.school_id, Entry(user.id, ALARMED, now, object_id=alarm_id))
        with transaction(user.school_id) as connection:
            mail.alarm(connection, user.school_id, hear, alarm_id, now)
    except Exception as error:  # any error: the alarm itself is stored already
        _log.error("Beside an alarm: %s", type(error).__name__)


def about(connection: Connection, dossier: Dossier, at: datetime) -> None:
    """Alarm those who act in this dossier, if its last record is of acute danger. ``mail.announce`` mails them."""
    record = dossier.records[-1]
    if not record.isa(AcuutGevaar) or record.corrigeert is not None:
        return
    people = toegang.people(connection, dossier.school_id, at_school(at).date())
    hear = dict.fromkeys(each.id for each in people if dossier.role_of(each) in HEARS and each.id != record.by)
    _put(connection, uuid.uuid4().hex, hear, record.by, dossier.school_id, dossier.id, at)


def _put(
    connection: Connection, alarm_id: str, hear: Iterable[str], by: str, school_id: str, dossier_id: str | None,
    at: datetime,
) -> None:  # fmt: skip
    rows = [
        {"id": alarm_id, "account_id": each, "school_id": school_id, "by_id": by, "dossier_id": dossier_id,
         "created_at": at}
        for each in hear
    ]  # fmt: skip
    if rows:
        connection.execute(insert(_X), rows)


def waiting(connection: Connection, user: User) -> list[Alarm]:
    """The alarms this person has not confirmed, newest first; none about dossiers from which they are excluded."""
    rows = connection.execute(_waiting(toegang.anyone(user)), toegang.who(user)).all()
    seen = _seen(connection, [row.id for row in rows])
    return [
        Alarm(row.id, row.naam, row.toestel or "", row.created_at, row.dossier_id or "", seen.get(row.id, []))
        for row in rows
    ]


@cache
def _waiting(user: User) -> Select[Any]:
    known = or_(_X.c.dossier_id.is_(None), _X.c.dossier_id.in_(select(_D.c.id).where(toegang.known_to(user))))
    return (
        select(_X, _A.c.naam, _A.c.toestel)
        .join(_A, _A.c.id == _X.c.by_id)
        .where(_X.c.account_id == user.id, _X.c.seen_at.is_(None), known)
        .order_by(_X.c.created_at.desc(), _X.c.id)
    )


def sounded(connection: Connection, user: User, now: datetime) -> list[Alarm]:
    """The alarms this person gave in the last twelve hours, newest first, with who has seen them."""
    rows = connection.execute(_SOUNDED, toegang.who(user, since=now - _TODAY)).all()
    seen = _seen(connection, [row.id for row in rows])
    found = [Alarm(row.id, user.naam, "", row.created_at, "", seen.get(row.id, [])) for row in rows]
    return sorted(found, key=lambda each: each.at, reverse=True)


def _seen(connection: Connection, ids: Sequence[str]) -> dict[str, list[tuple[str, datetime]]]:
    found: dict[str, list[tuple[str, datetime]]] = {}
    for row in connection.execute(_SEEN, {"ids": list(ids)}) if ids else ():
        found.setdefault(row.id, []).append((row.naam, row.seen_at))
    return found


def see(user: User, alarm_id: str, now: datetime) -> None:
    """Store that this person has seen an alarm: it disappears from their pages, and others can read who has seen it."""
    mine = and_(_X.c.id == alarm_id, _X.c.account_id == user.id, _X.c.seen_at.is_(None))
    with transaction(user.school_id) as connection:
        connection.execute(update(_X).where(mine).values(seen_at=now))


def forget(connection: Connection, dossier_id: str) -> None:
    """Delete the alarms about a dossier that is being destroyed."""
    connection.execute(delete(_X).where(_X.c.dossier_id == dossier_id))
