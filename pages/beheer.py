"""Beheer: accounts and terms of this school."""

import streamlit as st

from meldcode.rollen import Permission
from ui import controle, mail, manage, people, vrij
from ui.page import access
from ui.signing_in import reauthenticate

user = access.require(Permission.MANAGE)
manage.heading()
reauthenticate.require_recent(
    user, "Voor beheer bevestigt u eerst dat u het bent. Dat geldt vijf minuten.", keep=manage.TYPED
)
accounts, signing_in, terms, free, mailed, checked, journal = st.tabs(
    ["Accounts", "Inloggen", "Termijnen", "Vrije dagen", "Mail", "Controle", "Logboek"]
)
with accounts:
    people.accounts_tab(user)
with signing_in:
    manage.sign_in_tab(user)
with terms:
    manage.terms_tab(user)
with free:
    vrij.tab(user)
with mailed:
    mail.tab(user)
with checked:
    controle.tab(user)
with journal:
    manage.journal_tab(user)
