"""A fragment: a piece of a page that Streamlit redraws by itself, after an answer in it or periodically (ADR 15).

The script of the page does not run then, and so neither does ``access.require``. Therefore each fragment checks access
itself, every time, and no other module makes fragments (tests/architecture). If the page would no longer show the
fragment as it is, the whole page is redrawn, and says why. A fragment keeps no dossier: each run opens it anew.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Permission, User
from ui.page import dossier_of_tab
from ui.web import callbacks, turns

_T = TypeVar("_T")
Draw = Callable[[Dossier], None]
Echo = tuple[DeltaGenerator, Draw]
"""A place elsewhere on the page, made with ``st.empty``, and what to draw there: it depends on a fragment."""


def of_dossier(
    draw: Draw,
    dossier: Dossier,
    user: User,
    permission: Permission,
    *,
    holds: Callable[[], bool] = lambda: True,
    echoes: Sequence[Echo] = (),
) -> None:
    """Draw this as a fragment, which is redrawn with its echoes after an answer in it.

    ``echoes`` are drawn by the page the first time, and by the fragment after that. ``holds``: whether the rest of the
    page is still right after the answer; if not, the whole page is redrawn.
    """
    dossier_id = dossier.id

    def again() -> Dossier | None:
        return _opened(user, permission, dossier_id) if holds() else None

    _guarded(draw, dossier, again, echoes)


def every(seconds: float, draw: Callable[[User], None], user: User, permission: Permission) -> None:
    """Draw this as a fragment, which is redrawn every so many seconds. That does not count as activity."""
    _guarded(draw, user, lambda: _passed(user, permission), run_every=seconds)


def _guarded(
    draw: Callable[[_T], None],
    first: _T,
    again: Callable[[], _T | None],
    echoes: Sequence[tuple[DeltaGenerator, Callable[[_T], None]]] = (),
    run_every: float | None = None,
) -> None:
    just_passed = [first]  # at the first run the page itself has just checked access

    @st.fragment(run_every=run_every)
    def drawn() -> None:
        if just_passed:
            return show(just_passed.pop(), is_alone=False)
        with turns.turn():
            found = again()
            if found is None:
                st.rerun()
            show(found, is_alone=True)

    def show(found: _T, *, is_alone: bool) -> None:
        draw(found)
        for place, echo in echoes:
            # In the run of the page only reserve its place, with a container. Of two elements queued for one place
            # Streamlit sends the last at the position of the first, and a fragment after it would wipe that out.
            with place.container():
                if is_alone:
                    echo(found)

    drawn()


def _passed(user: User, permission: Permission) -> User | None:
    """This person, if they are still signed in, in the same role, and it may see the page; else None."""
    return user if callbacks.current_user() == user and user.may(permission) else None


def _opened(user: User, permission: Permission, dossier_id: str) -> Dossier | None:
    """The dossier as it is now, if this person may still read it and this tab has shown all its records; else None."""
    dossier = dossier_of_tab.dossier_for(user, dossier_id) if _passed(user, permission) else None
    return dossier if dossier and dossier.may(user, permission) and dossier_of_tab.has_seen(dossier) else None
