"""Asking about which people or records something is: each one to press, and one press for all with gezag."""

from dataclasses import replace

import streamlit as st

from meldcode.dossier.dossier import Dossier
from meldcode.gezag import te_kiezen
from meldcode.verzoeken.lopend import te_noemen
from meldcode.vragen.vraag import Vraag
from ui.forms import question
from ui.forms.question import Form
from ui.text import veilig
from ui.web.callbacks import Guarded

_AS_ONE = "Dit telt voor de ouders samen. Bij ‘Om de leerling heen’ staat nog niet wie gezag heeft."


def ask(about: Vraag, form: Form, dossier: Dossier, changed: Guarded, objection: str) -> None:
    """Draw the vraag. Without anybody around the pupil it says that the parents count as one."""
    there = {each.keuze.value: each for each in te_kiezen(dossier.standing)}
    if not there:
        st.caption(veilig(objection or _AS_ONE))
        return
    labels = {value: each.naam for value, each in there.items()}
    question.draw(replace(about, optional=False), form, changed, objection, among=labels)
    asked = {each.nummer for each in dossier.met_gezag}
    both = [value for value, each in there.items() if each.nummer in asked]
    if len(both) > 1:
        label = "Geldt voor beiden" if len(both) == 2 else "Geldt voor allen met gezag"
        key = form.state.offered(about.naam, 0)
        press = Guarded(form.user, _choose, form, about.naam, both, changed)
        with st.container(horizontal=True, key=f"mr-kies-{form.state.answer(about.naam)}"):
            st.button(veilig(label, note=about.tekst), key=key, on_click=press)


def _choose(form: Form, naam: str, chosen: list[str], changed: Guarded) -> None:
    st.session_state[form.state.answer(naam)] = chosen
    form.state.put |= {naam}
    changed()


def ask_stukken(about: Vraag, form: Form, dossier: Dossier, changed: Guarded, objection: str) -> None:
    """Draw the vraag with everything that was recorded about the pupil, the newest first."""
    there = {each.value: each.label for each in reversed(te_noemen(dossier.standing))}
    question.draw(about, form, changed, objection, among=there)
