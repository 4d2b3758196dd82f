"""The start page of the beheerder: whether the school is set up, and where to go on with it."""

import streamlit as st

from meldcode.rollen import User
from ui.inrichten import route
from ui.text import veilig


def draw(user: User) -> None:
    """Draw how far the school is set up: the parts of *Inrichten*, each with what is left."""
    found = route.standen(user)
    ready = all(each.klaar for each in found)
    with st.container(key="mr-doen", horizontal=True, vertical_alignment="center"):
        said = (
            "Alles is ingericht." if ready else "Richt uw school in. Dat kan in delen, en duurt ongeveer een half uur."
        )
        st.markdown(veilig(f"{said} Dossiers ziet u niet."), width="stretch")
        st.page_link("beheer.py" if ready else "inrichten.py", label="Naar beheer" if ready else "Naar Inrichten")
    st.header("Is alles geregeld?", anchor=False)
    route.how_far(found)
    with st.container(key="mr-nagaan", gap=None):
        for each in found:
            route.item(each)
