"""The start page: news, concepten and the work list; what is on it depends on the role."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from db.dossiers import dossier_rows, dossierlijst
from db.dossiers.dossier_rows import Ingezien
from db.dossiers.dossierlijst import Welke
from db.school import kalender
from db.store.engine import reading, transaction
from db.werk import werklijst as work
from meldcode.eigen.woorden import worded
from meldcode.rollen import IN_A_DOSSIER, Permission, User, allows
from meldcode.vragen.datum import in_words
from ui import clock
from ui.elements import rijen
from ui.page import dossier_of_tab, nieuws, people, record_view
from ui.text import veilig
from ui.werk import concepten, werklijst

_LOOKED, _AT_A_TIME = "start/ingezien", 8
_WEEK = timedelta(days=7)


def show_start(user: User) -> None:
    """Draw everything this person can act on, most urgent first."""
    st.title("Wat wacht er op u?", anchor=False)
    if any(user.may(each) for each in IN_A_DOSSIER):
        nieuws.draw(user)
        concepten.of_everything(user)
        _before_a_holiday(user)
        _adrift(user)
        werklijst.draw(user)
    else:
        _without_dossiers(user)
    if user.may(Permission.WALK_ROUTE):
        _for_the_route(user)
    if user.may(Permission.OVERVIEW):
        st.page_link("directie.py", label="Naar het overzicht", icon=":material/bar_chart:")
    if allows(user.role, Permission.OPEN_DOSSIER) and not allows(user.role, Permission.WALK_ROUTE):
        _for_who_sees_signals(user)


def _without_dossiers(user: User) -> None:
    """Draw the start page for people whose role sees no dossier."""
    if user.may(Permission.MANAGE):
        st.markdown("U beheert accounts en termijnen. Dossiers ziet u niet.")
        st.page_link("beheer.py", label="Naar beheer")
    elif user.may(Permission.REGISTER):
        st.markdown("U houdt toezicht op wie wat heeft gezien. Wat er in dossiers staat, ziet u niet.")
        st.page_link("register.py", label="Naar het register", icon=":material/fact_check:")
    else:
        st.markdown("U hoort bij het bestuur. U ziet aantallen per school, geen dossiers en geen namen van leerlingen.")
        st.page_link("bestuur.py", label="Naar de cijfers van uw scholen", icon=":material/bar_chart:")


def _before_a_holiday(user: User) -> None:
    """From two weeks before a holiday, let dossiers in which nothing happens ask who watches (``kalender.cover``)."""
    today = clock.today()
    with reading(user.school_id) as connection:
        asks = kalender.is_to_cover(connection, user.school_id, today)
    if asks:
        with transaction(user.school_id) as connection:
            kalender.cover(connection, user.school_id, today)


def _adrift(user: User) -> None:
    """Say which colleagues have work that they can no longer do, with a link to hand it over."""
    if not user.may(Permission.HAND_OVER):
        return
    with reading(user.school_id) as connection:
        gone = work.adrift(connection, user)
    if gone:
        names = people.names(user)
        who = ", ".join(sorted(names.get(each, "onbekend") for each in gone))
        with st.container(border=True):
            st.text(f"Er wacht nog iets op {who}, en die kan het niet meer doen. Wie neemt het over?")
            st.page_link("overdragen.py", label="Overdragen", icon=":material/swap_horiz:")


def _for_the_route(user: User) -> None:
    with reading(user.school_id) as connection:
        every = dossierlijst.regels(connection, user, clock.today())
        looked = dossier_rows.looked_into(connection, user, clock.today() - _WEEK)
    _looked_into(looked, user)
    if not every:
        st.markdown("Er zijn nog geen dossiers. Begin met een nieuw dossier als u zich zorgen maakt over een leerling.")
        st.page_link("nieuw.py", label="Nieuw dossier", icon=":material/add_circle:")
        return
    number = sum(each.is_in(Welke.OPEN) for each in every)
    label = f"Alle dossiers: {number} open, {len(every) - number} gesloten"
    st.page_link("dossiers.py", label=veilig(label), icon=":material/folder_open:")


def _looked_into(looked: Sequence[Ingezien], user: User) -> None:
    """Draw what the directie inspected in the past week, and why."""
    if not looked:
        return
    names = people.names(user)
    st.header("Ingezien door de directie", anchor=False)
    for each in rijen.first_of(looked, _LOOKED, _AT_A_TIME):
        with st.container(border=True, gap=None):
            st.text(f"{each.codenaam}: {each.reden}")
            st.caption(veilig(f"{names.get(each.by, 'onbekend')}, {in_words(each.on)}. Dit staat hier een week."))
    rijen.show_all(looked, _LOOKED, _AT_A_TIME, "Ingezien")


def _for_who_sees_signals(user: User) -> None:
    with reading(user.school_id) as connection:
        every = dossierlijst.regels(connection, user, clock.today())
        shown = every[:_AT_A_TIME]
        leerlingen = dossier_rows.leerlingen(connection, [each.dossier_id for each in shown if each.noemt])
    ask = "Maakt u zich zorgen over een leerling? Geef uw signaal door aan [de intern begeleider]."
    st.markdown(veilig(worded(ask)))
    st.page_link("nieuw.py", label="Signaal doorgeven", icon=":material/add_circle:")
    if every:
        st.header(veilig("Door u doorgegeven, of waarin u meeleest", note=str(len(every))), anchor=False)
    with rijen.rows("gelezen"):
        for each in shown:
            if rijen.row(f"lees/{each.dossier_id}", each.codenaam, record_view.named(leerlingen.get(each.dossier_id))):
                dossier_of_tab.go_to("dossier.py", each.dossier_id)
    if len(every) > len(shown):
        label = f"De eerste {len(shown)} van {len(every)}: alle bekijken en zoeken"
        st.page_link("dossiers.py", label=veilig(label), icon=":material/folder_open:")
