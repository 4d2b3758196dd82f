"""The page for giving inzage: the records to go through for somebody who asks, and who was given the package."""

import streamlit as st

from meldcode.rollen import Permission
from ui.forms import recording
from ui.page import access, dossier_of_tab
from ui.papieren import inzage_geven

user = access.require(Permission.PAPERS)
dossier = dossier_of_tab.open_dossier(user, Permission.PAPERS)
vastlegging, form = inzage_geven.draw(dossier, user)
if vastlegging:
    recording.record(dossier, vastlegging, user, form)
    st.switch_page("dossier.py")
