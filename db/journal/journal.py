"""Writing lines about views and beheer, and verifying the whole journal against the database (``verify``).

The journal has every change and every view, in order, in a keyed chain per school (``db.journal.chain``). A line names
accounts and dossiers by their ids and says nothing about a child, so the chain survives the destruction of a dossier.
The head of the chain is also stored in the key store, so that a chain that was cut off at its end is noticed.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, exists, func, select
from sqlalchemy.exc import DBAPIError

from db import schema
from db.journal import seals, verlies
from db.journal.chain import START, as_kept, mac_of, written
from db.journal.chain import Entry as Entry
from db.journal.chain import append as append
from db.keys import opened, vault
from db.store.engine import reading, transaction
from db.store.once import LIMIT, NO_END, SCHOOL
from meldcode.rollen import User

_J, _D = schema.journal, schema.dossier
_NEWEST = (
    select(_J).where(_J.c.school_id == SCHOOL, _J.c.seq < bindparam("before")).order_by(_J.c.seq.desc()).limit(LIMIT)
)
RECORDED, VIEWED, DESTROYED = "vastgelegd", "bekeken", "vernietigd"
ATTACHED, SEEN = "bijgevoegd", "bijlage bekeken"
MANAGED = "beheerd"
LOOKED, READ_REGISTER = "ingezien", "register gelezen"
PAGE_REFUSED, DOSSIER_REFUSED = "pagina geweigerd", "dossier geweigerd"
SHOWN = "getoond aan het team"
EXPORTED, LIST_TAKEN, MELDCODE_TAKEN = "cijfers gedownload", "actielijst opgehaald", "meldcode opgehaald"
PRIVACY_TAKEN = "privacybijlage opgehaald"
CALENDAR_READ = "agenda opgehaald"
HANDOVER_TAKEN = "overdracht op papier"
PAPER_MADE, PAPER_SENT, RELEASED = "papier gemaakt", "papier verstuurd", "feiten vrijgegeven"
SEARCHED = "gezocht"
TERM_SEEN = "termijn bekeken"
PUPILS_BROUGHT, PUPILS_WIPED = "leerlingen gebracht", "leerlingen gewist"
TIED, UNTIED = "gekoppeld", "ontkoppeld"
SCHOOL_MADE = "school gemaakt"
LISTED = "lijst bevestigd"
"""A list of dossiers to destroy was confirmed: its line has an id of its own as ``object_id``, which each line about
the destruction of one of them has too, and the digest of what was read. A dossier that was confirmed by itself, with
its code name, has a line without one."""
TAKEN_OUT = "uitgehaald"
"""Content was taken out of its dossier. Such a line has this word as ``object_id`` too, so that all are found at once,
and as digest which: the table and the id of the row (``db.dossiers.einde.uithalen``)."""
UNTIL = "Zoek uit wat er is gebeurd. De directie zegt daarna bij het overzicht dat het is uitgezocht."
_SOME = 5_000


@dataclass(frozen=True)
class _Kept:
    """A table of rows that lines bind: its Dutch noun, the columns that are bound, and how many are read at a time.

    ``again``: the action of a line that binds such a row once more, because it was sealed once more.
    """

    noun: str
    table: Table
    bound: tuple[str, ...]
    at_a_time: int
    again: str


_KEPT = {
    RECORDED: _Kept(
        "vastlegging",
        schema.vastlegging,
        ("id", "dossier_id", "nummer", "soort", "recorded_on", "recorded_at", "recorded_by", "submit_key"),
        _SOME,
        "opnieuw verzegeld",
    ),
    ATTACHED: _Kept(
        "bijlage",
        schema.bijlage,
        ("id", "dossier_id", "account_id", "concept", "vastlegging_id", "soort", "size", "saved_at"),
        1,  # up to ten megabytes each
        "bijlage verzegeld",
    ),
}


@dataclass(frozen=True)
class Finding:
    """A disagreement between journal and database: a Dutch sentence, and the number of the line, if it is about one."""

    regel: int | None
    tekst: str


def managed(connection: Connection, user: User, what: str, at: datetime) -> None:
    """Write a line about an act of beheer: this person changed ``what``, an account (its id) or a setting (a word)."""
    append(connection, user.school_id, Entry(user.id, MANAGED, at, object_id=what))


def noted(user: User, action: str, at: datetime, dossier_id: str = "", object_id: str = "", digest: str = "") -> None:
    """Write a line about a view, in a transaction of its own: of a dossier, the register, or an inspection.

    For an inspection ``object_id`` is the number of the record with its reason. ``digest``: of the file that was made
    (``db.dossiers.papieren``).
    """
    with transaction(user.school_id) as connection:
        append(connection, user.school_id, Entry(user.id, action, at, dossier_id, object_id, digest))


def noted_once(user: User, action: str, at: datetime, object_id: str) -> None:
    """As ``noted``, unless this line exists: with a day as ``object_id``, hourly requests become one line a day."""
    line = (_J.c.school_id == user.school_id, _J.c.object_id == object_id, _J.c.actor == user.id, _J.c.action == action)
    with transaction(user.school_id) as connection:
        if not connection.scalar(select(exists().where(*line))):
            append(connection, user.school_id, Entry(user.id, action, at, object_id=object_id))


def digest_of(values: Mapping[str, Any], action: str = RECORDED) -> str:
    """The digest (hex) of a stored row, its sealed content included: any later change of the row shows.

    ``action`` is the action of the line that binds it, which decides which columns count.
    """
    parts = [written(values[name]) for name in _KEPT[action].bound]
    content: bytes = values["content"]
    return hashlib.sha256("|".join(parts).encode() + content).hexdigest()


def sealed_again(row: Mapping[str, Any], action: str, by: str, at: datetime) -> Entry:
    """The line that binds a row which was sealed once more, with the same content under another key."""
    again = _KEPT[action].again
    return Entry(by, again, at, str(row["dossier_id"]), str(row["id"]), digest_of(row, action))


def verify(school_id: str) -> Finding | None:
    """Compare the whole chain with the database and the stored head: the first disagreement, or None."""
    try:
        # Read the stored head before the snapshot of the database: a line written in between must not seem lost.
        known = vault.vault().anchored(school_id)
        with reading(school_id) as connection:
            found = (
                _broken_chain(connection, school_id, known)
                or _changed_rows(connection, school_id, RECORDED)
                or _changed_rows(connection, school_id, ATTACHED)
                or _rows_without_entry(connection, school_id, RECORDED)
                or _rows_without_entry(connection, school_id, ATTACHED)
            )
            if found is None:
                closed = opened.first_records(connection, school_id) or opened.pupils(connection, school_id)
                found = Finding(None, closed) if closed else None
            found = found or _otherwise(connection, school_id)
            lost = [each for each in verlies.losses(connection, school_id) if not each.is_answered]
        return found or (Finding(lost[0].regel, f"{lost[0].tekst} {UNTIL}") if lost else None)
    except DBAPIError as problem:
        if "UTF-8" not in str(problem.orig):
            raise
        return Finding(None, "In het logboek, de dossiers of de sleutels staat iets dat geen tekst meer is.")


def head(school_id: str) -> str:
    """The head of the chain as text, to print and keep on paper: its number and the start of its HMAC."""
    known = vault.vault().anchored(school_id)
    return f"{known[0]}-{known[1][:12]}" if known and known[0] else "0"


def _entries(connection: Connection, school_id: str) -> Iterator[Row[tuple[object, ...]]]:
    query = select(*as_kept(_J.c)).where(_J.c.school_id == school_id).order_by(_J.c.seq)
    return iter(connection.execute(query).yield_per(_SOME))


def _broken_chain(connection: Connection, school_id: str, known: tuple[int, str] | None) -> Finding | None:
    if connection.execute(select(_J.c.seq).where(_J.c.school_id == school_id).limit(1)).first():
        # The key and the stored head are made before the first line.
        if known is None and vault.vault().anchored(school_id) is None:
            return Finding(None, "Van het logboek is niet bewaard waar het eindigt: wat ontbreekt is niet te zien.")
        vault.vault().refuse_when_replaced()
        try:
            key = vault.vault().key(school_id)
        except vault.VaultError:
            return Finding(None, "De sleutel van het logboek ontbreekt of opent niet: het is niet na te lezen.")
    before, seq = START, 0
    for row in _entries(connection, school_id):
        seq += 1
        if row.seq != seq:
            return Finding(seq, f"Regel {seq} van het logboek ontbreekt.")
        if mac_of(key, row._asdict(), before) != row.mac:
            return Finding(seq, f"Regel {seq} van het logboek is veranderd, verwisseld of ertussen gezet.")
        if known and known[0] == seq and known[1] != row.mac:
            return Finding(seq, f"Het logboek is vanaf regel {seq} of eerder opnieuw geschreven.")
        before = row.mac
    if known and seq < known[0]:
        return Finding(seq + 1, f"Het logboek is afgebroken: de regels {seq + 1} tot en met {known[0]} ontbreken.")
    if known and known[0] < 1 and known != (0, START):
        return Finding(None, "Het bewaarde einde van het logboek is veranderd: wat ontbreekt is niet te zien.")
    return None


def _changed_rows(connection: Connection, school_id: str, action: str) -> Finding | None:
    """The first recorded row that was changed or is gone, unless the journal says its dossier was destroyed."""
    kept, end, later = _KEPT[action], _J.alias(), _J.alias()
    gone = exists().where(end.c.school_id == school_id, end.c.dossier_id == _J.c.dossier_id, end.c.action == DESTROYED)
    query = (
        select(_J.c.seq, _J.c.digest.label("known"), *as_kept(kept.table.c), gone.label("gone"))
        .outerjoin(kept.table, kept.table.c.id == _J.c.object_id)
        .where(_J.c.school_id == school_id, _J.c.action.in_((action, kept.again)))
        .order_by(_J.c.seq)
    )
    again = select(later.c.object_id, func.max(later.c.seq)).where(
        later.c.school_id == school_id, later.c.action == kept.again
    )
    last: dict[str, int] = {row[0]: row[1] for row in connection.execute(again.group_by(later.c.object_id))}
    for row in connection.execute(query).yield_per(kept.at_a_time):
        if row.seq < last.get(row.id, 0):
            continue  # it was sealed once more since
        if row.id is None and not row.gone:
            return Finding(row.seq, f"De {kept.noun} van regel {row.seq} ontbreekt in het dossier.")
        if row.id is not None and digest_of(row._asdict(), action) != row.known:
            return Finding(row.seq, f"De {kept.noun} van regel {row.seq} is na het vastleggen veranderd.")
    return None


def _rows_without_entry(connection: Connection, school_id: str, action: str) -> Finding | None:
    table = _KEPT[action].table
    mine = _J.c.school_id == school_id, _J.c.action == action
    noted = exists().where(_J.c.object_id == table.c.id, *mine)
    query = select(_D.c.codenaam).join(table, table.c.dossier_id == _D.c.id).where(_D.c.school_id == school_id, ~noted)
    if action == ATTACHED:
        query = query.where(table.c.vastlegging_id.is_not(None))  # the others belong to a concept
    codenaam = connection.execute(query.limit(1)).scalar()
    return Finding(None, f"In dossier {codenaam} staat iets dat nooit is vastgelegd.") if codenaam else None


def _otherwise(connection: Connection, school_id: str) -> Finding | None:
    """The first thing that differs from what the journal binds (``db.journal.seals``)."""
    all_bound = seals.is_under_seal(connection, school_id)
    for kind in seals.KINDS:
        for each in seals.all_differences(connection, school_id, kind, all_bound=all_bound):
            return Finding(each.regel, seals.in_words(connection, each))
    return None


def lines(
    connection: Connection, school_id: str, *, before: int = 0, limit: int = 100
) -> Sequence[Row[tuple[object, ...]]]:
    """The newest lines of the journal, newest first, and if given only those with a number below ``before``."""
    asked = {"school": school_id, "before": before or NO_END, "limit": limit}
    return connection.execute(_NEWEST, asked).all()
