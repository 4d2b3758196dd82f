"""Two texts in one form: the same person filled it in twice, in two tabs or on two devices. Both are shown and kept."""

from functools import partial

import streamlit as st

from db.dossiers import concepten
from db.dossiers.concepten import Concept
from db.store.faults import in_words
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.meegewogen import Meegewogen, read_delen
from meldcode.vragen.persoon import Persoon, read_persoon
from meldcode.vragen.vastlegging import says_all, vragen
from meldcode.vragen.vraag import Raw, Vraag
from ui import clock
from ui.elements.slot import place
from ui.elements.tab import Held
from ui.forms.question import Form
from ui.page import recording
from ui.text import veilig
from ui.web.callbacks import Guarded

TOLD = "Dit formulier is ook elders ingevuld. Beide teksten zijn bewaard."  # longer is cut off, in English


def kept_under(name: str, here: Held = st.session_state) -> str:
    """The name under which this tab keeps its text beside the concept of this form; empty: it keeps the concept.

    ``here`` is what the tab holds (``ui.elements.tab``).
    """
    return str(here.get(f"{name}/naast", ""))


def a_name(name: str) -> str:
    """A name under which nothing is kept yet, beside the concept of this form."""
    return concepten.a_name_beside(recording.concept_of(name))


def turn_aside(name: str, own: str) -> None:
    """Let this tab keep its text under this name from now on, and say so."""
    st.session_state[f"{name}/naast"], st.session_state[f"{name}/elders"] = own, True


def keep_one(form: Form, mine: str) -> None:
    """Of two texts of which one says all of the other, keep that one; ``mine`` names what this tab just kept."""
    name, says = form.name, partial(says_all, form.kind)
    now, versie = concepten.keep_one(form.user, form.dossier_id, mine, says)
    if now != mine:  # it took the place of the concept
        st.session_state[f"{name}/versie"] = concepten.Known(versie)
        for each in ("naast", "elders"):
            st.session_state.pop(f"{name}/{each}", None)


def draw(form: Form) -> None:
    """Show what else was typed in this form, and let its writer choose. Nothing goes without a press of theirs."""
    name = form.name
    if st.session_state.pop(f"{name}/elders", False):
        st.toast(veilig(TOLD), icon=":material/content_copy:", duration="long")
    every = _others(form)
    st.session_state[f"{name}/andere"] = bool(every)
    found = [each for each in every if not says_all(form.kind, form.raw(), each.raw)]
    with place():
        if st.session_state.get(f"{name}/over") and not found:
            st.info("Hier staat nog een tekst die u ergens anders typte. Die is nog niet vastgelegd.")
        if found:
            st.warning(
                "Van dit formulier is meer dan één tekst bewaard: het is ook in een ander venster of op een ander "
                "apparaat ingevuld. Wat hieronder in het formulier staat, legt u vast. De andere tekst blijft bewaard."
            )
        for each in found:
            _show(each, form)


def _others(form: Form) -> list[Concept]:
    """What else was typed; none where it cannot be read. The form says so, and records all the same."""
    soort, own = recording.concept_of(form.name), kept_under(form.name)
    try:
        found = [each for each in concepten.beside(form.user, form.dossier_id, soort) if each.soort != own]
        concept = concepten.find(form.user, form.dossier_id, soort) if own else None
    except Exception as problem:
        if in_words(problem) is None:
            raise
        return []
    return [concept, *found] if concept and any(concept.raw.values()) else found


def _show(other: Concept, form: Form) -> None:
    mine, key = form.raw(), f"{form.name}/anders/{other.soort}"
    with st.container(border=True):
        when = clock.said(other.saved_at) if other.saved_at else "eerder"
        st.markdown(veilig(f"De andere tekst, bewaard {when}"))
        for each in vragen(form.kind):
            here, there = _said(each, mine.get(each.naam)), _said(each, other.raw.get(each.naam))
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
                key=f"{key}/verder",
                on_click=Guarded(form.user, _go_on_with, other.soort, form),
            )
            with st.popover("De andere tekst weggooien", key=f"{key}/weg"):
                st.markdown("Wat daar staat en hier niet, is dan weg.")
                st.button(
                    "Ja, weggooien", key=f"{key}/zeker", on_click=Guarded(form.user, _throw_away, other.soort, form)
                )


def _said(about: Vraag, raw: Raw) -> str:
    """An answer as people read it."""
    if not raw:
        return ""
    if about.soort is Meegewogen:
        return "\n".join(f"Nummer {each.nummer}, {each.hoe.label.lower()}: {each.tekst}" for each in read_delen(raw))
    if about.soort is Bestand:
        return "Een bijlage"
    labels = {each.value: each.label for each in about.keuzen}
    if isinstance(raw, list):
        return ", ".join(labels.get(each, each) for each in raw)
    persoon = read_persoon(raw) if about.soort is Persoon else None
    return persoon.tekst if persoon else labels.get(raw, raw)


def _go_on_with(other: str, form: Form) -> None:
    """Bring the other text into the form; what stood in it is kept beside it."""
    concepten.exchange(form.user, form.dossier_id, recording.concept_of(form.name), other)
    recording.empty(form.name)


def _throw_away(other: str, form: Form) -> None:
    soort, own = recording.concept_of(form.name), kept_under(form.name)
    if other == soort and own:  # what stands here takes its place
        concepten.keep(form.user, form.dossier_id, own, form.raw(), clock.now())  # it may have been part of the other
        concepten.exchange(form.user, form.dossier_id, soort, own)
        concepten.throw_away(form.user, form.dossier_id, own)
        concept = concepten.find(form.user, form.dossier_id, soort)
        st.session_state[f"{form.name}/versie"] = concepten.Known(concept.versie if concept else 0)
        del st.session_state[f"{form.name}/naast"]
    else:
        concepten.throw_away(form.user, form.dossier_id, other)
