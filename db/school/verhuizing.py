"""The proof that a school was moved to another database, and that nothing of it is here any more (ADR 89).

``db move`` notes it once everything has arrived and was verified there. From then on nobody of that school signs in
here: what they recorded would stay behind. ``db remove-school`` asks for the proof, and completes it. It says what was
moved where and when, how many rows of each table, and where the journal ended; nothing about a person.

A proof is bound by an HMAC under a key of its own in the key store, for the journal of the school goes with it.
"""

import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, exists, insert, select, update

from db import schema
from db.journal.chain import written
from db.keys.vault import VaultError, vault
from db.school.aankomst import IS_ARRIVAL
from db.school.aankomst import OWNER as ARRIVAL
from db.store.once import SCHOOL
from meldcode.vragen.datum import at_school

OWNER = "verhuizing"
"""With this begins the id of each proof, and so the owner of its key."""
REMOVED = "verhuisd"
"""What the key store keeps of a school whose keys were destroyed: a back-up of before brings it back no more."""
_H = schema.verhuizing
_HERE_YET = _H.c.klaar_op.is_(None)
HAS_MOVED = exists().where(_H.c.school_id == schema.account.c.school_id, _HERE_YET).correlate(schema.account)
"""Whether the school of an account was moved elsewhere, or is still arriving; for statements that select from
``account``."""
_OF_ACCOUNT = (
    select(_H.c.naam, _H.c.id)
    .join(schema.account, schema.account.c.school_id == _H.c.school_id)
    .where(_HERE_YET, schema.account.c.id == bindparam("account"))
)
_MAY_BE_WITHDRAWN = _H.c.weg_op.is_(None), ~IS_ARRIVAL
_WAITING = select(_H).where(_H.c.school_id == SCHOOL, *_MAY_BE_WITHDRAWN)
_BOUND = ("id", "school_id", "naam", "naar", "op", "regel", "kenmerk", "aantallen", "weg_op", "sleutels")


@dataclass(frozen=True)
class Verhuizing:
    """A move: of which school, where to, when, how many rows by table, and the last line of its journal then.

    ``weg_op``: when it was removed here, with the keys of these owners (``sleutels``); None: not yet. ``klaar_op``:
    when that was final. All moments are naive UTC.
    """

    id: str
    school_id: str
    naam: str
    naar: str
    op: datetime
    regel: int
    kenmerk: str
    aantallen: Mapping[str, int]
    weg_op: datetime | None
    sleutels: Sequence[str]
    klaar_op: datetime | None
    zegel: str

    @property
    def nummer(self) -> str:
        """The number that it shares with the arrival at the other place (``db.school.aankomst``)."""
        return self.id.removeprefix(OWNER)

    @property
    def is_true(self) -> bool:
        """Whether it stands as it was written: its key is in the key store, and nothing was changed."""
        try:
            return hmac.compare_digest(self.zegel, _seal(_row(self)))
        except VaultError:
            return False

    @property
    def tekst(self) -> str:
        """What it says, as Dutch sentences."""
        gone = at_school(self.weg_op) if self.weg_op else None
        return in_words(self.naam, self.naar, at_school(self.op), gone, self.regel)


def note(
    connection: Connection,
    school_id: str,
    naam: str,
    naar: str,
    at: datetime,
    last_line: tuple[int, str],
    aantallen: Mapping[str, int],
    nummer: str = "",
) -> None:
    """Keep that this school has arrived there, instead of an earlier move that came to nothing.

    ``last_line``: the number and the HMAC of the last line of its journal; ``nummer``: that of its arrival there
    (``db.school.aankomst``).
    """
    withdraw(connection, school_id)
    number, mac = last_line
    new = f"{OWNER}{nummer or secrets.token_hex(11)}"
    found = Verhuizing(new, school_id, naam, naar, at, number, mac, aantallen, None, (), None, "")
    vault().add([new])
    row = _row(found)
    connection.execute(insert(_H).values({**row, "zegel": _seal(row)}))


def withdraw(connection: Connection, school_id: str) -> bool:
    """The school stays here after all: whoever has an account signs in again. False when it was not moved."""
    gone = delete(_H).where(_H.c.school_id == school_id, *_MAY_BE_WITHDRAWN)
    return bool(connection.execute(gone).rowcount)


def waiting(connection: Connection, school_id: str) -> Verhuizing | None:
    """The move of this school after which it was not removed yet; None when there is none."""
    row = connection.execute(_WAITING, {"school": school_id}).one_or_none()
    return _read(row) if row else None


@dataclass(frozen=True)
class NotHere:
    """A school of which nobody signs in here: it was moved elsewhere, or (``arrives``) has not arrived yet."""

    naam: str
    arrives: bool


