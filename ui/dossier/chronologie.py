"""All records of a dossier in order, a line each, to unfold; with a form to correct each."""

from collections.abc import Mapping

import streamlit as st

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import ALLE
from meldcode.verzoeken.lopend import betwist
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from ui import clock
from ui.elements import answer, rijen
from ui.forms import form, look
from ui.forms.state import FormState, correction, name_of
from ui.page import people, record_view
from ui.text import veilig

_FEW = 5  # so many records are read at a glance, and shown in full
_BY_NAME = {kind.__name__: kind for kind in ALLE}
Correction = tuple[Vastlegging, str, Vastgelegd]
"""A filled-in correction, with the name of its form and what it corrects."""


def draw(dossier: Dossier, user: User) -> Correction | None:
    """Draw every record; return the correction that was filled in, if any."""
    names = people.names(user)
    corrected = {each.corrigeert: each.nummer for each in dossier.records if each.corrigeert}
    in_full, disputed = _in_full(dossier), betwist(dossier.standing)
    filled, lines = None, None
    for each in dossier.records:
        author, remark = names.get(each.by, "onbekend"), _remark(each, corrected)
        is_pointed = look.is_pointed_at(dossier.id, each.nummer)
        if not in_full:
            lines = lines or rijen.rows(f"vast-{each.nummer}")
            name = f"{dossier.id}/volgorde/{each.nummer}"
            is_corrected = FormState(_form(each, dossier)).open
            was_unfolded = record_view.is_unfolded(name)
            with lines:
                is_unfolded = record_view.line(each, author, name, _mark(each, corrected, disputed), unfold=is_pointed)
            if not is_unfolded and not is_corrected:  # what is being typed is not folded away
                continue
            lines, is_pointed = None, is_pointed or (is_unfolded and not was_unfolded)
        with answer.pointed(answer.nonce() if is_pointed else ""):
            record_view.record(each, dossier, author, remark)
        if vastleggen.correction_refusal(dossier, each, user, clock.today()) is None:
            filled = _correction(each, dossier, user) or filled
    return filled


def _in_full(dossier: Dossier) -> bool:
    """Whether every record is shown in full, to read or to print; above a long list is a button for it."""
    if len(dossier.records) <= _FEW:
        return True
    key = f"{dossier.id}/voluit"
    in_full = bool(st.session_state.get(key))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(veilig(f"{len(dossier.records)} keer vastgelegd, van oud naar nieuw."))
        if st.button("Toon elk op één regel" if in_full else "Toon alles voluit", key=f"{key}/knop"):
            st.session_state[key] = not in_full
            st.rerun()
    return in_full


def _mark(each: Vastgelegd, corrected: dict[int, int], disputed: Mapping[int, str]) -> str:
    """What is to be known of a record before it is unfolded, in a word or two."""
    changed = "gecorrigeerd" if each.nummer in corrected else "correctie" if each.corrigeert else ""
    return ", ".join(filter(None, (changed, "betwist" if each.nummer in disputed else "")))


def _remark(each: Vastgelegd, corrected: dict[int, int]) -> str:
    said = [f"Nummer {each.nummer}."]
    if each.corrigeert:
        said.append(f"Corrigeert nummer {each.corrigeert}.")
    if each.nummer in corrected:
        said.append(f"Gecorrigeerd in nummer {corrected[each.nummer]}; dat geldt.")
    return " ".join(said)


def _form(each: Vastgelegd, dossier: Dossier) -> str:
    """The name of the form that corrects this record."""
    return name_of(dossier.id, each.soort, correction(each.nummer))


def _correction(each: Vastgelegd, dossier: Dossier, user: User) -> Correction | None:
    name = _form(each, dossier)
    if not st.toggle("Corrigeren", key=FormState(name).toggle):
        return None
    st.caption("Wat vastligt, blijft staan. Uw correctie komt ernaast en geldt vanaf nu.")
    filled = form.fill_in(_BY_NAME[each.soort], dossier, user, corrects=each, part=correction(each.nummer))
    return (filled, name, each) if filled else None
