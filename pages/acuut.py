"""Acute danger: whom to call and whom to warn, before anything else; then what is going on, recorded."""

import streamlit as st

from meldcode.rollen import Permission
from ui import danger
from ui.page import access, alarm

user = access.require(Permission.ALARM)
danger.whom_to_call()
alarm.line(user)
danger.say_when_mail_fails(user)
warn, record = st.columns([2, 3], gap="large")
with warn:
    alarm.whom_to_warn(user)
with record:
    danger.ask(user)
