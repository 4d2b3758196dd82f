"""The check before every callback: whether the person is still who the page was drawn for.

Streamlit runs callbacks before the page, and so before the page checks access: also for somebody whose role was
withdrawn, or who was excluded, while the page was open. So widgets get only callbacks that are made here
(tests/architecture, ADR 19).
"""

from collections.abc import Callable

from streamlit.runtime.scriptrunner import get_script_run_ctx

from db.accounts import sessions
from meldcode.eigen.woorden import GEWOON, serve
from meldcode.rollen import User
from ui import clock


def session() -> str:
    """The session of this run, from the header that the gate sets: the hash of its token; empty if there is none.

    As ``st.user`` has it, which looks on the disk for a file of secrets each time it is asked.
    """
    context = get_script_run_ctx()
    return str((context and context.user_info.get("sid")) or "")


def current_user() -> User | None:
    """Who is signed in, looked up in the database at each call; None without a session, or not behind the gate.

    From here on texts are in the words of their school.
    """
    here = session()
    user = sessions.user_for(here, clock.now()) if here else None
    serve(user.eigen if user else GEWOON)
    return user


class Guarded:
    """A callback that runs only if the person is still who the page was drawn for, in the same role.

    Otherwise it does nothing: the page runs next, and says why. If it cannot be looked up who it is, ``otherwise`` is
    called with the error; without ``otherwise`` the error is raised.
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
