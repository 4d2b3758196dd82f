"""The page to open a dossier, or to hand in a signaal: whether it is for the meldcode, and whom it is about."""

import streamlit as st

from meldcode.rollen import Permission
from ui.forms import recording
from ui.page import access
from ui.stap import opening

user = access.require(Permission.OPEN_DOSSIER)
filled = opening.ask(user)
if filled:
    recording.open_new(filled.opening, user, filled.form, filled.first, filled.done)
    st.switch_page(filled.then)
