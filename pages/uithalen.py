"""The page on which something is taken out of a dossier: one proposes it, another confirms it."""

import streamlit as st

from meldcode.rollen import Permission
from ui.dossier.einde import uithalen
from ui.forms import recording
from ui.page import access, dossier_of_tab

user = access.require(Permission.TAKE_OUT)
dossier = dossier_of_tab.open_dossier(user, Permission.TAKE_OUT)
filled = uithalen.draw(dossier, user)
if filled:
    recording.record(dossier, filled[0], user, filled[1])
    st.switch_page("uithalen.py")
