"""Writing lines in the journal about views: who opened what, once per visit and not at every redraw."""

from collections.abc import Sequence

import streamlit as st

from db.dossiers import register
from db.journal import journal
from db.store.engine import reading
from db.werk import gezien
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Permission, User
from meldcode.route.fasen import Fase
from meldcode.vragen.vastgelegd import Vastgelegd
from ui import clock

_VIEWING = "viewing"


def view(dossier: Dossier, user: User) -> None:
    """Write a line that this person opened this dossier, and store that they have seen its news, if they read it."""
    _once(dossier.id, user, journal.VIEWED, dossier.id)
    if dossier.may(user, Permission.READ_DOSSIER):
        gezien.see(dossier, user, clock.now())


def with_it(dossier: Dossier, others: Sequence[Dossier], user: User) -> None:
    """Write a line for each of these dossiers that this person reads in the page of another one, once per visit."""
    known = f"{_VIEWING}/{dossier.id}"
    seen = st.session_state.get(known, frozenset[str]())
    for each in others:
        if each.id not in seen:
            journal.noted(user, journal.VIEWED, clock.now(), each.id)
    st.session_state[known] = seen | {each.id for each in others}


def listed(shown: Sequence[Dossier], user: User, action: str = journal.VIEWED) -> None:
    """Write a line for each of these dossiers that this person reads something of in a list, once per visit."""
    known = f"{_VIEWING}/lijst/{action}"
    seen = st.session_state.get(known, frozenset[str]())
    for each in shown:
        if each.id not in seen:
            journal.noted(user, action, clock.now(), each.id)
    st.session_state[known] = seen | {each.id for each in shown}


def inzage(dossier: Dossier, reason: Vastgelegd, user: User) -> None:
    """Write a line that the directie inspected this dossier, with the number of the record with the reason."""
    _once(f"{dossier.id}/{reason.nummer}", user, journal.LOOKED, dossier.id, str(reason.nummer))


def bewaring(dossier: Dossier, user: User) -> None:
    """Write a line that this person looked until when this dossier is kept, without its content."""
    _once(f"bewaren/{dossier.id}", user, journal.TERM_SEEN, dossier.id)


def reads_register(user: User, dossier_id: str, person: str, page: str) -> None:
    """Write a line that this person read the register, and of which dossier or person, if one was chosen."""
    _once(f"register/{dossier_id}/{person}/{page}", user, journal.READ_REGISTER, dossier_id, person)


def refused_dossier(user: User, dossier_id: str) -> None:
    """Write a line that this person asked for a dossier they may not read; without the id if there is none with it.

    Nothing for a destroyed dossier, which no longer exists.
    """
    with reading(user.school_id) as connection:
        fase = register.fase_of(connection, dossier_id, user.school_id)
    if fase is not Fase.VERNIETIGD:
        _once(f"refused/{dossier_id}", user, journal.DOSSIER_REFUSED, dossier_id if fase else "")


def refused_page(user: User, permission: Permission) -> None:
    """Write a line that this person asked for a page that is not for their role."""
    _once(f"refused/{permission.name}", user, journal.PAGE_REFUSED, object_id=permission.value)


def opened(dossier: Dossier) -> None:
    """Remember that this person has viewed the dossier they just created: the line about creating it is enough."""
    st.session_state[_VIEWING] = dossier.id


def _once(what: str, user: User, action: str, dossier_id: str = "", object_id: str = "") -> None:
    if st.session_state.get(_VIEWING) != what:
        journal.noted(user, action, clock.now(), dossier_id, object_id)
        st.session_state[_VIEWING] = what
