"""Beheer: the days on which the school is free. Typed, read from the school's calendar, or chosen from a suggestion."""

from collections.abc import Callable, Sequence

import streamlit as st

from db.brought.own_process import NotWanted
from db.journal import journal
from db.school import kalender
from db.school.kalender import KalenderError
from db.store.engine import reading, transaction
from meldcode.rollen import User
from meldcode.termijnen import vakanties
from meldcode.termijnen.kalender import Vrij
from meldcode.termijnen.vakanties import Regio
from meldcode.vragen.datum import in_words
from ui import clock
from ui.beheer import agenda_bestand
from ui.elements import answer, dag
from ui.elements.field import Fields, above, key
from ui.elements.slot import place
from ui.elements.waarom import waarom
from ui.text import veilig
from ui.web import uploads

_ASKED = {"naam": "Naam", "van": "Eerste vrije dag", "tot": "Laatste vrije dag"}
_FILE = "Agenda van de school"


def tab(user: User) -> None:
    """Draw the free days, and three ways to enter more."""
    st.markdown(
        "Een termijn in schooldagen telt geen weekend, geen feestdag en geen van deze dagen. Wat nu wacht, wordt "
        "opnieuw geteld. Wat is afgesproken of met een reden is verzet, blijft staan. Bij acuut gevaar telt geen "
        "enkele vrije dag."
    )
    with reading(user.school_id) as connection:
        free = kalender.kalender(connection, user.school_id)
    today = clock.today()
    coming = [each for each in free.vrij if each.tot >= today]
    if not coming:
        st.markdown(
            ":material/info: Er staat nog geen vakantie of studiedag in. Termijnen lopen dan door in de vakantie."
        )
    for each in coming:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.text(each.in_words, width="stretch")
            if st.button("Weghalen", key=f"vrij/weg/{each.van}/{each.tot}"):
                _remove(each, user)
    typed, from_file, suggested = st.tabs(["Intypen", "Uit een bestand", "Voorstel per regio"])
    with typed:
        _typed(user)
    with from_file:
        _from_file(user)
    with suggested:
        _suggested(user, free.vrij)


def _enter(days: Sequence[Vrij], user: User, refuse: Callable[[str], None] = answer.refuse) -> None:
    """Store these free days and say so; or say why not, with ``refuse``."""
    try:
        with transaction(user.school_id) as connection:
            number = kalender.add(connection, user.school_id, days, clock.today())
            journal.managed(connection, user, "kalender", clock.now())
    except KalenderError as problem:
        refuse(str(problem))
        return
    entered = "Deze dagen stonden er al in." if not number else f"Ingevoerd: {number}."
    about_text = answer.about_unseen(each.naam for each in days)
    answer.good(f"{entered} Wat wacht, is opnieuw geteld.", *about_text)
    st.rerun()


def _remove(each: Vrij, user: User) -> None:
    with transaction(user.school_id) as connection:
        kalender.remove(connection, user.school_id, each, clock.today())
        journal.managed(connection, user, "kalender", clock.now())
    answer.good("Weggehaald. Wat wacht, is opnieuw geteld.")
    st.rerun()


def _typed(user: User) -> None:
    fields = Fields("vrij", _ASKED, optional=frozenset({"tot"}))
    about = {"naam": "Ten hoogste 60 tekens.", "van": "", "tot": "Bij één dag laat u deze leeg."}
    typed = {}
    with st.form("vrij", enter_to_submit=False):
        for name, label in _ASKED.items():
            with fields.of(name, about[name]):
                typed[name] = st.text_input(
                    label,
                    placeholder="Bijvoorbeeld: studiedag" if name == "naam" else dag.HINT,
                    key=f"vrij/{name}",
                    max_chars=60 if name == "naam" else None,
                    width="stretch" if name == "naam" else 220,
                    label_visibility="collapsed",
                )
        if not st.form_submit_button("Invoeren"):
            return
    first, why = dag.read_alone(typed["van"], ahead=True)
    wrong = {"van": why} if why else {}
    last = first
    if first and typed["tot"].strip():
        last, why = dag.read_alone(typed["tot"], first, ahead=True)
        wrong = {"tot": why} if why else {}
    if not typed["naam"].strip():
        wrong = {"naam": "Geef deze dagen een naam.", **wrong}
    if wrong or not first or not last:
        fields.refuse(wrong)
    else:
        _enter([Vrij(first, last, typed["naam"])], user, lambda why: fields.refuse({"tot": why}))


