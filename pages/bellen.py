"""The page to read from while calling Veilig Thuis, with the form for what is said beside it."""

import streamlit as st

from meldcode.rollen import Permission
from ui.forms import recording
from ui.page import access, dossier_of_tab
from ui.papieren import bellen

user = access.require(Permission.PAPERS)
dossier = dossier_of_tab.open_dossier(user, Permission.PAPERS)
filled = bellen.draw(dossier, user)
if filled:
    recording.record(dossier, filled[0], user, filled[1])
    st.switch_page("dossier.py")
