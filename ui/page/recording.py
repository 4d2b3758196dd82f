"""Recording what was filled in, and what a form is called until then."""

import uuid
from functools import partial

import streamlit as st

from db.dossiers import concepten, dossiers
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Opening
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from ui import clock
from ui.elements import answer
from ui.page import access, dossier_of_tab, emptied, look, noted, seen


class OtherDossier(Exception):
    """What was filled in about one dossier would have been recorded in another. Nothing was."""


def submit_key(form: str) -> str:
    """The key of what is being filled in now: pressing twice records once."""
    return str(st.session_state.setdefault(f"{form}/submit", uuid.uuid4().hex))


def concept_of(form: str) -> str:
    """The name under which a dossier keeps the concept of this form."""
    return form.partition("/")[2]


def _forget_concept(user: User, dossier_id: str, form: str) -> dossiers.Also:
    """Forget what this tab kept of this form, and not what another tab or device did."""
    known, own = (st.session_state.get(f"{form}/{each}") for each in ("versie", "naast"))
    seen = known.versie if known else 0
    return partial(concepten.forget, user=user, dossier_id=dossier_id, soort=concept_of(form), seen=seen, own=own or "")


def _moment(form: str) -> dossiers.Moment:
    return dossiers.Moment(access.today(), clock.now(), submit_key(form))


def record(
    shown: Dossier, vastlegging: Vastlegging, user: User, form: str, corrects: Vastgelegd | None = None
) -> Dossier:
    """Record what was filled in, in the dossier as shown; empty the form, and return the dossier as it is now.

    When somebody else was first, nothing is stored: the page is redrawn with what they recorded, and the text is still
    in the form. Raises ``OtherDossier`` for a form that was drawn for another dossier.
    """
    if not form.startswith(f"{shown.id}/"):
        raise OtherDossier
    dossier = dossier_of_tab.load(user, shown.id)
    if dossier is None:
        answer.refuse("Dit dossier is er niet meer.")
        st.stop()
    concept = _forget_concept(user, shown.id, form)
    try:
        if dossier.versie != shown.versie:
            raise dossiers.Intussen(dossier.since(shown.versie))
        if corrects:
            after = vastleggen.correct(dossier, corrects, vastlegging, by=user, on=access.today())
        else:
            after = vastleggen.record(dossier, vastlegging, by=user, on=access.today())
        with st.spinner("Wordt vastgelegd."):  # seen when it takes longer, because another one is writing
            dossiers.save(after, by=user, moment=_moment(form), also=concept)
    except dossiers.Intussen as intussen:
        dossier_of_tab.meanwhile(dossier, intussen.added, user)
    except Geweigerd as refused:
        answer.refuse(str(refused))
        st.stop()
    empty(form)
    if after.fase is Fase.VERNIETIGD:
        emptied.destroyed(after.id)
    else:
        st.session_state[f"{shown.id}/seen"] = st.session_state[f"{shown.id}/offered"] = after.versie
    _say_recorded(after, vastlegging, user)
    return after


def _say_recorded(after: Dossier, vastlegging: Vastlegging, user: User) -> None:
    if after.fase is Fase.VERNIETIGD:
        answer.good("Het dossier is vernietigd.", f"Om {clock.hour_now()} uur.")
        return
    sentence = vastlegging.gedaan or f"Vastgelegd: {vastlegging.titel}."
    answer.good(sentence, *seen.sentences(after, user), ways=look.ways(after, user))


def open_new(opening: Opening, user: User, form: str, first: Vastlegging | None = None) -> None:
    """Make a dossier, with ``first`` in it at once if that is given, and let this tab be about it."""
    concept = _forget_concept(user, concepten.NIEUW, form)
    try:
        with st.spinner("Wordt vastgelegd."):
            dossier = dossiers.open_dossier(opening, by=user, moment=_moment(form), also=concept, first=first)
    except Geweigerd as refused:
        answer.refuse(str(refused))
        st.stop()
    empty(form)
    st.session_state[dossier_of_tab.HERE] = dossier.id
    noted.opened(dossier)
    opened = f"Het dossier is geopend. De codenaam is {dossier.codenaam}." + (f" {first.gedaan}" if first else "")
    answer.good(opened, *seen.sentences(dossier, user))


def empty(form: str) -> None:
    """Forget what this tab knows of a form that was recorded."""
    for key in [key for key in st.session_state if str(key).startswith(f"{form}/")]:
        del st.session_state[key]
    st.session_state[f"{form}/emptied"] = True


def was_emptied(form: str) -> bool:
    """Whether something was recorded with this form in this tab, so that the browser may still hold it."""
    return f"{form}/emptied" in st.session_state
