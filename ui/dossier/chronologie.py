"""All records of a dossier in order, with a form to correct each."""

import streamlit as st

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import ALLE
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from ui import clock
from ui.elements import answer
from ui.forms import form, look
from ui.forms.state import FormState, correction
from ui.page import people, record_view

_BY_NAME = {kind.__name__: kind for kind in ALLE}
Correction = tuple[Vastlegging, str, Vastgelegd]
"""A filled-in correction, with the name of its form and what it corrects."""


def draw(dossier: Dossier, user: User) -> Correction | None:
    """Draw every record; return the correction that was filled in, if any."""
    names = people.names(user)
    corrected = {each.corrigeert: each.nummer for each in dossier.records if each.corrigeert}
    filled = None
    for each in dossier.records:
        with answer.pointed(answer.nonce() if look.is_pointed_at(dossier.id, each.nummer) else ""):
            record_view.record(each, dossier, names.get(each.by, "onbekend"), _remark(each, corrected))
        if vastleggen.correction_refusal(dossier, each, user, clock.today()) is None:
            filled = _correction(each, dossier, user) or filled
    return filled


def _remark(each: Vastgelegd, corrected: dict[int, int]) -> str:
    said = [f"Nummer {each.nummer}."]
    if each.corrigeert:
        said.append(f"Corrigeert nummer {each.corrigeert}.")
    if each.nummer in corrected:
        said.append(f"Gecorrigeerd in nummer {corrected[each.nummer]}; dat geldt.")
    return " ".join(said)


def _correction(each: Vastgelegd, dossier: Dossier, user: User) -> Correction | None:
    part = correction(each.nummer)
    name = form.key(dossier, _BY_NAME[each.soort], part)
    if not st.toggle("Corrigeren", key=FormState(name).toggle):
        return None
    st.caption("Wat vastligt, blijft staan. Uw correctie komt ernaast en geldt vanaf nu.")
    filled = form.fill_in(_BY_NAME[each.soort], dossier, user, corrects=each, part=part)
    return (filled, name, each) if filled else None
