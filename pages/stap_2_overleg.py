"""The page of stap 2. What belongs to a stap is declared in meldcode/route/stappen.py, not here."""

import streamlit as st

from meldcode.route.stappen import STAP_2
from ui.forms import recording
from ui.page import access, dossier_of_tab, menu
from ui.papieren import belkaart, leidraad
from ui.stap import stappen

user = access.require(STAP_2.permission)
dossier = dossier_of_tab.open_dossier(user, STAP_2.permission)
stappen.heading(STAP_2, dossier, user)
vastlegging, form, corrects = stappen.ask(STAP_2, dossier, user)
belkaart.link(dossier, user)
leidraad.link(dossier, user)
stappen.read_along(STAP_2, dossier, user)
if vastlegging:
    after = recording.record(dossier, vastlegging, user, form, corrects)
    st.switch_page(menu.page_after(STAP_2, dossier, after))
