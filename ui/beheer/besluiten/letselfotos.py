"""Beheer: what the board decided about photos of an injury, entered by the beheerder with the day of the decision."""

import streamlit as st

from db.journal import journal
from db.school import schools
from db.store.engine import reading, transaction
from meldcode.eigen import letselfotos
from meldcode.eigen.letselfotos import Bestuursbesluit
from meldcode.eigen.woorden import worded
from meldcode.rollen import User
from meldcode.vastleggingen.letsel import IN_PLAATS, REGELS
from meldcode.vragen.datum import in_words, short
from ui import clock
from ui.beheer.besluiten import dag as besluitdag
from ui.elements import answer
from ui.elements.field import Fields
from ui.page import people
from ui.text import veilig

_FORM = "letselfotos"
_MAG, _DAG = "mag", "dag"
_WORDINGS = {
    _MAG: "Medewerkers mogen een foto van letsel bij een dossier voegen",
    _DAG: "Op welke dag besloot het bestuur dat?",
}
_NEE, _JA = "Nee", "Ja"


def draw(user: User) -> None:
    """The decision as it is now, what it means for staff, and a form to enter another one."""
    with reading(user.school_id) as connection:
        now = letselfotos.besluit(schools.eigen(connection, user.school_id))
    is_on = now is not None and now.mag
    st.header("Foto’s van letsel", anchor=False)
    st.markdown(veilig(_said(now, user)))
    st.caption(veilig("Zo staat het bij de bijlage:" if is_on else "In plaats van een foto staat er bij de bijlage:"))
    with st.container(gap="xsmall"):
        for each in REGELS if is_on else IN_PLAATS:
            st.caption(veilig(f"– {worded(each)}"))
    fields = Fields(_FORM, _WORDINGS)
    with st.form(_FORM, enter_to_submit=False):
        with fields.of(_MAG, "Het bestuur besluit dit. U voert het in."):
            mag = st.radio(
                _WORDINGS[_MAG],
                [_NEE, _JA],
                int(is_on),
                format_func=lambda each: veilig(each),
                horizontal=True,
                key=f"{_FORM}/{_MAG}",
                label_visibility="collapsed",
            )
        with fields.of(_DAG, "Bijvoorbeeld 25-11. Vandaag of eerder."):
            dag = st.text_input(
                _WORDINGS[_DAG],
                short(now.van) if now else "",
                key=f"{_FORM}/{_DAG}",
                width=220,
                label_visibility="collapsed",
            )
        pressed = st.form_submit_button("Besluit bewaren")
    if pressed:
        _keep(mag == _JA, str(dag or ""), fields, user)


def _said(now: Bestuursbesluit | None, user: User) -> str:
    if now is None:
        return "Nu mag het niet. Het bestuur heeft nog niets besloten."
    who = people.names(user).get(now.door, "onbekend")
    return (
        f"Nu mag het {'wel' if now.mag else 'niet'}: besluit van het bestuur van {in_words(now.van)}. "
        f"{who} voerde dat in op {in_words(now.op)}."
    )


def _keep(mag: bool, dag: str, fields: Fields, user: User) -> None:
    today = clock.today()
    try:
        van = besluitdag.read(dag, today)
    except ValueError as refused:
        fields.refuse({_DAG: str(refused)})
        return
    with transaction(user.school_id) as connection:
        now = schools.eigen(connection, user.school_id)
        schools.set_eigen(
            connection, user.school_id, letselfotos.decided(now, Bestuursbesluit(mag, van, today, user.id))
        )
        journal.managed(connection, user, f"foto's van letsel: {'wel' if mag else 'niet'}", clock.now())
    answer.good(f"Bewaard. Vanaf nu mag een foto van letsel {'wel' if mag else 'niet'}.")
    st.rerun()
