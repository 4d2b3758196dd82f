"""Which version of Meldroute this is, and what changed for whoever works with it."""

import streamlit as st

from meldcode.versie import VERSIE, WAT_IS_NIEUW, Nieuw
from ui.text import own_html

_LIST = "<p><b>{{kop}}</b></p><ul>{zinnen}</ul>"


def section() -> None:
    """Draw the version, and below it, folded, what each version brought."""
    st.header("Meldroute", anchor=False)
    st.text(f"Versie {VERSIE}")
    with st.expander("Wat is er nieuw"):
        for each in WAT_IS_NIEUW:
            _brought(each)


def _brought(by: Nieuw) -> None:
    kop = f"Versie {by.versie}" if by.versie else f"Nieuw sinds {VERSIE}"
    said = {f"zin_{number}": zin for number, zin in enumerate(by.zinnen)}
    items = "".join(f"<li>{{{name}}}</li>" for name in said)
    st.html(own_html(_LIST.format(zinnen=items), kop=kop, **said))
