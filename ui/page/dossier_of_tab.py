"""Which dossier this tab is about: the address decides, and only a dossier this person may read is returned."""

from collections.abc import Sequence
from typing import NoReturn

import streamlit as st

from db.bewaren import verband
from db.dossiers import dossiers
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Permission, User, allows
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastgelegd import Vastgelegd
from ui import clock
from ui.elements import answer
from ui.page import emptied, noted, people
from ui.text import veilig

HERE = "dossier"
_SEEN = "/seen"


def go_to(page: str, dossier_id: str) -> NoReturn:
    """Go to a page about this dossier, with its id in the address."""
    st.switch_page(page, query_params={HERE: dossier_id})


def in_address() -> str | None:
    """The id of the dossier in the address of this page; None when there is none."""
    return st.query_params.get(HERE)


def about() -> str:
    """The id of the dossier this tab is about: in the address, else of the page before; empty: none. Not checked."""
    return str(in_address() or st.session_state.get(HERE) or "")


def put_in_address(dossier_id: str | None) -> None:
    """Let the address of this page name this dossier, or none."""
    if dossier_id == in_address():
        return  # do not set it again: after Back the browser would be sent forward again
    if dossier_id:
        st.query_params[HERE] = dossier_id
    else:
        del st.query_params[HERE]


def turn_to(dossier: Dossier) -> None:
    """Let this tab be about this dossier, from the next page on."""
    st.session_state[HERE] = dossier.id


def let_go() -> None:
    """Let this tab be about no dossier."""
    st.session_state.pop(HERE, None)
    st.query_params.pop(HERE, None)


def still_there(dossier_id: str, user: User) -> bool:
    """Whether this person may still read this dossier, after what was just recorded in it."""
    return load(user, dossier_id) is not None


def chosen(user: User) -> Dossier | None:
    """The dossier in the address, as this person may read it; None when there is none they may read.

    An address without a dossier, as in the menu, means the dossier this tab was about last.
    """
    dossier_id = about()
    dossier = load(user, dossier_id) if dossier_id else None
    if dossier is None:
        if dossier_id:
            noted.refused_dossier(user, dossier_id)
        st.session_state.pop(HERE, None)
        return None
    st.session_state[HERE] = dossier.id
    put_in_address(dossier.id)
    _read_first(dossier, user)
    noted.view(dossier, user)
    return dossier.visible_to(user, clock.today())


def _read_first(dossier: Dossier, user: User) -> None:
    """Redraw the page, and say so, if somebody recorded something since this tab last showed the dossier.

    What was pressed meanwhile is not done, because it was pressed without having read that.
    """
    known = st.session_state.get(f"{dossier.id}{_SEEN}", dossier.versie)
    see(dossier)
    if dossier.versie != known:
        say_what_came_between(dossier, dossier.since(known), user)


def see(dossier: Dossier) -> None:
    """Remember that this tab has shown the dossier up to its last record."""
    st.session_state[f"{dossier.id}{_SEEN}"] = dossier.versie


def has_seen(dossier: Dossier) -> bool:
    """Whether this tab has shown the dossier up to its last record."""
    return bool(st.session_state.get(f"{dossier.id}{_SEEN}") == dossier.versie)


def open_dossier(user: User, permission: Permission) -> Dossier:
    """The dossier this tab is about. Stops the page, with a sentence, if there is none that this person may read."""
    asked, dossier = about(), chosen(user)
    if dossier is None or not dossier.may(user, permission):
        if dossier:
            noted.refused_dossier(user, dossier.id)
        elif asked:
            _say_that_it_is_sealed(user, asked)
        if allows(user.role, Permission.OVERVIEW):  # that is where they land: they have no other start page
            st.info("Kies eerst een dossier bij het overzicht.")
            st.page_link("directie.py", label="Naar het overzicht")
        else:
            st.info("Kies eerst een dossier op de startpagina.")
            st.page_link("start.py", label="Naar de startpagina")
        st.stop()
    return dossier


def known(user: User, permission: Permission) -> Dossier:
    """The whole dossier this tab is about, also one that is sealed: for a page that shows nothing of its content.

    Stops the page, with a sentence, if there is none that this person may know of.
    """
    dossier_id = about()
    dossier = load(user, dossier_id, sealed=True) if dossier_id else None
    if dossier is None or not dossier.may(user, permission):
        if dossier_id:
            noted.refused_dossier(user, dossier_id)
        st.info("Kies eerst een dossier bij de bewaartermijnen.")  # the directie has no start page
        st.page_link("bewaren.py", label="Naar de bewaartermijnen")
        st.stop()
    turn_to(dossier)
    put_in_address(dossier.id)
    noted.bewaring(dossier, user)
    return dossier


def _say_that_it_is_sealed(user: User, dossier_id: str) -> None:
    dossier = load(user, dossier_id, sealed=True)
    if dossier and dossier.verzegeld_tot:
        told = f"Dossier {dossier.codenaam} is verzegeld tot {in_words(dossier.verzegeld_tot)}: niemand leest het."
        st.warning(veilig(f"{told} In het register staat dat u het probeerde."))


def load(user: User, dossier_id: str, *, sealed: bool = False) -> Dossier | None:
    """The whole dossier, if this person may read it today; None when they may not, or it does not exist.

    ``sealed``: also one that nobody reads now, if they may know of it; nothing of its content may be shown then.
    """
    with reading(user.school_id) as connection:
        dossier = dossiers.load(connection, dossier_id, user.school_id, user.id)
        dossier = dossier and verband.named(connection, user, dossier, clock.today())
    if dossier is None or not (dossier.known_to if sealed else dossier.readable_by)(user, clock.today()):
        return None
    emptied.holds(dossier.id)
    return dossier


def dossier_for(user: User, dossier_id: str) -> Dossier | None:
    """As ``load``, but with only those records that this person may read."""
    dossier = load(user, dossier_id)
    return dossier.visible_to(user, clock.today()) if dossier else None


def say_what_came_between(dossier: Dossier, added: Sequence[Vastgelegd], user: User) -> NoReturn:
    """Redraw the page, and say who recorded what since it was shown, as far as this person may read that."""
    who = people.names(user)
    may_see = {record.nummer for record in dossier.visible_to(user, clock.today()).records}
    told = "; ".join(
        f"‘{each.titel}’ door {who.get(each.by, 'een collega')}" for each in added if each.nummer in may_see
    )
    answer.bad(
        f"Intussen is er iets vastgelegd in dit dossier{': ' + told if told else ''}. "
        "Er is nu niets van u vastgelegd, maar uw tekst staat er nog. Lees het na en leg daarna opnieuw vast."
    )
    st.rerun()
