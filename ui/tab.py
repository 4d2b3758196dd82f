"""What this tab holds: what was typed in it, and what it knows of that."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

Held = Mapping[Any, Any]
"""Read in one go (``held``), or word by word: the session state itself, which is quicker and can be disturbed."""


def held() -> Held:
    """All of it, read in one go.

    Any other word to the session state ends the run there and then, when somebody pressed something else meanwhile or
    closed the tab. What has to be saved is read with this: nothing comes between reading and saving.
    """
    return st.session_state.to_dict()
