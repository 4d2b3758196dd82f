"""The exercise that is next, beside the pages of the dossier of a case: what to do, and how it went."""

from collections.abc import Sequence

import streamlit as st

from db.practice import cursus
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.eigen.woorden import worded
from meldcode.oefenen.casus import Casus, Opdracht, Speler
from meldcode.oefenen.uitslag import Uitslag, gedaan, uitslagen
from meldcode.rollen import Permission, User
from meldcode.route.stappen import Stap, stap_of
from ui import clock
from ui.page import menu
from ui.text import own_html

_HEAD = '<details class="mr-opdracht" open><summary><span>{wat}</span> <b>{titel}</b></summary>'
_END = "</details>"
_BEFORE = '<p class="mr-opdracht-goed">{goed}</p>'
_TOLD = '<p class="mr-opdracht-verhaal">{verhaal}</p>'
_ASKED = "<p><b>{vraag}</b></p>"
_HINT = '<details class="mr-hint"><summary>Hint {nummer}</summary><p>{hint}</p></details>'
_OTHERWISE = '<p class="mr-opdracht-anders">{zegt}</p>'
_LACKS = '<p class="mr-opdracht-mist"><b>Nog nodig:</b> {mist}.</p>'


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
        with st.container(key="mr-opdracht", gap="xsmall"):
            _draw(casus, stand, number, dossier.id)


def _draw(casus: Casus, stand: Sequence[Uitslag], number: int, dossier_id: str) -> None:
    before = own_html(_BEFORE, goed=worded(stand[number - 1].opdracht.goed)) if number else ""
    if number == len(stand):
        head = own_html(_HEAD, wat=f"Oefening: {casus.titel}", titel="Deze casus is klaar")
        st.html(head + before + own_html(_TOLD, verhaal=worded(casus.slot)) + _END)
        st.page_link("oefenen.py", label="Naar alle casussen")
        return
    now = stand[number]
    which = f"Oefening: {casus.titel}, opdracht {number + 1} van {len(stand)}"
    st.html(own_html(_HEAD, wat=which, titel=now.opdracht.titel) + before + _told(now) + _END)
    if now.opdracht.van is Speler.U and not menu.is_at(page_of(now.opdracht)):
        menu.link(page_of(now.opdracht), "Naar de plek waar dit kan", dossier_id)


def _told(now: Uitslag) -> str:
    """The story, what is asked, how it went so far, and the hints."""
    opdracht = now.opdracht
    found = [own_html(_TOLD, verhaal=worded(opdracht.verhaal)), own_html(_ASKED, vraag=worded(opdracht.vraag))]
    found += [own_html(_OTHERWISE, zegt=worded(each)) for each in now.anders]
    if now.mist:
        found.append(own_html(_LACKS, mist="; ".join(each.removesuffix(".") for each in now.mist)))
    hints = enumerate(opdracht.hints, 1)
    found += [own_html(_HINT, nummer=str(nummer), hint=worded(each)) for nummer, each in hints]
    return "".join(found)


def page_of(opdracht: Opdracht) -> str:
    """The file of the page on which this exercise is done."""
    if isinstance(opdracht.bij, Stap):
        return menu.page_of(opdracht.bij)
    stap = stap_of(opdracht.bij)
    return menu.page_of(stap) if stap and not opdracht.bij.pagina else f"{opdracht.bij.pagina}.py"