def _from_file(user: User) -> None:
    st.caption(
        "Een .ics-bestand, zoals veel scholen hun agenda aanbieden. Of een .csv met op elke regel een naam en een of "
        "twee datums. U kiest zelf welke dagen vrij zijn. De rest wordt niet bewaard."
    )
    found, wrong = st.session_state.get("vrij/gelezen", ([], "")) if uploads.chosen("vrij/bestand") else ([], "")
    with place("xsmall", key("vrij", "bestand")):
        above("vrij", "bestand", _FILE, "Een .ics of .csv van ten hoogste 1 MB.", wrong)
        uploads.ask(_FILE, "vrij/bestand", user, _read, user, most_mb=1, type=["ics", "csv"])
    if found:
        _choose(found, user, "bestand")


def _read(user: User) -> None:
    """Read a file that just arrived. A callback, so that it happens once and not at every run."""
    st.session_state["vrij/gelezen"] = [], ""
    uploaded = uploads.chosen("vrij/bestand")
    if uploaded is None:
        return
    try:
        found = agenda_bestand.read(uploaded.getvalue(), whose=user.id, wanted=uploads.still_wanted(uploaded))
        st.session_state["vrij/gelezen"] = found, ""
    except KalenderError as problem:
        st.session_state["vrij/gelezen"] = [], str(problem)
    except NotWanted:
        return


def _suggested(user: User, entered: Sequence[Vrij]) -> None:
    st.markdown(
        ":material/warning: Dit is een voorstel, geen rooster. Leg het naast de schoolgids: "
        "een school mag ervan afwijken."
    )
    st.caption(veilig(vakanties.VAST_OF_ADVIES))
    regio = st.radio("Regio", list(Regio), index=None, format_func=lambda each: veilig(each.label), horizontal=True)
    jaar = st.selectbox("Schooljaar", vakanties.SCHOOLJAREN, key="vrij/jaar", width=220)
    second = vakanties.TWEEDE_MEIWEEK.get(str(jaar))
    if second:
        when = f"{in_words(second.van)} tot en met {in_words(second.tot)}"
        st.caption(veilig(f"Een langere meivakantie? Geadviseerd is ook {when}."))
    st.caption("Van andere schooljaren is hier geen voorstel: typ die zelf in, of lees de agenda van de school.")
    waarom([vakanties.BRONNEN[str(jaar)]])
    if regio is not None:
        known = {(each.van, each.tot) for each in entered}
        found = [each for each in vakanties.voorstel(str(jaar), regio) if (each.van, each.tot) not in known]
        _choose(found, user, f"{regio}/{jaar}")


def _choose(found: Sequence[Vrij], user: User, what: str) -> None:
    """Let the person choose which of these days apply; what looks like a day without school is ticked."""
    if not found:
        st.caption("Alles hiervan staat er al in.")
        return
    fields = Fields(f"vrij/kiezen/{what}", {"dagen": "Welke dagen zijn vrij?"})
    with st.form(f"vrij/kiezen/{what}", enter_to_submit=False):
        with fields.of("dagen", "Kies er ten minste één."):
            chosen = [
                each
                for each in found
                if st.checkbox(
                    veilig(each.in_words),
                    agenda_bestand.looks_free(each),
                    key=f"vrij/kies/{what}/{each.van}/{each.tot}/{each.naam}",
                )
            ]
        pressed = st.form_submit_button("Deze dagen zijn vrij")
    if pressed and chosen:
        _enter(chosen, user)
    elif pressed:
        fields.refuse({"dagen": "Kies er ten minste één."})
