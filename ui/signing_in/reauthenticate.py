"""Asking for a password or code again, if the last was over five minutes ago, before what needs it.

That is: what cannot be undone, what is about accounts, and what is handed out as a file or an address.
"""

import streamlit as st

from db.accounts import accounts, identities, second_factor, sessions, via
from db.accounts import sign_in as entrance
from db.store.engine import EVERY_SCHOOL, reading
from meldcode.rollen import User
from ui import clock
from ui.elements import answer
from ui.elements.field import Fields
from ui.signing_in.second_step import clock_is_off
from ui.signing_in.sign_in import too_many
from ui.signing_in.sso_settings import passwords_are_off, single_sign_on
from ui.text import own_html, veilig
from ui.web import gate
from ui.web.callbacks import session as session

ANEW = f"{gate.SSO}?opnieuw=1"
NO_WAY = "Dit account heeft geen wachtwoord en geen tweede stap. Vraag een beheerder om een link."
AT_PROVIDER = (
    "U kunt ook opnieuw inloggen met het account van school. Daarna hebt u vijf minuten. U komt dan op de startpagina. "
    "Wat u in een dossier typte, is bewaard."
)


def is_recent() -> bool:
    """Whether a password or code was given in this session in the last five minutes. Fails closed."""
    return sessions.is_recent(session(), clock.now())


def require_recent(user: User, why: str, keep: tuple[str, ...] = ()) -> None:
    """Ask this person to confirm who they are, and stop the page until they have.

    Fields whose keys begin with one of ``keep`` keep their values meanwhile.
    """
    if confirmed(user, why, "page"):
        return
    for key in [str(each) for each in st.session_state]:
        if key.startswith(keep):
            st.session_state[key] = st.session_state[
                key
            ]  # or Streamlit would drop it, because its field is not drawn in this run
    st.stop()


def confirmed(user: User, why: str, name: str) -> bool:
    """Whether this person confirmed who they are in the last five minutes; if not, ask them here."""
    if is_recent():
        return True
    with reading(EVERY_SCHOOL) as connection:
        first = via.head(connection, user.id)
        with_code = second_factor.is_on(connection, first)
        with_password = accounts.has_password(connection, first) and not passwords_are_off()
        linked = identities.is_linked(connection, first)
    sso = single_sign_on() if linked else None
    if with_code or with_password:
        _ask(user, why, name, with_code=with_code)
    else:
        st.markdown(veilig(why))
        if sso is None:
            answer.stands(NO_WAY)
    if sso:
        st.caption(veilig(AT_PROVIDER))
        st.html(own_html('<a href="{address}">Opnieuw inloggen met {naam}</a>', address=ANEW, naam=sso.naam))
    return False


def _ask(user: User, why: str, name: str, *, with_code: bool) -> None:
    field, label = f"again/{name}", "Code uit uw app, of een herstelcode" if with_code else "Uw wachtwoord"
    with st.container(width=420):
        fields = Fields(field, {"bewijs": label})
    with st.form(f"{field}/form", clear_on_submit=True, width=420):
        st.markdown(veilig(why))
        with fields.of("bewijs"):
            typed = st.text_input(
                label,
                key=field,
                type="default" if with_code else "password",
                autocomplete="one-time-code" if with_code else "current-password",
                label_visibility="collapsed",
            )
        pressed = st.form_submit_button("Bevestigen", type="primary")
    if pressed:
        del st.session_state[field]  # never leave it in the session, whatever the outcome
        now = clock.now()
        entered = entrance.again(session(), user, typed, now)
        if not entered.token:
            wrong = "Deze code klopt niet (meer)." if with_code else "Dit wachtwoord klopt niet."
            wrong = clock_is_off(entered.clock_off) if entered.clock_off else wrong
            fields.refuse({"bewijs": too_many(entered.refused_until, now) if entered.refused_until else wrong})
        st.rerun()
