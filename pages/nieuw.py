"""The page to open a dossier: first whether this is a matter for the meldcode, then whom it is about."""

import streamlit as st

from meldcode.rollen import Permission
from meldcode.vastleggingen import Opening
from ui.elements.slot import place
from ui.forms import form, recording
from ui.page import access
from ui.stap import opening

user = access.require(Permission.OPEN_DOSSIER)
opening.heading()
beside = place()
filled = form.fill_in(Opening, None, user)
with beside:
    opening.known_already(user)
opening.other_route(user)
if filled:
    recording.open_new(filled, user, form.key(None, Opening))
    st.switch_page("stap_1_signalen.py")