def not_here(connection: Connection, account_id: str) -> NotHere | None:
    """Why nobody of the school of this account signs in here; None when they do."""
    row = connection.execute(_OF_ACCOUNT, {"account": account_id}).first()
    return NotHere(row.naam, row.id.startswith(ARRIVAL)) if row else None


def complete(connection: Connection, found: Verhuizing, sleutels: Sequence[str], at: datetime) -> None:
    """Keep that the school is being removed: from now on until it is final its journal may be deleted."""
    row = _row(found) | {"weg_op": at, "sleutels": json.dumps(list(sleutels))}
    values = {"weg_op": at, "sleutels": row["sleutels"], "zegel": _seal(row)}
    connection.execute(update(_H).where(_H.c.id == found.id).values(values))


def finished(connection: Connection, ids: Sequence[str], at: datetime) -> None:
    """Keep that the keys are gone and the logs are empty."""
    connection.execute(update(_H).where(_H.c.id.in_(ids)).values(klaar_op=at))


def every(connection: Connection) -> list[Verhuizing]:
    """All moves, the first one first. Needs a connection for every school."""
    return [_read(row) for row in connection.execute(select(_H).where(~IS_ARRIVAL).order_by(_H.c.op, _H.c.id))]


def removed_schools() -> frozenset[str]:
    """The schools that were removed here, as the key store knows it, and did not come back."""
    gone = {owner for owner, ground in vault().grounds().items() if ground == REMOVED}
    return frozenset(gone - vault().owners())


def wrong(connection: Connection) -> list[str]:
    """What is not as it was written, as Dutch sentences. Needs a connection for every school."""
    changed = [each for each in every(connection) if not each.is_true]
    return [f"Het bewijs dat {each.naam} is verhuisd, is buiten Meldroute om veranderd." for each in changed]


def as_file(found: Verhuizing) -> bytes:
    """The proof as a file, for whoever must be able to show it."""
    row = {name: written(value) for name, value in _row(found).items() if value is not None}
    return json.dumps({"meldroute": OWNER, **row, "zegel": found.zegel}, ensure_ascii=False, indent=1).encode()


def of_file(content: bytes) -> str | None:
    """Whether this file is a proof that was made here, as a Dutch sentence; None when it is no proof of a move.

    Raises ``ValueError``, with such a sentence, when it was altered or was made elsewhere.
    """
    try:
        known: Any = json.loads(content)
        if known.pop("meldroute") != OWNER:
            return None
    except (ValueError, AttributeError, KeyError, TypeError):
        return None
    try:
        good = hmac.compare_digest(known["zegel"], _seal({name: known.get(name) for name in _BOUND}))
        moved = at_school(datetime.fromisoformat(known["op"]))
        gone = at_school(datetime.fromisoformat(known["weg_op"])) if known.get("weg_op") else None
    except (VaultError, ValueError, KeyError, TypeError):
        good = False
    if not good:
        raise ValueError("Dit bewijs van een verhuizing is hier niet zo gemaakt, of het bestand is daarna veranderd.")
    return in_words(known["naam"], known["naar"], moved, gone, int(known["regel"]))


def in_words(naam: str, naar: str, moved: datetime, gone: datetime | None, regel: int) -> str:
    """What a proof says, as Dutch sentences; the moments as at school."""
    here = f"Hier is zij weggehaald op {gone:%d-%m-%Y om %H:%M}." if gone else "Hier is zij nog niet weggehaald."
    return (
        f"{naam} is op {moved:%d-%m-%Y om %H:%M} verhuisd naar {naar}, en daar nageteld. Het logboek eindigde met "
        f"regel {regel}. {here}"
    )


def _row(found: Verhuizing) -> dict[str, Any]:
    """The row as it is stored, without what is not bound."""
    row = {each.name: getattr(found, each.name) for each in fields(found) if each.name in _BOUND}
    keys = json.dumps(list(found.sleutels)) if found.weg_op else None
    return row | {"aantallen": json.dumps(dict(found.aantallen), sort_keys=True), "sleutels": keys}


def _read(row: Row[Any]) -> Verhuizing:
    values = row._asdict()
    try:
        aantallen, sleutels = json.loads(values["aantallen"]), json.loads(values["sleutels"] or "[]")
    except ValueError:  # altered: then its seal is not right either
        aantallen, sleutels = {}, []
    return Verhuizing(**values | {"aantallen": aantallen, "sleutels": sleutels})


def _seal(row: Mapping[str, Any]) -> str:
    """The HMAC-SHA256, in hex, of everything that the proof says. Raises ``VaultError`` when its key is gone."""
    text = json.dumps([written("" if row[name] is None else row[name]) for name in _BOUND])
    return hmac.digest(vault().key(str(row["id"])), text.encode(), "sha256").hex()
