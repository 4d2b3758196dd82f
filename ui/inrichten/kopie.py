"""Setting up: the back-up, and what the server itself has to do for it."""

import streamlit as st

from meldcode.rollen import User
from ui.beheer.lang_werk import back_up
from ui.inrichten import te_plakken


def draw(user: User) -> None:
    """Draw the back-up as Beheer has it, and what to paste on the server so that it is made every night."""
    if where := back_up.draw(user):
        with st.expander("Wat de server zelf nog moet doen"):
            st.markdown("Laat dit elke nacht draaien, en het nalezen elke week:")
            te_plakken.show("backup.sh", map=where)
