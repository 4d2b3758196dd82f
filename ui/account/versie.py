"""Which version of Meldroute this is, and what changed for whoever works with it."""

import streamlit as st

from meldcode.versie import VERSIE, WAT_IS_NIEUW
from ui.text import veilig


def section() -> None:
    """Draw the version, and below it, folded, what each version brought."""
    st.header("Meldroute", anchor=False)
    st.text(f"Versie {VERSIE}")
    with st.expander("Wat is er nieuw"):
        for each in WAT_IS_NIEUW:
            st.markdown(f"**{veilig(f'Versie {each.versie}' if each.versie else f'Na versie {VERSIE}')}**")
            st.markdown("\n".join(f"- {veilig(zin)}" for zin in each.zinnen))
