"""What this tab holds: what was typed in it, and what it knows of that."""

from typing import Any

import streamlit as st


def held() -> dict[str, Any]:
    """All of it, read in one go.

    Any other word to the session state ends the run there and then, when somebody pressed something else meanwhile or
    closed the tab. What has to be saved is read with this: nothing comes between reading and saving.
    """
    return st.session_state.to_dict()
