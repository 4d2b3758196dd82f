"""Asking when a pupil was born: a field that takes what is known of it, and one press for when nothing is."""

import streamlit as st

from meldcode.rollen import User
from meldcode.vragen.geboren import ONBEKEND, read_geboren
from meldcode.vragen.lezen import problem_with_date
from meldcode.vragen.vraag import Vraag
from ui import clock
from ui.forms.state import FormState
from ui.forms.veld import dag
from ui.text import veilig
from ui.web.callbacks import Guarded


def ask(about: Vraag, text: str, state: FormState, user: User, changed: Guarded) -> None:
    """Draw the field, whose first value is ``text``, with the press beside it and what was read below it."""
    naam = about.naam
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"mr-kies-{state.answer(naam)}"):
        st.text_input(
            about.tekst,
            text,
            placeholder="dd-mm-jjjj",
            width=220,
            key=state.answer(naam),
            on_change=changed,
            label_visibility="collapsed",
        )
        unknown = Guarded(user, dag.put, state, naam, ONBEKEND, changed)
        st.button(veilig("Onbekend", note=about.tekst), key=state.offered(naam, 0), on_click=unknown)
    dag.say(*_understood(about, str(st.session_state.get(state.answer(naam)) or "")))


def _understood(about: Vraag, text: str) -> tuple[str, bool]:
    """The line below the field, and whether it says that something is the matter."""
    if not text.strip():
        return "Dag-maand-jaar, of wat u ervan weet.", False
    try:
        born = read_geboren(text)
    except ValueError as refused:
        return str(refused), True
    problem = problem_with_date(about, born, clock.today(), None)
    said = born.zin.capitalize()
    return f"{said}. {problem}" if problem else said, bool(problem)
