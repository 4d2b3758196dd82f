"""Access to a page: who is signed in, and whether this page is for their role.

House rule: the first statement of a page is ``access.require(...)``. Everything here fails closed.
"""

from typing import NoReturn

import streamlit as st

from meldcode.rollen import Permission, User
from ui.page import noted, this_run
from ui.web import callbacks


def signed_in() -> User:
    """The user of this run. Stops the page, locked, when there is none."""
    user = this_run.once(signed_in, callbacks.current_user)
    if user is None:
        st.session_state.clear()
        st.error("U bent niet ingelogd, of uw sessie is verlopen. Wat u typte is bewaard.")
        st.link_button("Naar de inlogpagina", "/inloggen")
        st.stop()
    who = f"{user.id}/{user.role.value}"
    if st.session_state.get("user") != who:
        st.session_state.clear()
        st.session_state["user"] = who
    return user


def require(permission: Permission) -> User:
    """The user, when their role may see this page. Stops the page otherwise."""
    user = signed_in()
    if not user.may(permission):
        refuse(user, permission)
    return user


def refuse(user: User, permission: Permission) -> NoReturn:
    """Say that this page is not for this role, write a line that it was asked for, and stop the page."""
    noted.refused_page(user, permission)
    st.error("Met uw rol hebt u geen toegang tot deze pagina.")
    st.stop()
