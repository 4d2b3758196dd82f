"""The page to hand over everything that waits for one colleague to another: illness, leave, another division."""

import streamlit as st

from meldcode.rollen import Permission
from ui.page import access
from ui.werk import overdragen

user = access.require(Permission.HAND_OVER)
if overdragen.draw(user):
    st.switch_page("overdragen.py")
