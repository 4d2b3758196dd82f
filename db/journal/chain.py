"""The chain of the journal: adding lines, and noticing that an older database or key store was put back.

Each line carries an HMAC over itself and the line before it, under a key that is not in the database. The head of the
chain (number and HMAC of its last line) is also stored in the key store. Before the first line of a transaction the
stored head is looked up in the chain. If it is not there, lines were lost, and the loss becomes a line itself: else
nobody could see it once as many new lines had been written. Recording continues.
"""

import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Integer,
    String,
    bindparam,
    insert,
    select,
    true,
    type_coerce,
)
from sqlalchemy.exc import DBAPIError

from db import schema
from db.keys import vault
from db.keys.vault import Ring
from db.store.engine import CHECKED, ENDS, after_commit, hold
from db.store.once import unindexed

_J = schema.journal
START = "0" * 64
LOST, FOUND, ANSWERED = "verlies ontdekt", "verschil ontdekt", "verlies uitgezocht"
RESTORED, SEALED = "teruggezet", "verzegeld"
BY_ITSELF = frozenset({LOST, FOUND, SEALED})
"""Actions of lines that Meldroute adds by itself, without an acting person."""
BEHIND = "achter "
"""Prefix of ``object_id`` in a line about a loss where the stored head was an earlier line: an old key store."""
# How far the stored head may lag behind. A power cut loses at most half a minute of it (ADR 8).
_LAGS = timedelta(minutes=5)
_UNREAD: dict[type[Any], type[Any]] = {Date: String, DateTime: String, Boolean: Integer}
_LINE = insert(_J)
_MINE = _J.c.school_id == bindparam("school")
_LAST = select(_J.c.seq, _J.c.mac).where(_MINE).order_by(_J.c.seq.desc()).limit(1)
_STAND = (
    select(_J.c.seq.label("of_stand"), _J.c.stand)
    .where(_MINE, _J.c.dossier_id == bindparam("dossier"), _J.c.stand != "")
    .order_by(unindexed(_J.c.seq).desc())  # or SQLite reads the lines of all dossiers, the latest first
    .limit(1)
    .subquery()
)
_OF_CHAIN = _LAST.subquery()
_END_AND_STAND = select(_OF_CHAIN, _STAND).select_from(_OF_CHAIN.outerjoin(_STAND, true()))
_AT = select(_J.c.mac).where(_MINE, _J.c.seq == bindparam("seq"))
# Read as text, so that a damaged moment does not raise.
_MOMENT = select(type_coerce(_J.c.at, String)).where(_MINE, _J.c.seq == bindparam("seq"))
_NOTED = select(_J.c.seq).where(_MINE, _J.c.action.in_([LOST, RESTORED]), _J.c.digest == bindparam("mac"))


@dataclass(frozen=True)
class Entry:
    """One line to be written: which account did what, when, in which dossier; empty where that does not apply.

    ``at`` is naive UTC. ``object_id`` and ``digest`` bind one row to the line.
    """

    actor: str
    action: str
    at: datetime
    dossier_id: str = ""
    object_id: str = ""
    digest: str = ""
    stand: str = ""
    """The stand, after the change, of what the line is about (``db.journal.seals``)."""


def append(connection: Connection, school_id: str, *entries: Entry, ring: Ring | None = None) -> None:
    """Add entries to the chain of this school, within the transaction of what they are about.

    ``ring``: what this transaction read of the key store, if it did. Raises ``VaultError`` when the key of the chain is
    gone.
    """
    hold(connection, school_id)  # only one writer at a time may extend the chain
    end = _end(connection, school_id)
    checked: set[str] = connection.info.setdefault(CHECKED, set())
    loss = _FITS
    if school_id not in checked:
        loss = _loss(connection, school_id, end, entries[0].at, ring.head if ring else _anchored(school_id))
    checked.add(school_id)
    key = ring.keys.get(school_id) if ring else None
    _add(connection, school_id, end, [*loss.lines, *entries], key, back=loss.back)


def look_back(connection: Connection, school_id: str, now: datetime) -> None:
    """Check the stored head now, and write a line about a loss if there is one that has no line yet."""
    hold(connection, school_id)
    end = _end(connection, school_id)
    loss = _loss(connection, school_id, end, now, _anchored(school_id))
    if loss.lines:
        _add(connection, school_id, end, loss.lines, None, back=loss.back)


@dataclass(frozen=True)
class _Loss:
    """The lines to write about a loss, and whether the stored head must be set back to the end of the chain."""

    lines: Sequence[Entry] = ()
    back: bool = False


_FITS = _Loss()


def _end(connection: Connection, school_id: str) -> tuple[int, str]:
    known: tuple[int, str] | None = connection.info.get(ENDS, {}).get(school_id)
    if known:
        return known
    last = connection.execute(_LAST, {"school": school_id}).one_or_none()
    return (last.seq, last.mac) if last else (0, START)


