"""The page Beheer: accounts, signing in, termijnen, free days, mail, the journal and the check-up of this school."""

import streamlit as st

from meldcode.rollen import Permission
from ui.beheer import accounts as people
from ui.beheer import controle, eigen, instellingen, letselfotos, mail, vrije_dagen
from ui.beheer.bestuur import bestuursvorm
from ui.page import access
from ui.signing_in import reauthenticate

user = access.require(Permission.MANAGE)
instellingen.heading()
reauthenticate.require_recent(
    user, "Voor beheer bevestigt u eerst dat u het bent. Dat geldt vijf minuten.", keep=instellingen.TYPED
)
accounts, signing_in, terms, free, own, mailed, checked, journal = st.tabs(
    ["Accounts", "Inloggen", "Termijnen", "Vrije dagen", "Woorden en afspraken", "Mail", "Controle", "Logboek"]
)
with accounts:
    people.accounts_tab(user)
with signing_in:
    instellingen.sign_in_tab(user)
with terms:
    instellingen.terms_tab(user)
with free:
    vrije_dagen.tab(user)
with own:
    eigen.tab(user)
    letselfotos.draw(user)
    bestuursvorm.draw(user)
with mailed:
    mail.tab(user)
with checked:
    controle.tab(user)
with journal:
    instellingen.journal_tab(user)
