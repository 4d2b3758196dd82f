"""The exercise that is next, above the pages of the dossier of a case: what to do, and how it went."""

from collections.abc import Sequence

import streamlit as st

from db.practice import cursus
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.oefenen.casus import Casus, Opdracht, Speler
from meldcode.oefenen.uitslag import Uitslag, gedaan, uitslagen
from meldcode.rollen import Permission, User
from meldcode.route.stappen import Stap, stap_of
from ui import clock
from ui.page import menu
from ui.text import own_html, veilig

_TITLE, _GOOD = '<p class="mr-opdracht-wat">{titel}</p>', '<p class="mr-opdracht-goed">{goed}</p>'
_TOLD, _ASKED = "<p>{verhaal}</p>", "<p><b>{vraag}</b></p>"
_OTHERWISE, _LACKS = '<p class="mr-opdracht-anders">{zegt}</p>', "<p><b>Nog nodig:</b> {mist}.</p>"
_HINT = '<details class="mr-hint"><summary>Hint {nummer}</summary><p>{hint}</p></details>'


def draw(dossier: Dossier, user: User) -> None:
    """Draw the next exercise, if this dossier is that of a case that this person does; else nothing."""
    if not menu.is_practice() or not dossier.may(user, Permission.OEFENEN):
        return
    with reading(user.school_id) as connection:
        found = cursus.casus_of(connection, user, dossier.codenaam)
    if found:
        casus, was_done = found
        stand = uitslagen(casus, dossier)
        number = gedaan(stand)
        if number == len(stand) and not was_done:
            cursus.done(casus, user, clock.today())
        with st.container(key="mr-opdracht"):
            _draw(casus, stand, number, dossier.id)


def _draw(casus: Casus, stand: Sequence[Uitslag], number: int, dossier_id: str) -> None:
    is_done = number == len(stand)
    which = "klaar" if is_done else f"opdracht {number + 1} van {len(stand)}"
    with st.expander(veilig(f"Oefening: {casus.titel}, {which}"), expanded=True):
        if number:
            st.html(own_html(_GOOD, goed=stand[number - 1].opdracht.goed))
        if is_done:
            st.html(own_html(_TITLE, titel="Deze casus is klaar"))
            st.html(own_html(_TOLD, verhaal=casus.slot))
            st.page_link("oefenen.py", label="Naar alle casussen")
        else:
            _ask(stand[number], dossier_id)


def _ask(now: Uitslag, dossier_id: str) -> None:
    """Draw the story, what is asked, how it went so far, the hints, and the way to where it is done."""
    opdracht = now.opdracht
    st.html(own_html(_TITLE, titel=opdracht.titel))
    st.html(own_html(_TOLD, verhaal=opdracht.verhaal))
    st.html(own_html(_ASKED, vraag=opdracht.vraag))
    for each in now.anders:
        st.html(own_html(_OTHERWISE, zegt=each))
    if now.mist:
        st.html(own_html(_LACKS, mist="; ".join(each.removesuffix(".") for each in now.mist)))
    for nummer, each in enumerate(opdracht.tips, 1):
        st.html(own_html(_HINT, nummer=str(nummer), hint=each))
    if opdracht.van is Speler.U and not menu.is_at(page_of(opdracht)):
        menu.link(page_of(opdracht), "Naar de plek waar dit kan", dossier_id)


def lands_on(casus: Casus, number: int) -> str:
    """The file of the page on which somebody goes on who did this many exercises: one that shows the next exercise."""
    page = page_of(casus.opdrachten[number]) if number < len(casus.opdrachten) else ""
    return page if menu.is_about_a_dossier(page) else "dossier.py"


def page_of(opdracht: Opdracht) -> str:
    """The file of the page on which this exercise is done."""
    if isinstance(opdracht.bij, Stap):
        return menu.page_of(opdracht.bij)
    stap = stap_of(opdracht.bij)
    return menu.page_of(stap) if stap and not opdracht.bij.pagina else f"{opdracht.bij.pagina}.py"
