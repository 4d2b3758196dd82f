"""What this tab holds: what was typed in it, and what it knows of that."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.common import user_key_from_element_id

Held = Mapping[Any, Any]
"""Read in one go (``held``), or word by word: the session state itself, which is quicker and can be disturbed."""


def held() -> Held:
    """All of it, read in one go.

    Any other word to the session state ends the run there and then, when somebody pressed something else meanwhile or
    closed the tab. What has to be saved is read with this: nothing comes between reading and saving.
    """
    return st.session_state.to_dict()


def brought(begin: str, end: str) -> str:
    """The name of a field that the browser brings, with what is in it, from before this run; empty: of none.

    A tab that stayed open while the server was started anew brings all it had. What was chosen in it counts: else
    somebody who was typing would find another form in the place of theirs.
    """
    context = get_script_run_ctx()
    held = context.session_state._state._new_widget_state if context else ()
    names = (user_key_from_element_id(each) or "" for each in held)
    return next((each for each in names if each.startswith(begin) and each.endswith(end)), "")
