"""The leerlingbespreking: an agenda of code names and groups, and nothing else of any file."""

import streamlit as st

from db import overview
from db.engine import reading
from meldcode.dossier import Dossier
from meldcode.rollen import User
from ui import access, show
from ui.text import veilig


def agenda(user: User) -> Dossier | None:
    """Show what is on the agenda; give the dossier that is being discussed."""
    show.flash()
    st.title("Leerlingbespreking", anchor=False)
    with reading(user.school_id) as connection:
        rows = overview.agenda(connection, user)
        leerlingen = overview.leerlingen(connection, [each.dossier_id for each in rows])
    # One that was destroyed a moment ago has no name any more.
    known = [each for each in rows if each.dossier_id in leerlingen]
    labels = {each.dossier_id: f"{each.codenaam}, groep {leerlingen[each.dossier_id].groep}" for each in known}
    if not labels:
        st.text("Er staat niets op de agenda. Dossiers in stap 2 komen hier vanzelf te staan.")
        return None
    chosen = st.radio("Agenda", list(labels), format_func=lambda each: veilig(labels[each]), index=None, key="agenda")
    dossier = access.dossier_for(user, str(chosen)) if chosen else None
    if dossier is None:
        st.caption("Kies wat u nu bespreekt.")
        return None
    access.note_view(dossier, user)
    st.subheader(veilig(labels[dossier.id]), anchor=False)
    return dossier
