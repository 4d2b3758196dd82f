"""The page Register: who viewed what, when, and why."""

import streamlit as st

from meldcode.rollen import Permission
from ui.cijfers import register
from ui.page import access

user = access.require(Permission.REGISTER)
register.draw(user)
st.page_link("vernietigd.py", label="Vernietigde dossiers")
