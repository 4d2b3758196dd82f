"""The start page: what waits for me today, and my dossiers with their place on the route."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from db import overview
from db.engine import reading
from db.overview import Ingezien, Leerling, Plek, Wacht
from meldcode.datum import in_words
from meldcode.kalender import is_overdue
from meldcode.rollen import IN_A_DOSSIER, Permission, Role, User, allows
from meldcode.stappen import STAPPEN
from meldcode.verplichtingen import TITELS
from ui import access, menu, show
from ui.text import veilig

_MANY = 25
_WEEK = timedelta(days=7)


def show_start(user: User) -> None:
    """Everything this person can act on, the most pressing first."""
    show.flash()
    st.title("Wat wacht er op u?", anchor=False)
    if user.may(Permission.WALK_ROUTE):
        _for_the_route(user)
    if user.may(Permission.OVERVIEW):
        _for_the_directie(user)
    if allows(user.role, Permission.OPEN_DOSSIER) and not allows(user.role, Permission.WALK_ROUTE):
        _for_who_sees_signals(user)
    if not any(user.may(each) for each in IN_A_DOSSIER):
        _without_dossiers(user)


def _without_dossiers(user: User) -> None:
    """What is there for those who never see a dossier."""
    if user.may(Permission.MANAGE):
        st.markdown("U beheert accounts en termijnen. Dossiers ziet u niet.")
        st.page_link("beheer.py", label="Naar beheer")
    elif user.may(Permission.REGISTER):
        st.markdown("U houdt toezicht op wie wat heeft gezien. Wat er in dossiers staat, ziet u niet.")
        st.page_link("register.py", label="Naar het register", icon=":material/fact_check:")
    else:
        st.markdown("U hoort bij het bestuur. Dossiers en namen van leerlingen ziet u niet; wel aantallen per school.")
        st.page_link("bestuur.py", label="Naar de cijfers van uw scholen", icon=":material/bar_chart:")


def _for_the_route(user: User) -> None:
    with reading(user.school_id) as connection:
        waiting = overview.waiting_for(connection, user, Role.IB_ER, limit=_MANY)
        mine = overview.dossiers(connection, user, limit=_MANY)
        ids = list({each.dossier_id for each in waiting} | {each.dossier_id for each in mine})
        leerlingen = overview.leerlingen(connection, ids)
        looked = overview.looked_into(connection, user, access.today() - _WEEK)
    _looked_into(looked, user)
    if not mine:
        st.markdown("Er zijn nog geen dossiers. Begin met een nieuw dossier als u zich zorgen maakt over een leerling.")
        st.page_link("nieuw.py", label="Nieuw dossier", icon=":material/add_circle:")
        return
    _waiting(waiting, leerlingen)
    st.subheader("Dossiers", anchor=False)
    _list(mine, leerlingen)


def _looked_into(looked: Sequence[Ingezien], user: User) -> None:
    """What the directie opened in the past week, and why."""
    if not looked:
        return
    names = access.names(user)
    st.subheader("Ingezien door de directie", anchor=False)
    for each in looked:
        with st.container(border=True, gap=None):
            st.text(f"{each.codenaam}: {each.reden}")
            st.caption(veilig(f"{names.get(each.by, 'onbekend')}, {in_words(each.on)}. Dit staat hier een week."))


def _for_the_directie(user: User) -> None:
    with reading(user.school_id) as connection:
        waiting = overview.waiting_for(connection, user, Role.DIRECTIE, limit=_MANY)
    if waiting:
        st.text("Deze berichten wachten op uw bevestiging.")
    else:
        st.text("Er wacht niets op u.")
    for each in waiting:
        _row(each, None, "directie.py")
    st.page_link("directie.py", label="Naar het overzicht", icon=":material/bar_chart:")


def _for_who_sees_signals(user: User) -> None:
    with reading(user.school_id) as connection:
        mine = overview.opened_or_invited(connection, user, access.today(), limit=_MANY)
        leerlingen = overview.leerlingen(connection, [each.dossier_id for each in mine])
    st.markdown("Maakt u zich zorgen over een leerling? Geef uw signaal door aan de intern begeleider.")
    st.page_link("nieuw.py", label="Signaal doorgeven", icon=":material/add_circle:")
    if mine:
        st.subheader("Door u doorgegeven, of waarin u meeleest", anchor=False)
    for each in mine:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.text(f"{each.codenaam} – {_who(leerlingen.get(each.dossier_id))}", width="stretch")
            _go(each.dossier_id, "dossier.py", f"lees/{each.dossier_id}", "Lezen")


def _waiting(waiting: Sequence[Wacht], leerlingen: dict[str, Leerling]) -> None:
    today = access.today()
    late = [each for each in waiting if is_overdue(each.due_on, today)]
    now = [each for each in waiting if each.due_on == today]
    soon = [each for each in waiting if today < each.due_on <= today + _WEEK]
    for title, rows in (("Te laat", late), ("Vandaag", now), ("Deze week", soon)):
        if rows:
            st.subheader(veilig(title, note=str(len(rows))), anchor=False)
        for each in rows[:8]:
            _row(each, leerlingen.get(each.dossier_id), _where(each))
        if len(rows) > 8:
            st.caption(veilig(f"En nog {len(rows) - 8}; u ziet ze bij de dossiers hieronder."))
    if not (late or now):
        st.text("Er wacht vandaag niets op u.")


def _where(each: Wacht) -> str:
    """The page where it is done: a question of the directie is answered beside the whole dossier."""
    return "dossier.py" if each.soort == "antwoord" else menu.page_of(STAPPEN[each.stap - 1])


def _row(each: Wacht, leerling: Leerling | None, page: str) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        what = f"{TITELS[each.soort]} (stap {each.stap})"
        about = f"{each.codenaam} – {_who(leerling)}" if leerling else each.codenaam
        with st.container(width="stretch", gap=None):
            st.text(f"{about}: {what[0].lower()}{what[1:]}")
            st.caption(veilig(f"Uiterlijk {in_words(each.due_on)}"))
        _go(each.dossier_id, page, f"wacht/{each.dossier_id}/{each.soort}/{each.stap}", "Openen")


def _list(mine: Sequence[Plek], leerlingen: dict[str, Leerling]) -> None:
    for each in mine:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch", gap=None):
                st.text(f"{each.codenaam} – {_who(leerlingen.get(each.dossier_id))}")
                st.caption(veilig(f"{each.fase.label}, sinds {in_words(each.fase_since)}"))
            page = menu.page_of(STAPPEN[each.fase.stap - 1])
            _go(each.dossier_id, page, f"dossier/{each.dossier_id}", "Openen")


def _who(leerling: Leerling | None) -> str:
    return f"{leerling.naam}, groep {leerling.groep}" if leerling else "niet te lezen"


def _go(dossier_id: str, page: str, key: str, label: str) -> None:
    if st.button(veilig(label), key=key):
        access.choose(dossier_id)
        st.switch_page(page)
