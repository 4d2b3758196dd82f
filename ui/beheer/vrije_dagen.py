"""Beheer: the days on which the school is free. Typed, read from the school's calendar, or chosen from a suggestion."""

from collections.abc import Mapping

import streamlit as st

from db.brought.own_process import NotWanted
from db.school import kalender
from db.school.kalender import KalenderError
from db.store.engine import reading
from meldcode.eigen.woorden import worded
from meldcode.rollen import User
from meldcode.termijnen import vakanties
from meldcode.termijnen.groepen import groepen_in
from meldcode.termijnen.kalender import Kalender
from meldcode.termijnen.vakanties import Regio
from meldcode.termijnen.vrij import Vrij
from meldcode.termijnen.welke_vrij import Gelezen, Oordeel
from meldcode.vragen.datum import in_words
from ui import clock
from ui.beheer import agenda_bestand, dagen_kiezen, vrij_invoeren
from ui.beheer.agenda_bestand import MOST_MB, Dag, Lezing
from ui.elements import dag, rijen
from ui.elements.field import Fields, above, key
from ui.elements.slot import place
from ui.elements.waarom import waarom
from ui.text import veilig
from ui.web import uploads

_EXAMPLES = {"naam": "Bijvoorbeeld: studiedag", "groepen": "Bijvoorbeeld: 1 t/m 4, Plusklas"}
_FILE = "Agenda van de school"
_FIRST = 15  # of the days that are entered


def tab(user: User, first: str | None = None) -> None:
    """Draw the free days, and three ways to enter more, of which ``first`` is open."""
    st.markdown(
        "Een termijn in schooldagen telt geen weekend, geen feestdag en geen van deze dagen. Wat nu wacht, wordt "
        "opnieuw geteld. Wat is afgesproken of met een reden is verzet, blijft staan. Bij acuut gevaar telt geen "
        "enkele vrije dag."
    )
    with reading(user.school_id) as connection:
        free = kalender.kalender(connection, user.school_id)
    with place():
        _entered(free, user)
    typed, from_file, suggested = st.tabs(["Intypen", "Uit een bestand", "Voorstel per regio"], default=first)
    with typed:
        _typed(user)
    with from_file:
        _from_file(user, free)
    with suggested:
        _suggested(user, free)


def _entered(free: Kalender, user: User) -> None:
    today = clock.today()
    coming = [each for each in free.vrij if each.tot >= today]
    with place():
        vrij_invoeren.say("weg")
    if not coming:
        st.markdown(
            ":material/info: Er staat nog geen vakantie of studiedag in. Termijnen lopen dan door in de vakantie."
        )
    for each in rijen.first_of(coming, "vrij/komend", _FIRST):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.text(each.in_words, width="stretch")
            if st.button("Weghalen", key=f"vrij/weg/{each.van}/{each.tot}/{'/'.join(each.groepen)}"):
                vrij_invoeren.remove(each, user, "weg")
    rijen.show_all(len(coming), "vrij/komend", _FIRST, "Vrije dagen")


def _typed(user: User) -> None:
    asked = {
        "naam": "Naam",
        "van": "Eerste vrije dag",
        "tot": "Laatste vrije dag",
        "groepen": worded("Welke [groepen] zijn vrij?"),
    }
    about = {
        "naam": "Ten hoogste 60 tekens.",
        "tot": "Bij één dag laat u deze leeg.",
        "groepen": worded(
            "Is iedereen vrij, laat dit dan leeg. Anders tellen deze dagen alleen voor leerlingen in deze [groepen]."
        ),
    }
    with place():
        vrij_invoeren.say("typen")
    fields = Fields("vrij", asked, optional=frozenset({"tot", "groepen"}))
    typed = {}
    with st.form("vrij", enter_to_submit=False):
        for name, label in asked.items():
            with fields.of(name, about.get(name, "")):
                typed[name] = st.text_input(
                    label,
                    placeholder=_EXAMPLES.get(name, dag.HINT),
                    key=f"vrij/{name}",
                    max_chars=60 if name == "naam" else None,
                    width="stretch" if name in _EXAMPLES else 220,
                    label_visibility="collapsed",
                )
        pressed = st.form_submit_button("Invoeren")
    if pressed:
        found = _understood(typed)
        if isinstance(found, Vrij):
            vrij_invoeren.enter([found], user, "typen", lambda why: fields.refuse({"tot": why}), typed.values())
        else:
            fields.refuse(found)


def _understood(typed: Mapping[str, str]) -> Vrij | dict[str, str]:
    """The days that were typed; or what is wrong, by field."""
    first, why = dag.read_alone(typed["van"], ahead=True)
    wrong = {"van": why} if why else {}
    last = first
    if first and typed["tot"].strip():
        last, why = dag.read_alone(typed["tot"], first, ahead=True)
        wrong = {"tot": why} if why else {}
    groepen: tuple[str, ...] = ()
    try:
        groepen = groepen_in(typed["groepen"])
    except ValueError as problem:
        wrong = {**wrong, "groepen": str(problem)}
    if not typed["naam"].strip():
        wrong = {"naam": "Geef deze dagen een naam.", **wrong}
    return wrong if wrong or not first or not last else Vrij(first, last, typed["naam"], groepen)


def _from_file(user: User, free: Kalender) -> None:
    st.caption(
        "Een .ics-bestand, zoals veel scholen hun agenda aanbieden. Of een bestand van Excel of een .csv, met op elke "
        "regel een naam en een of twee datums. U kiest zelf welke dagen vrij zijn. De rest wordt niet bewaard."
    )
    readings, wrong = _read_before() if uploads.chosen("vrij/bestand") else ({}, "")
    with place("xsmall", key("vrij", "bestand")):
        above("vrij", "bestand", _FILE, f"Een .ics, .xlsx of .csv van ten hoogste {MOST_MB} MB.", wrong)
        uploads.ask(_FILE, "vrij/bestand", user, _read, user, most_mb=MOST_MB)
    holds = dagen_kiezen.which(readings) if readings else None
    if holds:
        new, old = dagen_kiezen.known_in(holds.dagen, free)
        if holds.dagen:
            dagen_kiezen.choose(new, user, "bestand")
        else:
            st.caption("In dit bestand staat geen dag die u kunt kiezen. Hieronder staat waarom.")
        dagen_kiezen.not_taken([*holds.over, *old])


def _read_before() -> tuple[Mapping[str, Lezing], str]:
    """What was read when the file arrived, and why it was not."""
    found: tuple[Mapping[str, Lezing], str] = st.session_state.get("vrij/gelezen", ({}, ""))
    return found


def _read(user: User) -> None:
    """Read a file that just arrived. A callback, so that it happens once and not at every run."""
    st.session_state["vrij/gelezen"] = {}, ""
    st.session_state.pop(dagen_kiezen.ORDER, None)
    uploaded = uploads.chosen("vrij/bestand")
    if uploaded is None:
        return
    wanted = uploads.still_wanted(uploaded)
    try:
        found = agenda_bestand.read(uploaded.getvalue(), clock.today(), whose=user.id, wanted=wanted)
        st.session_state["vrij/gelezen"] = found, ""
    except KalenderError as problem:
        st.session_state["vrij/gelezen"] = {}, str(problem)
    except NotWanted:
        return


def _suggested(user: User, free: Kalender) -> None:
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
        found = [Dag(each, Gelezen(Oordeel.VRIJ)) for each in vakanties.voorstel(str(jaar), regio)]
        dagen_kiezen.choose(dagen_kiezen.known_in(found, free)[0], user, f"{regio}/{jaar}")
