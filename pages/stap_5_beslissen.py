"""The page of stap 5. What belongs to a stap is declared in meldcode/route/stappen.py, not here."""

import streamlit as st

from meldcode.route.stappen import STAP_5
from ui.forms import recording
from ui.page import access, dossier_of_tab, menu
from ui.papieren import belkaart, leidraad, melding
from ui.stap import stappen

user = access.require(STAP_5.permission)
dossier = dossier_of_tab.open_dossier(user, STAP_5.permission)
stappen.heading(STAP_5, dossier, user)
vastlegging, form, corrects = stappen.ask(STAP_5, dossier, user)
belkaart.link(dossier, user)
leidraad.link(dossier, user)
melding.link(dossier, user)
stappen.read_along(STAP_5, dossier, user)
if vastlegging:
    after = recording.record(dossier, vastlegging, user, form, corrects)
    st.switch_page(menu.page_after(STAP_5, dossier, after))
