"""The script that Streamlit runs for every page: who is signed in, what surrounds the page, then the page itself."""

import streamlit as st

from ui.elements import answer
from ui.forms import look
from ui.page import access, emptied, menu, this_run, werkplek
from ui.web import turns, uploads

_MENU = 248  # pixels: the width of the menu

st.set_page_config(page_title="Meldroute", page_icon="/meldroute.svg", layout="wide", initial_sidebar_state=_MENU)
with turns.turn(), this_run.begun():
    user = access.signed_in()
    emptied.forget()
    page = st.navigation(menu.pages(user), position="hidden")
    if werkplek.must_choose(user):
        werkplek.choose(user, page)
        st.stop()
    menu.frame(user, page)
    look.follow()
    answer.show()
    with uploads.of_this_page(user):
        page.run()
    emptied.let_go_of_what_is_not_drawn()
