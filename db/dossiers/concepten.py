"""Concepten: what somebody is typing in a form, saved sealed meanwhile, and deleted once it is recorded.

One person may have a form open twice, in two tabs or on two devices. So a concept has a version, and each save says
which version its tab knows. Text typed in a tab that does not know the newest version is saved separately, under the
name of the form with a suffix, until its writer has chosen between the two.
"""

import json
import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, delete, insert, or_, select, update

from db import schema
from db.dossiers import bijlagen
from db.keys import vault
from db.keys.vault import place
from db.store.engine import after_commit, reading, transaction
from db.store.once import DOSSIER, ME
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.vragen.vraag import Raw, RawAnswers

_C = schema.concept
NIEUW = "nieuw"
"""Stands for a dossier that does not exist yet; such a concept is sealed with the account's own key."""
NO_FORM = "-"
"""A name that begins so is of no form: it is kept for its writer, and nobody is asked to go on with it."""
_BESIDE = "~"


@dataclass(frozen=True)
class Concept:
    """What was typed so far (``raw``, by the name of the vraag), and when it was saved (UTC).

    ``soort`` is the name it is stored under: that of its form, or of a second text of it. ``versie`` changes each time
    it is saved. ``saved_at`` is None in concepten of version 0.1.0.
    """

    raw: Mapping[str, Raw]
    saved_at: datetime | None
    dossier_id: str = ""
    soort: str = ""
    versie: int = 0

    @property
    def form(self) -> str:
        """The name of its form, without the suffix of a second text."""
        return self.soort.partition(_BESIDE)[0]


@dataclass
class Known:
    """The version of a concept that one tab knows; 0: none. Changed by the tab when it reads or saves."""

    versie: int = 0


class Elders(Exception):
    """The same person saved something else in this form, in another tab or on another device. Nothing was saved."""


_FASE = select(schema.dossier.c.fase).where(schema.dossier.c.id == DOSSIER)
_HERE = and_(_C.c.account_id == ME, _C.c.dossier_id == DOSSIER)
_KIND: Any = bindparam("kind")
_FORM: Any = bindparam("form")
_SEEN = _C.c.versie == bindparam("seen")
_ONE = and_(_HERE, _C.c.soort == _KIND)
_ALL = and_(_HERE, or_(_C.c.soort == _FORM, _C.c.soort.like(bindparam("seconds"), escape="/")))
"""The conditions for one text, and for the concept of a form with its second texts (``_at``, ``_of``)."""
_SAVE = update(_C).where(_ONE)
_SAVE_SEEN = _SAVE.where(_SEEN)
_HAS = select(_C.c.versie).where(_ONE)
_COLUMNS = select(_C.c.account_id, _C.c.dossier_id, _C.c.soort, _C.c.content, _C.c.versie)
_READ_ONE, _READ_ALL = _COLUMNS.where(_ONE), _COLUMNS.where(_ALL)
_READ_TIMES = _READ_ALL.add_columns(_C.c.saved_at)
_READ_SECONDS = _READ_ALL.where(_C.c.soort != _FORM).order_by(_C.c.saved_at.desc())
_READ_HERE = _COLUMNS.where(_HERE).order_by(_C.c.saved_at.desc())
_READ_MINE = _COLUMNS.where(_C.c.account_id == ME).order_by(_C.c.saved_at.desc())
_DELETE_ONE, _DELETE_ALL = delete(_C).where(_ONE), delete(_C).where(_ALL)
_DELETE_SEEN = _DELETE_ONE.where(_SEEN)


def _at(account_id: str, dossier_id: str, soort: str) -> dict[str, object]:
    return {"me": account_id, "dossier": dossier_id, "kind": soort}


def _of(account_id: str, dossier_id: str, form: str) -> dict[str, object]:
    begin = f"{form}{_BESIDE}".replace("/", "//").replace("_", "/_").replace("%", "/%")
    return {"me": account_id, "dossier": dossier_id, "form": form, "seconds": f"{begin}%"}


def _owner(account_id: str, dossier_id: str) -> str:
    return account_id if dossier_id == NIEUW else dossier_id


def a_name_beside(form: str) -> str:
    """A new name under which to save a second text of this form."""
    return f"{form}{_BESIDE}{secrets.token_hex(3)}"


