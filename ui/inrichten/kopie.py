"""Setting up: where back-ups come, one made now, and read back as if it were put back."""

from pathlib import Path

import streamlit as st

from db.backup import folder, restore
from db.journal import journal
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.faults import Said
from db.upkeep.bezig import Soort
from meldcode.rollen import User
from meldcode.vragen.datum import in_words
from ui import clock
from ui.beheer.lang_werk import back_up, loopt
from ui.elements import answer
from ui.elements.field import Fields
from ui.inrichten import te_plakken
from ui.inrichten.mailserver import PRACTICE

_FORM, _LABEL = "backup", "Map voor de back-ups"
_MORE = "In deze database staan meer scholen. Wie de server beheert, maakt de back-ups van alle scholen samen."
_ABOUT = (
    "De hele plaats, vanaf het begin. Liefst op een andere schijf, bijvoorbeeld /media/nas/meldroute. Sleutels mogen "
    "er niet staan."
)


def draw(user: User) -> None:
    """Ask for the folder; offer to make a back-up there and to read the newest one back."""
    with reading(user.school_id) as connection:
        _name, is_practice = schools.name_and_practice(connection, user.school_id)
        try:
            where = folder.folder_of(connection, user.school_id)
        except Said as problem:
            where = None
            answer.stands(str(problem))
    if is_practice or not _is_alone():
        st.text(PRACTICE if is_practice else _MORE)
        return
    _ask(user, where)
    if where is None:
        return
    if not loopt.goes_on(user, Soort.BACKUP):
        with st.container(horizontal=True):
            if st.button("Maak nu een back-up", key="backup/maak", type="primary"):
                back_up.begin(user, where)
            if st.button("Lees de nieuwste terug", key="backup/lees"):
                _read_back(where, user)
    loopt.draw(user, Soort.BACKUP)
    st.caption(
        "In een back-up zitten geen sleutels. Bij het teruglezen wordt alles geopend, nageteld en weer weggegooid: er "
        "verandert niets."
    )
    with st.expander("Wat de server zelf nog moet doen"):
        st.markdown("Laat dit elke nacht draaien, en het nalezen elke week:")
        te_plakken.show("backup.sh", map=where)


def _is_alone() -> bool:
    with reading(EVERY_SCHOOL) as connection:
        return schools.is_alone(connection)


def _ask(user: User, where: Path | None) -> None:
    if folder.is_fixed():
        st.text(f"De omgeving van Meldroute noemt de map: {where}.")
        return
    fields = Fields(_FORM, {"map": _LABEL})
    with st.form(_FORM, enter_to_submit=False):
        with fields.of("map", _ABOUT):
            typed = st.text_input(
                _LABEL, str(where or ""), key="backup/map", autocomplete="off", label_visibility="collapsed"
            )
        pressed = st.form_submit_button("Map bewaren")
    if pressed:
        try:
            with transaction(user.school_id) as connection:
                folder.keep(connection, user.school_id, str(typed or ""))
                journal.managed(connection, user, "back-up", clock.now())
        except Said as problem:
            fields.refuse({"map": str(problem)})
        answer.good("De map is bewaard. Maak er nu een back-up in.")
        st.rerun()


def _read_back(where: Path, user: User) -> None:
    try:
        with st.spinner("De back-up wordt geopend en nageteld."):
            found = restore.read_back(where, clock.now())
    except Said as problem:
        answer.refuse(str(problem))
        return
    _noted(user)
    when, number = f"{in_words(found.made.date())} om {found.made:%H:%M} uur", found.dossiers
    count = "1 dossier" if number == 1 else f"{number} dossiers"
    answer.good(f"De back-up van {when} is teruggelezen en klopt: {count}.")
    st.rerun()


def _noted(user: User) -> None:
    with transaction(user.school_id) as connection:
        journal.managed(connection, user, "back-up", clock.now())
