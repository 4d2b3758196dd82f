"""The team around one screen: code names and groups, and the outcome recorded live."""

import streamlit as st

from meldcode.rollen import Permission
from meldcode.vastleggingen import Leerlingbespreking
from ui import access, form, team

user = access.require(Permission.LEERLINGBESPREKING)
dossier = team.agenda(user)
outcome = form.fill_in(Leerlingbespreking, dossier, user) if dossier else None
if dossier and outcome:
    access.record(dossier, outcome, user, form.key(dossier, Leerlingbespreking))
    st.switch_page("leerlingbespreking.py")
