"""The pages, each declared once: file, title, address, who may see it. The menu follows from the verified role."""

from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from db.school.schools import is_practice, school_name
from db.store.engine import reading
from meldcode.bronnen import BASISMODEL
from meldcode.dossier.dossier import Dossier
from meldcode.eigen.velden import veilig_thuis
from meldcode.nummers import ALARM
from meldcode.rollen import Permission, User
from meldcode.route.stappen import STAPPEN, Stap
from ui.page import access, alarm, dossier_of_tab, nieuws
from ui.text import own_html, veilig


@dataclass(frozen=True)
class Screen:
    """One page: its file next to main.py, its address, and the permission it needs."""

    file: str
    title: str
    address: str
    permission: Permission
    group: str
    icon: str


_CALL = '<a class="mr-bel-klein" href="{tel}">{naam}<b>{nummer}</b></a>'
_STAP_FILES = ("stap_1_signalen", "stap_2_overleg", "stap_3_gesprek", "stap_4_wegen", "stap_5_beslissen")
THIS = "Dit dossier"
_ACUUT = "acuut"  # this page draws the alarms itself, below the telephone numbers
_STAP_ICONS = ("visibility", "groups", "forum", "balance", "signpost")

SCREENS: tuple[Screen, ...] = (
    Screen("start.py", "Start", "", Permission.START, "", "home"),
    Screen("nieuw.py", "Nieuw dossier", "nieuw", Permission.OPEN_DOSSIER, "", "add_circle"),
    Screen("dossiers.py", "Dossiers", "dossiers", Permission.READ_DOSSIER, "", "folder_open"),
    Screen("directie.py", "Overzicht", "directie", Permission.OVERVIEW, "", "bar_chart"),
    Screen("jaarverslag.py", "Jaarverslag", "jaarverslag", Permission.JAARVERSLAG, "", "summarize"),
    Screen("bestuur.py", "Cijfers van de scholen", "bestuur", Permission.FIGURES, "", "bar_chart"),
    Screen(
        "leerlingbespreking.py",
        "Leerlingbespreking",
        "leerlingbespreking",
        Permission.LEERLINGBESPREKING,
        "",
        "co_present",
    ),
    Screen("inzage.py", "Dossier inzien", "inzage", Permission.LOOK_INTO, "", "visibility_lock"),
    Screen("overdragen.py", "Overdragen", "overdragen", Permission.HAND_OVER, "", "swap_horiz"),
    Screen("register.py", "Register", "register", Permission.REGISTER, "", "fact_check"),
    Screen("beheer.py", "Beheer", "beheer", Permission.MANAGE, "", "settings"),
    Screen("account.py", "Mijn account", "account", Permission.START, "", "person"),
    Screen("acuut.py", "Acuut gevaar", _ACUUT, Permission.ALARM, "", "emergency"),
    *(
        Screen(f"{file}.py", f"{stap.nummer}. {stap.titel}", f"stap-{stap.nummer}", stap.permission, THIS, icon)
        for stap, file, icon in zip(STAPPEN, _STAP_FILES, _STAP_ICONS, strict=True)
    ),
    Screen("samen_wegen.py", "Samen wegen", "samen-wegen", Permission.READ_DOSSIER, THIS, "diversity_3"),
    Screen("dossier.py", "Alles op volgorde", "dossier", Permission.READ_DOSSIER, THIS, "history"),
    Screen("opvolging.py", "Afspraken en termijnen", "opvolging", Permission.READ_DOSSIER, THIS, "event"),
    Screen("toegang.py", "Wie leest mee", "toegang", Permission.GRANT, THIS, "key"),
)


def pages(user: User) -> dict[str, list[StreamlitPage]]:
    """The pages this person may see, by group. Other addresses show a refusal, which is in no menu."""
    found: dict[str, list[StreamlitPage]] = {}
    for screen in SCREENS:
        if user.may(screen.permission):
            page = st.Page(
                screen.file,
                title=screen.title,
                url_path=screen.address or None,
                default=not screen.address,
                icon=f":material/{screen.icon}:",
            )
        else:
            refusal = partial(access.refuse, user, screen.permission)
            page = st.Page(refusal, title="Geen toegang", url_path=screen.address, visibility="hidden")
        found.setdefault(screen.group, []).append(page)
    return found


def name_tab(user: User, page: StreamlitPage) -> None:
    """Set the title of the tab in the browser: which page it is, and in how many other dossiers there is news."""
    of_a_dossier = {screen.address for screen in SCREENS if screen.group == THIS}
    here = dossier_of_tab.about() if page.url_path in of_a_dossier else ""
    number = nieuws.count(user, here)
    st.set_page_config(page_title=f"{f'({number}) ' if number else ''}{page.title} – Meldroute")


def frame(user: User, page: StreamlitPage) -> None:
    """Draw what surrounds every page: practice or real, alarms, who is signed in, whom to call, and signing out."""
    with reading(user.school_id) as connection:
        practice, school = is_practice(connection), school_name(connection, user.school_id)
    if practice:
        st.html('<p class="mr-practice">Oefenschool – alle gegevens zijn verzonnen</p>')
    with st.container(key="mr-acuut"):
        st.page_link("acuut.py", label="Acuut", icon=":material/emergency:")
    if page.url_path != _ACUUT or not user.may(Permission.ALARM):
        alarm.line(user)
    with st.sidebar:
        with st.container(gap="xsmall"):
            for each in (ALARM, veilig_thuis()):
                st.html(own_html(_CALL, tel=each.tel, naam=each.naam, nummer=each.nummer))
        with st.container(gap=None):
            st.text(user.naam)
            st.caption(veilig(f"{user.role.label}, {school}"))
        st.caption(veilig(f"Meer weten: {BASISMODEL}."))
        st.html('<form method="post" action="/uitloggen"><button class="mr-sign-out">Uitloggen</button></form>')


def page_of(stap: Stap) -> str:
    """The file of the page of this stap."""
    return f"{_STAP_FILES[stap.nummer - 1]}.py"


def page_after(stap: Stap, before: Dossier, after: Dossier) -> str:
    """The file of the page to go to after recording in this stap: of the stap the dossier came into, or of this one."""
    return page_of(after.stap if after.fase is not before.fase else stap)
