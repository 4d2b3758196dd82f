"""Choosing a file: stored as soon as it arrives, so that a refresh loses nothing."""

from collections.abc import Callable

import streamlit as st

from db.brought.own_process import NotWanted
from db.dossiers import bijlagen
from db.store import faults
from meldcode.rollen import User
from meldcode.vragen.bestand import read_bestand
from ui import clock
from ui.elements import answer
from ui.page import bijlage, recording
from ui.web import uploads


def ask(label: str, name: str, form: str, dossier_id: str, user: User, keep: Callable[[], None]) -> None:
    """The file that was taken in, and the way to choose one. ``keep`` saves the concept once there is another."""
    taken = read_bestand(str(st.session_state.get(name) or ""))
    if taken:
        with answer.pointed(st.session_state.pop(f"{name}/just_taken", "")):
            bijlage.draw(dossier_id, taken)
            st.caption("Dit bestand is opgenomen. Is het niet het goede? Kies dan hieronder een ander.")
    widget = _widget(name)
    uploads.ask(label, widget, user, _chosen, widget, name, form, dossier_id, user, keep)


def refused(name: str) -> str:
    """Why the last file was not taken in; empty when it was."""
    return str(st.session_state.get(f"{name}/refused") or "")


def just_refused(name: str) -> str:
    """A name that this refusal has once, the first time it is drawn; empty afterwards."""
    return str(st.session_state.pop(f"{name}/just_refused", ""))


def _widget(name: str) -> str:
    """The key of the widget: another after each file, so that the last one is let go with its name."""
    return f"{name}/upload/{st.session_state.get(f'{name}/count', 0)}"


def _chosen(widget: str, name: str, form: str, dossier_id: str, user: User, keep: Callable[[], None]) -> None:
    """Take in what has just arrived. Runs before the page does."""
    uploaded = uploads.chosen(widget)
    if uploaded is None:
        return
    if f"{form}/kept" not in st.session_state:
        uploads.let_go(uploaded)
        return
    before = read_bestand(str(st.session_state.get(name) or ""))
    try:
        taken = bijlagen.take_in(
            uploaded.getvalue(),
            by=user,
            dossier_id=dossier_id,
            concept=recording.concept_of(form),
            at=clock.now(),
            instead_of=before,
            wanted=uploads.still_wanted(uploaded),
        )
    except NotWanted:
        return
    except Exception as problem:
        said = faults.in_words(problem)
        if said is None:
            raise
        st.session_state[f"{name}/refused"], st.session_state[f"{name}/just_refused"] = said, answer.nonce()
        return
    finally:
        uploads.let_go(uploaded)
        st.session_state[f"{name}/count"] = st.session_state.get(f"{name}/count", 0) + 1
    st.session_state.pop(f"{name}/refused", None)
    st.session_state[name] = str(taken)
    st.session_state[f"{name}/just_taken"] = answer.nonce()
    keep()
