"""When one person filled in one form twice, in two tabs or on two devices: both texts are saved, shown and chosen from.

How they are stored: ``db.dossiers.concepten``.
"""

from functools import partial

import streamlit as st

from db.dossiers import concepten
from db.dossiers.concepten import Concept
from db.store.faults import in_words
from meldcode.vragen.vastlegging import says_all, vragen
from ui import clock
from ui.elements.slot import place
from ui.forms import question
from ui.forms.question import Form
from ui.text import veilig
from ui.web.callbacks import Guarded

TOLD = "Dit formulier is ook elders ingevuld. Beide teksten zijn bewaard."  # Streamlit shortens longer ones, in English


def keep_one(form: Form, mine: str) -> None:
    """Delete a text that another one contains (``concepten.keep_one``); ``mine`` names what this tab just saved."""
    state, says = form.state, partial(says_all, form.kind)
    now, versie = concepten.keep_one(form.user, form.dossier_id, mine, says)
    if now != mine:  # it replaced the concept
        state.known = concepten.Known(versie)
        del state.aside
        del state.to_tell_of_others


def draw(form: Form) -> None:
    """Show the other texts of this form, and let their writer choose. None is deleted without a press."""
    state = form.state
    if state.to_tell_of_others:
        del state.to_tell_of_others
        st.toast(veilig(TOLD), icon=":material/content_copy:", duration="long")
    every = _others(form)
    state.has_others = bool(every)
    found = [each for each in every if not says_all(form.kind, form.raw(), each.raw)]
    with place():
        if state.typed_elsewhere and not found:
            st.info("Hier staat nog een tekst die u ergens anders typte. Die is nog niet vastgelegd.")
        if found:
            st.warning(
                "Van dit formulier is meer dan één tekst bewaard. Het is ook in een ander venster of op een ander "
                "apparaat ingevuld. Wat hieronder in het formulier staat, legt u vast. De andere tekst blijft bewaard."
            )
        for each in found:
            _show(each, form)


def _others(form: Form) -> list[Concept]:
    """The other texts; none if they cannot be read: ``concept`` says so, and recording must work all the same."""
    soort, own = form.state.concept, form.state.aside
    try:
        found = [each for each in concepten.beside(form.user, form.dossier_id, soort) if each.soort != own]
        concept = concepten.find(form.user, form.dossier_id, soort) if own else None
    except Exception as problem:
        if in_words(problem) is None:
            raise
        return []
    return [concept, *found] if concept and any(concept.raw.values()) else found


def _show(other: Concept, form: Form) -> None:
    mine, key = form.raw(), partial(form.state.of_other, other.soort)
    with st.container(border=True):
        when = clock.said(other.saved_at) if other.saved_at else "eerder"
        st.markdown(veilig(f"De andere tekst, bewaard {when}"))
        for each in vragen(form.kind):
            here, there = question.said(each, mine.get(each.naam)), question.said(each, other.raw.get(each.naam))
            if here == there:
                continue
            st.caption(veilig(each.tekst))
            for column, where, text in zip(st.columns(2), ("In dit formulier", "Daar"), (here, there), strict=True):
                with column:
                    st.caption(veilig(where))
                    st.text(text or "Niets")
        with st.container(horizontal=True):
            st.button(
                "Met de andere tekst verder",
                key=key("verder"),
                on_click=Guarded(form.user, _go_on_with, other.soort, form),
            )
            with st.popover("De andere tekst weggooien", key=key("weg")):
                st.markdown("Wat daar staat en hier niet, is dan weg.")
                st.button(
                    "Ja, weggooien", key=key("zeker"), on_click=Guarded(form.user, _throw_away, other.soort, form)
                )


def _go_on_with(other: str, form: Form) -> None:
    """Put the other text into the form; what is in the form now becomes the other text."""
    concepten.exchange(form.user, form.dossier_id, form.state.concept, other)
    form.state.empty()


def _throw_away(other: str, form: Form) -> None:
    state = form.state
    soort, own = state.concept, state.aside
    if other == soort and own:  # the other one is the concept: the text of this tab becomes the concept
        concepten.keep(form.user, form.dossier_id, own, form.raw(), clock.now())  # it may have been part of the other
        concepten.exchange(form.user, form.dossier_id, soort, own)
        concepten.throw_away(form.user, form.dossier_id, own)
        concept = concepten.find(form.user, form.dossier_id, soort)
        state.known = concepten.Known(concept.versie if concept else 0)
        del state.aside
    else:
        concepten.throw_away(form.user, form.dossier_id, other)
