"""The page of the papers of one dossier: which can be made, and which were made."""

import streamlit as st

from meldcode.rollen import Permission
from ui.forms import recording
from ui.page import access, dossier_of_tab
from ui.papieren import brieven, intern, leidraad, melding, papieren

user = access.require(Permission.PAPERS)
dossier = dossier_of_tab.open_dossier(user, Permission.PAPERS)
confirmed = papieren.begin(dossier, user)
sent = melding.draw(dossier, user, confirmed=confirmed)
leidraad.draw(dossier, user, confirmed=confirmed)
brieven.draw(dossier, confirmed=confirmed)
intern.draw(dossier, user, confirmed=confirmed)
papieren.made(dossier, user)
if sent:
    recording.record(dossier, sent[0], user, sent[1])
    st.switch_page("papieren.py")
