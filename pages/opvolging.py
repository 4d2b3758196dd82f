"""The page Opvolging: what waits in one dossier, by when and why; new afspraken, moved dates, and handing over."""

import streamlit as st

from meldcode.rollen import Permission
from ui.dossier import opvolging
from ui.forms import recording
from ui.page import access, dossier_of_tab

user = access.require(Permission.READ_DOSSIER)
dossier = dossier_of_tab.open_dossier(user, Permission.READ_DOSSIER)
filled = opvolging.draw(dossier, user)
if filled:
    recording.record(dossier, filled[0], user, filled[1])
    st.switch_page("opvolging.py" if dossier_of_tab.still_there(dossier.id, user) else "start.py")
