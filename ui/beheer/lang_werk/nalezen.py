"""Beheer: verifying this school, quickly or with every dossier opened, while the page may be left."""

import streamlit as st

from db.upkeep import verification
from db.upkeep.bezig import Meld, Soort, Uitkomst
from meldcode.rollen import User
from ui import clock
from ui.beheer.lang_werk import loopt

_QUICK, _FULLY = "Het logboek wordt nagelezen", "Elk dossier wordt nagelezen"
_WELL = "Alles klopt: niets is veranderd, weggehaald of ertussen gezet."


def draw(user: User) -> None:
    """Draw how far it is; or else the two buttons, and what came of it the last time."""
    if not loopt.goes_on(user, Soort.NALEZEN):
        _ask(user)
    loopt.draw(user, Soort.NALEZEN)


def _ask(user: User) -> None:
    with st.container(horizontal=True):
        quick = st.button("Controleer", type="primary", key="controleer")
        fully = st.button("Lees ook elk dossier na", key="controleer/alles")
    st.caption("Lees elke week ook elk dossier na. Bij veel dossiers duurt dat minuten.")
    if quick or fully:
        _begin(user, quick=quick)


def _begin(user: User, *, quick: bool) -> None:
    wat, now = _QUICK if quick else _FULLY, clock.now()

    def look(meld: Meld) -> Uitkomst:
        found = verification.of_everything(user.school_id, now, quick=quick, progress=lambda part: meld(wat, part))
        return Uitkomst(not found, tuple(found) or (_WELL,))

    loopt.begin(user, Soort.NALEZEN, wat, look)
