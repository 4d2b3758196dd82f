"""Beheer: accounts and terms of this school."""

import streamlit as st

from meldcode.rollen import Permission
from ui import access, manage

user = access.require(Permission.MANAGE)
manage.heading()
accounts, terms, journal = st.tabs(["Accounts", "Termijnen", "Logboek"])
with accounts:
    manage.accounts_tab(user)
with terms:
    manage.terms_tab(user)
with journal:
    manage.journal_tab(user)
