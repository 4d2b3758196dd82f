"""The page about destroying a dossier: one asks, another confirms."""

import streamlit as st

from meldcode.rollen import Permission
from meldcode.route.fasen import Fase
from ui.dossier.einde import vernietigen
from ui.forms import recording
from ui.page import access, dossier_of_tab

user = access.require(Permission.DESTROY)
dossier = dossier_of_tab.open_dossier(user, Permission.DESTROY)
filled = vernietigen.draw(dossier, user)
if filled:
    after = recording.record(dossier, filled[0], user, filled[1])
    st.switch_page("vernietigd.py" if after.fase is Fase.VERNIETIGD else "vernietigen.py")
