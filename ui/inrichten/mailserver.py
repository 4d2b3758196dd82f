"""Setting up: the mail server, tried on the spot with a real message to whoever fills it in."""

from collections.abc import Mapping

import streamlit as st

from db.accounts import accounts
from db.journal import journal
from db.school import schools
from db.store.engine import reading, transaction
from db.store.faults import Said
from db.werk import mail_of
from db.werk.mail_settings import Beveiliging, mail_is_wanted, objections
from meldcode.rollen import User
from meldcode.vragen.tekst import clean_line
from ui import clock
from ui.beheer.lang_werk.back_up import PRACTICE
from ui.elements import answer
from ui.elements.field import Fields
from ui.inrichten import te_plakken
from ui.text import veilig

_FORM = "mailserver"
_ASKED = {
    "HOST": "Mailserver",
    "BEVEILIGING": "Versleuteling",
    "POORT": "Poort",
    "GEBRUIKER": "Gebruikersnaam",
    "WACHTWOORD": "Wachtwoord van dat postvak",
    "AFZENDER": "Afzender",
    "ADRES": "Adres van Meldroute",
}
_ABOUT = {
    "HOST": "De naam alleen. Bij Microsoft 365: smtp.office365.com. Bij Google: smtp.gmail.com.",
    "POORT": "Leeg is 587 bij starttls, en 465 bij tls.",
    "GEBRUIKER": "Meestal het e-mailadres van het postvak dat de mail verstuurt.",
    "AFZENDER": "Het e-mailadres dat bij ‘Van’ komt te staan.",
    "ADRES": "Waar collega’s inloggen. Dit adres staat in elke mail.",
}
_KEPT = "Er is een wachtwoord bewaard. Laat dit leeg om dat te houden."
_LABELS = {Beveiliging.STARTTLS: "starttls, meestal poort 587", Beveiliging.TLS: "tls, meestal poort 465"}
_ANEW = "Vul het wachtwoord opnieuw in: de mailserver of de gebruikersnaam is veranderd."


def draw(user: User) -> None:
    """Ask for the mail server; say which settings hold, and what the server itself has to do."""
    with reading(user.school_id) as connection:
        _name, is_practice = schools.name_and_practice(connection, user.school_id)
    if is_practice:
        st.text(PRACTICE)
    elif mail_is_wanted():
        st.text("De mailserver staat in de omgeving van Meldroute (MELDCODE_SMTP_…). Die gaat voor, en werkt gewoon.")
        if st.button("Stuur mij een proefbericht", key="mailserver/proef"):
            _try(user, "")
    else:
        _ask(user)
    with st.expander("Wat de server zelf nog moet doen"):
        st.markdown("Meldroute verstuurt de mail niet uit zichzelf. Laat dit om de paar minuten draaien:")
        te_plakken.show("mail.sh")
        st.markdown("Draait Meldroute als dienst, dan mag die nog niet naar buiten. Sta de mailserver toe:")
        te_plakken.show("mail_toestaan.sh")


def _ask(user: User) -> None:
    with reading(user.school_id) as connection:
        try:
            kept = mail_of.filled_in(connection, user.school_id)
        except Said as problem:
            kept = {}
            answer.stands(str(problem))
    optional = frozenset({"POORT", "GEBRUIKER", "WACHTWOORD"})
    fields = Fields(_FORM, _ASKED, optional=optional)
    typed: dict[str, str] = {}
    with st.form(_FORM, enter_to_submit=False):
        for name, label in _ASKED.items():
            about = _KEPT if name == "WACHTWOORD" and kept.get(name) else _ABOUT.get(name, "")
            with fields.of(name, about):
                typed[name] = _field(name, label, kept)
        pressed = st.form_submit_button("Bewaren en een proefbericht sturen", type="primary")
    if pressed:
        _keep(typed, kept, fields, user)
    if kept and st.button("Mail uitzetten", key="mailserver/uit"):
        with transaction(user.school_id) as connection:
            mail_of.keep(connection, user.school_id, {})
            journal.managed(connection, user, "mail", clock.now())
        answer.good("Mail staat uit. De mailserver en het wachtwoord zijn gewist.")
        st.rerun()


def _field(name: str, label: str, kept: Mapping[str, str]) -> str:
    key = f"{_FORM}/{name}"
    if name == "BEVEILIGING":
        which = list(Beveiliging)
        now = which.index(Beveiliging(kept.get(name, Beveiliging.STARTTLS)))
        chosen = st.radio(
            label, which, now, format_func=lambda each: veilig(_LABELS[each]), key=key, label_visibility="collapsed"
        )
        return str(chosen)
    is_secret = name == "WACHTWOORD"
    said = st.text_input(
        label,
        "" if is_secret else kept.get(name, _own_address() if name == "ADRES" else ""),
        key=key,
        type="password" if is_secret else "default",
        autocomplete="new-password" if is_secret else "off",
        label_visibility="collapsed",
    )
    return str(said or "")


def _own_address() -> str:
    """Where this browser found Meldroute, if it may stand in a mail."""
    here = st.context.headers.get("Origin") or ""
    return "" if objections({"ADRES": here}).get("ADRES") else here


def _keep(typed: dict[str, str], kept: Mapping[str, str], fields: Fields, user: User) -> None:
    """Keep what was typed, and try it; a password that was kept goes to no other server and no other account."""
    clean = {name: said if name == "WACHTWOORD" else clean_line(said) for name, said in typed.items()}
    given = {name: said.strip() for name, said in clean.items() if said.strip()}
    same = all(given.get(name) == kept.get(name) for name in ("HOST", "GEBRUIKER"))
    wrong = {}
    if kept.get("WACHTWOORD") and "WACHTWOORD" not in given and "GEBRUIKER" in given:
        if same:
            given["WACHTWOORD"] = kept["WACHTWOORD"]
        else:
            wrong["WACHTWOORD"] = _ANEW
    wrong = objections(given) | wrong
    if wrong:
        fields.refuse({name: wrong[name] for name in _ASKED if name in wrong})
    with transaction(user.school_id) as connection:
        mail_of.keep(connection, user.school_id, given)
        journal.managed(connection, user, "mail", clock.now())
    st.session_state.pop(f"{_FORM}/WACHTWOORD", None)  # never leave it in the session
    _try(user, "Bewaard. ", *answer.about_unseen(said for name, said in typed.items() if name != "WACHTWOORD"))


def _try(user: User, done: str, *more: str) -> None:
    """Send a message to this person, and say whether it went."""
    with reading(user.school_id) as connection:
        to = next(each.email for each in accounts.list_accounts(connection, user.school_id) if each.id == user.id)
        try:
            settings = mail_of.settings_of(connection, user.school_id)
        except Said as problem:
            answer.refuse(str(problem))
            return
    if settings is None:
        return
    with st.spinner("Het proefbericht wordt verstuurd."):
        why = mail_of.tried(settings, to, clock.now())
    if why:
        answer.bad(f"{done}Er gaat nog geen mail weg. {why}")
    else:
        answer.good(
            f"{done}Het proefbericht ging naar {to}. Kijk of het is aangekomen, ook bij ongewenste mail.", *more
        )
    st.rerun()
