"""What the journal is told of looking: who turned to what, once for each time and not for every redrawing."""

import streamlit as st

from db.dossiers import register
from db.journal import journal
from db.store.engine import reading
from db.werk import nieuws
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Permission, User
from meldcode.route.fasen import Fase
from meldcode.vragen.vastgelegd import Vastgelegd
from ui import clock

_VIEWING = "viewing"


def view(dossier: Dossier, user: User) -> None:
    """Write in the journal that this person turned to this dossier, not every redrawing; it is not new any more."""
    _once(dossier.id, user, journal.VIEWED, dossier.id)
    nieuws.see(dossier, user, clock.now())


def inzage(dossier: Dossier, reason: Vastgelegd, user: User) -> None:
    """Write in the journal that the directie looked into this dossier; the number says where the reason stands."""
    _once(f"{dossier.id}/{reason.nummer}", user, journal.LOOKED, dossier.id, str(reason.nummer))


def reads_register(user: User, dossier_id: str, person: str, page: str) -> None:
    """Write in the journal that this person read the register: of which dossier or person, if of one."""
    _once(f"register/{dossier_id}/{person}/{page}", user, journal.READ_REGISTER, dossier_id, person)


def refused_dossier(user: User, dossier_id: str) -> None:
    """Write in the journal that this person asked for a dossier they may not read; of no dossier, when it has none.

    A dossier that was destroyed is not refused: it is not there.
    """
    with reading(user.school_id) as connection:
        fase = register.fase_of(connection, dossier_id, user.school_id)
    if fase is not Fase.VERNIETIGD:
        _once(f"refused/{dossier_id}", user, journal.DOSSIER_REFUSED, dossier_id if fase else "")


def refused_page(user: User, permission: Permission) -> None:
    """Write in the journal that this person asked for a page that is not for their role."""
    _once(f"refused/{permission.name}", user, journal.PAGE_REFUSED, object_id=permission.value)


def opened(dossier: Dossier) -> None:
    """Who opens a dossier need not be told to have looked at it."""
    st.session_state[_VIEWING] = dossier.id


def _once(what: str, user: User, action: str, dossier_id: str = "", object_id: str = "") -> None:
    if st.session_state.get(_VIEWING) != what:
        journal.noted(user, action, clock.now(), dossier_id, object_id)
        st.session_state[_VIEWING] = what
