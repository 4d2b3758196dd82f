"""The page of one dossier: everything that was recorded in it, in order."""

import streamlit as st

from meldcode.rollen import Permission
from ui.dossier import chronologie, directievraag, kop, samen_wegen, tijdlijn
from ui.dossier.einde import bewaartermijn
from ui.forms import recording
from ui.page import access, dossier_of_tab
from ui.werk import concepten

user = access.require(Permission.READ_DOSSIER)
dossier = dossier_of_tab.open_dossier(user, Permission.READ_DOSSIER)
kop.heading("Alles op volgorde", dossier, user)
bewaartermijn.line(dossier, user)
concepten.of_dossier(dossier, user)
samen_wegen.invitation(dossier, user)
tijdlijn.draw(dossier)
answer = directievraag.ask(dossier, user)
correction = chronologie.draw(dossier, user)
if answer:
    recording.record(dossier, *answer)
    st.switch_page("dossier.py")
if correction:
    vastlegging, form, corrects = correction
    recording.record(dossier, vastlegging, user, form, corrects)
    st.switch_page("dossier.py")
