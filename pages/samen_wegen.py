"""The page for weighing with two: each answers the five questions alone, then both see where they differ."""

import streamlit as st

from meldcode.rollen import Permission
from ui.dossier import samen_wegen
from ui.forms import recording
from ui.page import access, dossier_of_tab

user = access.require(Permission.READ_DOSSIER)
dossier = dossier_of_tab.open_dossier(user, Permission.READ_DOSSIER)
filled = samen_wegen.draw(dossier, user)
if filled:
    recording.record(dossier, filled[0], user, filled[1])
    st.switch_page("samen_wegen.py")
