"""The walls of the program, and how to take each away. Runs inside the attacked server (``beside``).

A wall is one check in one place. Where two stand in a row, an attack that gets past one is still stopped by the other;
so each is removed in turn to see whether the other holds (tests/ui/test_walls.py says which back up which).
"""

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import streamlit as st
from sqlalchemy import bindparam, literal, or_, select

from db import schema
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Permission, Role, User
from ui.page import access, menu
from ui.web import callbacks
from ui.web.host import KnownHost
from ui.web.uploads import Uploads

_PAGES = menu.pages


def _pages_of_everybody(user: User) -> Any:
    return _PAGES(SimpleNamespace(may=lambda _permission: True, role=user.role))  # type: ignore[arg-type]


def _whoever_signed_in_once() -> User | None:
    """The owner of a session, even if the session has ended or the account is blocked."""
    account, login = schema.account, schema.login
    mine = select(account).join(login, login.c.account_id == account.c.id)
    with reading(EVERY_SCHOOL) as connection:
        row = connection.execute(mine.where(login.c.token_hash == str(st.user.get("sid")))).one_or_none()
    return User(row.id, row.school_id, row.naam, Role(row.role)) if row else None


def _of_any_school() -> Any:
    """Load a dossier as ``db.dossiers.dossiers`` does, but without checking that it is of the school of who asks."""
    dossier = schema.dossier
    asked = or_(literal(value=True), dossier.c.school_id == bindparam("school"))
    return select(dossier).where(dossier.c.id == bindparam("dossier"), asked)


async def _lets_through(self: Uploads | KnownHost, scope: Any, receive: Any, send: Any) -> None:
    await self.app(scope, receive, send)


async def _welcome(_session: str, *, active: bool = False) -> bool:
    return True


def _does_it(self: callbacks.Guarded) -> None:
    self._action(*self._given)


def _all_of_it(self: Dossier, _user: User, _on: date) -> Dossier:
    return self


def _to_anybody(_self: Dossier, _user: User, _on: date | None = None) -> bool:
    return True


def _as_drawn(user: User, _permission: Permission) -> User:
    return user


def _any(*_given: Any) -> bool:
    return True


def _none(*_given: Any) -> bool:
    return False


ENDS_SESSIONS = "another role ends all sessions"
Without = Mapping[str, object]
WALLS: Mapping[str, Without] = {
    "the program knows its own names": {"ui.web.host.KnownHost.__call__": _lets_through},
    "the gate asks whether the session goes on": {"ui.web.gate._gives_access": _welcome},
    "each run asks who it is": {"ui.web.callbacks.current_user": _whoever_signed_in_once},
    "the gate alone says which session it is": {"ui.web.gate._is_ours": _none},
    "the gate knows our own pages": {"ui.web.gate.is_own_origin": _any},
    "the websocket knows our own pages": {
        "streamlit.web.server.starlette.starlette_websocket._is_origin_allowed": _any
    },
    "a tab is of one session": {"streamlit.runtime.app_session.AppSession.matches_user_info": _any},
    "the menu has the pages of a role": {"ui.page.menu.pages": _pages_of_everybody},
    "a page has its lock": {"ui.page.access.require": lambda _permission: access.signed_in()},
    "a dossier is of a school": {"db.dossiers.dossiers._OF_SCHOOL": _of_any_school()},
    "a dossier is open to its own school": {"meldcode.dossier.dossier.Dossier._is_open_to": _to_anybody},
    "a dossier is for some": {
        f"meldcode.dossier.dossier.Dossier.{each}": _to_anybody for each in ("readable_by", "known_to")
    },
    "of a dossier each reads what is theirs": {"meldcode.dossier.dossier.Dossier.visible_to": _all_of_it},
    ENDS_SESSIONS: {},  # this wall is removed by changing the role past the server: see ``tries.Scene``
    "what a widget calls asks who it is": {"ui.web.callbacks.Guarded.__call__": _does_it},
    "a part of a page asks who it is": {"ui.page.fragment._passed": _as_drawn},
    "who manages has just shown who they are": {"db.accounts.sessions.is_recent": _any},
    "a file is asked for by a page": {"ui.web.uploads.Uploads.__call__": _lets_through},
}
_gone = ExitStack()


def obey(order: Path) -> None:
    """Remove the walls this file names, one per line; restore all others, and confirm in a file beside it."""
    _gone.close()
    for name in order.read_text("utf-8").splitlines():
        for what, instead in WALLS[name].items():
            _gone.enter_context(patch(what, instead))
    done = order.with_suffix(".busy")
    done.write_text("")
    done.rename(order.with_suffix(".done"))