def keep(user: User, dossier_id: str, soort: str, raw: Mapping[str, Raw], at: datetime, seen: int | None = None) -> int:
    """Save what was typed, replacing version ``seen`` (0: none); without ``seen``, replacing whatever is there.

    Returns the new version. Raises ``Elders`` when another version is stored. Saves nothing for a destroyed dossier.
    """
    owner, versie = _owner(user.id, dossier_id), _number()
    with transaction(user.school_id) as connection:
        if dossier_id == NIEUW:
            vault.vault().add([owner])
        elif _is_destroyed(connection, dossier_id):
            return 0
        saved = {"saved_at": at, "versie": versie, "content": _sealed(user, dossier_id, soort, raw, at)}
        mine = _at(user.id, dossier_id, soort)
        known = {} if seen is None else {"seen": seen}
        if connection.execute(_SAVE if seen is None else _SAVE_SEEN, mine | known | saved).rowcount:
            return versie
        if seen is not None and connection.execute(_HAS, mine).first():
            raise Elders
        # None yet; or it was recorded elsewhere meanwhile, and this becomes a new concept.
        connection.execute(insert(_C).values(account_id=user.id, dossier_id=dossier_id, soort=soort, **saved))
        return versie


def _number() -> int:
    """A random version. A counter would start over once the concept is recorded, and versions could coincide."""
    return 2 + secrets.randbelow(2**31 - 2)


def _sealed(user: User, dossier_id: str, soort: str, raw: Mapping[str, Raw], at: datetime) -> bytes:
    # The time is sealed as well, because the screen shows it.
    text = json.dumps([at.isoformat(), raw], ensure_ascii=False).encode()
    return vault.seal(vault.vault().key(_owner(user.id, dossier_id)), _place(user.id, dossier_id, soort), text)


def find(user: User, dossier_id: str, soort: str) -> Concept | None:
    """What this person typed in this form; None when there is nothing, or its key is gone."""
    with reading(user.school_id) as connection:
        row = connection.execute(_READ_ONE, _at(user.id, dossier_id, soort)).one_or_none()
    return opened(row) if row else None


def beside(user: User, dossier_id: str, form: str) -> list[Concept]:
    """The second texts of this form, typed in tabs that did not know its concept; the latest first."""
    with reading(user.school_id) as connection:
        rows = connection.execute(_READ_SECONDS, _of(user.id, dossier_id, form)).all()
    return [found for row in rows if (found := opened(row)) and any(found.raw.values())]


def waiting(user: User, dossier_id: str = "") -> list[Concept]:
    """The concepten of forms of this person with text in them, latest first; in one dossier, or in all."""
    asked = {"me": user.id} | ({"dossier": dossier_id} if dossier_id else {})
    with reading(user.school_id) as connection:
        rows = connection.execute(_READ_HERE if dossier_id else _READ_MINE, asked).all()
    forms = [row for row in rows if not row.soort.startswith(NO_FORM)]
    return [found for row in forms if (found := opened(row)) and any(found.raw.values())]


def exchange(user: User, dossier_id: str, form: str, other: str) -> None:
    """Swap the concept of a form with the second text named ``other``; each keeps the time at which it was saved."""
    with transaction(user.school_id) as connection:
        rows = connection.execute(_READ_TIMES, _of(user.id, dossier_id, form)).all()
        places = {row.soort: row for row in rows}
        for here, there in ((form, other), (other, form)):
            row = places.get(there)
            text = opened(row) if row else None
            connection.execute(_DELETE_ONE, _at(user.id, dossier_id, here))
            if row and text:
                _put(connection, user, dossier_id, here, text.raw, text.saved_at or row.saved_at)


def _put(connection: Connection, user: User, dossier_id: str, soort: str, raw: Mapping[str, Raw], at: datetime) -> int:
    versie, content = _number(), _sealed(user, dossier_id, soort, raw, at)
    where = {"account_id": user.id, "dossier_id": dossier_id, "soort": soort}
    connection.execute(insert(_C).values(**where, saved_at=at, versie=versie, content=content))
    return versie


def keep_one(
    user: User, dossier_id: str, mine: str, says_all: Callable[[RawAnswers, RawAnswers], bool]
) -> tuple[str, int]:
    """Compare the text named ``mine`` with the others of its form, and delete what the other contains entirely.

    So its writer need not choose between a text and its beginning. Words they erase later are erased for good, as in
    any text. ``says_all`` tells whether its first argument contains its second. Returns the name of the text now (that
    of the form, if it replaced the concept) and its version; 0 when it was deleted because another text contains it.
    """
    form = mine.partition(_BESIDE)[0]
    with transaction(user.school_id) as connection:
        rows = connection.execute(_READ_ALL, _of(user.id, dossier_id, form)).all()
        others = {row.soort: text for row in rows if (text := opened(row))}
        own = others.pop(mine, None)
        if own is None or own.saved_at is None:
            return mine, 0
        gone = [each for each in others.values() if says_all(own.raw, each.raw) and _remove(connection, user, each)]
        left = [each for each in others.values() if each not in gone]
        if mine != form and any(says_all(each.raw, own.raw) for each in left):
            _remove(connection, user, own)
            return mine, 0
        if not any(each.soort == form for each in gone):
            return mine, own.versie
        _remove(connection, user, own)
        return form, _put(connection, user, dossier_id, form, own.raw, own.saved_at)


