"""The state of this tab: what was typed in it, and what it knows."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.common import user_key_from_element_id

Held = Mapping[Any, Any]
"""Either a copy (``held``), or the session state itself, which is quicker but can be interrupted."""


def held() -> Held:
    """All session state, read at once.

    Any later access to the session state may end the run, when somebody pressed something else meanwhile or closed the
    tab. So read with this whatever must be saved: nothing comes between reading and saving.
    """
    return st.session_state.to_dict()


def brought(begin: str, end: str) -> str:
    """The name of a field whose value the browser brings from before this run; empty when there is none.

    A tab that stayed open while the server restarted sends all its values. What was chosen in it counts, or somebody
    who was typing would find another form in place of theirs.
    """
    context = get_script_run_ctx()
    held = context.session_state._state._new_widget_state if context else ()
    names = (user_key_from_element_id(each) or "" for each in held)
    return next((each for each in names if each.startswith(begin) and each.endswith(end)), "")
