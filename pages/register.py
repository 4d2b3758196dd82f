"""The page Register: who viewed what, when, and why."""

import streamlit as st

from meldcode.rollen import Permission
from ui.beheer import privacy_op_papier
from ui.cijfers import register
from ui.page import access

user = access.require(Permission.REGISTER)
register.draw(user)
st.page_link("vernietigd.py", label="Vernietigde dossiers")
privacy_op_papier.offer(user)