def _remove(connection: Connection, user: User, text: Concept) -> bool:
    """Delete this text, unless it changed since it was read. Returns whether it was deleted."""
    mine = _at(user.id, text.dossier_id, text.soort) | {"seen": text.versie}
    return connection.execute(_DELETE_SEEN, mine).rowcount == 1


def throw_away(user: User, dossier_id: str, soort: str) -> None:
    """Delete one text of a form, at the request of its writer."""
    with transaction(user.school_id) as connection:
        connection.execute(_DELETE_ONE, _at(user.id, dossier_id, soort))
        _let_go(connection, user, dossier_id, soort)


def opened(row: Row[*tuple[Any, ...]]) -> Concept | None:
    """Unseal a row of ``concept``; None when its key is gone."""
    owner = _owner(row.account_id, row.dossier_id)
    key = vault.vault().keys([owner]).get(owner)
    if key is None:
        return None
    content = json.loads(vault.unseal(key, _place(row.account_id, row.dossier_id, row.soort), row.content))
    where = (row.dossier_id, row.soort, row.versie)
    if isinstance(content, dict):  # version 0.1.0 sealed the answers without the time
        return Concept(content, None, *where)
    at, raw = content
    return Concept(raw, datetime.fromisoformat(at), *where)


def seal_again(connection: Connection, dossier_id: str, key: bytes, *, but: Collection[str]) -> None:
    """Seal every concept of this dossier under its key of today; delete those with one of these texts in them.

    ``key``: as it will be after something was taken out. Earlier texts of these concepten then open no more, and may
    have been what was taken out. So is what was released or ticked for a paper, which is told again.
    """
    for row in connection.execute(select(_C).where(_C.c.dossier_id == dossier_id)).all():
        where = _place(row.account_id, dossier_id, row.soort)
        try:
            text = vault.unseal(vault.vault().key(dossier_id), where, row.content)
        except vault.VaultError:
            continue  # damaged: it opens no more
        mine = _C.c.account_id == row.account_id, _C.c.dossier_id == dossier_id, _C.c.soort == row.soort
        said = _words(text.decode())
        if row.soort.startswith(NO_FORM) or any(_words(each) in said for each in but):
            connection.execute(delete(_C).where(*mine))
        else:
            connection.execute(update(_C).where(*mine).values(content=vault.seal(key, where, text)))


def _words(text: str) -> str:
    """A text to look for, or to look in: a sealed concept has other signs for a new line and a quotation mark."""
    return "".join(filter(str.isalnum, text.replace("\\n", "")))


def drop(user: User, dossier_id: str, soort: str) -> None:
    """Delete the concept of this form and its second texts, because what was typed in it must not be stored."""
    with transaction(user.school_id) as connection:
        connection.execute(_DELETE_ALL, _of(user.id, dossier_id, soort))
        _let_go(connection, user, dossier_id, soort)


def forget(connection: Connection, user: User, dossier_id: str, soort: str, seen: int, own: str = "") -> None:
    """Delete what is recorded in this transaction: the concept if it is still version ``seen``.

    If this tab saved a second text, it is that one: ``own`` is its name.
    """
    mine = _at(user.id, dossier_id, own or soort)
    connection.execute(_DELETE_ONE if own else _DELETE_SEEN, mine if own else mine | {"seen": seen})
    _let_go(connection, user, dossier_id, soort)


def _let_go(connection: Connection, user: User, dossier_id: str, soort: str) -> None:
    """When no text of a form is left, delete its files, and the key if it was about a new dossier.

    Otherwise an old back-up could reveal the child's name after the dossier itself was destroyed.
    """
    form = soort.partition(_BESIDE)[0]
    if connection.execute(_READ_ALL, _of(user.id, dossier_id, form)).first():
        return
    bijlagen.forget(connection, user.id, dossier_id, form)
    if dossier_id == NIEUW:
        after_commit(connection, partial(vault.vault().destroy, [user.id], later=True))


def _is_destroyed(connection: Connection, dossier_id: str) -> bool:
    return connection.execute(_FASE, {"dossier": dossier_id}).scalar() == Fase.VERNIETIGD


def _place(account_id: str, dossier_id: str, soort: str) -> str:
    return place("concept", dossier_id, f"{account_id}|{soort}")
