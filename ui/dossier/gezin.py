"""The page about brothers and sisters: one timeline and what is due, for whoever reads both; and tying dossiers.

Whoever may read only one of two dossiers sees here what they would see if there were no other (ADR 61).
"""

from collections.abc import Collection, Mapping

import streamlit as st

from db.access import verwant
from db.access.verwant import Band
from db.dossiers import dossier_rows, dossierlijst, gelijkend, koppelen
from db.dossiers.dossierlijst import Regel
from db.store.engine import reading
from db.werk import werklijst
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.familie.thuis import thuis
from meldcode.dossier.familie.tijdlijn import in_zinnen, samen
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Permission, User
from meldcode.termijnen.kalender import is_overdue
from meldcode.vragen.datum import away
from ui import clock
from ui.dossier import dubbel, kop, tijdlijn
from ui.elements import answer, rijen
from ui.page import dossier_of_tab, noted, people, record_view
from ui.text import veilig
from ui.werk import dossierlijst as lijst
from ui.werk import werk

TITEL = "Broers en zussen"
_SOME, _MOST_TYPED = 5, 100


def draw(dossier: Dossier, user: User) -> None:
    """Draw what belongs to this dossier, as far as this person reads both, and let who walks them tie another."""
    kop.heading(TITEL, dossier, user)
    walks, today = dossier.may(user, Permission.WALK_ROUTE), clock.today()
    with reading(user.school_id) as connection:
        found = verwant.of(connection, user, dossier.id, today)
        family = [each.dossier_id for each in found if each.band is Band.GEZIN]
        shown = dossierlijst.regels_van(connection, user, today, family)
        named = dossier_rows.leerlingen(connection, family)
    if not found:
        st.caption("Dit dossier is aan geen ander dossier gekoppeld dat u mag lezen.")
    for each in shown:
        _one(dossier, each, record_view.named(named.get(each.dossier_id)), user, walks=walks)
    if shown:
        _together(dossier, [each.dossier_id for each in shown], user)
    for same in found:
        if same.band is Band.HOORT_BIJ:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text("Hier is iets aan toegevoegd uit:" if same.is_added else "Dit is toegevoegd aan:")
                if st.button(veilig(same.codenaam), key=f"{dossier.id}/bij/{same.dossier_id}", type="tertiary"):
                    dossier_of_tab.go_to("dossier.py", same.dossier_id)
    dubbel.history(dossier, [each.dossier_id for each in found if each.band is Band.HOORT_BIJ], user)
    if walks:
        _tie(dossier, user, [dossier.id, *family])
        dubbel.ask(dossier, user)


def _one(dossier: Dossier, each: Regel, leerling: str, user: User, *, walks: bool) -> None:
    """One of the family: who it is, where the dossier is, and the way there."""
    key = f"{dossier.id}/gezin/{each.dossier_id}"
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap=None):
            st.text(leerling)
            st.caption(veilig(" · ".join(filter(None, (each.codenaam, lijst.place_on_route(each))))))
        if st.button(veilig(f"{each.codenaam} openen"), key=f"{key}/naar"):
            lijst.go(each)
        if walks and each.fase and _is_to_untie(each, key):
            try:
                koppelen.ontkoppel(user, dossier.id, each.dossier_id, clock.now())
            except Geweigerd as refused:
                answer.refuse(str(refused))
                st.stop()
            answer.good(f"{each.codenaam} is niet meer gekoppeld.", "Wat vastligt, staat er nog, in elk dossier.")
            dossier_of_tab.go_to("gezin.py", dossier.id)


def _is_to_untie(each: Regel, key: str) -> bool:
    return st.button(veilig(f"{each.codenaam} ontkoppelen"), key=f"{key}/los", type="tertiary")


