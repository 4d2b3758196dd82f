"""Recording what was filled in: store it once, empty the form, and say what came of it."""

from collections.abc import Iterator, Sequence
from functools import partial

import streamlit as st

from db.dossiers import concepten, dossiers
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Permission, User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Opening
from meldcode.vragen.meegewogen import Meegewogen
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging, vragen
from ui import clock
from ui.elements import answer
from ui.forms import look, offered, samen
from ui.forms.state import FormState
from ui.page import afterwards, dossier_of_tab, emptied, noted

ALREADY = "Dit was al vastgelegd. De verbinding brak af voor u dat kon zien. Er staat niets dubbel."


class OtherDossier(Exception):
    """The form was drawn for another dossier than it would be recorded in. Nothing was recorded."""


def record(
    shown: Dossier, vastlegging: Vastlegging, user: User, form: str, corrects: Vastgelegd | None = None
) -> Dossier:
    """Record what was filled in, in the dossier as shown; empty the form, and return the dossier as it is now.

    With it, in the other dossiers that were chosen (``ui.forms.samen``): in all of them, or in none. If somebody else
    recorded something since it was shown, nothing is stored: the page is redrawn with that, and the text is still in
    the form. Raises ``OtherDossier`` for a form that was drawn for another dossier.
    """
    state = FormState(form)
    if state.dossier_id != shown.id:
        raise OtherDossier
    dossier = dossier_of_tab.load(user, shown.id, sealed=vastlegging.ook_verzegeld)
    if dossier is None:
        answer.refuse("Dit dossier is er niet meer.")
        st.stop()
    concept, others = _forget_concept(user, shown.id, state), list[Dossier]()
    try:
        if dossier.versie != shown.versie:
            raise dossiers.Intussen(dossier.since(shown.versie), dossier.id)
        if corrects:
            after = vastleggen.correct(dossier, corrects, vastlegging, by=user, on=clock.today())
        else:
            after = vastleggen.record(dossier, vastlegging, by=user, on=clock.today())
            others = samen.along(dossier, vastlegging, user, state)
        if _came_back(state) and dossier.holds(after.records[-1]):
            return _recorded_before(dossier, user, state)
        with st.spinner("Wordt vastgelegd."):  # only seen if it has to wait for another writer
            dossiers.save_all([after, *others], by=user, moment=_moment(state), also=concept)
    except dossiers.Intussen as intussen:
        if intussen.dossier_id != shown.id:
            answer.refuse(f"In een ander dossier van het gezin is intussen iets vastgelegd. {samen.NERGENS}")
            st.stop()
        dossier_of_tab.say_what_came_between(dossier, intussen.added, user)
    except Geweigerd as refused:
        answer.refuse(str(refused))
        st.stop()
    about_text = answer.about_unseen(_typed(state, vastlegging))
    state.empty()
    if after.fase is Fase.VERNIETIGD:
        emptied.destroyed(after.id)
    else:
        dossier_of_tab.see(after)
        offered.anew(after)
    _say_recorded(after, vastlegging, user, (*samen.said(others, vastlegging), *about_text))
    return after


def _typed(state: FormState, *recorded: Vastlegging) -> Iterator[str]:
    """The texts in this form that were recorded, as they were typed or pasted."""
    kept = state.kept or {}
    for each in recorded:
        for about in vragen(type(each)):
            raw = kept.get(about.naam)
            if raw and about.soort in (str, Meegewogen) and getattr(each, about.naam) is not None:
                yield from raw if isinstance(raw, list) else [raw]


def _came_back(state: FormState) -> bool:
    """Whether the server ended while the form was open: it may have stored what was pressed, and not have said so."""
    return state.brought is not None


def _recorded_before(dossier: Dossier, user: User, state: FormState) -> Dossier:
    """Empty the form of what this dossier holds already, with its concept, and say so."""
    concepten.drop(user, state.dossier_id, state.concept)
    state.empty()
    dossier_of_tab.see(dossier)
    answer.good(ALREADY)
    return dossier


def _say_recorded(after: Dossier, vastlegging: Vastlegging, user: User, about_text: Sequence[str]) -> None:
    if after.fase is Fase.VERNIETIGD:
        answer.good("Het dossier is vernietigd.", f"Om {clock.hour_now()} uur. Hieronder staat de verklaring.")
        return
    sentence = vastlegging.gedaan or f"Vastgelegd: {vastlegging.titel}."
    if user.may(Permission.OVERVIEW):  # they have several dossiers before them, by code name
        sentence = f"{after.codenaam}: {sentence[0].lower()}{sentence[1:]}"
    answer.good(sentence, *about_text, *afterwards.sentences(after, user), ways=look.ways(after, user))


def open_new(opening: Opening, user: User, form: str, first: Vastlegging | None = None, done: str = "") -> None:
    """Create a dossier, with ``first`` in it at once if given, and let this tab be about it. Empties the form.

    ``done``: what to say of it, if not that a dossier was opened.
    """
    state = FormState(form)
    concept = _forget_concept(user, concepten.NIEUW, state)
    try:
        before = dossiers.opened_alike(opening, first, by=user, on=clock.today()) if _came_back(state) else None
        if before:
            dossier_of_tab.turn_to(_recorded_before(before, user, state))
            return
        with st.spinner("Wordt vastgelegd."):
            dossier = dossiers.open_dossier(opening, by=user, moment=_moment(state), also=concept, first=first)
    except Geweigerd as refused:
        answer.refuse(str(refused))
        st.stop()
    about_text = answer.about_unseen(_typed(state, *filter(None, (opening, first))))
    state.empty()
    dossier_of_tab.turn_to(dossier)
    noted.opened(dossier)
    opened = f"Het dossier is geopend. De codenaam is {dossier.codenaam}." + (f" {first.gedaan}" if first else "")
    answer.good(done or opened, *about_text, *afterwards.sentences(dossier, user))


def _forget_concept(user: User, dossier_id: str, state: FormState) -> dossiers.Also:
    """To do with the recording: delete the concept of this tab, but not what another tab or device saved."""
    seen = state.known.versie if state.known else 0
    soort, own = state.concept, state.aside
    return partial(concepten.forget, user=user, dossier_id=dossier_id, soort=soort, seen=seen, own=own)


def _moment(state: FormState) -> dossiers.Moment:
    return dossiers.Moment(clock.today(), clock.now(), state.submit_key)