def end_and_last_stand(connection: Connection, school_id: str, dossier_id: str) -> tuple[int, str] | None:
    """The last line that binds this dossier: its number and stand. In the same look, where the chain ends.

    Only for who holds the school, until the transaction ends or adds a line.
    """
    row = connection.execute(_END_AND_STAND, {"school": school_id, "dossier": dossier_id}).one_or_none()
    if row is None:
        return None
    connection.info.setdefault(ENDS, {})[school_id] = (row.seq, row.mac)
    return None if row.stand is None else (row.of_stand, row.stand)


def begin(connection: Connection, school_id: str) -> None:
    """Make the key of a journal that has no lines yet; nothing when it has some."""
    hold(connection, school_id)
    if not _end(connection, school_id)[0]:
        _begin(school_id)


def _begin(school_id: str) -> None:
    vault.vault().add([school_id], {school_id: (0, START)})


def _add(
    connection: Connection, school_id: str, end: tuple[int, str], entries: Iterable[Entry], key: bytes | None,
    *, back: bool,
) -> None:  # fmt: skip
    seq, mac = end
    if not seq:
        _begin(school_id)
    key = key or vault.vault().key(school_id)  # not a new key for an existing chain: every line would look altered
    rows = []
    for entry in entries:
        seq += 1
        row = {"school_id": school_id, "seq": seq, **vars(entry)}
        mac = mac_of(key, row, mac)
        rows.append({**row, "mac": mac})
    connection.execute(_LINE, rows)
    connection.info.get(ENDS, {}).pop(school_id, None)
    after_commit(connection, partial(vault.vault().anchor, school_id, seq, mac, back=back))


def _anchored(school_id: str) -> tuple[int, str] | None:
    try:
        return vault.vault().anchored(school_id)
    except DBAPIError:  # damaged, not text any more: the same as gone
        return None


def _loss(
    connection: Connection, school_id: str, end: tuple[int, str], now: datetime, known: tuple[int, str] | None
) -> _Loss:
    """Compare the stored head (``known``) with the chain, which ends at ``end``."""
    if known is None:
        return _Loss([Entry("", LOST, now)], back=True) if end[0] else _FITS
    if known == end:
        return _FITS
    place = {"school": school_id, "seq": known[0]}
    if known == (0, START) or connection.execute(_AT, place).scalar() == known[1]:
        return _lag(connection, place, end, known, now)
    if connection.execute(_NOTED, {"school": school_id, "mac": known[1]}).first():
        return _Loss(back=True)  # its line was written already; only the stored head was not set back yet
    return _Loss([Entry("", LOST, now, object_id=str(known[0])[:32], digest=known[1][:64])], back=True)


def _lag(
    connection: Connection, place: dict[str, object], end: tuple[int, str], known: tuple[int, str], now: datetime
) -> _Loss:
    """For a stored head that is an earlier line: no loss when the lines after it are recent, as after a power cut."""
    after = connection.execute(_MOMENT, place | {"seq": known[0] + 1}).scalar()
    last = connection.execute(_MOMENT, place | {"seq": end[0]}).scalar()
    try:
        is_old = datetime.fromisoformat(str(last)) - datetime.fromisoformat(str(after)) > _LAGS
    except ValueError:
        is_old = True
    return _Loss([Entry("", LOST, now, object_id=f"{BEHIND}{known[0]}", digest=known[1])]) if is_old else _FITS


def mac_of(key: bytes, row: Mapping[str, object], before: str) -> str:
    """The HMAC-SHA256, in hex, that binds a line to the school and to ``before``, the HMAC of the line before it."""
    names = ("school_id", "seq", "at", "actor", "action", "dossier_id", "object_id", "digest")
    stand = [str(row["stand"])] if row["stand"] else []  # older lines have none, and keep their HMAC
    text = json.dumps([written(row[name]) for name in names] + stand + [before])
    return hmac.digest(key, text.encode(), "sha256").hex()


def written(value: object) -> str:
    """A value as the text that is hashed: the same from the program and from either database."""
    return str(int(value) if isinstance(value, bool) else value).removesuffix(".000000")


def as_kept(columns: Iterable[Column[Any]]) -> list[ColumnElement[Any]]:
    """These columns, read without parsing dates and booleans: so a damaged one can be reported instead of raising."""
    return [
        type_coerce(each, _UNREAD[type(each.type)]).label(each.name) if type(each.type) in _UNREAD else each
        for each in columns
    ]


def last_moment(connection: Connection, school_id: str) -> datetime:
    """When the last line of this school was written (naive UTC); 1970 when that cannot be read."""
    seq, _mac = _end(connection, school_id)
    last = connection.execute(_MOMENT, {"school": school_id, "seq": seq}).scalar()
    try:
        return datetime.fromisoformat(str(last))
    except ValueError:
        return datetime(1970, 1, 1)  # noqa: DTZ001  # for a damaged line; naive, as in the database
