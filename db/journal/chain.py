"""The chain of the journal: adding a line, and what happens when the stored head is not in the chain.

Each line carries an HMAC over itself and the line before it, under a key that is not in the database. The head of the
chain is also kept in the key store, apart from the database. Before the first line of a transaction, that head must be
in the chain. If it is not, an older database was put back: the loss then becomes a line itself, so that it does not go
unnoticed once as many new lines have been written. Recording continues.
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
    type_coerce,
)
from sqlalchemy.exc import DBAPIError

from db import schema
from db.keys import vault
from db.store.engine import CHECKED, after_commit, hold

_J = schema.journal
START = "0" * 64
LOST, FOUND, ANSWERED = "verlies ontdekt", "verschil ontdekt", "verlies uitgezocht"
RESTORED, SEALED = "teruggezet", "verzegeld"
BY_ITSELF = frozenset({LOST, FOUND, SEALED})
"""Lines that Meldroute adds by itself, without an acting person."""
BEHIND = "achter "
"""Prefix in a line about a loss when the stored head was an earlier line: the key store is an older one."""
# A power cut loses at most half a minute of the stored heads (ADR 8).
_LAGS = timedelta(minutes=5)
_UNREAD: dict[type[Any], type[Any]] = {Date: String, DateTime: String, Boolean: Integer}
_LINE = insert(_J)
_MINE = _J.c.school_id == bindparam("school")
_LAST = select(_J.c.seq, _J.c.mac).where(_MINE).order_by(_J.c.seq.desc()).limit(1)
_AT = select(_J.c.mac).where(_MINE, _J.c.seq == bindparam("seq"))
# As text, so that a damaged line does not stop the reader.
_MOMENT = select(type_coerce(_J.c.at, String)).where(_MINE, _J.c.seq == bindparam("seq"))
_NOTED = select(_J.c.seq).where(_MINE, _J.c.action.in_([LOST, RESTORED]), _J.c.digest == bindparam("mac"))


@dataclass(frozen=True)
class Entry:
    """One line to be written: who did what, when, to which dossier; ``object_id`` and ``digest`` bind a row to it."""

    actor: str
    action: str
    at: datetime
    dossier_id: str = ""
    object_id: str = ""
    digest: str = ""
    stand: str = ""
    """The stand of what it is about, after it (``db.journal.seals``)."""


def append(connection: Connection, school_id: str, *entries: Entry, key: bytes | None = None) -> None:
    """Add entries to the chain of this school, within the transaction of what they are about.

    ``key`` is the key of the chain, for callers that already have it.
    """
    hold(connection, school_id)  # only one writer at a time may extend the chain
    end = _end(connection, school_id)
    checked: set[str] = connection.info.setdefault(CHECKED, set())
    loss = _FITS if school_id in checked else _loss(connection, school_id, end, entries[0].at)
    checked.add(school_id)
    _add(connection, school_id, end, [*loss.lines, *entries], key, back=loss.back)


def look_back(connection: Connection, school_id: str, now: datetime) -> None:
    """Write in the journal that the stored head is not in it, if so and not written before."""
    hold(connection, school_id)
    end = _end(connection, school_id)
    loss = _loss(connection, school_id, end, now)
    if loss.lines:
        _add(connection, school_id, end, loss.lines, None, back=loss.back)


@dataclass(frozen=True)
class _Loss:
    """What to write about the stored head, and whether the head must be set back to the end of the chain."""

    lines: Sequence[Entry] = ()
    back: bool = False


_FITS = _Loss()


def _end(connection: Connection, school_id: str) -> tuple[int, str]:
    last = connection.execute(_LAST, {"school": school_id}).one_or_none()
    return (last.seq, last.mac) if last else (0, START)


def begin(connection: Connection, school_id: str) -> None:
    """Make the key of a journal that has no lines yet."""
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
    key = key or vault.vault().key(school_id)  # never a new key for an existing chain: every line would look altered
    rows = []
    for entry in entries:
        seq += 1
        row = {"school_id": school_id, "seq": seq, **vars(entry)}
        mac = mac_of(key, row, mac)
        rows.append({**row, "mac": mac})
    connection.execute(_LINE, rows)
    after_commit(connection, partial(vault.vault().anchor, school_id, seq, mac, back=back))


def _loss(connection: Connection, school_id: str, end: tuple[int, str], now: datetime) -> _Loss:
    """What to write about the stored head, given the ``end`` of the chain."""
    try:
        known = vault.vault().anchored(school_id)
    except DBAPIError:  # it is not text any more: as good as gone
        known = None
    if known is None:
        return _Loss([Entry("", LOST, now)], back=True) if end[0] else _FITS
    if known == end:
        return _FITS
    place = {"school": school_id, "seq": known[0]}
    if known == (0, START) or connection.execute(_AT, place).scalar() == known[1]:
        return _lag(connection, place, end, known, now)
    if connection.execute(_NOTED, {"school": school_id, "mac": known[1]}).first():
        return _Loss(back=True)  # already written; only the head did not follow
    return _Loss([Entry("", LOST, now, object_id=str(known[0])[:32], digest=known[1][:64])], back=True)


def _lag(
    connection: Connection, place: dict[str, object], end: tuple[int, str], known: tuple[int, str], now: datetime
) -> _Loss:
    """The stored head is an earlier line: from a moment ago after a power cut, else the key store is an older one."""
    after = connection.execute(_MOMENT, place | {"seq": known[0] + 1}).scalar()
    last = connection.execute(_MOMENT, place | {"seq": end[0]}).scalar()
    try:
        is_old = datetime.fromisoformat(str(last)) - datetime.fromisoformat(str(after)) > _LAGS
    except ValueError:
        is_old = True
    return _Loss([Entry("", LOST, now, object_id=f"{BEHIND}{known[0]}", digest=known[1])]) if is_old else _FITS


def mac_of(key: bytes, row: Mapping[str, object], before: str) -> str:
    """The HMAC that binds a line to the one before it, and to the school."""
    names = ("school_id", "seq", "at", "actor", "action", "dossier_id", "object_id", "digest")
    stand = [str(row["stand"])] if row["stand"] else []  # older lines have none, and keep their HMAC
    text = json.dumps([written(row[name]) for name in names] + stand + [before])
    return hmac.digest(key, text.encode(), "sha256").hex()


def written(value: object) -> str:
    """A value as text, whether it comes from the program or as either database stores it."""
    return str(int(value) if isinstance(value, bool) else value).removesuffix(".000000")


def as_kept(columns: Iterable[Column[Any]]) -> list[ColumnElement[Any]]:
    """These columns with dates and booleans unparsed, so that a damaged one can be reported."""
    return [
        type_coerce(each, _UNREAD[type(each.type)]).label(each.name) if type(each.type) in _UNREAD else each
        for each in columns
    ]


def last_moment(connection: Connection, school_id: str) -> datetime:
    """When the last line was written, for a line that follows from it."""
    seq, _mac = _end(connection, school_id)
    last = connection.execute(_MOMENT, {"school": school_id, "seq": seq}).scalar()
    try:
        return datetime.fromisoformat(str(last))
    except ValueError:
        return datetime(1970, 1, 1)  # noqa: DTZ001  # for a damaged line; naive, as in the database
