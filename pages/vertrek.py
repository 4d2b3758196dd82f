"""The page about a pupil who leaves: what must be done before the dossier may rest, and telling another school."""

import streamlit as st

from meldcode.rollen import Permission
from ui.dossier.einde import vertrek
from ui.forms import recording
from ui.page import access, dossier_of_tab

user = access.require(Permission.WALK_ROUTE)
dossier = dossier_of_tab.open_dossier(user, Permission.WALK_ROUTE)
vastlegging, form, corrects = vertrek.draw(dossier, user)
if vastlegging:
    recording.record(dossier, vastlegging, user, form, corrects)
    st.switch_page("vertrek.py")
