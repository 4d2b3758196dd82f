"""Closing the leerlingbespreking once every item has an outcome, or going back to preparing it."""

from dataclasses import replace

import streamlit as st

from db.dossiers import besprekingen
from db.dossiers.besprekingen import Zitting
from meldcode.bespreking.bespreking import open_punten
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import User
from ui import clock
from ui.bespreking.houden import AGENDA
from ui.elements import answer, field
from ui.page import people
from ui.text import veilig


def end(zitting: Zitting, user: User) -> None:
    """Draw the buttons to close the meeting, once no item is open, or to go back to preparing it."""
    st.divider()
    now = zitting.bespreking
    still = [now.label(each, zitting.dossiers[each.dossier_id]) for each in open_punten(now)]
    if still:
        st.caption(veilig(f"Sluiten kan als bij elk punt iets is besloten. Nog open: {'; '.join(still)}."))
    with st.container(horizontal=True):
        if st.button("Bespreking sluiten", type="secondary" if still else "primary"):
            if still:
                field.refuse(now.id, {AGENDA: f"Er is nog niets besloten bij: {'; '.join(still)}."})
                st.rerun()
            _close(user)
        if st.button("Terug naar de voorbereiding"):
            besprekingen.keep(user, replace(now, begonnen_op=None))
            answer.good("U bereidt de bespreking weer voor.")
            st.rerun()


def _close(user: User) -> None:
    names = {each.id: each.tekst for each in people.colleagues(user)}
    try:
        with st.spinner("Wordt vastgelegd."):
            done = besprekingen.close(user, clock.today(), clock.now(), names)
    except Geweigerd as refused:
        answer.refuse(str(refused))
        st.stop()
    where = ", ".join(done)
    answer.good(
        f"De bespreking is gesloten. Wat is besloten staat in de dossiers: {where}. Verder is er niets bewaard."
    )
    st.rerun()
