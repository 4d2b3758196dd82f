"""The page Mijn account: the password, second step, calendar address and sessions of the person signed in."""

import streamlit as st

from meldcode.rollen import Permission
from ui.account import account, andere_school, feed, tweede_stap, versie
from ui.page import access

user = access.require(Permission.START)
if tweede_stap.is_being_set_up():
    tweede_stap.page(user)
    st.stop()
account.heading(user)
left, right = st.columns(2, gap="large")
with left:
    if andere_school.is_signed_in_via(user):
        andere_school.where_else(user)
    else:
        tweede_stap.section(user)
        account.password(user)
        andere_school.section(user)
    account.aanwezig(user)
with right:
    account.extension(user)
    feed.section(user)
    account.where_signed_in(user)
    versie.section()
