"""A part of a page that Streamlit draws again by itself: after an answer in it, or every so often (ADR 15).

The script of the page does not run then, and neither does its gate. So each part passes the gate itself, every time,
and nothing else makes a fragment (tests/architecture). Where the page would no longer show this part as it is, the
whole page is drawn, and says what it has to say. No part keeps a dossier: each gets the one that was just opened.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Permission, User
from ui.page import dossier_of_tab
from ui.web import callbacks

_T = TypeVar("_T")
Draw = Callable[[Dossier], None]
Echo = tuple[DeltaGenerator, Draw]
"""A place elsewhere on the page, made with ``st.empty``, and what stands there: it follows from what a part asks."""


def of_dossier(
    draw: Draw,
    dossier: Dossier,
    user: User,
    permission: Permission,
    *,
    holds: Callable[[], bool] = lambda: True,
    echoes: Sequence[Echo] = (),
) -> None:
    """Draw this now, and again by itself after an answer in it, with its echoes; the page drew those the first time.

    ``holds`` says whether the rest of the page still follows from what was answered; if not, all of it is drawn.
    """
    dossier_id = dossier.id

    def again() -> Dossier | None:
        return _opened(user, permission, dossier_id) if holds() else None

    _guarded(draw, dossier, again, echoes)


def every(seconds: float, draw: Callable[[User], None], user: User, permission: Permission) -> None:
    """Draw this now, and again by itself every so many seconds. It does not count as somebody being there."""
    _guarded(draw, user, lambda: _passed(user, permission), run_every=seconds)


def _guarded(
    draw: Callable[[_T], None],
    first: _T,
    again: Callable[[], _T | None],
    echoes: Sequence[tuple[DeltaGenerator, Callable[[_T], None]]] = (),
    run_every: float | None = None,
) -> None:
    just_passed = [first]  # the page itself has just passed the gate: once

    @st.fragment(run_every=run_every)
    def drawn() -> None:
        is_alone = not just_passed
        found = again() if is_alone else just_passed.pop()
        if found is None:
            st.rerun()
        draw(found)
        for place, echo in echoes:
            # When the page draws it, only to keep the place. With a container: of two elements that are on their way
            # to the same place Streamlit sends the last in the turn of the first, and a part after it wipes it out.
            with place.container():
                if is_alone:
                    echo(found)

    drawn()


def _passed(user: User, permission: Permission) -> User | None:
    """This person, if they are still signed in with the same role and this role may see the page."""
    return user if callbacks.current_user() == user and user.may(permission) else None


def _opened(user: User, permission: Permission, dossier_id: str) -> Dossier | None:
    """The dossier as it is now, if this person may still open it and knows all that was recorded in it."""
    dossier = dossier_of_tab.dossier_for(user, dossier_id) if _passed(user, permission) else None
    return dossier if dossier and dossier.may(user, permission) and dossier_of_tab.has_seen(dossier) else None
