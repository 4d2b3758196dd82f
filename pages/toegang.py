"""The page about access to one dossier: who reads along in it, and who is excluded from it."""

import streamlit as st

from meldcode.rollen import Permission
from ui.dossier import toegang
from ui.forms import recording
from ui.page import access, dossier_of_tab

user = access.require(Permission.GRANT)
dossier = dossier_of_tab.open_dossier(user, Permission.GRANT)
filled = toegang.draw(dossier, user)
if filled:
    recording.record(dossier, filled[0], user, filled[1])
    st.switch_page("toegang.py")
