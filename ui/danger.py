"""Acute danger: the numbers first, large; recording comes after the call."""

import streamlit as st

from db import accounts, mail
from db.engine import reading
from db.faults import Said
from meldcode.bronnen import ALARM, VEILIG_THUIS
from meldcode.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import AcuutGevaar
from ui import access, clock, form, show
from ui.text import veilig


def whom_to_call() -> None:
    """The two numbers, so that nobody has to look for them."""
    show.flash()
    st.title("Acuut gevaar", anchor=False)
    for each, column in zip((ALARM, VEILIG_THUIS), st.columns(2), strict=True):
        with column, st.container(border=True):
            st.metric(veilig(each.naam), each.nummer)
            st.caption(veilig(each.uitleg))


def say_when_mail_fails(user: User) -> None:
    """Nobody counts on a mail that does not go. Recording does not depend on knowing it."""
    try:
        with reading(user.school_id) as connection:
            fails = mail.hinders(connection, user.school_id, clock.now())
    except (accounts.DatabaseError, Said):
        fails = True
    if fails:
        st.warning("De mail gaat nu niet goed weg. Bel dus zelf ook uw ib-er en uw directie. Vastleggen kan gewoon.")


def ask(dossier: Dossier | None, user: User) -> tuple[AcuutGevaar | None, str]:
    """Record what is going on, in the dossier this tab is about."""
    if dossier is None:
        st.markdown(
            "Bel eerst. Kies daarna een dossier op de startpagina, of open een nieuw dossier, om het vast te leggen."
        )
        st.page_link("start.py", label="Naar de startpagina")
        st.page_link("nieuw.py", label="Nieuw dossier")
        return None, ""
    st.text(show.who(dossier))
    refusal = dossier.refusal(AcuutGevaar, user, access.today())
    if refusal:
        st.markdown("Bel eerst. Waarschuw daarna de intern begeleider: die legt het vast.")
        return None, ""
    st.markdown(veilig(AcuutGevaar.uitleg))
    return form.fill_in(AcuutGevaar, dossier, user), form.key(dossier, AcuutGevaar)
