"""*Waarom vragen wij dit?*: the one place on a screen where a source stands, and closed until somebody asks."""

from collections.abc import Iterable

import streamlit as st

from meldcode.bronnen import Bron
from ui.text import veilig

TITEL = "Waarom vragen wij dit?"


def waarom(bronnen: Iterable[Bron], *lines: str, over: str = "") -> None:
    """Offer where this comes from: our own ``lines`` first, then each source in full, once.

    ``over``: what it is about, where a page has more than one of these: two that are called the same cannot be told
    apart by who hears them.
    """
    with st.expander(veilig(f"{TITEL} ({over})" if over else TITEL), type="compact"):
        for line in lines:
            st.markdown(veilig(line))
        for bron in dict.fromkeys(bronnen):
            st.caption(veilig(bron.voluit))
