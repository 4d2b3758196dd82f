"""The page of stap 1. What belongs to a stap is declared in meldcode/route/stappen.py, not here."""

import streamlit as st

from meldcode.route.stappen import STAP_1
from ui.forms import recording
from ui.page import access, dossier_of_tab, menu
from ui.stap import lijkt_op, stappen

user = access.require(STAP_1.permission)
dossier = dossier_of_tab.open_dossier(user, STAP_1.permission)
stappen.heading(STAP_1, dossier, user)
is_elsewhere = lijkt_op.handed_in(dossier, user)
vastlegging, form, corrects = stappen.Filled() if is_elsewhere else stappen.ask(STAP_1, dossier, user)
stappen.read_along(STAP_1, dossier, user)
if vastlegging:
    after = recording.record(dossier, vastlegging, user, form, corrects)
    st.switch_page(menu.page_after(STAP_1, dossier, after))
