"""What somebody pastes on the server, because it cannot be done from a page: files beside this one."""

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).with_name("plakken")


def show(name: str, **values: object) -> None:
    """Show the lines of this file, to copy, with these values in them."""
    lines = (_HERE / name).read_text(encoding="utf-8").rstrip()
    st.code(lines.format(**values) if values else lines, language=None)
