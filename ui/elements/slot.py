"""A place on the page that is there whether or not something stands in it.

The browser knows a field by its place. When something above it comes or goes, the field is made anew: the cursor
is gone, and what was typed in it but not sent yet as well. So what comes and goes above a field has its own place.
"""

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

Gap = Literal["small", "xsmall"]


def place(gap: Gap = "small", key: str | None = None) -> DeltaGenerator:
    """Where something may come and go. Empty, it takes no room; ``gap`` is that between what stands in it."""
    return st.container(gap=gap, key=key)
