"""News on the screen: at the top of the start page and in the title of the tab, until its dossier is opened."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from db.dossiers import dossier_rows
from db.store.engine import reading
from db.werk import gezien, nieuws
from db.werk.nieuws import Nieuws
from meldcode.eigen.woorden import worded
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Signaal
from meldcode.vragen.datum import ago
from meldcode.vragen.tekst import telwoord
from ui import clock
from ui.elements import answer, rijen
from ui.page import dossier_of_tab, people, record_view
from ui.text import veilig

_NEW_ONES, _URGENT_ONES = 2, 8
_NEW, _URGENT = "nieuws/nieuw", "nieuws/dringend"
_NO_LONGER_NEW = "Dit staat niet meer bij wat nieuw is."


def draw(user: User) -> str:
    """Draw the news: who recorded what and when, with its first line; for the directie only that it is urgent.

    Returns how much is new, as a Dutch phrase without an end; empty when nothing is.
    """
    with reading(user.school_id) as connection:
        urgent = nieuws.dringend(connection, user)
        shown_of = partial(rijen.window, key=_NEW, first=_NEW_ONES)
        new = nieuws.nieuws(connection, user, shown_of)
        shown = new[shown_of(len(new))]
        leerlingen = dossier_rows.leerlingen(connection, [each.dossier_id for each in shown])
    names = people.names(user)
    for each in rijen.first_of(urgent, _URGENT, _URGENT_ONES):
        _urgent(each, names, user)
    rijen.show_all(len(urgent), _URGENT, _URGENT_ONES, "Dringend")
    for each in shown:
        _new(each, record_view.named(leerlingen.get(each.dossier_id)), names)
    rijen.show_all(len(new), _NEW, _NEW_ONES, "Nieuw")
    return _in_words(new)


def _in_words(new: Sequence[Nieuws]) -> str:
    if not new:
        return ""
    if all(each.soort == Signaal.__name__ and each.aantal == 1 for each in new):
        return f"{telwoord(len(new))} {'nieuw signaal' if len(new) == 1 else 'nieuwe signalen'}"
    return f"iets nieuws in {telwoord(len(new))} {'dossier' if len(new) == 1 else 'dossiers'}"


def _new(each: Nieuws, leerling: str, names: dict[str, str]) -> None:
    box, press = _box(each, names)
    more = f" En nog {each.aantal - 1}." if each.aantal > 1 else ""
    with box:
        st.text(f"{each.codenaam} – {leerling}")
        st.text(f"{each.titel}: “{each.regel}”{more}" if each.regel else f"{each.titel}.{more}")
    if press.button(veilig(f"Oppakken: {each.codenaam}"), key=f"nieuw/{each.dossier_id}", type="primary"):
        answer.good(f"Opgepakt: {each.codenaam}.", _NO_LONGER_NEW)
        dossier_of_tab.go_to("stap_1_signalen.py" if each.fase is Fase.STAP_1 else "dossier.py", each.dossier_id)


def _urgent(each: Nieuws, names: dict[str, str], user: User) -> None:
    box, press = _box(each, names)
    with box:
        st.text(f"{each.codenaam}: {'acuut gevaar' if each.is_acuut else 'de signalen zijn terug'}.")
        st.text(worded("Wat er is vastgelegd, leest [de intern begeleider]. Vraag na wat er nu nodig is."))
    if press.button(veilig(f"Gelezen: {each.codenaam}"), key=f"dringend/{each.dossier_id}", type="primary"):
        dossier = dossier_of_tab.dossier_for(user, each.dossier_id)
        if dossier:
            gezien.see(dossier, user, clock.now())
            answer.good(f"Gelezen: {each.codenaam}.", _NO_LONGER_NEW)
        st.rerun()


def _box(each: Nieuws, names: dict[str, str]) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Draw who recorded it and when; return the places for its text and for its button."""
    whole = st.container(border=True, horizontal=True, vertical_alignment="center", key=f"mr-nieuw-{each.dossier_id}")
    box, at = whole.container(width="stretch", gap=None), clock.at_school(each.at)
    who = names.get(each.by, "onbekend")
    box.header(veilig(f"Nieuw: {who}, {ago(at.date(), clock.today())} {at:%H:%M}"), anchor=False)
    return box, whole


def count(user: User, here: str) -> int:
    """In how many dossiers there is news, other than in the one this tab is about."""
    with reading(user.school_id) as connection:
        return nieuws.count(connection, user, but=here)
