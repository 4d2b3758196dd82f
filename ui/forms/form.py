"""The form for any kind of vastlegging, drawn from its declaration: in one piece, or a part at a time."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import cast

import streamlit as st

from db.dossiers import concepten
from meldcode.dossier import vastleggen, wegen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import GEHEEL
from meldcode.rollen import User
from meldcode.vragen.meegewogen import Meegewogen
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Onvolledig, V, Vastlegging, asked, vragen
from meldcode.vragen.vraag import Raw, Vraag
from ui import clock
from ui.elements import answer
from ui.elements.slot import place
from ui.forms import concept, gesloten, onderdelen, question, two_texts
from ui.forms.question import Form
from ui.forms.sheet import After, Sheet, draw_echoes, draw_foot, draw_part, draw_whole, rest
from ui.forms.state import name_of
from ui.text import veilig


def key(dossier: Dossier | None, kind: type[Vastlegging], part: str = "") -> str:
    """The name of a form in this tab: never without the dossier, or child A's text shows in child B's form."""
    return name_of(dossier.id if dossier else concepten.NIEUW, kind.__name__, part)


def fill_in(
    kind: type[V],
    dossier: Dossier | None,
    user: User,
    *,
    given: dict[str, Raw] | None = None,
    corrects: Vastgelegd | None = None,
    part: str = "",
    sheet: Sheet | None = None,
    after: After = MappingProxyType({}),
) -> V | None:
    """Ask the vragen; return the vastlegging once it is complete and submitted, else None.

    ``given``: answers that are not asked; ``corrects``: the record being corrected, whose answers the form starts
    with; ``part`` distinguishes two forms of one kind on a page; ``sheet``: the layout of a form that is drawn
    a part at a time; ``after``: what to draw below a vraag of a form that is drawn as a whole.
    """
    name = key(dossier, kind, part)
    dossier_id = dossier.id if dossier else concepten.NIEUW
    form = Form(name, kind, dossier_id, user, corrects.nummer if corrects else 0, given or {})
    state, record_button = form.state, form.state.record_button
    is_new = concept.start(form, dossier, corrects)
    raw = {**form.raw(), **form.given}
    not_taken = vastleggen.closed(kind, raw, corrects)
    left = _objections(form, raw, dossier, corrects) if state.tried or sheet else {}
    found = left if state.tried else {}
    here = onderdelen.opened(form, left) if sheet else None
    is_end = here is None
    if sheet:
        with sheet.top:
            onderdelen.draw_top(form, here, left)
    with place():
        if found and is_end and not not_taken:
            ways = onderdelen.ways(form, found) if sheet else {}
            answer.objected(state.tried, _named(form, found), ways=ways)
    with place():
        if _is_as_brought(form):
            st.info("De verbinding was even weg. Wat u typte, staat er nog. Ga verder waar u was.")
    _say_beforehand(form, dossier, here.vragen if here else () if sheet else vragen(kind))
    two_texts.draw(form)
    vragen_here, saved = st.container(key=_whole(name)), st.empty()
    with vragen_here:
        if not_taken:
            gesloten.draw(form, not_taken, dossier)
        elif not (sheet and dossier):
            draw_whole(vragen(kind), form, found, dossier, after=after)
        elif here:
            draw_part(here.vragen, form, dossier, found, sheet, (saved, lambda _dossier: concept.say_when_saved(form)))
        else:
            onderdelen.check(form, left, sheet.after)
    if sheet and dossier:
        draw_echoes(dossier, sheet)
    if is_new and concept.is_brought(form):
        concept.changed(form)
        state.brought = form.raw()
        st.rerun()
    if not_taken or concept.takes_another_route(kind, raw):
        return None
    with saved.container():
        concept.show(form)
    state.rest = rest(form)
    with st.container(horizontal=True):
        if not is_end:
            onderdelen.draw_next(form)
        submitted = is_end and st.button(veilig(kind.knop), key=record_button, type="primary")
    if sheet and dossier:
        with st.container(gap=None):
            draw_foot(dossier, sheet, here.vragen if here else ())
    if not submitted:
        return None
    try:
        return _filled(kind, form, dossier, corrects)
    except Onvolledig:
        state.tried = answer.nonce()
        st.rerun()


def _is_as_brought(form: Form) -> bool:
    """Whether the tab sent this text after a restart of the server and nobody has typed since.

    The page then says that the text is still there. That answers no press, so the focus is not moved. A space more is
    not typing: ``typen.js`` sends the last field once more, with one.
    """
    brought, now = form.state.brought, form.raw()
    return brought is not None and all(
        _words(now.get(each)) == _words(brought.get(each)) for each in {**brought, **now}
    )


def _words(answer: Raw) -> Raw:
    return answer.strip() if isinstance(answer, str) else answer


def _say_beforehand(form: Form, dossier: Dossier | None, here: Sequence[Vraag]) -> None:
    """Say before any press what the dossier lacks for this vastlegging, and which of these vragen need an answer."""
    if dossier and not form.corrects and (lacking := dossier.lacks(form.kind)):
        st.info(veilig(lacking))
    if any((each.optional and not each.about_people) or each.optional_when for each in here):
        st.caption("Elke vraag is nodig, behalve waar ‘mag leeg blijven’ bij staat.")


def _whole(name: str) -> str:
    """The key of the form as a whole: the target of an objection that is about no particular vraag."""
    return f"mr-formulier-{name}"


def _named(form: Form, found: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The lines for ``answer.objected``: the wording of each vraag, its objection, and the slot where it is asked."""
    raw = {**form.raw(), **form.given}
    here = {each.naam: each for each in asked(form.kind, raw) if each.naam not in form.given}
    lines = [("", found[GEHEEL], _whole(form.name))] if GEHEEL in found else []
    for each in vragen(form.kind):
        if each.naam in found:
            leads_to = question.place_of(form.name, here[each.naam]) if each.naam in here else _whole(form.name)
            lines.append((each.tekst, found[each.naam], leads_to))
    return lines


def _objections(
    form: Form, raw: dict[str, Raw], dossier: Dossier | None, corrects: Vastgelegd | None
) -> dict[str, str]:
    dossier = dossier or _not_yet(form.user)
    if corrects:
        return vastleggen.correction_objections(dossier, corrects, raw, by=form.user, on=clock.today())
    found = vastleggen.objections(dossier, form.kind, raw, by=form.user, on=clock.today())
    if GEHEEL not in found and any(each.soort is Meegewogen for each in vragen(form.kind)):
        return wegen.objections(raw, dossier) | found  # a rule that is otherwise checked once all is answered
    return found


def _filled(kind: type[V], form: Form, dossier: Dossier | None, corrects: Vastgelegd | None) -> V:
    """The one place where what a page sends becomes a vastlegging. Raises ``Onvolledig``."""
    dossier, raw = dossier or _not_yet(form.user), {**form.raw(), **form.given}
    if corrects:
        found = vastleggen.filled_correction(dossier, corrects, raw, by=form.user, on=clock.today())
        return cast(V, found)
    return vastleggen.filled(dossier, kind, raw, by=form.user, on=clock.today())


def _not_yet(user: User) -> Dossier:
    """An empty dossier, for checking an opening before there is one."""
    return Dossier("", user.school_id, "", user.id)


def typed(kind: type[Vastlegging], dossier_id: str, user: User) -> dict[str, Raw]:
    """The answers in this form at the moment; empty before it was drawn."""
    form = Form(name_of(dossier_id, kind.__name__), kind, dossier_id, user)
    return form.raw() if form.state.is_drawn else {}
