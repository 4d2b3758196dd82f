"""Lines about losses (``db.journal.verlies``), shown until somebody has looked into them."""

import streamlit as st

from db.journal import verlies
from db.store.engine import reading, transaction
from meldcode.rollen import User
from ui import clock
from ui.elements import answer
from ui.signing_in import reauthenticate
from ui.text import veilig
from ui.web.callbacks import Guarded


def ask(user: User) -> None:
    """Show the first loss that nobody looked into yet, and let this person say that they did; that becomes a line."""
    with reading(user.school_id) as connection:
        open_losses = [each for each in verlies.losses(connection, user.school_id) if not each.is_answered]
    if not open_losses:
        return
    loss = open_losses[0]
    with st.container(border=True):
        st.header("Er klopt iets niet in Meldroute", anchor=False)
        st.text(f"{clock.at_school(loss.at):%d-%m-%Y %H:%M}. {loss.tekst}")
        if len(open_losses) > 1:
            st.text(f"Daarna vraagt Meldroute u dit nog {len(open_losses) - 1} keer, telkens over iets anders.")
        st.markdown(
            "Zoek met de beheerder uit wat er is gebeurd, en laat herstellen wat weg of veranderd is. "
            "Vastleggen kan gewoon. Zeg daarna hier dat het is uitgezocht. Dat komt met uw naam in het logboek."
        )
        if reauthenticate.confirmed(user, "Bevestig eerst dat u het bent. Dat geldt vijf minuten.", "verlies"):
            st.button(
                veilig("Dit is uitgezocht"),
                key=f"verlies/{loss.regel}",
                on_click=Guarded(user, _answered, user, loss.regel),
            )


def _answered(user: User, regel: int) -> None:
    with transaction(user.school_id) as connection:
        verlies.answer(connection, user.school_id, regel, user.id, clock.now())
    answer.good("In het logboek staat nu dat u dit hebt uitgezocht.")
