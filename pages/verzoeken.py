"""The page about requests of parents and former pupils: what runs, until when, what comes next, and the forms."""

import streamlit as st

from meldcode.rollen import Permission
from ui.dossier.einde import verzoeken
from ui.forms import recording
from ui.page import access, dossier_of_tab

user = access.require(Permission.WALK_ROUTE)
dossier = dossier_of_tab.open_dossier(user, Permission.WALK_ROUTE)
filled = verzoeken.draw(dossier, user)
if filled:
    recording.record(dossier, *filled)
    st.switch_page("verzoeken.py")
