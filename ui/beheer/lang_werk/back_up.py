"""The back-up: its folder, one made now while the page may be left, and read back as if it were put back."""

from pathlib import Path
from typing import NoReturn

import streamlit as st

from db.backup import backup, folder, restore
from db.backup.backup import BackupError
from db.journal import journal
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.faults import Said
from db.upkeep.bezig import Meld, Soort, Uitkomst
from meldcode.rollen import User
from meldcode.vragen.datum import in_words
from ui import clock
from ui.beheer.lang_werk import loopt
from ui.elements import answer
from ui.elements.field import Fields
from ui.page import menu

PRACTICE = "In de oefenschool staat dit uit: haar wachtwoorden zijn openbaar."
"""Why nothing of the server can be reached from the practice school."""
_FORM, _LABEL = "backup", "Map voor de back-ups"
_MORE = (
    "In deze database staan meer scholen. Een back-up is er van alle samen. Wie de server beheert, maakt hem met: "
    "python -m db backup MAP"
)
_ABOUT = (
    "De hele plaats, vanaf het begin. Liefst op een andere schijf, bijvoorbeeld /media/nas/meldroute. Sleutels mogen "
    "er niet staan."
)
_WAT = "De back-up wordt gemaakt"


def draw(user: User) -> Path | None:
    """Ask for the folder; offer to make a back-up there and to read the newest one back.

    Returns the folder; None where none was chosen yet, or where a back-up is for whoever administers the server.
    """
    with reading(EVERY_SCHOOL) as connection:
        is_alone = schools.is_alone(connection)
    if menu.is_practice() or not is_alone:
        st.text(PRACTICE if menu.is_practice() else _MORE)
        return None
    where = _kept(user)
    _ask(user, where)
    if where is None:
        return None
    if not loopt.goes_on(user, Soort.BACKUP):
        with st.container(horizontal=True):
            if st.button("Maak nu een back-up", key=f"{_FORM}/maak", type="primary"):
                _begin(user, where)
            if st.button("Lees de nieuwste terug", key=f"{_FORM}/lees"):
                _read_back(where, user)
    loopt.draw(user, Soort.BACKUP)
    st.caption(
        "Een back-up is één versleuteld bestand, zonder sleutels: bewaar die op een andere plek. Vastleggen kan "
        "intussen gewoon. Bij het teruglezen wordt alles geopend, nageteld en weer weggegooid: er verandert niets."
    )
    return where


def _kept(user: User) -> Path | None:
    with reading(user.school_id) as connection:
        try:
            return folder.folder_of(connection, user.school_id)
        except Said as problem:
            answer.stands(str(problem))
            return None


def _ask(user: User, where: Path | None) -> None:
    if folder.is_fixed():
        st.text(f"De omgeving van Meldroute noemt de map: {where}.")
        return
    fields = Fields(_FORM, {"map": _LABEL})
    with st.form(_FORM, enter_to_submit=False):
        with fields.of("map", _ABOUT):
            typed = st.text_input(
                _LABEL, str(where or ""), key=f"{_FORM}/map", autocomplete="off", label_visibility="collapsed"
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


def _begin(user: User, where: Path) -> NoReturn:
    now = clock.now()
    _noted(user)

    def make(meld: Meld) -> Uitkomst:
        try:
            made = backup.backup(where, now, lambda part: meld(_WAT, part))
        except BackupError as refused:
            return Uitkomst(False, (str(refused),))
        return Uitkomst(True, (f"De back-up staat in {made.file}. Lees haar nu terug.", *made.let_op))

    loopt.begin(user, Soort.BACKUP, _WAT, make)


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
