"""Reading the session state of this tab: what was typed in its widgets, and what our code stored for it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.common import user_key_from_element_id

Held = Mapping[Any, Any]
"""The state of a tab: a copy (``held``), or the session state itself, which is quicker but can be interrupted."""


def held() -> Held:
    """A copy of all session state.

    Streamlit may end a run at any access to the session state, if somebody pressed something else meanwhile or closed
    the tab. So read from this copy whatever must be saved: then nothing comes between reading and saving.
    """
    return st.session_state.to_dict()


def brought(begin: str, end: str) -> str:
    """The key of a field that the browser sent with this run, which begins and ends like this; empty if none does.

    A tab that stayed open while the server restarted sends the values of all its fields. The key of a choice says what
    it was about, so that somebody who was typing does not find another form in place of theirs.
    """
    context = get_script_run_ctx()
    held = context.session_state._state._new_widget_state if context else ()
    names = (user_key_from_element_id(each) or "" for each in held)
    return next((each for each in names if each.startswith(begin) and each.endswith(end)), "")
