"""The menu, which follows from the verified role, and what surrounds each page."""

from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass, replace
from functools import cache, partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from db.access import toegang
from db.school.schools import name_and_practice
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.eigen.velden import veilig_thuis
from meldcode.namen.groep import in_groep
from meldcode.nummers import ALARM
from meldcode.rollen import Permission, User, allows
from meldcode.route.stappen import STAPPEN, Stap
from ui import clock
from ui.elements.slot import place
from ui.hulp import tonen
from ui.hulp.hoofdstukken import BIJ, BIJ_DOORGEVEN
from ui.page import access, alarm, dossier_of_tab, nieuws, werkplek
from ui.page.screens import ACUUT, SCREENS, SELDOM, STAP_FILES, THIS, Screen
from ui.text import own_html, veilig

_CALL = '<a class="mr-bel-klein" href="{tel}">{naam}<b>{nummer}</b></a>'
_HOMES = (Permission.OVERVIEW, Permission.FIGURES)
_SELDOM = frozenset(each.file for each in SCREENS if each.seldom)


@dataclass(frozen=True)
class _Known:
    """What the menu says of the dossier that this tab is about: nothing but its code name, and which pages it has."""

    dossier_id: str
    codenaam: str
    links: tuple[tuple[str, str], ...]
    """The file of each page, and its name."""


@dataclass(frozen=True)
class _Frame:
    """What surrounds the page of this run. ``slot``: the place in the menu of the dossier that the page is about.

    ``practice``: whether this is a practice school.
    """

    page: StreamlitPage
    news: int
    practice: bool
    slot: DeltaGenerator


_KNOWN = "menu/dossier"
_FRAME: ContextVar[_Frame] = ContextVar("frame")
_PAGES: ContextVar[Mapping[str, StreamlitPage]] = ContextVar("pages")
"""The pages of this run, by file: of a page with two addresses the one without a path."""


def pages(user: User) -> list[StreamlitPage]:
    """Every page, for those who may see it. The addresses of others show a refusal, which is in no menu."""
    made, by_file = list[StreamlitPage](), dict[str, StreamlitPage]()
    for screen in SCREENS:
        may = user.may(screen.permission)
        shown = screen if screen.address else _lands_on(user)
        # Streamlit marks the page that runs, so each run has copies of its own.
        page = copy(_page(shown.file, shown.named(user), screen.address) if may else _refusal(screen))
        made.append(page)
        by_file.setdefault(shown.file, page)
    _PAGES.set(by_file)
    return made


@cache
def _page(file: str, title: str, address: str) -> StreamlitPage:
    return st.Page(file, title=title, url_path=address, default=not address)


@cache
def _refusal(screen: Screen) -> StreamlitPage:
    refusal = partial(_refuse, screen.permission)
    return st.Page(refusal, title="Geen toegang", url_path=screen.address)


def _refuse(permission: Permission) -> None:
    access.refuse(access.signed_in(), permission)


def _lands_on(user: User) -> Screen:
    """What is at the address without a path: of a role whose work is on one page that page, else the start page."""
    return next(
        (each for each in SCREENS if each.permission in _HOMES and allows(user.role, each.permission)), SCREENS[0]
    )


def frame(user: User, page: StreamlitPage) -> None:
    """Draw what surrounds every page: practice or real, alarms, the menu, whom to call, and signing out."""
    with reading(user.school_id) as connection:
        school, practice = name_and_practice(connection, user.school_id)
        known = _known(user)
        if known and not toegang.may_know(connection, user, known.dossier_id, clock.today()):
            known = None
    is_of_dossier = any(screen.group == THIS and screen.address == page.url_path for screen in SCREENS)
    news = nieuws.count(user, dossier_of_tab.about() if is_of_dossier else "")
    if practice:
        st.html('<p class="mr-practice">Oefenschool – alle gegevens zijn verzonnen</p>')
    werkplek.line(user)
    with st.container(key="mr-acuut"):
        st.page_link(_PAGES.get()["acuut.py"], label="Acuut")
    _help(user, page)
    if page.url_path != ACUUT or not user.may(Permission.ALARM):
        alarm.line(user)
    with st.sidebar:
        _FRAME.set(_Frame(page, news, practice, _draw(user, page, news, school, practice=practice)))
    if known and not is_of_dossier:
        _dossier(known, known.codenaam)
    _name_tab(page.title, known.codenaam if known and is_of_dossier else "")


def is_practice() -> bool:
    """Whether the page of this run is one of a practice school."""
    return _FRAME.get().practice


