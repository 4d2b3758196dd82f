"""The page of stap 4. What belongs to a stap is declared in meldcode/route/stappen.py, not here."""

import streamlit as st

from meldcode.route.stappen import STAP_4
from ui.forms import recording
from ui.page import access, dossier_of_tab, menu
from ui.stap import stappen, werkblad

user = access.require(STAP_4.permission)
dossier = dossier_of_tab.open_dossier(user, STAP_4.permission)
stappen.heading(STAP_4, dossier, user)
vastlegging, form, corrects = werkblad.ask(dossier, user)
if vastlegging:
    after = recording.record(dossier, vastlegging, user, form, corrects)
    st.switch_page(menu.page_after(STAP_4, dossier, after))
