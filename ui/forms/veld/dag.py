"""Asking for a day or a time: a field that reads what people write, and below it what was understood.

Beside the field for a day stand the usual days, at one press.
"""

from datetime import date

import streamlit as st

from meldcode.rollen import User
from meldcode.vragen.dag import read_time
from meldcode.vragen.datum import hour_in_words, short
from meldcode.vragen.lezen import offered_dagen, problem_with_date, read_dag
from meldcode.vragen.vraag import Vraag
from ui import clock
from ui.elements.dag import in_full
from ui.forms.state import FormState
from ui.text import veilig
from ui.web.callbacks import Guarded


def ask(about: Vraag, text: str, state: FormState, user: User, changed: Guarded) -> None:
    """Draw the field with the days to choose beside it, and below it one line: what is read in it, or how to write it.

    ``text`` is its first value.
    """
    naam, today = about.naam, clock.today()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"mr-kies-{state.answer(naam)}"):
        st.text_input(
            about.tekst,
            text,
            placeholder="dag-maand",
            width=220,
            key=state.answer(naam),
            on_change=changed,
            label_visibility="collapsed",
        )
        for number, (words, day) in enumerate(offered_dagen(about, today)):
            st.button(
                veilig(words, note=about.tekst),  # the note is only read aloud: it tells two of these apart
                key=state.offered(naam, number),
                on_click=Guarded(user, put, state, naam, short(day), changed),
            )
    say(*_understood(about, str(st.session_state.get(state.answer(naam)) or ""), today))


def ask_time(about: Vraag, text: str, state: FormState, changed: Guarded) -> None:
    """Draw the field for a time, and below it one line: what is read in it, or how to write it."""
    st.text_input(
        about.tekst,
        text,
        placeholder="uu:mm",
        width=220,
        key=state.answer(about.naam),
        on_change=changed,
        label_visibility="collapsed",
    )
    say(*_understood_time(str(st.session_state.get(state.answer(about.naam)) or "")))


def say(said: str, is_wrong: bool) -> None:
    """Draw what was understood. Always one line, so that nothing moves under the mouse."""
    st.caption(veilig(said, icon="error" if is_wrong else ""))


def put(state: FormState, naam: str, text: str, changed: Guarded) -> None:
    """Put this text into the field of a vraag, as if it were typed."""
    st.session_state[state.answer(naam)] = text
    state.put |= {naam}
    changed()


def _understood(about: Vraag, text: str, today: date) -> tuple[str, bool]:
    """The line below the field, and whether it says that something is the matter."""
    if not text.strip():
        return "Bijvoorbeeld 25-11 of maandag.", False
    try:
        day = read_dag(about, text, today)
    except ValueError as refused:
        return str(refused), True
    said, problem = in_full(day, text), problem_with_date(about, day, today, None)
    return f"{said.removesuffix('.')}. {problem}" if problem else said, bool(problem)


def _understood_time(text: str) -> tuple[str, bool]:
    """The line below a field for a time, and whether it says that something is the matter."""
    if not text.strip():
        return "Of in woorden: half tien ’s avonds.", False
    try:
        return hour_in_words(read_time(text)), False
    except ValueError as refused:
        return str(refused), True
