"""The page Beheer: accounts, signing in, termijnen, free days, own words, mail, back-up, journal and schools."""

import streamlit as st

from meldcode.rollen import Permission
from ui.beheer import accounts as people
from ui.beheer import eigen, instellingen, mail, scholen, vrije_dagen
from ui.beheer.besluiten import bestuursvorm, bewaartermijnen, letselfotos
from ui.beheer.lang_werk import back_up
from ui.page import access
from ui.signing_in import reauthenticate

user = access.require(Permission.MANAGE)
instellingen.heading()
reauthenticate.require_recent(
    user, "Voor beheer bevestigt u eerst dat u het bent. Dat geldt vijf minuten.", keep=instellingen.TYPED
)
accounts, signing_in, terms, free, kept, own, mailed, kept_elsewhere, journal, *of_the_board = st.tabs(
    [
        "Accounts",
        "Inloggen",
        "Termijnen",
        "Vrije dagen",
        "Bewaren",
        "Woorden en afspraken",
        "Mail",
        "Back-up",
        "Logboek",
        *(["Scholen"] if scholen.is_for(user) else []),
    ]
)
with accounts:
    people.accounts_tab(user)
with signing_in:
    instellingen.sign_in_tab(user)
with terms:
    instellingen.terms_tab(user)
with free:
    vrije_dagen.tab(user)
with kept:
    bewaartermijnen.draw(user)
with own:
    eigen.tab(user)
    letselfotos.draw(user)
    bestuursvorm.draw(user)
with mailed:
    mail.tab(user)
with kept_elsewhere:
    back_up.draw(user)
with journal:
    instellingen.journal_tab(user)
for schools in of_the_board:
    with schools:
        scholen.tab(user)
