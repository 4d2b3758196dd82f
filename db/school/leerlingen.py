"""The list of pupils of a school, to choose from when a dossier is opened: one per school, sealed, for a year at most.

It is sealed as a whole under a key of its own, and opened in memory by whoever asks. That key is destroyed when a newer
list comes, when somebody wipes it, and a year after it was brought: then back-ups do not open it either. Nothing that
is recorded refers to it.
"""

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy import Connection, bindparam, delete, insert, select

from db import schema
from db.journal import journal, seals
from db.journal.journal import Entry
from db.keys import vault
from db.keys.vault import VaultError, place
from db.school import aankomst
from db.school.schools import all_schools
from db.store.engine import EVERY_SCHOOL, after_commit, empty_log, engine, hold, reading, transaction
from db.store.once import SCHOOL
from meldcode.namen.leerlingenlijst import Leerling, gewist_op
from meldcode.namen.volgorde import telefoonboek
from meldcode.rollen import Permission, User
from meldcode.vragen.datum import at_school

OWNER = "leerlingen"
"""With this begins the id of each list, and so the owner of its key: a key without a list is known by it."""
_NOBODY = ""  # it was a year old
_L = schema.leerlingenlijst
_OF_SCHOOL = select(_L.c.id, _L.c.gebracht_op, _L.c.content).where(_L.c.school_id == SCHOOL)
_EVERY = select(_L.c.id, _L.c.school_id, _L.c.gebracht_op)
_TAKE_AWAY = delete(_L).where(_L.c.school_id == SCHOOL, _L.c.id == bindparam("this"))


class LijstError(ValueError):
    """No list can be made of this; the text is a Dutch sentence for the screen."""


@dataclass(frozen=True)
class Lijst:
    """The list in force: its pupils in the order of a telephone book."""

    id: str
    gebracht_op: date
    leerlingen: Sequence[Leerling]

    @property
    def gewist_op(self) -> date:
        """The day on which it is wiped by itself."""
        return gewist_op(self.gebracht_op)


def current(connection: Connection, user: User, today: date) -> Lijst | None:
    """The list of the school of this person; None when there is none, it is a year old, or is not theirs to read."""
    if not user.may(Permission.PUPILS):
        return None
    row = connection.execute(_OF_SCHOOL, {"school": user.school_id}).one_or_none()
    if row is None or today >= gewist_op(row.gebracht_op):
        return None
    try:
        content = vault.unseal(vault.vault().key(row.id), _place(user.school_id, row.id), row.content)
    except VaultError:  # its key was destroyed, and this row came back with an older database: ``wipe`` takes it away
        return None
    return Lijst(row.id, row.gebracht_op, tuple(Leerling(*each) for each in json.loads(content)))


def bring(connection: Connection, user: User, leerlingen: Iterable[Leerling], on: date, at: datetime) -> None:
    """Let this list take the place of the one before, as a whole; ``at`` is naive UTC. A line in the journal says so.

    Raises ``LijstError`` for a list without pupils, and ``PermissionError`` when it is not theirs to bring.
    """
    _refuse_unless_theirs(user)
    listed = sorted(leerlingen, key=lambda each: (telefoonboek(each.naam), each))
    if not listed:
        raise LijstError("Er is geen leerling om te bewaren. De lijst van nu is gebleven.")
    new = f"{OWNER}{secrets.token_hex(11)}"
    seals.touch(connection, user.school_id, seals.SCHOOL, [user.school_id])
    _take_away(connection, user.school_id)
    vault.vault().add([new])  # if this is undone, it is a key without a list
    content = vault.seal(
        vault.vault().key(new), _place(user.school_id, new), json.dumps(listed, ensure_ascii=False).encode()
    )
    connection.execute(insert(_L).values(id=new, school_id=user.school_id, gebracht_op=on, content=content))
    journal.append(connection, user.school_id, Entry(user.id, journal.PUPILS_BROUGHT, at))


def remove(connection: Connection, user: User, at: datetime) -> None:
    """Wipe the list now, with a line in the journal. Raises ``PermissionError`` when it is not theirs to wipe."""
    _refuse_unless_theirs(user)
    if _take_away(connection, user.school_id):
        journal.append(connection, user.school_id, Entry(user.id, journal.PUPILS_WIPED, at))


def wipe(now: datetime) -> int:
    """Wipe the lists that are a year old, at every school; return how many. ``now`` is naive UTC.

    A list whose key is gone came back with an older database, and a key without a list with older keys, or from a run
    that was cut off: these go as well. Runs at every start, and before each back-up and each verification.
    """
    today = at_school(now).date()
    with reading(EVERY_SCHOOL) as connection:
        rows, known = connection.execute(_EVERY).all(), _keys()
    gone = [row for row in rows if today >= gewist_op(row.gebracht_op) or row.id not in known]
    for row in gone:
        with transaction(row.school_id) as connection:
            if _take_away(connection, row.school_id, row.id):
                journal.append(connection, row.school_id, Entry(_NOBODY, journal.PUPILS_WIPED, now))
    left = known - {row.id for row in rows}
    _destroy(_without_a_list() if left else ())  # also what a reader kept in the logs since an earlier list went
    return len(gone)


def _without_a_list() -> frozenset[str]:
    """The keys of no list. Nobody brings one meanwhile: it has a key before its row can be seen."""
    with transaction(EVERY_SCHOOL) as connection:
        for school_id in sorted(all_schools(connection)):
            hold(connection, school_id)
        coming = {owner for each in aankomst.every(connection) for owner in each.sleutels}  # their rows come later
        return _keys() - coming - frozenset(row.id for row in connection.execute(_EVERY))


def _keys() -> frozenset[str]:
    return frozenset(each for each in vault.vault().owners() if each.startswith(OWNER))


def _refuse_unless_theirs(user: User) -> None:
    if not user.may(Permission.PUPILS):
        raise PermissionError


def _take_away(connection: Connection, school_id: str, only: str = "") -> bool:
    """Delete the list of this school, or ``only`` this one; its key is destroyed once that is committed."""
    found = connection.execute(_OF_SCHOOL, {"school": school_id}).one_or_none()
    if found is None or (only and found.id != only):
        return False
    seals.touch(connection, school_id, seals.SCHOOL, [school_id])
    connection.execute(_TAKE_AWAY, {"school": school_id, "this": found.id})
    after_commit(connection, partial(_destroy, [found.id]))
    return True


def _destroy(owners: Iterable[str]) -> None:
    vault.vault().destroy(owners)
    empty_log(engine())


def _place(school_id: str, list_id: str) -> str:
    return place(_L.name, school_id, list_id)
