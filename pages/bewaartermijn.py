"""The page about how long one dossier is kept: until when, why, and what holds it back; and its bewaarstops."""

import streamlit as st

from meldcode.rollen import Permission
from ui.dossier.einde import bewaartermijn
from ui.forms import recording
from ui.page import access, dossier_of_tab

user = access.require(Permission.BEWAREN)
dossier = dossier_of_tab.known(user, Permission.BEWAREN)
filled = bewaartermijn.draw(dossier, user)
if filled:
    recording.record(dossier, filled.vastlegging, user, filled.form)
    st.switch_page("bewaartermijn.py")
