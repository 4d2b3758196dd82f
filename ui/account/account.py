"""The page Mijn account: password, extension and sessions of the person signed in, and of nobody else."""

from datetime import datetime

import streamlit as st

from db.accounts import accounts, sessions
from db.accounts import sign_in as entrance
from db.accounts.password_policy import ALONE_MIN
from db.accounts.passwords import PASSWORD_MIN, AccountError
from db.store.engine import reading, transaction
from meldcode.rollen import User
from ui import clock
from ui.elements import answer
from ui.elements.field import Fields
from ui.signing_in import reauthenticate
from ui.signing_in.sign_in import too_many
from ui.signing_in.sso_settings import passwords_are_off
from ui.text import veilig
from ui.web.callbacks import Guarded
from ui.werk import aanwezig as there

_PASSWORDS = {
    "nu": "Uw wachtwoord van nu",
    "nieuw": "Nieuw wachtwoord",
    "nogmaals": "Nieuw wachtwoord, nog een keer",
}


def heading(user: User) -> None:
    """Draw the heading: whose account this is."""
    st.title("Mijn account", anchor=False)
    st.text(f"{user.naam}, {user.role.midden}")


def extension(user: User) -> None:
    """Ask for the telephone extension, which colleagues see when there is acute danger."""
    with reading(user.school_id) as connection:
        known = accounts.toestel_of(connection, user.id)
    st.header("Toestel", anchor=False)
    st.caption("Waar collega’s u op school bellen. Zij zien dit nummer bij acuut gevaar.")
    label = "Toestel of telefoonnummer"
    fields = Fields("toestel", {"toestel": label}, optional=frozenset({"toestel"}))
    with st.form("toestel", enter_to_submit=False, border=False):
        with fields.of("toestel", f"Ten hoogste {accounts.TOESTEL_MAX} tekens."):
            typed = st.text_input(label, known, key="account/toestel", autocomplete="off", label_visibility="collapsed")
        if st.form_submit_button("Bewaren"):
            try:
                with transaction(user.school_id) as connection:
                    accounts.set_toestel(connection, user.id, typed, user.school_id)
            except AccountError as problem:
                fields.refuse({"toestel": str(problem)})
            answer.good("Uw toestel is bewaard.")
            st.rerun()


def aanwezig(user: User) -> None:
    """Ask on which days this person works, and when they are away; nothing in a role that works in no dossier."""
    if not there.works_in_dossiers(user.role):
        return
    known = there.rooster(user)
    st.header("Werkdagen", anchor=False)
    there.werkdagen(user, user.id, known)
    st.header("Afwezig", anchor=False)
    st.caption("Collega’s zien zo wie er is. Waarom u er niet bent, staat nergens.")
    with reading(user.school_id) as connection:
        everybody = accounts.list_accounts(connection, user.school_id)
    there.afwezig(user, everybody, known, alone=True)


def password(user: User) -> None:
    """Draw the form to change the password, which asks for the present one; nothing for an account without one."""
    with reading(user.school_id) as connection:
        has_one = accounts.has_password(connection, user.id)
    if not has_one or passwords_are_off():
        return
    st.header("Wachtwoord", anchor=False)
    shortest = f"Ten minste {PASSWORD_MIN} tekens, zonder tweede stap {ALONE_MIN}."
    fields = Fields("wachtwoord", _PASSWORDS)
    with st.form("wachtwoord", clear_on_submit=True, enter_to_submit=False, border=False):
        typed = {}
        for field, label in _PASSWORDS.items():
            with fields.of(field, shortest if field == "nieuw" else ""):
                kind = "current-password" if field == "nu" else "new-password"
                typed[field] = st.text_input(
                    label,
                    type="password",
                    key=f"wachtwoord/{field}",
                    autocomplete=kind,
                    label_visibility="collapsed",
                )
        if st.form_submit_button("Wachtwoord wijzigen"):
            for field in _PASSWORDS:
                del st.session_state[f"wachtwoord/{field}"]  # never leave it in the session, whatever the outcome
            refused = _changed(user, **typed)
            if refused:
                fields.refuse(refused)
            answer.good("Uw wachtwoord is gewijzigd. Op andere plekken bent u uitgelogd.")
            st.rerun()


def _changed(user: User, nu: str, nieuw: str, nogmaals: str) -> dict[str, str]:
    """Change the password, or return the objections by field."""
    if nieuw != nogmaals:
        return {"nogmaals": "De twee nieuwe wachtwoorden zijn niet gelijk."}
    at = clock.now()
    try:
        entered = entrance.change_password(reauthenticate.session(), user, nu, nieuw, at)
    except AccountError as problem:
        return {"nieuw": str(problem)}
    if entered.refused_until:
        return {"nu": too_many(entered.refused_until, at)}
    return {} if entered.token else {"nu": "Uw wachtwoord van nu klopt niet."}


def where_signed_in(user: User) -> None:
    """Draw every session of this person, each with a button to end it."""
    st.header("Waar u bent ingelogd", anchor=False)
    here = reauthenticate.session()
    with reading(user.school_id) as connection:
        found = sessions.of_account(connection, user.id, clock.now())
    for number, each in enumerate(found):
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"mr-per-{number}"):
            with st.container(width="stretch", gap=None):
                st.text("Hier" if each.id == here else "Op een andere plek")
                st.caption(veilig(f"Sinds {_moment(each.since)}, laatst gebruikt {_moment(each.last_active)}"))
            if each.id != here:
                place = f"plek {number + 1}, sinds {_moment(each.since)}"
                leave = Guarded(user, _end, user, each.id)
                st.button(veilig("Daar uitloggen", note=place), key=f"sessie/{number}", on_click=leave)
    if len(found) > 1 and st.button("Overal elders uitloggen", key="sessie/alle"):
        with transaction(user.school_id) as connection:
            sessions.end_all(connection, user.id, but=here)
        answer.good("U bent alleen hier nog ingelogd.")
        st.rerun()


def _moment(at: datetime) -> str:
    return f"{clock.at_school(at):%d-%m-%Y %H:%M}"


def _end(user: User, session: str) -> None:
    with transaction(user.school_id) as connection:
        sessions.end(connection, user.id, session)
    answer.good("Daar bent u uitgelogd.")
