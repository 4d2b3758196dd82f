"""The page Dossiers: which there are, where each is on the route, and finding one by three letters of a name."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from db.dossiers import dossier_rows, dossierlijst
from db.dossiers.dossierlijst import Regel, Welke
from db.journal import journal
from db.store.engine import reading
from meldcode.namen.zoeken import read_zoekvraag
from meldcode.rollen import Permission, User
from meldcode.route.stappen import STAPPEN
from meldcode.termijnen.kalender import is_overdue
from meldcode.vragen.datum import away, in_words
from ui import clock
from ui.elements import rijen
from ui.elements.slot import place
from ui.page import dossier_of_tab, menu, people, record_view
from ui.text import own_html, veilig
from ui.werk import werk

_KEY = "dossiers"
_BROUGHT = f"{_KEY}/gebracht"
_LABELS = {Welke.OPEN: "Open", Welke.MIJN: "Op mij", Welke.TE_LAAT: "Te laat", Welke.GESLOTEN: "Gesloten"}
_MOST_TYPED = 100
_HEAD = (
    '<p class="mr-rijen-kop" aria-hidden="true"><b>Codenaam</b> <span>Leerling</span> <span>Route</span> '
    "<span>Hierna</span> <span>Uiterlijk</span></p>"
)


def draw(user: User) -> None:
    """Draw the search field, the filters, and one page of the list."""
    st.title("Dossiers", anchor=False)
    today, walks = clock.today(), user.may(Permission.WALK_ROUTE)
    with reading(user.school_id) as connection:
        counts = dossierlijst.tel(connection, user, today, tuple(Welke) if walks else dossierlijst.ALLES)
    is_first = _BROUGHT not in st.session_state
    st.session_state.setdefault(_BROUGHT, None)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(
            "Zoek op naam, codenaam of geboortedatum",
            key=f"{_KEY}/zoek",
            placeholder="Bijvoorbeeld: jan, Eik 22 of 3-5-2017",
            max_chars=_MOST_TYPED,
            width=360,
        )
        filters = place()
    with place():
        typed = "" if _is_only_brought(typed, is_first=is_first) else typed
    with filters:
        welke = _chosen(counts) if walks and not typed.strip() else Welke.OPEN
    found = _found(typed, user, today) if typed.strip() else None
    total = counts[welke] if found is None else len(found)
    with place():
        _remark(total, counts[Welke.OPEN] + counts[Welke.GESLOTEN], typed)
    page = rijen.page_of(total, _KEY, (welke, typed))
    with reading(user.school_id) as connection:
        if found is None:
            shown = dossierlijst.regels(connection, user, today, welke, page)
        else:
            shown = dossierlijst.regels_van(connection, user, today, found[page])
        leerlingen = dossier_rows.leerlingen(connection, [each.dossier_id for each in shown if each.noemt])
    names = people.names(user)
    with rijen.turned(_KEY):
        if shown and walks:
            st.html(own_html(_HEAD))
        with rijen.rows("dossiers" if walks else "gelezen"):
            for each in shown:
                _line(each, record_view.named(leerlingen.get(each.dossier_id)), names, today, walks)
    rijen.turn(total, _KEY)
    st.page_link("nieuw.py", label="Nieuw dossier" if walks else "Signaal doorgeven", icon=":material/add_circle:")


def _is_only_brought(typed: str, *, is_first: bool) -> bool:
    """Whether this search is an old one, sent by a tab that stayed open while the server restarted.

    Then nothing is searched, and no line written, until somebody asks again.
    """
    if is_first and typed.strip():
        st.session_state[_BROUGHT] = _question(typed)
    if st.session_state[_BROUGHT] != _question(typed):
        st.session_state[_BROUGHT] = None
        return False
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text("De verbinding was even weg. Er is niet opnieuw gezocht.")
        if st.button("Opnieuw zoeken", key=f"{_KEY}/zoek/opnieuw"):
            st.session_state[_BROUGHT] = None
            st.rerun()
    return True


def _question(typed: str) -> int:
    """A number that identifies a search, ignoring spaces and case; the words must not stay in the session state."""
    return hash(read_zoekvraag(typed))


def _chosen(counts: Mapping[Welke, int]) -> Welke:
    chosen = st.pills(
        "Welke dossiers?",
        list(Welke),
        format_func=lambda each: veilig(f"{_LABELS[each]} {counts[each]}"),
        default=Welke.OPEN,
        key=f"{_KEY}/welke",
        label_visibility="collapsed",
    )
    return Welke(chosen) if chosen else Welke.OPEN


def _found(typed: str, user: User, today: date) -> list[str]:
    """Search in all dossiers, open and closed, whatever the filter; return the ids of the matches."""
    with reading(user.school_id) as connection:
        found = dossierlijst.gezocht(connection, user, today, read_zoekvraag(typed))
    note_search(user, typed, found)
    return found


def looked_for(user: User, typed: str, key: str, *, walked: bool = False, named: bool = False) -> list[str]:
    """The ids of the dossiers that a search finds (``dossierlijst.gezocht``), for a field that stays on the page.

    Names are unsealed once for each search, and not at each rerun: the tab keeps which dossiers were found (ADR 54).
    """
    asked, found = st.session_state.get(f"{key}/gevonden", (None, []))
    if asked != _question(typed):
        with reading(user.school_id) as connection:
            found = dossierlijst.gezocht(
                connection, user, clock.today(), read_zoekvraag(typed), walked=walked, named=named
            )
        note_search(user, typed, found)
        st.session_state[f"{key}/gevonden"] = _question(typed), found
    return list(found)


def note_search(user: User, typed: str, found: Sequence[str]) -> None:
    """Write a line, once per search, that this person searched; never for whom (ADR 17).

    If one dossier was found, the line names it, as opening it would. A tab that reconnects sends its search once more,
    for a moment with a space behind it (typen.js): that is the same search.
    """
    note_question(user, _question(typed), found)


def note_question(user: User, asked: int, found: Sequence[str]) -> None:
    """The same, of a question that was asked otherwise, by a number that identifies it."""
    if st.session_state.get(f"{_KEY}/gezocht") != asked:
        st.session_state[f"{_KEY}/gezocht"] = asked
        journal.noted(user, journal.SEARCHED, clock.now(), found[0] if len(found) == 1 else "")


def _remark(found: int, every: int, typed: str) -> None:
    if typed.strip():
        number = f"{found} gevonden" if found else "Niets gevonden"
        told = "In het register komt dát u zocht, niet waarnaar."
        st.caption(veilig(f"{number} in alle {every} dossiers die u mag zien, ook gesloten. {told}"))
    elif not every:
        st.text("Er is nog geen dossier dat u mag zien.")
    elif not found:
        st.text("Hier staat nu niets.")


def _line(each: Regel, leerling: str, names: dict[str, str], today: date, walks: bool) -> None:
    cells, late = [leerling if each.noemt else dossierlijst.ALLEEN_AFSPRAAK], ""
    if walks:
        cells += [f"{_points(each)} {place_on_route(each)}".strip(), _next(each, names)]
        due = each.wacht.due_on if each.wacht else None
        if due and is_overdue(due, today):
            late = away(due, today)
        else:
            cells.append(away(due, today) if due else "")
    if rijen.row(f"{_KEY}/{each.dossier_id}", each.codenaam, *cells, late=late):
        go(each)


def go(each: Regel) -> None:
    """Go to this dossier: to the page of its stap, or to reading it for those who do not walk the route."""
    dossier_of_tab.go_to(menu.page_of(STAPPEN[each.fase.stap - 1]) if each.fase else "dossier.py", each.dossier_id)


def place_on_route(each: Regel) -> str:
    """The fase of a dossier in words; empty for those who do not walk its route."""
    if not each.fase or not each.since:
        return ""
    return f"{each.fase.label} sinds {in_words(each.since)}" if each.is_gesloten else each.fase.label


def _points(each: Regel) -> str:
    """The five stappen as points, filled as far as the dossier has come; nothing for what is closed."""
    if not each.fase or not each.fase.is_open:
        return ""
    return "●" * each.fase.stap + "○" * (len(STAPPEN) - each.fase.stap)


def _next(each: Regel, names: dict[str, str]) -> str:
    return f"{werk.what(each.wacht)} – {werk.whose(each.wacht, names)}" if each.wacht else ""
