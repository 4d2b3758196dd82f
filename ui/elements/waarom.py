"""*Waarom vragen wij dit?*: the one place on a screen where a source stands, and closed until somebody asks."""

from collections.abc import Iterable

import streamlit as st

from meldcode.bronnen import Bron
from ui.text import veilig

TITEL = "Waarom vragen wij dit?"


def waarom(bronnen: Iterable[Bron], *lines: str) -> None:
    """Offer where this comes from: our own ``lines`` first, then each source in full, once."""
    with st.expander(veilig(TITEL), type="compact"):
        for line in lines:
            st.markdown(veilig(line))
        for bron in dict.fromkeys(bronnen):
            st.caption(veilig(bron.voluit))
