"""On Mijn account: working at another school as well, with the same password and second step (ADR 65)."""

import streamlit as st

from db.accounts import one_time_codes, via
from db.accounts.passwords import AccountError
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.rollen import User
from ui import clock
from ui.elements import answer
from ui.elements.field import Fields
from ui.signing_in import reauthenticate

_FORM, _LABEL, _ADDING = "andere-school", "De link van de andere school", "account/andere-school"


def is_signed_in_via(user: User) -> bool:
    """Whether this person signs in with the password and second step of their account at another school."""
    with reading(EVERY_SCHOOL) as connection:
        return via.head(connection, user.id) != user.id


def where_else(user: User) -> None:
    """Say where the password and the second step are changed: at the other school."""
    st.header("Inloggen", anchor=False)
    st.text("U logt in met uw account van een andere school. Daar wijzigt u uw wachtwoord en uw tweede stap.")


def section(user: User) -> None:
    """Draw the form by which somebody lets an account at another school sign in with this one."""
    st.header("Ook op een andere school", anchor=False)
    st.caption("Werkt u op nog een school met Meldroute? De beheerder daar geeft u een link. Plak die link hier.")
    if st.button("Andere school toevoegen", key="account/andere-school-toevoegen"):
        st.session_state[_ADDING] = True
        st.rerun()
    if not st.session_state.get(_ADDING) or not reauthenticate.confirmed(user, "Bevestig eerst dat u het bent.", _FORM):
        return
    fields = Fields(_FORM, {"link": _LABEL})
    with st.form(_FORM, enter_to_submit=False, border=False):
        with fields.of("link"):
            typed = st.text_input(_LABEL, key=f"{_FORM}/link", autocomplete="off", label_visibility="collapsed")
        if st.form_submit_button("Toevoegen", type="primary"):
            try:
                school = one_time_codes.sign_in_via(typed.rpartition("#")[2], user, clock.now())
            except AccountError as problem:
                fields.refuse({"link": str(problem)})
            del st.session_state[_ADDING], st.session_state[f"{_FORM}/link"]
            answer.good(f"U kunt nu ook werken op {school}. Wisselen doet u boven aan de pagina.")
            st.rerun()
