"""The page about who is around the pupil: a card for each, with their gezag today and how they are safely reached."""

import streamlit as st

from meldcode.rollen import Permission
from ui.dossier import om_de_leerling
from ui.forms import recording
from ui.page import access, dossier_of_tab

user = access.require(Permission.WALK_ROUTE)
dossier = dossier_of_tab.open_dossier(user, Permission.WALK_ROUTE)
vastlegging, form, corrects = om_de_leerling.draw(dossier, user)
if vastlegging:
    recording.record(dossier, vastlegging, user, form, corrects)
    st.switch_page("om_de_leerling.py")
