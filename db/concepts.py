"""What somebody is typing: kept while they type, sealed, and gone once it is recorded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, delete, insert, select, update

from db import bijlagen, schema, vault
from db.engine import after_commit, reading, transaction
from db.vault import place
from meldcode.fasen import Fase
from meldcode.rollen import User
from meldcode.vraag import Raw

_C = schema.concept
NIEUW = "nieuw"
"""Stands for a dossier that does not exist yet; such a concept is sealed with the account's own key."""


@dataclass(frozen=True)
class Concept:
    """What was typed so far, and when that was saved (UTC); None where it was not sealed with it."""

    raw: Mapping[str, Raw]
    saved_at: datetime | None


# Asked at every answer, so put together once.
_FASE = select(schema.dossier.c.fase).where(schema.dossier.c.id == bindparam("dossier"))
_SAVE = update(_C).where(
    _C.c.account_id == bindparam("mine"), _C.c.dossier_id == bindparam("dossier"), _C.c.soort == bindparam("kind")
)


def _row(account_id: str, dossier_id: str, soort: str) -> ColumnElement[bool]:
    return and_(_C.c.account_id == account_id, _C.c.dossier_id == dossier_id, _C.c.soort == soort)


def _owner(account_id: str, dossier_id: str) -> str:
    return account_id if dossier_id == NIEUW else dossier_id


def keep(user: User, dossier_id: str, soort: str, raw: Mapping[str, Raw], at: datetime) -> None:
    """Save what was typed so far, in place of what was saved before. Nothing is kept of a destroyed dossier."""
    owner = _owner(user.id, dossier_id)
    with transaction(user.school_id) as connection:
        if dossier_id == NIEUW:
            vault.vault().add([owner])
        elif _is_destroyed(connection, dossier_id):
            return
        # The moment is sealed with it: the screen says when it was.
        text = json.dumps([at.isoformat(), raw], ensure_ascii=False).encode()
        sealed = vault.seal(vault.vault().key(owner), _place(user.id, dossier_id, soort), text)
        mine, saved = {"mine": user.id, "dossier": dossier_id, "kind": soort}, {"saved_at": at, "content": sealed}
        if connection.execute(_SAVE, mine | saved).rowcount == 0:
            connection.execute(insert(_C).values(account_id=user.id, dossier_id=dossier_id, soort=soort, **saved))


def find(user: User, dossier_id: str, soort: str) -> Concept | None:
    """What this person had typed here; None when there is nothing, or its key is gone."""
    with reading(user.school_id) as connection:
        query = select(_C.c.account_id, _C.c.dossier_id, _C.c.soort, _C.c.content)
        row = connection.execute(query.where(_row(user.id, dossier_id, soort))).one_or_none()
    return opened(row) if row else None


def opened(row: Row[*tuple[Any, ...]]) -> Concept | None:
    """What is in a row of concepts; None when its key is gone."""
    owner = _owner(row.account_id, row.dossier_id)
    key = vault.vault().keys([owner]).get(owner)
    if key is None:
        return None
    content = json.loads(vault.unseal(key, _place(row.account_id, row.dossier_id, row.soort), row.content))
    if isinstance(content, dict):  # version 0.1.0 sealed the answers alone
        return Concept(content, None)
    at, raw = content
    return Concept(raw, datetime.fromisoformat(at))


def drop(user: User, dossier_id: str, soort: str) -> None:
    """Forget what was typed: it must not be kept."""
    with transaction(user.school_id) as connection:
        forget(connection, user, dossier_id, soort)


def forget(connection: Connection, user: User, dossier_id: str, soort: str) -> None:
    """Forget what was typed, and the files that were chosen, in the transaction that records it.

    The key of a concept of a new dossier goes with it: else an old back-up would still tell the child's name
    after the dossier itself was destroyed.
    """
    connection.execute(delete(_C).where(_row(user.id, dossier_id, soort)))
    bijlagen.forget(connection, user.id, dossier_id, soort)
    if dossier_id == NIEUW:
        after_commit(connection, partial(vault.vault().destroy, [user.id]))


def _is_destroyed(connection: Connection, dossier_id: str) -> bool:
    return connection.execute(_FASE, {"dossier": dossier_id}).scalar() == Fase.VERNIETIGD


def _place(account_id: str, dossier_id: str, soort: str) -> str:
    return place("concept", dossier_id, f"{account_id}|{soort}")
