"""Beheer of one account: the roles of somebody besides the first, and the last day of who is here for a while."""

from collections.abc import Collection
from datetime import date

import streamlit as st

from db.accounts import accounts
from db.accounts import last_day as end
from db.accounts.accounts import Account
from db.accounts.passwords import AccountError
from db.journal import journal
from db.journal.journal import Entry
from db.store.engine import transaction
from meldcode.rollen import Role, User
from meldcode.vragen.datum import after_day, in_words, short
from ui import clock
from ui.elements import answer, dag
from ui.elements.field import Fields

TOGETHER = "uitzondering rollen"
"""The line of a person who has roles together only because nobody else is beheerder: the register shows it."""
_MORE, _DAY = "Werkt ook als", "Laatste dag, voor wie tijdelijk komt"
_GONE_BY = "Deze dag is al voorbij. Wilt u dat dit account meteen stopt, kies dan Blokkeren."


def give(account_id: str, roles: Collection[Role], user: User) -> None:
    """Give an account these roles, with its lines. Raises ``AccountError`` when they do not go together."""
    now = clock.now()
    with transaction(user.school_id) as connection:
        is_exception = accounts.set_roles(connection, account_id, roles, user.school_id)
        journal.managed(connection, user, account_id, now)
        if is_exception:
            journal.append(connection, user.school_id, Entry(user.id, TOGETHER, now, object_id=account_id))


def other_roles(each: Account, user: User) -> None:
    """Draw in which roles this person works besides the first."""
    form = f"rollen/{each.id}"
    fields = Fields(form, {"rollen": _MORE}, optional=frozenset({"rollen"}))
    with fields.of("rollen", "In één rol tegelijk: na het inloggen kiest deze collega."):
        chosen = st.multiselect(
            _MORE,
            sorted(set(Role) - {each.role}, key=list(Role).index),
            each.roles[1:],
            format_func=_label,
            placeholder="Kies een rol",
            key=form,
            label_visibility="collapsed",
        )
    if st.button("Rollen bewaren", key=f"rollen-bewaren/{each.id}"):
        try:
            give(each.id, {each.role, *chosen}, user)
        except AccountError as problem:
            fields.refuse({"rollen": str(problem)})
        answer.good("De rollen zijn bewaard, en het account is overal uitgelogd.")
        st.rerun()


def last_day(each: Account, user: User) -> None:
    """Draw the last day on which this person gets in, which most do not have."""
    form = f"laatste-dag/{each.id}"
    known = short(end.day_of(each.ends_at)) if each.ends_at else ""
    fields = Fields(form, {"dag": _DAY}, optional=frozenset({"dag"}))
    with fields.of("dag", "Bijvoorbeeld voor een stagiair of invaller. Daarna kan deze collega niet meer inloggen."):
        typed = st.text_input(_DAY, known, key=form, placeholder=dag.HINT, label_visibility="collapsed")
    if st.button("Laatste dag bewaren", key=f"laatste-dag-bewaren/{each.id}"):
        day, wrong = dag.read_alone(typed, ahead=True) if typed.strip() else (None, "")
        if day and day < clock.today():
            wrong = _GONE_BY
        if wrong:
            fields.refuse({"dag": wrong})
        try:
            said = _set_last_day(each.id, day, user)
        except AccountError as problem:
            fields.refuse({"dag": str(problem)})
        answer.good(said)
        st.rerun()


def _set_last_day(account_id: str, day: date | None, user: User) -> str:
    with transaction(user.school_id) as connection:
        accounts.set_last_day(connection, account_id, after_day(day) if day else None, user.school_id)
        journal.managed(connection, user, account_id, clock.now())
    return f"Dit account geldt tot en met {in_words(day)}." if day else "Dit account heeft geen laatste dag."


def _label(role: Role) -> str:
    return role.label
