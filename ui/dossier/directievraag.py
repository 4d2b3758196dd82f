"""Answering a question of the directie, on the page with the whole dossier."""

import streamlit as st

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.openstaand import berichten
from meldcode.rollen import Permission, User
from meldcode.vastleggingen import AntwoordAanDirectie, Ontvangst
from meldcode.vragen.vastlegging import Vastlegging
from ui.forms import form
from ui.text import veilig


def ask(dossier: Dossier, user: User) -> tuple[Vastlegging, User, str] | None:
    """Draw the questions that wait for an answer; return the answer that was filled in, if any."""
    if not dossier.may(user, Permission.WALK_ROUTE):
        return None
    for message, question in berichten(dossier):
        if question is None or not question.isa(Ontvangst) or not question.waarde("terugvraag"):
            continue
        part = str(message.nummer)
        with st.container(border=True):
            st.markdown("De directie heeft een vraag")
            st.caption(veilig(message.tekst("bericht")))
            st.text(question.tekst("terugvraag"))
            filled = form.fill_in(AntwoordAanDirectie, dossier, user, given={"kennisgeving": part}, part=part)
            if filled:
                return filled, user, form.key(dossier, AntwoordAanDirectie, part)
    return None
