"""The lists of concepten: what somebody began and did not record yet, each with a button back to its form."""

from collections.abc import Sequence

import streamlit as st

from db.dossiers import concepten
from db.dossiers.concepten import NIEUW, Concept
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.route.stappen import STAPPEN
from meldcode.vastleggingen import FORMULIEREN
from meldcode.vragen.vastlegging import Vastlegging
from ui import clock
from ui.elements import rijen
from ui.forms import offered
from ui.page import dossier_of_tab, menu, record_view, screens
from ui.text import veilig

_BY_NAME: dict[str, type[Vastlegging]] = {kind.__name__: kind for kind in FORMULIEREN}
_LIST, _FEW = "start/concepten", 2
_READ, _CORRECTION = "dossier.py", "/correctie/"


def page_of(form: str, dossier: Dossier | None) -> str:
    """The page on which this form is filled in, in this dossier. Raises ``KeyError`` for an unknown form."""
    kind = _BY_NAME[form.partition("/")[0]]
    if _CORRECTION in form:
        return _READ
    if kind.pagina:
        return f"{kind.pagina}.py"
    takes = [stap for stap in STAPPEN if kind in stap.vastleggingen]
    return menu.page_of(dossier.stap if dossier and dossier.stap in takes else takes[0])


def of_everything(user: User) -> None:
    """Draw a line per dossier with concepten of this person, and one for a dossier that does not exist yet."""
    found: dict[str, list[Concept]] = {}
    for each in _waiting(user):
        found.setdefault(each.dossier_id, []).append(each)
    drawn = {dossier_id: dossier_of_tab.dossier_for(user, dossier_id) for dossier_id in found if dossier_id != NIEUW}
    rows = [
        (dossier_id, some)
        for dossier_id, some in found.items()
        if (dossier_id == NIEUW or drawn[dossier_id]) and _is_for(some[0], drawn.get(dossier_id), user)
    ]
    if not rows:
        return
    rijen.heading("Begonnen, nog niet vastgelegd", len(rows), _LIST, _FEW)
    with rijen.rows("werk-begonnen"):
        for dossier_id, some in rijen.first_of(rows, _LIST, _FEW):
            _row(some, drawn.get(dossier_id))
    rijen.further(len(rows), _LIST)


def _waiting(user: User, dossier_id: str = "") -> list[Concept]:
    """Their concepten, without those of a form that no longer exists."""
    return [each for each in concepten.waiting(user, dossier_id) if each.form.partition("/")[0] in _BY_NAME]


def _row(some: Sequence[Concept], dossier: Dossier | None) -> None:
    """A row for the concepten in one dossier; it leads to the form of the latest."""
    latest = some[0]
    name = dossier.codenaam if dossier else "Nieuw"
    leerling = record_view.in_group(dossier) if dossier else "Een nieuw dossier"
    key = f"concept/{latest.dossier_id}/{latest.soort}"
    if rijen.row(key, name, leerling, _number(some), _when(latest)):
        _go(latest, dossier)


def of_dossier(dossier: Dossier, user: User) -> None:
    """Draw a line per form with a concept of this person in this dossier."""
    for each in _waiting(user, dossier.id):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(veilig(f"Concept: {_title(each)}, {_when(each)}"), width="content")
            _go_on(each, dossier, user)


def _number(some: Sequence[Concept]) -> str:
    """How many concepten, and of what: ``1 concept: Signaal``."""
    titles = ", ".join(dict.fromkeys(_title(each) for each in some))
    return f"{len(some)} {'concept' if len(some) == 1 else 'concepten'}: {titles}"


def _title(each: Concept) -> str:
    titel = _BY_NAME[each.form.partition("/")[0]].titel
    return f"{titel}, correctie" if _CORRECTION in each.form else titel


def _when(each: Concept) -> str:
    return clock.said(each.saved_at) if each.saved_at else "eerder"


def _go_on(each: Concept, dossier: Dossier | None, user: User) -> None:
    if _is_for(each, dossier, user) and st.button("Verder", key=f"concept/{each.dossier_id}/{each.soort}"):
        _go(each, dossier)


def _is_for(each: Concept, dossier: Dossier | None, user: User) -> bool:
    """Whether this person has the page of this form."""
    page = page_of(each.form, dossier)
    return any(screen.file == page and user.may(screen.permission) for screen in screens.SCREENS)


def _go(each: Concept, dossier: Dossier | None) -> None:
    page = page_of(each.form, dossier)
    offered.want(each.form)
    if dossier is None:
        st.switch_page(page)
    dossier_of_tab.go_to(page, dossier.id)
