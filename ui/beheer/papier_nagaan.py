"""Beheer: whether a paper of a dossier that is brought back is the one that Meldroute made. It is not kept."""

import streamlit as st

from db.upkeep import verification
from meldcode.rollen import User
from ui.elements import answer
from ui.elements.field import above, key
from ui.elements.slot import place
from ui.text import veilig
from ui.web import uploads

_FILE, _KEY, _SAID = "Een papier nagaan", "papier/bestand", "papier/gezegd"
_MOST_MB = 50
"""Maximum size of what is brought back. A file of 200 records with ten photos has 6 MB."""


def draw(user: User) -> None:
    """Offer to ask for a file, and say whether it is unaltered. Nothing is asked, and so nothing taken, until then."""
    unfolded = st.expander("Is een papier ongewijzigd?", key="papier/nagaan", on_change="rerun")
    if unfolded.open:
        with unfolded:
            _ask(user)


def _ask(user: User) -> None:
    if not uploads.chosen(_KEY):
        st.session_state.pop(_SAID, None)
    with place("xsmall", key("papier", "bestand")):
        above("papier", "bestand", _FILE, "De PDF van een dossier, zoals hij werd gemaakt. Hij wordt niet bewaard.")
        uploads.ask(_FILE, _KEY, user, _look, user, most_mb=_MOST_MB, type="pdf")
    if said := st.session_state.get(_SAID):
        is_goed, tekst, is_new = said
        st.session_state[_SAID] = is_goed, tekst, False
        if is_new:
            answer.confirm(tekst) if is_goed else answer.refuse(tekst)
        elif is_goed:
            st.caption(veilig(tekst))
        else:
            answer.stands(tekst)


def _look(user: User) -> None:
    """Look at a file that just arrived. A callback, so that it happens once and not at every run."""
    uploaded = uploads.chosen(_KEY)
    if uploaded is not None:
        found = verification.of_paper(user.school_id, uploaded.getvalue())
        st.session_state[_SAID] = found.is_goed, found.tekst, True
