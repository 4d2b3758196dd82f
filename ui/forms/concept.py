"""Saving what is typed in a form as a concept, and saying in the form when it was saved, or why it was not."""

from datetime import datetime
from functools import partial

import streamlit as st

from db.dossiers import concepten
from db.store.faults import in_words
from meldcode.dossier.dossier import Dossier
from meldcode.vragen.eerder import begins_with
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging, says_all
from meldcode.vragen.vraag import Raw, RawAnswers
from ui import clock
from ui.elements import tab
from ui.forms import two_texts
from ui.forms.question import Form
from ui.forms.state import FormState
from ui.text import veilig
from ui.web.callbacks import Guarded

STILL_THERE = "Wat u typte, is niet weg: laat dit venster open en ververs het niet."


def start(form: Form, dossier: Dossier | None, corrects: Vastgelegd | None) -> bool:
    """Give a form its first answers: the saved concept, the record being corrected, or answers recorded earlier.

    Does nothing to a form that is drawn already. Returns whether this server has not drawn it completely yet in this
    tab: then the browser may still send answers from before a restart (``is_brought``).
    """
    state = form.state
    is_new = not state.whole
    if state.is_drawn:
        return is_new
    concept = _found(form)
    state.known = concepten.Known(concept.versie if concept else 0)
    state.typed_elsewhere = bool(concept) and state.emptied
    if concept:
        state.saved = _hour(concept.saved_at) if concept.saved_at else None
    state.kept = dict(concept.raw) if concept else _as_recorded(corrects) if corrects else _begins(form, dossier)
    return is_new


def _found(form: Form) -> concepten.Concept | None:
    """The saved concept, if any. If it cannot be read, the form is drawn without it, and says so."""
    try:
        return concepten.find(form.user, form.dossier_id, form.state.concept)
    except Exception as problem:
        said = in_words(problem)
        if said is None:
            raise
        form.state.unsaved, form.state.just_tried = said, True
        return None


def _as_recorded(record: Vastgelegd) -> dict[str, Raw]:
    return {each.naam: each.waarde for each in record.antwoorden}


def _begins(form: Form, dossier: Dossier | None) -> dict[str, Raw]:
    begun = begins_with(form.kind, dossier.standing, clock.today()) if dossier else {}
    return {**form.kind.vooraf(clock.today()), **begun, **form.state.begin}


def takes_another_route(kind: type[Vastlegging], raw: RawAnswers) -> bool:
    """Whether these answers open a matter that is not for the meldcode (``andere_route``): save none of it."""
    return kind.andere_route is not None and raw.get(kind.andere_route[0]) == kind.andere_route[1]


def when_changed(form: Form) -> Guarded:
    """The callback for every widget of this form: it saves what was typed."""
    return Guarded(form.user, changed, form, otherwise=partial(_could_not, form))


def changed(form: Form) -> None:
    """Save what was typed so far. As a callback it runs before the page, so that leaving the page loses nothing.

    If saving fails, the tab still holds the text, and the form says so.
    """
    here = tab.held()
    state = FormState(form.name, here)
    if not state.is_drawn:
        return  # the second half of a double click: the first has recorded this text
    raw, soort = form.raw(here), state.concept
    try:
        if takes_another_route(form.kind, raw):
            concepten.drop(form.user, form.dossier_id, soort)
        else:
            _keep(form, soort, raw, state)
            state.saved = _hour(clock.now())
        state.unsaved = None
    except Exception as problem:
        _could_not(form, problem)
    state.kept = raw


def _could_not(form: Form, problem: Exception) -> None:
    """Let the form say why saving failed; re-raise an error that is a bug."""
    said = in_words(problem)
    if said is None:
        raise problem
    form.state.unsaved, form.state.just_tried = said, True


def is_brought(form: Form) -> bool:
    """Whether the browser sent other answers than the form was just drawn with; ask this after drawing it.

    Then the tab stayed open while the server restarted. If not, the form is complete from now on: whatever differs
    later was typed.
    """
    drawn_with = form.raw(form.state.of_kept())
    if form.raw() != drawn_with:
        return True
    form.state.whole = True
    return False


def _keep(form: Form, soort: str, raw: RawAnswers, state: FormState) -> None:
    """Save the text as the concept; or as a second text, and say so, if the concept was changed in another tab.

    Once there are two texts, one that contains the other replaces it.
    """
    own = state.aside
    is_new = not own and not _replaces(form, soort, raw, state)
    if is_new:
        own = concepten.a_name_beside(soort)
    if own:
        concepten.keep(form.user, form.dossier_id, own, raw, clock.now())
    if is_new:
        state.aside, state.to_tell_of_others = own, True
    if own or state.has_others:
        two_texts.keep_one(form, own or soort)


def _replaces(form: Form, soort: str, raw: RawAnswers, state: FormState) -> bool:
    """Save the text in place of the concept, if this tab knows its newest version. Returns whether it did.

    Of a tab that stayed open during a restart the version is not known: it may replace the concept if its text contains
    all of it.
    """
    if not state.whole and not says_all(form.kind, raw, state.kept or {}):
        return False
    known = state.known or concepten.Known(0)
    try:
        # Changed in place, not through the session state: an access to that may end the run before it is stored.
        known.versie = concepten.keep(form.user, form.dossier_id, soort, raw, clock.now(), known.versie)
    except concepten.Elders:
        return False
    return True


def _hour(moment: datetime) -> str:
    return f"{clock.at_school(moment):%H:%M}"


def show(form: Form) -> None:
    """Show when the text was last saved. After a failure try once more, unless this run did; else show why."""
    state = form.state
    if state.unsaved:
        is_tried = state.just_tried
        del state.just_tried
        if not is_tried:
            changed(form)
            del state.just_tried
    if state.unsaved:
        st.warning(veilig(f"Uw tekst kon niet als concept worden bewaard. {state.unsaved} {STILL_THERE}"))
        st.button("Opnieuw bewaren", key=state.save_button)
        return
    say_when_saved(form)


def say_when_saved(form: Form) -> None:
    """Draw the line that says when the text was last saved."""
    saved = form.state.saved
    st.caption(veilig(f"Concept bewaard om {saved} uur" if saved else "Wat u typt, wordt als concept bewaard."))
