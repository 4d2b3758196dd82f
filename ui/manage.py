"""Beheer: accounts and terms. No dossier is ever opened here."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from db import accounts, journal, schools
from db.engine import reading, transaction
from db.passwords import AccountError, hash_password
from meldcode.rollen import Role, User
from meldcode.termijnen import TERMIJNEN
from ui import access, clock, show
from ui.text import veilig


def accounts_tab(user: User) -> None:
    """The accounts of this school: role, in use or not; and a new one."""
    with reading(user.school_id) as connection:
        rows = accounts.list_accounts(connection, user.school_id)
    for each in rows:
        with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
            with st.container(width="stretch", gap=None):
                st.text(each.naam)
                st.text(each.email)
                if not each.active:
                    st.caption("Niet in gebruik")
            st.selectbox(
                "Rol",
                list(Role),
                index=list(Role).index(each.role),
                format_func=_label,
                key=f"rol/{each.id}",
                on_change=_role_chosen,
                args=(each.id, user),
                width=200,
            )
            label = "Blokkeren" if each.active else "Weer toelaten"
            if st.button(veilig(label), key=f"actief/{each.id}"):
                _try(partial(_set_active, each.id, not each.active, user))
    _new_account(user)


def _label(role: Role) -> str:
    return veilig(role.label)


def _role_chosen(account_id: str, user: User) -> None:
    """Give the account the role that was chosen; a refused choice goes back to what holds."""
    key = f"rol/{account_id}"
    try:
        with transaction(user.school_id) as connection:
            accounts.change_role(connection, account_id, st.session_state[key], user.school_id)
            journal.managed(connection, user, account_id, clock.now())
        access.say("De rol is gewijzigd en geldt meteen.")
    except AccountError as problem:
        access.say(str(problem))
        del st.session_state[key]


def _set_active(account_id: str, active: bool, user: User) -> str:
    with transaction(user.school_id) as connection:
        accounts.set_active(connection, account_id, active, user.school_id)
        journal.managed(connection, user, account_id, clock.now())
    return "Het account kan weer inloggen." if active else "Het account is geblokkeerd en overal uitgelogd."


def _try(action: Callable[[], str]) -> None:
    """Do it and say so, or say why not."""
    try:
        access.say(action())
    except AccountError as problem:
        access.say(str(problem))
    st.rerun()


def _new_account(user: User) -> None:
    st.subheader("Nieuw account", anchor=False)
    with st.form("nieuw-account", enter_to_submit=False):
        naam = st.text_input("Naam", key="account/naam")
        email = st.text_input("E-mailadres", key="account/email")
        role = st.selectbox("Rol", list(Role), format_func=_label, key="account/rol") or Role.LEERKRACHT
        password = st.text_input(
            "Eerste wachtwoord", type="password", key="account/wachtwoord", autocomplete="new-password"
        )
        if st.form_submit_button("Account toevoegen"):
            _try(partial(_create, naam, email, role, password, user))


def _create(naam: str, email: str, role: Role, password: str, user: User) -> str:
    del st.session_state["account/wachtwoord"]  # never kept, whatever comes of it
    hashed = hash_password(password)
    with transaction(user.school_id) as connection:
        made = accounts.create_account(
            connection, school_id=user.school_id, naam=naam, email=email, role=role, password=hashed, now=clock.now()
        )
        journal.managed(connection, user, made, clock.now())
    for field in ("naam", "email"):
        del st.session_state[f"account/{field}"]
    return "Het account is gemaakt."


def terms_tab(user: User) -> None:
    """The terms, each with its source; the school sets the days. What already waits keeps its date."""
    with reading(user.school_id) as connection:
        ingesteld = schools.termijnen(connection, user.school_id)
    st.caption("Termijnen herinneren; ze houden niemand tegen. Wat al loopt, houdt zijn datum.")
    with st.form("termijnen", enter_to_submit=False):
        days = {}
        for each in TERMIJNEN:
            if each.instelbaar:
                days[each.naam] = st.number_input(
                    veilig(f"{each.titel}, in {each.soort}"),
                    min_value=1,
                    max_value=60,
                    value=ingesteld.get(each.naam, each.dagen),
                    key=f"termijn/{each.naam}",
                    width=420,
                )
                st.caption(veilig(f"Bron: {each.bron}"))
        if st.form_submit_button("Termijnen bewaren"):
            with transaction(user.school_id) as connection:
                for naam, number in days.items():
                    schools.set_termijn(connection, user.school_id, naam, int(number))
                journal.managed(connection, user, "termijnen", clock.now())
            access.say("De termijnen zijn bewaard.")
            st.rerun()


def heading() -> None:
    show.flash()
    st.title("Beheer", anchor=False)


def journal_tab(user: User) -> None:
    """Whether anything that was recorded was changed, and the last lines of the journal: who did what, when."""
    st.markdown(
        "Het logboek houdt bij wie wat heeft vastgelegd of bekeken, zonder iets over een kind. "
        "De controle leest alles na en noemt de eerste regel die is veranderd, weggehaald of ertussen gezet."
    )
    if st.button("Controleer", type="primary", key="controleer"):
        with st.spinner("Het logboek wordt nagelezen."):
            finding = journal.verify(user.school_id)
        if finding:
            st.error(veilig(finding.tekst))
        else:
            st.success("Alles klopt: niets is veranderd, weggehaald of ertussen gezet.")
    st.caption(veilig(f"Kenmerk van de laatste regel: {journal.head(user.school_id)}. Bewaar het ook op papier."))
    names = access.names(user)
    with reading(user.school_id) as connection:
        rows = journal.lines(connection, user.school_id)
    table = pd.DataFrame(
        {
            "Regel": [row.seq for row in rows],
            "Wanneer": [f"{clock.at_school(row.at):%d-%m-%Y %H:%M}" for row in rows],
            "Wie": [names.get(row.actor, "onbekend") if row.actor else "serverbeheer" for row in rows],
            "Wat": [row.action for row in rows],
        }
    )
    st.dataframe(table, hide_index=True, alt="De laatste honderd regels van het logboek")
