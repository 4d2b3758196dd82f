"""The page of the directie: messages to confirm, where the open dossiers are, and what is late. No content."""

import streamlit as st

from meldcode.rollen import Permission
from ui.beheer import verlies
from ui.cijfers import directie, overzicht
from ui.forms import recording
from ui.page import access

user = access.require(Permission.OVERVIEW)
now = overzicht.heading(user)
verlies.ask(user)
directie.nobody_looked(user)
receipt = directie.receipts(user)
overzicht.draw(user, now)
if receipt:
    dossier, vastlegging, form = receipt
    recording.record(dossier, vastlegging, user, form)
    st.switch_page("directie.py")
