"""Toezeggingen: what the team promised at earlier meetings, by code name, on the page and as a list on paper."""

from functools import partial

import streamlit as st
from starlette.routing import Route

from db.dossiers import toezeggingen
from db.journal import journal
from db.school.schools import school_name
from db.store.engine import reading
from meldcode.bespreking.toezegging import Toezegging
from meldcode.rollen import Permission, User
from meldcode.termijnen.kalender import is_overdue
from meldcode.vragen.datum import in_words
from papers.actielijst import actielijst
from papers.papier import Merk
from ui import clock
from ui.elements import rijen
from ui.signing_in import reauthenticate
from ui.text import own_html, veilig
from ui.web.guard import PAPERS, RECENT, Asked, Demands, Handed, hands_out

_LIST, _FIRST = "toezeggingen", 5
_ORDER = f"{_LIST}/volgorde"
PAPER = "/leerlingbespreking/actielijst"


def draw(user: User) -> None:
    """Draw who does what by when, open promises first, and a link to the list on paper."""
    known = st.session_state.get(_ORDER)  # ids only: nothing is unsealed to know which come first, until one changed
    found = toezeggingen.promises(user, partial(rijen.window, key=_LIST, first=_FIRST), known)
    st.session_state[_ORDER] = found.volgorde
    st.header("Afgesproken in het team", anchor=False)
    if not found.total:
        st.caption("Er is nog niets afgesproken in een leerlingbespreking.")
        return
    with rijen.turned(_LIST):
        for each in found.shown:
            _draw(each)
    rijen.show_all(found.total, _LIST, _FIRST, "Afgesproken")
    with st.container(key="actielijst"), st.expander("Actielijst op papier (PDF)"):
        if reauthenticate.confirmed(user, "Bevestig eerst dat u het bent.", "actielijst"):
            st.html(own_html('<a href="{address}" download>PDF downloaden</a>', address=PAPER))
            st.caption("Dat u dit downloadt, komt in het register. De link werkt vijf minuten.")


def _draw(each: Toezegging) -> None:
    with st.container(border=True, gap=None):
        st.text(f"{each.codenaam}: {each.wat}")
        late = " Dit is te laat." if not each.afloop and is_overdue(each.uiterlijk, clock.today()) else ""
        st.caption(veilig(f"{each.wie.tekst}, uiterlijk {in_words(each.uiterlijk)}.{late}"))
        if each.afloop:
            st.caption(veilig(each.afloop))


@hands_out(
    Demands(
        "The list of actions",
        permission=Permission.LEERLINGBESPREKING,
        recent=RECENT,
        line=journal.LIST_TAKEN,
        at_once=PAPERS,
    )
)
def paper(asked: Asked) -> Handed:
    """The list as a PDF, for people who walk the route. Its file name says nothing."""
    with reading(asked.user.school_id) as connection:
        school = school_name(connection, asked.user.school_id)
    made = actielijst(toezeggingen.promises(asked.user).shown, school, Merk(asked.user.naam, asked.now))
    return Handed(made, "application/pdf", 'attachment; filename="actielijst.pdf"')


ROUTES = [Route(PAPER, paper, methods=["GET"])]
