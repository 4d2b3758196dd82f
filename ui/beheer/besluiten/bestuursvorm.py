"""Beheer: whether the board is one under public law, for which the Archiefwet holds."""

import streamlit as st

from db.journal import journal
from db.school import schools
from db.store.engine import transaction
from meldcode.eigen import bestuursvorm
from meldcode.rollen import User
from meldcode.termijnen.archiefwet import ZIN
from ui import clock
from ui.elements import answer
from ui.elements.field import Fields
from ui.elements.waarom import waarom
from ui.text import veilig

_FORM, _PUBLIEK = "bestuursvorm", "publiek"
_WORDINGS = {_PUBLIEK: "Is het bestuur publiekrechtelijk?"}
_NEE, _JA = "Nee", "Ja"


def draw(user: User) -> None:
    """What it is now and what that means, and a form to say otherwise."""
    now = bestuursvorm.is_publiekrechtelijk()
    st.header("Het bestuur en de Archiefwet", anchor=False)
    st.markdown(
        "Bijna elk schoolbestuur is een stichting of een vereniging. Dan kiest u ‘Nee’. Een gemeente of een ander "
        "openbaar lichaam is publiekrechtelijk. Een openbare school kan ook onder een stichting vallen: kijk in de "
        "statuten."
    )
    if now:
        st.warning(veilig(ZIN.tekst))
    waarom((ZIN.bron,), over="openbaar bestuur")
    fields = Fields(_FORM, _WORDINGS)
    with st.form(_FORM, enter_to_submit=False):
        with fields.of(_PUBLIEK, "Kiest u ‘Ja’, dan staat de Archiefwet bij bewaren en vernietigen."):
            chosen = st.radio(
                _WORDINGS[_PUBLIEK],
                [_NEE, _JA],
                int(now),
                format_func=lambda each: veilig(each),
                horizontal=True,
                key=f"{_FORM}/{_PUBLIEK}",
                label_visibility="collapsed",
            )
        pressed = st.form_submit_button("Bestuursvorm bewaren")
    if not pressed:
        return
    publiek = chosen == _JA
    with transaction(user.school_id) as connection:
        before = schools.eigen(connection, user.school_id)
        schools.set_eigen(connection, user.school_id, bestuursvorm.said(before, publiek=publiek))
        journal.managed(connection, user, f"bestuur: {'publiek' if publiek else 'privaat'}rechtelijk", clock.now())
    answer.good(f"Bewaard. Het bestuur is {'publiekrechtelijk' if publiek else 'privaatrechtelijk'}.")
    st.rerun()
