"""Beheer: making a back-up now, in a folder of the server, while the page may be left."""

from pathlib import Path

import streamlit as st

from db.backup import backup, keys_apart
from db.backup.backup import BackupError
from db.journal import journal
from db.school import schools
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.upkeep import bezig
from db.upkeep.bezig import Meld, Soort, Uitkomst
from meldcode.rollen import User
from ui import clock
from ui.beheer.lang_werk import loopt
from ui.elements.field import Fields

_FORM, _MAP = "back-up", "In welke map?"
_ABOUT = "Een map op een andere schijf dan die van Meldroute, of op een NAS. Met de hele plaats: /media/nas/meldroute."
_WAT = "De back-up wordt gemaakt"
_LONGEST = 400  # characters


def tab(user: User) -> None:
    """Draw how far the back-up is; or else ask for the folder, and draw what came of the last one."""
    with reading(EVERY_SCHOOL) as connection:
        is_alone = schools.is_alone(connection)
    st.markdown(
        "Een back-up is één versleuteld bestand. Vastleggen kan intussen gewoon. De sleutels zitten er niet in: "
        "bewaar die op een andere plek. Zonder de sleutels is een back-up niet te lezen."
    )
    if not is_alone:
        st.markdown(
            "In deze database staan meer scholen. Een back-up is er van alle samen. Wie de server beheert, maakt hem "
            "met: python -m db backup MAP"
        )
        return
    if not loopt.goes_on(user, Soort.BACKUP):
        _ask(user)
    loopt.draw(user, Soort.BACKUP)


def _ask(user: User) -> None:
    last = bezig.stand(Soort.BACKUP, user.school_id)
    fields = Fields(_FORM, {"map": _MAP})
    with st.form(_FORM, enter_to_submit=False):
        with fields.of("map", about=_ABOUT):
            typed = st.text_input(
                _MAP,
                last.uitkomst.waar if last and last.uitkomst else "",
                max_chars=_LONGEST,
                key=f"{_FORM}/map",
                label_visibility="collapsed",
            )
        pressed = st.form_submit_button("Maak een back-up", type="primary")
    if pressed:
        folder = Path(typed.strip())
        _refuse(fields, folder)
        _begin(user, folder)


def _refuse(fields: Fields, folder: Path) -> None:
    """Say at the field why no back-up can be made there, and draw the page again."""
    try:
        if not folder.is_absolute():
            raise BackupError("Schrijf de hele plaats van de map op, zoals /media/nas/meldroute.")
        keys_apart.refuse_keys_in(folder)
    except BackupError as refused:
        fields.refuse({"map": str(refused)})


def _begin(user: User, folder: Path) -> None:
    now = clock.now()
    with transaction(user.school_id) as connection:
        journal.managed(connection, user, "back-up", now)

    def make(meld: Meld) -> Uitkomst:
        try:
            made = backup.backup(folder, now, lambda part: meld(_WAT, part))
        except BackupError as refused:
            return Uitkomst(False, (str(refused),), str(folder))
        return Uitkomst(True, (f"De back-up staat in {made.file}.", *made.let_op), str(folder))

    loopt.begin(user, Soort.BACKUP, _WAT, make)
