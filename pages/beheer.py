"""Beheer: accounts and terms of this school."""

import streamlit as st

from meldcode.rollen import Permission
from ui import access, manage

user = access.require(Permission.MANAGE)
manage.heading()
accounts, terms = st.tabs(["Accounts", "Termijnen"])
with accounts:
    manage.accounts_tab(user)
with terms:
    manage.terms_tab(user)
