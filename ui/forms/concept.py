"""Saving what somebody types as a concept, and saying in the form when it was saved, or why it was not."""

from datetime import datetime
from functools import partial

import streamlit as st

from db.dossiers import concepten
from db.store.faults import in_words
from meldcode.dossier.dossier import Dossier
from meldcode.vastleggingen import Opening
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging, says_all
from meldcode.vragen.vraag import Raw, RawAnswers
from ui import clock
from ui.elements import tab
from ui.elements.tab import Held
from ui.forms import two_texts
from ui.forms.question import Form
from ui.page import recording
from ui.text import veilig
from ui.web.callbacks import Guarded

STILL_THERE = "Wat u typte, is niet weg: laat dit venster open en ververs het niet."


def start(form: Form, dossier: Dossier | None, corrects: Vastgelegd | None) -> bool:
    """Start with what was typed before, what is being corrected, or what an earlier answer already says.

    Returns whether this tab is only starting: as far as this server knows, it has not been drawn completely.
    """
    is_new = f"{form.name}/whole" not in st.session_state
    if f"{form.name}/kept" in st.session_state:
        return is_new
    concept = _found(form)
    st.session_state[f"{form.name}/kept"] = (
        dict(concept.raw) if concept else _as_recorded(corrects) if corrects else _taken_over(form.kind, dossier)
    )
    st.session_state[f"{form.name}/versie"] = concepten.Known(concept.versie if concept else 0)
    st.session_state[f"{form.name}/over"] = bool(concept) and recording.was_emptied(form.name)
    if concept:
        st.session_state[f"{form.name}/saved"] = concept.saved_at and _hour(concept.saved_at)
    return is_new


def _found(form: Form) -> concepten.Concept | None:
    """The saved concept. If it cannot be read, the form is drawn all the same, and says so."""
    try:
        return concepten.find(form.user, form.dossier_id, recording.concept_of(form.name))
    except Exception as problem:
        said = in_words(problem)
        if said is None:
            raise
        st.session_state[f"{form.name}/unsaved"] = said
        st.session_state[f"{form.name}/just_tried"] = True
        return None


def _as_recorded(record: Vastgelegd) -> dict[str, Raw]:
    return {each.naam: each.waarde for each in record.antwoorden}


def _taken_over(kind: type[Vastlegging], dossier: Dossier | None) -> dict[str, Raw]:
    found: dict[str, Raw] = {}
    for naam, (soort, vraag) in kind.overnemen.items():
        records = [record for record in dossier.standing if record.soort == soort] if dossier else []
        if records and records[-1].waarde(vraag):
            found[naam] = records[-1].waarde(vraag)
    return found


def takes_another_route(kind: type[Vastlegging], raw: RawAnswers) -> bool:
    return issubclass(kind, Opening) and raw.get(kind.andere_route[0]) == kind.andere_route[1]


def when_changed(form: Form) -> Guarded:
    """The callback of every widget of this form."""
    return Guarded(form.user, changed, form, otherwise=partial(_could_not, form))


def changed(form: Form) -> None:
    """Save what was typed so far. Runs before the page, so that leaving the page loses nothing.

    When saving fails, this tab keeps the text, and the form says so.
    """
    name, here = form.name, tab.held()
    if f"{name}/kept" not in here:
        return  # the second half of a double click: what it brings was recorded by the first
    raw, soort = form.raw(here), recording.concept_of(name)
    try:
        if takes_another_route(form.kind, raw):
            concepten.drop(form.user, form.dossier_id, soort)
        else:
            _keep(form, soort, raw, here)
            st.session_state[f"{name}/saved"] = _hour(clock.now())
        st.session_state[f"{name}/unsaved"] = None
    except Exception as problem:
        _could_not(form, problem)
    st.session_state[f"{name}/kept"] = raw


def _could_not(form: Form, problem: Exception) -> None:
    """Let the form say why saving failed; re-raise an error that is a bug."""
    said = in_words(problem)
    if said is None:
        raise problem
    st.session_state[f"{form.name}/unsaved"] = said
    st.session_state[f"{form.name}/just_tried"] = True


def is_brought(form: Form) -> bool:
    """Asked after drawing the form: whether the tab brings other answers than it was drawn with.

    Then it stayed open while the server restarted. Otherwise the form is complete, and a different answer is a change.
    """
    known = form.raw({f"{form.name}/kept": form.kept})
    if form.raw() != known:
        return True
    st.session_state[f"{form.name}/whole"] = True
    return False


def _keep(form: Form, soort: str, raw: RawAnswers, here: Held) -> None:
    """Save it in place of what this tab knows. When that was saved anew elsewhere: beside it, and say so.

    Once there are two texts, one that says all of the other takes its place.
    """
    own = two_texts.kept_under(form.name, here)
    is_new = not own and not _replaces(form, soort, raw, here)
    if is_new:
        own = two_texts.a_name(form.name)
    if own:
        concepten.keep(form.user, form.dossier_id, own, raw, clock.now())
    if is_new:
        two_texts.turn_aside(form.name, own)
    if own or here.get(f"{form.name}/andere"):
        two_texts.keep_one(form, own or soort)


def _replaces(form: Form, soort: str, raw: RawAnswers, here: Held) -> bool:
    """Save it in place of the concept, if this tab knows that.

    Of a tab that stayed open while the server was started anew nobody knows which version it had: then what is kept now
    is replaced by what says all of it.
    """
    name = form.name
    if f"{name}/whole" not in here and not says_all(form.kind, raw, here[f"{name}/kept"]):
        return False
    known: concepten.Known = here[f"{name}/versie"]
    try:
        # Changed in place: a press at this moment ends the run at the next access to the session state.
        known.versie = concepten.keep(form.user, form.dossier_id, soort, raw, clock.now(), known.versie)
    except concepten.Elders:
        return False
    return True


def try_again() -> None:
    """Let the forms of this tab save what they could not save, as soon as they are drawn."""
    for key in [key for key in st.session_state if str(key).endswith("/just_tried")]:
        del st.session_state[key]


def _hour(moment: datetime) -> str:
    return f"{clock.at_school(moment):%H:%M}"


def show(form: Form) -> None:
    """Until when it was saved; or why it was not, after one more try in a run in which nothing was tried yet."""
    name = form.name
    if st.session_state.get(f"{name}/unsaved") and not st.session_state.pop(f"{name}/just_tried", False):
        changed(form)
        st.session_state.pop(f"{name}/just_tried", None)
    unsaved = st.session_state.get(f"{name}/unsaved")
    if unsaved:
        st.warning(veilig(f"Uw tekst kon niet als concept worden bewaard. {unsaved} {STILL_THERE}"))
        st.button("Opnieuw bewaren", key=f"{name}/bewaren")
        return
    say_when_saved(name)


def say_when_saved(name: str) -> None:
    saved = st.session_state.get(f"{name}/saved")
    st.caption(veilig(f"Concept bewaard om {saved} uur" if saved else "Wat u typt, wordt als concept bewaard."))
