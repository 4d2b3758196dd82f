"""The page on which the directie inspects a dossier, with a reason."""

import streamlit as st

from meldcode.rollen import Permission
from ui.dossier import inzage
from ui.forms import recording
from ui.page import access

user = access.require(Permission.LOOK_INTO)
dossier = inzage.choose(user)
filled = inzage.look(dossier, user) if dossier else None
if dossier and filled:
    recording.record(dossier, filled[0], user, filled[1])
    st.switch_page("inzage.py")
