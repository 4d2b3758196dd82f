"""The page of the directie, and where they land: how things stand, what they confirm, where the dossiers are."""

import streamlit as st

from meldcode.rollen import Permission
from ui.beheer import verlies
from ui.cijfers import directie, overzicht
from ui.forms import recording
from ui.page import access
from ui.werk import start

user = access.require(Permission.OVERVIEW)
waiting, unseen = directie.waiting(user), directie.unseen(user)
now = overzicht.heading(user, waiting, unseen.longest)
verlies.ask(user)
start.besides(user)
receipt = directie.receipts(user, waiting)
overzicht.draw(user, now)
directie.nobody_looked(unseen)
st.page_link("vernietigd.py", label="Vernietigde dossiers")
if receipt:
    dossier = receipt.dossier
    for vastlegging, form in receipt.filled:
        dossier = recording.record(dossier, vastlegging, user, form)
    st.switch_page("directie.py")
