"""The page of stap 3. What belongs to a stap is declared in meldcode/route/stappen.py, not here."""

import streamlit as st

from meldcode.route.stappen import STAP_3
from ui.forms import recording
from ui.page import access, dossier_of_tab, menu
from ui.papieren import leidraad
from ui.stap import stappen

user = access.require(STAP_3.permission)
dossier = dossier_of_tab.open_dossier(user, STAP_3.permission)
stappen.heading(STAP_3, dossier, user)
vastlegging, form, corrects = stappen.ask(STAP_3, dossier, user)
leidraad.link(dossier, user)
stappen.read_along(STAP_3, dossier, user)
if vastlegging:
    after = recording.record(dossier, vastlegging, user, form, corrects)
    st.switch_page(menu.page_after(STAP_3, dossier, after))
