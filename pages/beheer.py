"""Beheer: accounts and terms of this school."""

import streamlit as st

from meldcode.rollen import Permission
from ui import access, again, manage, people

user = access.require(Permission.MANAGE)
manage.heading()
again.require_recent(user, "Voor beheer bevestigt u eerst dat u het bent. Dat geldt vijf minuten.", keep=manage.TYPED)
accounts, signing_in, terms, journal = st.tabs(["Accounts", "Inloggen", "Termijnen", "Logboek"])
with accounts:
    people.accounts_tab(user)
with signing_in:
    manage.sign_in_tab(user)
with terms:
    manage.terms_tab(user)
with journal:
    manage.journal_tab(user)
