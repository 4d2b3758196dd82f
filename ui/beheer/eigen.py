"""Beheer: name, words and agreements of this school's own, filled in as one form and shown everywhere from then on."""

import streamlit as st

from db.journal import journal
from db.school import schools
from db.store.engine import reading, transaction
from meldcode.eigen.velden import VAN_DE_MELDCODE, VAN_VEILIG_THUIS, VAN_WOORDEN, VELDEN, Veld, read
from meldcode.eigen.woorden import Eigen
from meldcode.rollen import User
from meldcode.vragen.tekst import clean
from ui import clock
from ui.beheer import meldcode_op_papier
from ui.elements import answer
from ui.elements.field import Fields

_FORM = "eigen"
_SCHOOL, _CALLED = "naam_van_de_school", "Hoe heet uw school?"
_TIMES = "eigen-bewaard"  # in the names of the fields: once kept, they show what is kept, and not what was typed


def tab(user: User) -> None:
    """One form: words, Veilig Thuis of the region, and what the meldcode must say."""
    with reading(user.school_id) as connection:
        now = schools.eigen(connection, user.school_id)
        naam = schools.school_name(connection, user.school_id)
    st.markdown(
        "Zo zegt uw school het: op elk scherm en op papier. Wat al is vastgelegd, blijft zoals het er "
        "toen stond. Maakt u een veld leeg, dan staat er weer wat gewoon is."
    )
    wordings = {_SCHOOL: _CALLED} | {each.naam: now.worded(each.vraag) for each in VELDEN}
    fields = Fields(_FORM, wordings, optional=frozenset(each.naam for each in VELDEN if each.leeg))
    with st.form(_FORM, enter_to_submit=False):
        st.header("Naam van uw school", anchor=False)
        with fields.of(_SCHOOL, f"Ten hoogste {schools.NAAM_MAX} tekens."):
            called = st.text_input(_CALLED, naam, key=_key(_SCHOOL), label_visibility="collapsed")
        st.header("Woorden van uw school", anchor=False)
        typed = {}
        for one, more in VAN_WOORDEN:
            for column, each in zip(st.columns(2, vertical_alignment="bottom"), (one, more), strict=True):
                with column:
                    typed[each.naam] = _ask(each, now, fields)
        st.header("Veilig Thuis in uw regio", anchor=False)
        for each in VAN_VEILIG_THUIS:
            typed[each.naam] = _ask(each, now, fields)
        st.header("Afspraken die in uw meldcode staan", anchor=False)
        for each in VAN_DE_MELDCODE:
            typed[each.naam] = _ask(each, now, fields)
        pressed = st.form_submit_button("Woorden en afspraken bewaren")
    meldcode_op_papier.offer(user)
    if pressed:
        _keep(str(called or ""), typed, now, fields, user)


def _key(naam: str) -> str:
    return f"{_FORM}/{st.session_state.setdefault(_TIMES, 0)}/{naam}"


def _ask(each: Veld, now: Eigen, fields: Fields) -> str:
    with fields.of(each.naam, now.worded(each.help)):
        if each.lang:
            said = st.text_area(each.vraag, each.now(now), key=_key(each.naam), label_visibility="collapsed")
        else:
            said = st.text_input(each.vraag, each.now(now), key=_key(each.naam), label_visibility="collapsed")
    return str(said or "")


def _keep(called: str, typed: dict[str, str], now: Eigen, fields: Fields, user: User) -> None:
    eigen, wrong = read({naam: clean(each) for naam, each in typed.items()}, now)
    try:
        naam = schools.read_naam(called)
    except ValueError as problem:
        wrong = {_SCHOOL: str(problem)} | wrong
    if wrong:
        fields.refuse(wrong)
    with transaction(user.school_id) as connection:
        schools.rename(connection, user.school_id, naam)
        schools.set_eigen(connection, user.school_id, eigen)
        journal.managed(connection, user, "woorden en afspraken", clock.now())
    st.session_state[_TIMES] += 1
    answer.good("Bewaard. Vanaf nu staat het overal zo.", *answer.about_unseen([called, *typed.values()]))
    st.rerun()
