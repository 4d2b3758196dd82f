"""The page for acute danger: whom to call and whom to warn, before anything else; then recording what is going on."""

import streamlit as st

from meldcode.rollen import Permission
from ui.page import access, alarm
from ui.papieren import belkaart
from ui.stap import acuut

user = access.require(Permission.ALARM)
acuut.whom_to_call()
alarm.line(user)
acuut.say_when_mail_fails(user)
warn, record = st.columns([2, 3], gap="large")
with warn:
    alarm.whom_to_warn(user)
    belkaart.without_a_dossier()
with record:
    acuut.ask(user)