def _draw(user: User, here: StreamlitPage, news: int, school: str, *, practice: bool) -> DeltaGenerator:
    """Draw the menu; return the place for the pages of a dossier."""
    home, there = _lands_on(user), _PAGES.get()
    st.html('<p class="mr-merk"><img src="/meldroute.svg" alt="">Meldroute</p>')
    with st.container(key="mr-menu", gap=None):
        for screen in SCREENS:
            is_here = not screen.group and (practice or not screen.practice)
            if is_here and user.may(screen.permission) and (screen.address or screen is home):
                new = f"{news} nieuw" if news and screen is home else ""
                at = here if here.title == screen.named(user) else there[screen.file]  # see _PAGES
                st.page_link(at, label=veilig(screen.named(user), note=new))
    slot = place(key="mr-menu-dossier", gap=None)
    with st.container(key="mr-menu-acuut", gap="xsmall"):
        st.page_link(there["acuut.py"], label="Acuut gevaar")
        for each in (ALARM, veilig_thuis()):
            st.html(own_html(_CALL, tel=each.tel, naam=each.naam, nummer=each.nummer))
    with st.container(key="mr-menu-wie", gap=None):
        st.html(own_html("<p><b>{naam}</b> {wie}</p>", naam=user.naam, wie=f"{user.role.label}, {school}"))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.page_link(there["account.py"], label="Mijn account")
            st.html('<form method="post" action="/uitloggen"><button class="mr-sign-out">Uitloggen</button></form>')
    return slot


def _help(user: User, here: StreamlitPage) -> None:
    """The link to the chapter about this page; none on the page Hulp itself."""
    landing = _lands_on(user)
    file = next((each.file for each in SCREENS if each.address == here.url_path and each.address), landing.file)
    if file == tonen.PAGE:
        return
    other = {} if user.may(Permission.WALK_ROUTE) else BIJ_DOORGEVEN
    naam = other.get(file) or BIJ.get(file)
    with st.container(key="mr-help"):
        st.page_link(_PAGES.get()[tonen.PAGE], label="Hulp", query_params={tonen.OVER: naam} if naam else None)


def of_dossier(dossier: Dossier, user: User) -> None:
    """Draw the pages of this dossier in the menu, and name the tab after it. Each page about a dossier calls this."""
    naam, here = dossier.leerling("naam"), _FRAME.get().page
    known = _Known(dossier.id, dossier.codenaam, tuple(_links(dossier, user)))
    st.session_state[_KNOWN] = known
    _dossier(known, " · ".join(filter(None, (dossier.codenaam, naam and f"{naam}, {in_groep(dossier.groep)}"))))
    _name_tab(here.title, dossier.codenaam)


def _links(dossier: Dossier, user: User) -> Iterator[tuple[str, str]]:
    """The pages of this dossier that this person may see, each with its name. Of the route one: where it is now."""
    stappen = [page_of(stap) for stap in STAPPEN]
    walks, is_whole = dossier.may(user, Permission.WALK_ROUTE), dossier.is_whole_to(user, clock.today())
    if walks:
        here = next((file for file in stappen if is_at(file)), page_of(dossier.stap))
        yield here, "De route"
    for screen in SCREENS:
        is_here = screen.group == THIS and not (walks and screen.file in stappen)
        if is_here and dossier.may(user, screen.permission) and (is_whole or not screen.whole):
            yield screen.file, screen.title


def is_at(file: str) -> bool:
    """Whether this file is the page of this run."""
    address = next(screen.address for screen in SCREENS if screen.file == file)
    return _FRAME.get().page.url_path == address


def _known(user: User) -> _Known | None:
    """What the menu knows of the dossier that this tab is about; None if it is about none, or about another by now.

    Without pages that this person may no longer see.
    """
    known = st.session_state.get(_KNOWN)
    if not isinstance(known, _Known) or known.dossier_id != dossier_of_tab.about():
        return None
    theirs = {screen.file for screen in SCREENS if user.may(screen.permission)}
    return replace(known, links=tuple((file, label) for file, label in known.links if file in theirs))


def _dossier(known: _Known, title: str) -> None:
    with _FRAME.get().slot:
        st.html(own_html('<p class="mr-menu-kop">{title}</p>', title=title))
        for file, label in known.links:
            if file not in _SELDOM:
                link(file, label, known.dossier_id)
        seldom = [each for each in known.links if each[0] in _SELDOM]
        if seldom:
            with st.expander(veilig(SELDOM), expanded=any(is_at(file) for file, _label in seldom)):
                for file, label in seldom:
                    link(file, label, known.dossier_id)


def _name_tab(title: str, codenaam: str) -> None:
    """Set the title of the tab: the code name, the page, and in how many other dossiers there is news."""
    number = _FRAME.get().news
    named = f"{codenaam} – {title}" if codenaam else title
    st.set_page_config(page_title=f"{f'({number}) ' if number else ''}{named} – Meldroute")


def link(file: str, text: str, dossier_id: str, *, before: str = "", note: str = "") -> None:
    """A link to a page about this dossier, with its id in the address; ``before`` and ``note`` as in ``veilig``."""
    about = {dossier_of_tab.HERE: dossier_id}
    st.page_link(_PAGES.get()[file], label=veilig(text, before=before, note=note), query_params=about)


def is_about_a_dossier(file: str) -> bool:
    """Whether this is one of the pages about one dossier."""
    return any(screen.file == file and screen.group == THIS for screen in SCREENS)


def page_of(stap: Stap) -> str:
    """The file of the page of this stap."""
    return f"{STAP_FILES[stap.nummer - 1]}.py"


def page_after(stap: Stap, before: Dossier, after: Dossier) -> str:
    """The file of the page to go to after recording in this stap: of the stap the dossier came into, or of this one."""
    return page_of(after.stap if after.fase is not before.fase else stap)
