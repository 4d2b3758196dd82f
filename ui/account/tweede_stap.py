"""The second step of signing in, on Mijn account: whether it is on, and setting it up on a page of its own."""

import segno
import streamlit as st

from db.accounts import second_factor, sessions
from db.accounts import sign_in as entrance
from db.journal import journal
from db.journal.journal import Entry
from db.store.engine import reading, transaction
from meldcode.rollen import User
from ui import clock
from ui.elements import answer
from ui.elements.field import Fields
from ui.signing_in import reauthenticate
from ui.signing_in.second_step import APPS, ONCE, clock_is_off, in_fours
from ui.text import own_html, veilig

_CODES, _SETTING_UP = "account/codes", "account/setting-up"
_APP, _NEW_CODES = "app", "codes"
_TITLES = {_APP: "Tweede stap instellen", _NEW_CODES: "Nieuwe herstelcodes"}


def section(user: User) -> None:
    """Draw whether the second step is on, and the buttons to set it up or to make new recovery codes."""
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
            _go_to(_NEW_CODES)
        if st.button("Andere telefoon instellen" if is_on else "Tweede stap instellen", key="account/instellen"):
            _go_to(_APP)


def _go_to(what: str) -> None:
    st.session_state[_SETTING_UP] = what
    st.rerun()


def is_being_set_up() -> bool:
    """Whether this tab is busy with the second step, which then has the page for itself."""
    return _SETTING_UP in st.session_state


def page(user: User) -> None:
    """Draw the page to set up the app for codes or to make new recovery codes, for who has just shown who they are."""
    doing = st.session_state[_SETTING_UP]
    st.title(veilig(_TITLES[doing]), anchor=False)
    if st.button("Terug naar mijn account", key="account/terug", type="tertiary", icon=":material/arrow_back:"):
        del st.session_state[_SETTING_UP]
        st.rerun()
    if not reauthenticate.confirmed(user, "Bevestig eerst dat u het bent.", "tweede-stap"):
        return
    if doing == _NEW_CODES:
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
    st.text(ONCE)
    st.text(f"1. {APPS}")
    st.text("2. Scan in die app deze code.")
    st.html(own_html('<img class="mr-qr" src="{src}" alt="QR-code om met de app te scannen">', src=picture))
    st.caption(veilig(f"Lukt scannen niet? Typ dan deze sleutel over: {in_fours(secret)}"))
    st.text("3. Typ hieronder de code van zes cijfers die de app nu toont.")
    label = "Code uit de app"
    fields = Fields("app", {"code": label})
    with st.form("app", clear_on_submit=True, enter_to_submit=False, border=False, width=420):
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
