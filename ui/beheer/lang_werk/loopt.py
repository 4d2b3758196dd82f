"""Long work that was started in beheer: how far it is and what came of it, also for who left the page and came back."""

from collections.abc import Callable
from functools import partial
from typing import NoReturn

import streamlit as st

from db.upkeep import bezig
from db.upkeep.bezig import Meld, Soort, Stand, Uitkomst
from meldcode.rollen import Permission, User
from meldcode.vragen.datum import in_words
from ui import clock
from ui.elements import answer
from ui.page import fragment
from ui.text import veilig

_AT_ONCE = 1.0  # seconds that a press waits: what is done by then is answered as any press is
_EVERY = 1.0  # seconds


def begin(user: User, soort: Soort, wat: str, do: Callable[[Meld], Uitkomst]) -> NoReturn:
    """Start this work, unless it goes on already, and draw the page again: that says how far it is or what came of it.

    Like ``st.rerun`` it does not return.
    """
    bezig.begin(soort, user.school_id, wat, do, clock.now())
    st.session_state[_watched(soort)] = True
    bezig.wait(soort, user.school_id, _AT_ONCE)
    st.rerun()


def goes_on(user: User, soort: Soort) -> bool:
    """Whether this work goes on, whoever of the school started it."""
    found = bezig.stand(soort, user.school_id)
    return found is not None and found.uitkomst is None


def draw(user: User, soort: Soort) -> None:
    """Draw how far it is, which redraws itself; or what came of it the last time."""
    found = bezig.stand(soort, user.school_id)
    if found is None:
        return
    if found.uitkomst is None:
        st.session_state[_watched(soort)] = True
        fragment.every(_EVERY, partial(_follow, soort), user, Permission.MANAGE)
    else:
        _came(found, found.uitkomst, is_answer=st.session_state.pop(_watched(soort), False))


def _watched(soort: Soort) -> str:
    """The key that says that this tab waits for the outcome."""
    return f"bezig/{soort}"


def _follow(soort: Soort, user: User) -> None:
    found = bezig.stand(soort, user.school_id)
    if found is None or found.uitkomst:
        st.rerun()  # the whole page, which says what came of it
    st.progress(found.deel, text=veilig(f"{found.wat}: {found.deel:.0%}"))
    st.caption("Dit gaat door als u deze pagina verlaat. U vindt het hier terug.")


def _came(found: Stand, uitkomst: Uitkomst, *, is_answer: bool) -> None:
    said = " ".join(uitkomst.gezegd)
    if is_answer:
        answer.confirm(said) if uitkomst.is_goed else answer.refuse(said)
        return
    begun = clock.at_school(found.begonnen)
    dated = f"Begonnen op {in_words(begun.date())} om {begun:%H:%M} uur. {said}"
    if uitkomst.is_goed:
        st.caption(veilig(dated))
    else:
        answer.stands(dated)
