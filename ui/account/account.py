"""The page Mijn account: password, second step and sessions of the person signed in, and of nobody else."""

from datetime import datetime

import segno
import streamlit as st

from db.accounts import accounts, second_factor, sessions
from db.accounts import sign_in as entrance
from db.accounts.password_policy import ALONE_MIN
from db.accounts.passwords import PASSWORD_MIN, AccountError
from db.journal import journal
from db.journal.journal import Entry
from db.store.engine import reading, transaction
from meldcode.rollen import User
from ui import clock
from ui.elements import answer
from ui.elements.field import Fields
from ui.signing_in import reauthenticate
from ui.signing_in.second_step import clock_is_off, in_fours
from ui.signing_in.sign_in import too_many
from ui.signing_in.sso_settings import passwords_are_off
from ui.text import own_html, veilig
from ui.web.callbacks import Guarded

_CODES, _SETTING_UP = "account/codes", "account/setting-up"
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
    with st.form("toestel", enter_to_submit=False, width=420):
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


def password(user: User) -> None:
    """Draw the form to change the password, which asks for the present one; nothing for an account without one."""
    with reading(user.school_id) as connection:
        has_one = accounts.has_password(connection, user.id)
    if not has_one or passwords_are_off():
        return
    st.header("Wachtwoord", anchor=False)
    shortest = f"Ten minste {PASSWORD_MIN} tekens, zonder tweede stap {ALONE_MIN}."
    fields = Fields("wachtwoord", _PASSWORDS)
    with st.form("wachtwoord", clear_on_submit=True, enter_to_submit=False, width=420):
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


def second_step(user: User) -> None:
    """Draw what is needed to set up or remove the app for codes, and to make new recovery codes."""
    st.header("Tweede stap bij het inloggen", anchor=False)
    with reading(user.school_id) as connection:
        is_on = second_factor.is_on(connection, user.id)
        left = second_factor.recovery_codes_left(connection, user.id)
    if codes := st.session_state.pop(_CODES, None):
        answer.confirm("Dit zijn uw herstelcodes. Schrijf of print ze nu en bewaar ze niet bij uw computer.")
        st.code("\n".join(codes), language=None)
    if is_on:
        st.text(f"Staat aan. U hebt nog {left} ongebruikte herstelcode{'' if left == 1 else 's'}.")
    else:
        st.text("Staat uit. Met een tweede stap komt niemand binnen die alleen uw wachtwoord weet.")
    with st.container(horizontal=True):
        if is_on and st.button("Nieuwe herstelcodes", key="account/nieuwe-codes"):
            st.session_state[_SETTING_UP] = "codes"
        if st.button("Andere telefoon instellen" if is_on else "Tweede stap instellen", key="account/instellen"):
            st.session_state[_SETTING_UP] = "app"
    doing = st.session_state.get(_SETTING_UP)
    if doing and reauthenticate.confirmed(user, "Bevestig eerst dat u het bent.", "tweede-stap"):
        if doing == "codes":
            _new_codes(user)
        else:
            _set_up(user)


def _new_codes(user: User) -> None:
    with transaction(user.school_id) as connection:
        made = second_factor.new_recovery_codes(connection, user.id)
        journal.append(connection, user.school_id, Entry(user.id, entrance.CODES_ANEW, clock.now()))
    _done(made, "Uw oude herstelcodes werken niet meer.")


def _set_up(user: User) -> None:
    with transaction(user.school_id) as connection:
        secret = second_factor.proposed(connection, user.id, user.school_id)
    picture = segno.make(second_factor.address_of(secret, user.naam), error="m").svg_data_uri(scale=4, border=3)
    st.markdown("Scan deze code met een app voor inlogcodes. Typ daarna de code van zes cijfers die de app toont.")
    st.html(own_html('<img class="mr-qr" src="{src}" alt="QR-code om met de app te scannen">', src=picture))
    st.caption(veilig(f"Lukt scannen niet? Typ dan deze sleutel over: {in_fours(secret)}"))
    label = "Code uit de app"
    fields = Fields("app", {"code": label})
    with st.form("app", clear_on_submit=True, enter_to_submit=False, width=420):
        with fields.of("code"):
            code = st.text_input(label, key="account/code", autocomplete="one-time-code", label_visibility="collapsed")
        if st.form_submit_button("Bevestigen", type="primary"):
            del st.session_state["account/code"]
            with transaction(user.school_id) as connection:
                made = second_factor.confirm(connection, user.id, user.school_id, code, clock.now())
                off = None if made else second_factor.clock_off(connection, user.id, user.school_id, code, clock.now())
                if made:
                    sessions.end_all(connection, user.id, but=reauthenticate.session())
                    journal.append(connection, user.school_id, Entry(user.id, entrance.FACTOR_ON, clock.now()))
            if made:
                _done(made, "De tweede stap staat aan. Op andere plekken bent u uitgelogd.")
            wrong = "Deze code klopt niet (meer). Wacht op de volgende in uw app."
            fields.refuse({"code": clock_is_off(off) if off else wrong})


def _done(codes: list[str], sentence: str) -> None:
    del st.session_state[_SETTING_UP]
    st.session_state[_CODES] = codes
    answer.good(sentence)
    st.rerun()


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
