"""Which dossier this tab is about: the address decides, and only a dossier this person may read is returned."""

from collections.abc import Sequence
from typing import NoReturn

import streamlit as st

from db.dossiers import dossiers
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Permission, User
from meldcode.vragen.vastgelegd import Vastgelegd
from ui.elements import answer, tab
from ui.page import access, emptied, noted

HERE = "dossier"
CHOICE = "/soort"
"""Ends the name of the field in which one chooses what to record."""
_WANTED = "wanted"


def go_to(page: str, dossier_id: str) -> NoReturn:
    """Turn this tab to a page about this dossier. From then on the id in the address decides."""
    st.switch_page(page, query_params={HERE: dossier_id})


def in_address() -> str | None:
    """The dossier named in the address of this page."""
    return st.query_params.get(HERE)


def address(dossier_id: str | None) -> None:
    """Let the address of this page name this dossier, or none."""
    if dossier_id == in_address():
        return  # do not repeat it: after Back the browser is ahead of us, and would be sent forward again
    if dossier_id:
        st.query_params[HERE] = dossier_id
    else:
        del st.query_params[HERE]


def let_go() -> None:
    """Let this tab be about no dossier."""
    st.session_state.pop(HERE, None)
    st.query_params.pop(HERE, None)


def want(kind: str) -> None:
    """Let the next page of a stap offer this vastlegging first; an empty name: whatever it would offer itself."""
    st.session_state[_WANTED] = kind


def wanted() -> str:
    """What was asked to be offered first, once."""
    return str(st.session_state.pop(_WANTED, ""))


def still_there(dossier_id: str, user: User) -> bool:
    """Whether this person may still know of this dossier, after what was just recorded in it."""
    return load(user, dossier_id) is not None


def chosen(user: User) -> Dossier | None:
    """The dossier in the address, as this person may read it; None when there is none they may read.

    An address without a dossier, as in the menu, means the dossier this tab was about last.
    """
    dossier_id = in_address() or st.session_state.get(HERE)
    dossier = load(user, str(dossier_id)) if dossier_id else None
    if dossier is None:
        if dossier_id:
            noted.refused_dossier(user, str(dossier_id))
        st.session_state.pop(HERE, None)
        return None
    st.session_state[HERE] = dossier.id
    address(dossier.id)
    _read_first(dossier, user)
    noted.view(dossier, user)
    return dossier.visible_to(user, access.today())


def _read_first(dossier: Dossier, user: User) -> None:
    """Redraw the page, and say so, when somebody recorded something since this tab last showed the dossier.

    What was pressed meanwhile is not done: it was pressed without having read that.
    """
    known = st.session_state.get(f"{dossier.id}/seen", dossier.versie)
    st.session_state[f"{dossier.id}/seen"] = dossier.versie
    if dossier.versie != known:
        meanwhile(dossier, dossier.since(known), user)


def has_seen(dossier: Dossier) -> bool:
    """Whether this tab shows the dossier up to what was recorded last."""
    return bool(st.session_state.get(f"{dossier.id}/seen") == dossier.versie)


def offered_at(dossier: Dossier) -> int:
    """The version at which this tab began to offer what to record: from its own last vastlegging on."""
    known, begin = f"{dossier.id}/offered", f"{dossier.id}/"
    if known not in st.session_state:
        before = tab.brought(begin, CHOICE).removeprefix(begin).split("/")[1:2]
        st.session_state[known] = int(before[0]) if before and before[0].isdecimal() else dossier.versie
    return int(st.session_state[known])


def open_dossier(user: User, permission: Permission) -> Dossier:
    """The dossier this tab is about. Stops the page, kindly, when none is chosen or it is not this person's."""
    dossier = chosen(user)
    if dossier is None or not dossier.may(user, permission):
        if dossier:
            noted.refused_dossier(user, dossier.id)
        st.info("Kies eerst een dossier op de startpagina.")
        st.page_link("start.py", label="Naar de startpagina")
        st.stop()
    return dossier


def load(user: User, dossier_id: str) -> Dossier | None:
    """Whether a dossier exists is not told to who may not read it: both are None."""
    with reading(user.school_id) as connection:
        dossier = dossiers.load(connection, dossier_id, user.school_id, user.id)
    if dossier is None or not dossier.readable_by(user, access.today()):
        return None
    emptied.holds(dossier.id)
    return dossier


def dossier_for(user: User, dossier_id: str) -> Dossier | None:
    """One dossier by its id, as this person may read it."""
    dossier = load(user, dossier_id)
    return dossier.visible_to(user, access.today()) if dossier else None


def meanwhile(dossier: Dossier, added: Sequence[Vastgelegd], user: User) -> None:
    who = access.names(user)
    may_see = {record.nummer for record in dossier.visible_to(user, access.today()).records}
    told = "; ".join(
        f"‘{each.titel}’ door {who.get(each.by, 'een collega')}" for each in added if each.nummer in may_see
    )
    answer.bad(
        f"Intussen is er iets vastgelegd in dit dossier{': ' + told if told else ''}. "
        "Er is nu niets van u vastgelegd, maar uw tekst staat er nog. Lees het na en leg daarna opnieuw vast."
    )
    st.rerun()