def _together(dossier: Dossier, others: list[str], user: User) -> None:
    """What is due for the family, and one timeline."""
    views = [view for one in others if (view := dossier_of_tab.dossier_for(user, one))]
    noted.with_it(dossier, views, user)
    together = [dossier, *views]
    st.header("Wat er wacht voor het gezin", anchor=False)
    with reading(user.school_id) as connection:
        waiting = werklijst.of_dossiers(connection, user, [each.id for each in together])
    names, today = people.names(user), clock.today()
    if not waiting:
        st.caption("Hier wacht niets.")
    with rijen.rows("code-gezin"):
        for each in waiting:
            due = away(each.due_on, today)
            late = due if is_overdue(each.due_on, today) else ""
            cells = [f"{werk.what(each)} – {werk.whose(each, names)}", *([] if late else [due])]
            if rijen.row(f"{dossier.id}/wacht/{each.dossier_id}/{each.sleutel}", each.codenaam, *cells, late=late):
                werk.go(each)
    st.header("Eén tijdlijn", anchor=False)
    found = samen(together)
    if not found:
        st.caption("Nog niets om op een tijdlijn te zetten.")
        return
    dossiers = dict.fromkeys(codenaam for codenaam, _each in found)
    tijdlijn.picture({name: [each for codenaam, each in found if codenaam == name] for name in dossiers})
    st.text("\n".join(in_zinnen(found)))


def _tie(dossier: Dossier, user: User, known: list[str]) -> None:
    """Look for the dossier of a brother or sister, and tie it in one press."""
    st.header("Broer of zus koppelen", anchor=False)
    st.markdown(
        "Alleen wie allebei de dossiers mag lezen, ziet dat ze gekoppeld zijn. Voor anderen verandert er niets. "
        "Elk dossier houdt zijn eigen stappen en termijnen."
    )
    key = f"{dossier.id}/koppelen"
    typed = st.text_input(
        "Zoek op naam, codenaam of geboortedatum", key=f"{key}/zoek", max_chars=_MOST_TYPED, width=360
    )
    if typed.strip():
        _found(dossier, user, dict.fromkeys(lijst.looked_for(user, typed, key, walked=True), ""), known, key)
    elif why := _same_home(dossier, user, key):
        _found(dossier, user, why, known, f"{key}/thuis")


def _same_home(dossier: Dossier, user: User, key: str) -> dict[str, str]:
    """In one press: the dossiers with the same parents or the same address; why, by id. A place is never shown."""
    home = thuis(dossier.standing, dossier.leerling("gezag"))
    if not home.gelezen and not home.plekken:
        st.caption("Staan de ouders bij ‘Om de leerling heen’? Dan zoekt u hier ook op hun naam en adres.")
        return {}
    asked, why = st.session_state.get(f"{key}/thuis/gevonden", (None, {}))
    if st.button("Zoek dezelfde ouders of hetzelfde adres", key=f"{key}/thuis/zoek"):
        with st.spinner("Zoeken"), reading(user.school_id) as connection:
            asked, why = hash(home), gelijkend.van_gezin(connection, user, clock.today(), home, dossier.id)
        lijst.note_question(user, asked, list(why))
        st.session_state[f"{key}/thuis/gevonden"] = asked, why
    if asked != hash(home):
        return {}
    if not why:
        st.info("Er is geen ander dossier met dezelfde ouders of hetzelfde adres. U kunt ook op naam zoeken.")
    return dict(why)


def _found(dossier: Dossier, user: User, why: Mapping[str, str], known: Collection[str], key: str) -> None:
    """What can be tied, each with why it was found, if that is known."""
    found = [each for each in why if each not in known]
    with reading(user.school_id) as connection:
        shown = dossierlijst.regels_van(connection, user, clock.today(), rijen.first_of(found, key, _SOME))
        named = dossier_rows.leerlingen(connection, [each.dossier_id for each in shown])
    if not shown:
        st.caption("Niets gevonden dat nog te koppelen is.")
    with rijen.rows("bekend" if any(why.values()) else "gelezen"):
        for each in shown:
            cells = record_view.named(named.get(each.dossier_id)), lijst.place_on_route(each), why[each.dossier_id]
            if rijen.row(f"{key}/{each.dossier_id}", each.codenaam, *filter(None, cells)):
                _tied(dossier, each, user)
    rijen.show_all(len(found), key, _SOME, "Te koppelen")


def _tied(dossier: Dossier, other: Regel, user: User) -> None:
    try:
        koppelen.koppel(user, dossier.id, other.dossier_id, clock.today(), clock.now())
    except Geweigerd as refused:
        answer.refuse(str(refused))
        st.stop()
    answer.good(f"{dossier.codenaam} en {other.codenaam} zijn gekoppeld.", "Alleen wie allebei mag lezen, ziet dat.")
    dossier_of_tab.go_to("gezin.py", dossier.id)
