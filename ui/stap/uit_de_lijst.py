"""Choosing the pupil from the list of the school while a dossier is opened; typing stays possible."""

import streamlit as st

from db.dossiers import concepten
from db.school import leerlingen
from db.store.engine import reading
from meldcode.rollen import Permission, User
from meldcode.vastleggingen import Opening
from meldcode.vastleggingen.opening import OverMedewerker
from meldcode.vragen.datum import in_words
from meldcode.vragen.vraag import RawAnswers
from ui import clock
from ui.elements.slot import place
from ui.forms import concept
from ui.forms.question import Form
from ui.forms.state import name_of
from ui.forms.veld import dag
from ui.text import veilig
from ui.web.callbacks import Guarded

UNDER = "naam"
"""The vraag under which it stands."""


def offer(user: User, raw: RawAnswers) -> None:
    """Offer the pupils on the list, where one is asked for; nothing to who may not read it, and without a list."""
    with place():
        if raw.get("medewerker") != OverMedewerker.NEE.value or not user.may(Permission.PUPILS):
            return
        with reading(user.school_id) as connection:
            lijst = leerlingen.current(connection, user, clock.today())
        if lijst is None:
            return
        form = Form(name_of(concepten.NIEUW, Opening.__name__), Opening, concepten.NIEUW, user)
        key = form.state.offered(UNDER, "lijst")
        st.selectbox(
            veilig(f"Of kies uit de leerlingenlijst van {in_words(lijst.gebracht_op)}"),
            range(len(lijst.leerlingen)),
            None,
            format_func=lambda number: lijst.leerlingen[number].tekst,
            placeholder="Typ een deel van de naam",
            key=key,
            on_change=Guarded(user, _take, form, key, lijst.id),
            width=420,
        )


def _take(form: Form, key: str, list_id: str) -> None:
    """Put name, birth date and group into their fields, as if they were typed.

    Not when another list came meanwhile: the number of the choice is then of somebody else, and the page shows the new.
    """
    chosen = st.session_state.get(key)
    st.session_state[key] = None  # what was chosen stands in the fields, and may be changed there
    with reading(form.user.school_id) as connection:
        lijst = leerlingen.current(connection, form.user, clock.today())
    if chosen is None or lijst is None or lijst.id != list_id:
        return
    leerling = lijst.leerlingen[chosen]
    changed = concept.when_changed(form)
    for naam, text in (("naam", leerling.naam), ("geboren", leerling.geboren), ("groep", leerling.groep)):
        dag.put(form.state, naam, text, changed)
