"""The page Hulp: a chapter of the manual, that of one's own role first, and searching in all of them."""

from itertools import groupby
from typing import Final

import streamlit as st

from meldcode.rollen import User
from ui.hulp import beeld
from ui.hulp.hoofdstukken import VAN_DE_ROL, Beeld, Hoofdstuk, Kop, gezegd
from ui.hulp.zoeken import zoek
from ui.text import one_line, own_html, own_markdown, veilig

PAGE: Final = "hulp.py"
OVER: Final = "over"
"""What the address says after the page: the name of a chapter."""
_SEARCH, _SHOWN = "hulp/zoek", "hulp/over"
_MOST_TYPED, _MOST_FOUND, _MOST_OF_A_LINE = 100, 8, 220


def draw(user: User) -> None:
    """Draw the search field; below it what was found, or the chapter in the address, or else that of their role."""
    st.title("Hulp", anchor=False)
    asked = _asked()
    typed = st.text_input(
        "Zoek in de handleiding",
        key=_SEARCH,
        placeholder="Bijvoorbeeld: wachtwoord, belkaart of tweede weger",
        max_chars=_MOST_TYPED,
        width=420,
    )
    if typed.strip():
        _found(typed)
        return
    _chapter(asked or gezegd()[VAN_DE_ROL[user.role]])
    if asked:
        st.page_link(PAGE, label="Alle onderwerpen", icon=":material/list:")
    else:
        _contents()


def _asked() -> Hoofdstuk | None:
    """The chapter in the address. Whoever turned to another one is done searching."""
    naam = st.query_params.get(OVER, "")
    before = st.session_state.get(_SHOWN, naam)
    if before != naam:
        # A link from this page to itself leaves the address as it was, and the next press would lead back there.
        st.query_params.from_dict({OVER: naam} if naam else {})
        st.session_state[_SEARCH] = ""
    st.session_state[_SHOWN] = naam
    return gezegd().get(naam)


def link_to(naam: str, label: str) -> None:
    """A link to this chapter."""
    st.page_link(PAGE, label=veilig(label), query_params={OVER: naam})


def _found(typed: str) -> None:
    found = zoek(typed)
    if not found:
        st.text("Niets gevonden. Probeer een ander woord, of minder woorden.")
    for each in found[:_MOST_FOUND]:
        link_to(each.hoofdstuk.naam, each.hoofdstuk.titel)
        st.caption(veilig(one_line(each.regel, _MOST_OF_A_LINE)))
    if len(found) > _MOST_FOUND:
        st.text(f"En nog {len(found) - _MOST_FOUND}. Met een woord erbij vindt u preciezer.")


def _chapter(hoofdstuk: Hoofdstuk) -> None:
    with st.container(key="mr-hulp"):
        st.header(veilig(hoofdstuk.titel), anchor=False)
        for part in hoofdstuk.delen:
            if isinstance(part, Kop):
                st.subheader(veilig(part.tekst), anchor=False)
            elif isinstance(part, Beeld):
                st.html(own_html(beeld.IMAGE, src=beeld.address_of(part.naam), alt=part.toont))
            else:
                st.markdown(own_markdown(part.tekst))
        if hoofdstuk.lees_ook:
            st.subheader("Lees ook", anchor=False)
            for naam in hoofdstuk.lees_ook:
                link_to(naam, gezegd()[naam].titel)


def _contents() -> None:
    st.header("Alle onderwerpen", anchor=False)
    left, right = st.columns(2, gap="large")
    for number, (groep, found) in enumerate(groupby(gezegd().values(), key=lambda each: each.groep)):
        with right if number % 2 else left:
            st.subheader(veilig(groep), anchor=False)
            for each in found:
                link_to(each.naam, each.titel)
