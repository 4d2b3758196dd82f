"""The start page is the work list: late, today, this week, and what is with others. One click to where it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import streamlit as st

from db import kalender, overview, work
from db.engine import reading, transaction
from db.overview import Ingezien, Leerling, Plek
from db.work import Werk
from meldcode.datum import in_words
from meldcode.kalender import Kalender, is_overdue
from meldcode.rollen import IN_A_DOSSIER, Permission, User, allows
from meldcode.stappen import STAPPEN
from ui import access, concepten, menu, show, werk
from ui.text import veilig

_MANY, _AT_A_TIME = 25, 8
_WEEK = timedelta(days=7)


def show_start(user: User) -> None:
    """Everything this person can act on, the most pressing first."""
    show.flash()
    st.title("Wat wacht er op u?", anchor=False)
    if any(user.may(each) for each in IN_A_DOSSIER):
        concepten.of_everything(user)
        _before_a_holiday(user)
        _adrift(user)
        _work(user)
    else:
        _without_dossiers(user)
    if user.may(Permission.WALK_ROUTE):
        _for_the_route(user)
    if user.may(Permission.OVERVIEW):
        st.page_link("directie.py", label="Naar het overzicht", icon=":material/bar_chart:")
    if allows(user.role, Permission.OPEN_DOSSIER) and not allows(user.role, Permission.WALK_ROUTE):
        _for_who_sees_signals(user)


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


def _before_a_holiday(user: User) -> None:
    """A dossier in which nothing happens asks by itself who watches, from two weeks before a holiday on."""
    today = access.today()
    with reading(user.school_id) as connection:
        asks = kalender.is_to_cover(connection, user.school_id, today)
    if asks:
        with transaction(user.school_id) as connection:
            kalender.cover(connection, user.school_id, today)


def _adrift(user: User) -> None:
    """Nothing is ever without an owner: say whose things nobody can do any more, and ask who takes over."""
    if not user.may(Permission.HAND_OVER):
        return
    with reading(user.school_id) as connection:
        gone = work.adrift(connection, user)
    if gone:
        names = access.names(user)
        who = ", ".join(sorted(names.get(each, "onbekend") for each in gone))
        with st.container(border=True):
            st.text(f"Er wacht nog iets op {who}, en die kan het niet meer doen. Wie neemt het over?")
            st.page_link("overdragen.py", label="Overdragen", icon=":material/swap_horiz:")


def _work(user: User) -> None:
    today = access.today()
    with reading(user.school_id) as connection:
        mine = work.mine(connection, user, today, today + work.WEEK, limit=_MANY * 4)
        counted = work.count(connection, user, today)
        others = work.with_others(connection, user, today, limit=_AT_A_TIME + 1)
        ids = list({each.dossier_id for each in (*mine, *others)})
        leerlingen = overview.leerlingen(connection, ids) if user.may(Permission.READ_DOSSIER) else {}
        agreed = overview.agreed(connection, [(each.dossier_id, each.sleutel) for each in (*mine, *others)])
        free = kalender.kalender(connection, user.school_id)
    late = [each for each in mine if is_overdue(each.due_on, today)]
    now = [each for each in mine if each.due_on == today]
    soon = [each for each in mine if each.due_on > today]
    if not counted.nu:
        st.text("Er wacht vandaag niets op u.")
    drawn = _Drawn(leerlingen, agreed, free, access.names(user))
    _section("Te laat", late, counted.te_laat, drawn)
    _section("Vandaag", now, counted.vandaag, drawn)
    _section("Deze week", soon, counted.deze_week, drawn)
    if others:
        more = f"meer dan {_AT_A_TIME}" if len(others) > _AT_A_TIME else str(len(others))
        st.subheader(veilig("Wacht op anderen", note=more), anchor=False)
        for together in _per_dossier(others[:_AT_A_TIME]):
            _card(together, drawn, with_others=True)


@dataclass(frozen=True)
class _Drawn:
    """What the rows of a list need to know besides themselves."""

    leerlingen: Mapping[str, Leerling]
    agreed: Mapping[str, str]
    free: Kalender
    names: Mapping[str, str]


def _section(title: str, rows: Sequence[Werk], number: int, drawn: _Drawn) -> None:
    if rows:
        st.subheader(veilig(title, note=str(number)), anchor=False)
    for together in _per_dossier(rows[:_AT_A_TIME]):
        _card(together, drawn)
    if number > _AT_A_TIME:
        st.caption(veilig(f"En nog {number - _AT_A_TIME}. Wat hierboven staat, is het eerst aan de beurt."))


def _per_dossier(rows: Sequence[Werk]) -> list[list[Werk]]:
    """What waits in one dossier together, in the order of what comes first."""
    found: dict[str, list[Werk]] = {}
    for each in rows:
        found.setdefault(each.dossier_id, []).append(each)
    return list(found.values())


def _card(together: Sequence[Werk], drawn: _Drawn, *, with_others: bool = False) -> None:
    """What waits in one dossier: about whom, and a line for each."""
    leerling = drawn.leerlingen.get(together[0].dossier_id)
    with st.container(border=True, gap="small"):
        st.text(f"{together[0].codenaam} – {_who(leerling)}" if leerling else together[0].codenaam)
        for each in together:
            with st.container(horizontal=True, vertical_alignment="center"):
                with st.container(width="stretch", gap=None):
                    st.text(werk.what(each, drawn.agreed.get(f"{each.dossier_id}/{each.sleutel}", "")))
                    who = f"{_with_whom(each, drawn.names)}. " if with_others else ""
                    st.caption(veilig(f"{who}{werk.until(each, drawn.free)}"))
                if not with_others and st.button("Openen", key=f"wacht/{each.dossier_id}/{each.sleutel}"):
                    werk.go(each)


def _with_whom(each: Werk, names: Mapping[str, str]) -> str:
    return "Veilig Thuis" if each.soort in ("terugkoppeling", "onderzoek") else werk.whose(each, names)


def _for_the_route(user: User) -> None:
    with reading(user.school_id) as connection:
        mine = overview.dossiers(connection, user, limit=_MANY)
        leerlingen = overview.leerlingen(connection, [each.dossier_id for each in mine])
        looked = overview.looked_into(connection, user, access.today() - _WEEK)
    _looked_into(looked, user)
    if not mine:
        st.markdown("Er zijn nog geen dossiers. Begin met een nieuw dossier als u zich zorgen maakt over een leerling.")
        st.page_link("nieuw.py", label="Nieuw dossier", icon=":material/add_circle:")
        return
    st.subheader("Dossiers", anchor=False)
    for each in mine:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch", gap=None):
                st.text(f"{each.codenaam} – {_who(leerlingen.get(each.dossier_id))}")
                st.caption(veilig(f"{each.fase.label}, sinds {in_words(each.fase_since)}"))
            _go(each, menu.page_of(STAPPEN[each.fase.stap - 1]), f"dossier/{each.dossier_id}", "Openen")


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
            _go(each, "dossier.py", f"lees/{each.dossier_id}", "Lezen")


def _who(leerling: Leerling | None) -> str:
    return f"{leerling.naam}, groep {leerling.groep}" if leerling else "niet te lezen"


def _go(each: Plek, page: str, key: str, label: str) -> None:
    if st.button(veilig(label), key=key):
        access.go_to(page, each.dossier_id)
