"""Buttons that lead elsewhere in a dossier: to the new record, to read or correct it; to the form of a new signaal."""

import streamlit as st

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Permission, User
from meldcode.vastleggingen import Signaal
from meldcode.vragen.vastgelegd import Vastgelegd
from ui import clock
from ui.forms import offered
from ui.forms.state import FormState, correction, name_of
from ui.web.callbacks import Guarded

_TO, _AT, _NEW = "look/to", "look/at", "look/new"
_PAGE, _STAP_1 = "dossier.py", "stap_1_signalen.py"


def ways(dossier: Dossier, user: User) -> dict[str, Guarded]:
    """What this person can do with the last record of this dossier: the callback of each button, by its label."""
    last = dossier.records[-1]
    if not user.may(Permission.READ_DOSSIER) or not dossier.may(user, Permission.READ_DOSSIER):
        return {}
    found: dict[str, Guarded] = {"Bekijken": Guarded(user, turn, dossier.id, last.nummer, "")}
    if there := to_correct(dossier, last, user):
        found["Corrigeren"] = Guarded(user, turn, *there)
    return found


def to_correct(dossier: Dossier, record: Vastgelegd, user: User) -> tuple[str, int, str] | None:
    """What ``turn`` is given to open the form that corrects this record; None when this person cannot correct it.

    Of a record that was corrected before, its last correction.
    """
    last = next(each for each in dossier.records if each.nummer == (record.gecorrigeerd_in or record.nummer))
    if vastleggen.correction_refusal(dossier, last, user, clock.today()) is not None:
        return None
    return dossier.id, last.nummer, name_of(dossier.id, last.soort, correction(last.nummer))


def turn(dossier_id: str, nummer: int, form: str) -> None:
    """Go to this record, with the ``form`` that corrects it open if one is named."""
    st.session_state[_TO] = (dossier_id, nummer)
    if form:
        FormState(form).open = True


def new_signaal(dossier_id: str) -> None:
    """Go to stap 1 of this dossier, with the form of a signaal open."""
    offered.want(Signaal.__name__)
    st.session_state[_NEW] = dossier_id


def follow() -> None:
    """Go where a button that was pressed leads, if any. pages/main.py calls this before the page runs."""
    if to_form := st.session_state.pop(_NEW, None):
        st.switch_page(_STAP_1, query_params={"dossier": to_form})
    to = st.session_state.pop(_TO, None)
    if to:
        dossier_id, nummer = to
        st.session_state[_AT] = f"{dossier_id}/{nummer}"
        st.switch_page(_PAGE, query_params={"dossier": dossier_id})


def is_pointed_at(dossier_id: str, nummer: int) -> bool:
    """Whether this record was asked for by such a button. True once: the next drawing says no."""
    if st.session_state.get(_AT) != f"{dossier_id}/{nummer}":
        return False
    del st.session_state[_AT]
    return True
