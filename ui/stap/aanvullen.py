"""Completing what was recorded where a stap needs it: the correction of that record, opened from the task."""

from functools import partial

import streamlit as st

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import User
from meldcode.route.stappen import Stap
from meldcode.vastleggingen import BY_NAME
from meldcode.vragen.eisen import Eis
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from ui import clock
from ui.forms import form
from ui.forms.state import correction


def name(record: Vastgelegd) -> str:
    """The name, within the dossier, of the form that completes this record."""
    return f"{record.soort}/{correction(record.nummer)}"


def of(stap: Stap, dossier: Dossier, user: User) -> dict[Eis, Vastgelegd]:
    """The records that this stap needs completed before it can be closed, as far as this person may correct them."""
    found = ((eis, eis.to_complete(dossier.window(stap))) for eis in dossier.missing(stap))
    may = partial(vastleggen.correction_refusal, dossier, by=user, on=clock.today())
    return {eis: record for eis, record in found if record and may(record) is None}


def draw(record: Vastgelegd, dossier: Dossier, user: User) -> tuple[Vastlegging | None, str]:
    """Draw the form that completes this record; return what was filled in, with the name of the form."""
    kind, part = BY_NAME[record.soort], correction(record.nummer)
    st.caption("Dit is al vastgelegd. Vul aan wat ontbreekt. Uw aanvulling komt ernaast en geldt vanaf nu.")
    return form.fill_in(kind, dossier, user, corrects=record, part=part), form.key(dossier, kind, part)
