"""The page on which the directie inspects a dossier: with a reason, for today, and seen by the ib-er (ADR 10)."""

from collections.abc import Sequence

import streamlit as st

from db.dossiers import dossier_rows
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.eigen.woorden import worded
from meldcode.rollen import User
from meldcode.vastleggingen import Afscherming, Inzage
from meldcode.vragen.vastgelegd import Vastgelegd
from ui import clock
from ui.dossier import toegang
from ui.page import dossier_of_tab, noted, record_view
from ui.text import veilig
from ui.web.callbacks import Guarded
from ui.werk import codenaam

_CHOICE = "inzage/dossier"


def choose(user: User) -> Dossier | None:
    """Let the directie choose a dossier; return it as they may read it, None while none is chosen."""
    st.title("Dossier inzien", anchor=False)
    about = (
        "De directie krijgt de berichten en leest de inhoud niet. Is het toch nodig? Schrijf dan op waarom. "
        "Daarna kunt u het dossier vandaag lezen. [De intern begeleider] ziet dat, en waarom. Het staat ook in het "
        "register."
    )
    st.markdown(veilig(worded(about)))
    names = codenaam.offered(user, dossier_rows.code_names, _CHOICE)
    if not names:
        st.caption("Er zijn nog geen dossiers.")
        return None
    named = (dossier_of_tab.in_address(), st.session_state.get(_CHOICE))
    names |= _named(user, [each for each in named if each and each not in names])
    if dossier_of_tab.in_address() in names:
        st.session_state[_CHOICE] = dossier_of_tab.in_address()
    chosen = st.selectbox(
        "Welk dossier?",
        list(names),
        index=None,
        format_func=lambda each: names.get(each, ""),
        placeholder="Kies een codenaam",
        key=_CHOICE,
        on_change=Guarded(user, _to_address),
        width=320,
    )
    dossier_of_tab.put_in_address(chosen)
    dossier = dossier_of_tab.dossier_for(user, chosen) if chosen in names else None
    if dossier:
        st.header(veilig(dossier.codenaam), anchor=False)
    return dossier


def _named(user: User, dossier_ids: Sequence[str]) -> dict[str, str]:
    """The code names of the dossier in the address and of the one that was chosen, which are offered in any case."""
    with reading(user.school_id) as connection:
        found = [dossier_rows.may_be_named(connection, user, each) for each in dossier_ids]
    return {dossier_id: name for each in found for dossier_id, name in each.items()}


def _to_address() -> None:
    dossier_of_tab.put_in_address(st.session_state[_CHOICE])


def look(dossier: Dossier, user: User) -> toegang.Filled:
    """Ask for the reason and return it once filled in; or show the dossier, if a reason was given today."""
    reason = _of_today(dossier, user)
    if reason is None:
        return toegang.ask(Inzage, dossier, user) or _shut_out(dossier, user)
    noted.inzage(dossier, reason, user)
    st.caption("U leest dit dossier vandaag, met de reden die u opgaf.")
    record_view.records(tuple(each for each in dossier.standing if each.soort), dossier, user)
    return _shut_out(dossier, user)


def _of_today(dossier: Dossier, user: User) -> Vastgelegd | None:
    mine = [each for each in dossier.of(Inzage) if each.by == user.id and each.on == clock.today()]
    return mine[-1] if mine else None


def _shut_out(dossier: Dossier, user: User) -> toegang.Filled:
    """Ask whether to exclude an ib-er: the directie may do so without having inspected the dossier."""
    if st.toggle(veilig(worded("[De intern begeleider] is hierbij betrokken")), key=f"{dossier.id}/afschermen"):
        return toegang.ask(Afscherming, dossier, user)
    return None
