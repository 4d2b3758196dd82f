"""Acute danger: whom to call, before anything else; then what is going on, recorded."""

import streamlit as st

from meldcode.rollen import Permission
from meldcode.stappen import STAP_5
from ui import access, danger, menu

user = access.require(Permission.HAND_IN_SIGNAAL)
danger.whom_to_call()
danger.say_when_mail_fails(user)
dossier = access.chosen(user)
acuut, form = danger.ask(dossier, user)
if dossier and acuut:
    access.record(dossier, acuut, user, form)
    st.switch_page(menu.page_of(STAP_5))
