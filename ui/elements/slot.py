"""A slot: a place on the page that exists whether or not anything is in it.

Streamlit's page in the browser identifies a field by its position. When something above it appears or disappears, the
field is recreated: focus is lost, and so is what was typed but not sent yet. So what comes and goes above a field is
drawn in a slot.
"""

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

Gap = Literal["small", "xsmall"]


def place(gap: Gap | None = "small", key: str | None = None) -> DeltaGenerator:
    """A slot for something that comes and goes. It takes no room while empty; ``gap`` is between its contents."""
    return st.container(gap=gap, key=key)
