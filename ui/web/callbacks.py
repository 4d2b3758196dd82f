"""The gate of what a widget calls.

Streamlit calls it before the page runs, and so before the page's own gate: also for somebody whose role was withdrawn,
or who was shut out, while the page was open. So nothing is given to a widget but what was made here
(tests/architecture).
"""

from collections.abc import Callable

import streamlit as st

from db.accounts import sessions
from meldcode.rollen import User
from ui import clock


def current_user() -> User | None:
    """Who is signed in, looked up in the database each time; None without the gate or without a session."""
    session = st.user.get("sid")
    return sessions.user_for(str(session), clock.now()) if session else None


class Guarded:
    """What is done when somebody presses or answers, if they still are who the page was drawn for, in the same role.

    For anybody else nothing is done: the page, which runs next, says what is the matter. ``otherwise`` is told why it
    could not be looked up who it is; without it that is raised.
    """

    def __init__(
        self,
        user: User,
        action: Callable[..., object],
        *given: object,
        otherwise: Callable[[Exception], None] | None = None,
    ) -> None:
        self._user, self._action, self._given, self._otherwise = user, action, given, otherwise

    def __call__(self) -> None:
        try:
            is_still_there = current_user() == self._user
        except Exception as problem:
            if self._otherwise is None:
                raise
            self._otherwise(problem)
            return
        if is_still_there:
            self._action(*self._given)
