"""The form for any kind of vastlegging, drawn from its declaration: in one piece, or in fragments."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from db.dossiers import concepten
from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vastleggen import GEHEEL
from meldcode.dossier.wegen import origin, te_wegen
from meldcode.rollen import Permission, User
from meldcode.vragen.meegewogen import Meegewogen
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Onvolledig, V, Vastlegging, asked, vragen
from meldcode.vragen.vraag import Raw, RawAnswers, Vraag
from ui import clock
from ui.elements import answer
from ui.elements.slot import place
from ui.forms import concept, question, two_texts, weegstaat
from ui.forms.question import Form
from ui.forms.state import name_of
from ui.page import fragment, people
from ui.page.fragment import Draw, Echo
from ui.text import veilig


@dataclass(frozen=True)
class Sheet:
    """The layout of a long form: each kop with its vragen is a fragment, redrawn by itself (ADR 15).

    ``places``: where to draw the fragment that begins with this vraag. ``after``: what to draw below this vraag, from
    the answers so far. ``echoes``: what to draw elsewhere on the page whenever an answer changes; ``weighed``: only
    when it changes how a record weighs.
    """

    permission: Permission
    places: Mapping[str, DeltaGenerator]
    after: Mapping[str, Callable[[RawAnswers], None]] = field(default_factory=dict)
    echoes: Sequence[Echo] = ()
    weighed: Sequence[Echo] = ()


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
) -> V | None:
    """Ask the vragen; return the vastlegging once it is complete and submitted, else None.

    ``given``: answers that are not asked; ``corrects``: the record being corrected, whose answers the form starts
    with; ``part`` distinguishes two forms of one kind on a page; ``sheet``: the layout, if not in one piece.
    """
    name = key(dossier, kind, part)
    dossier_id = dossier.id if dossier else concepten.NIEUW
    form = Form(name, kind, dossier_id, user, corrects.nummer if corrects else 0, given or {})
    state, record_button = form.state, form.state.record_button
    is_new = concept.start(form, dossier, corrects)
    before = form.raw()
    raw = {**before, **form.given}
    found = _objections(form, raw, dossier, corrects) if state.tried else {}
    with place():
        if found:
            answer.objected(state.tried, _named(form, found))
    with place():
        if _is_as_brought(form):
            st.info("De verbinding was even weg. Wat u typte, staat er nog. Ga verder waar u was.")
    _say_beforehand(form, dossier)
    two_texts.draw(form)
    vragen_here, saved = st.container(key=_whole(name)), st.empty()
    with vragen_here:
        if sheet and dossier:
            _draw_in_parts(form, dossier, found, sheet, (saved, lambda _dossier: concept.say_when_saved(form)))
        else:
            _draw(vragen(kind), form, found, dossier)
    if is_new and concept.is_brought(form):
        concept.changed(form)
        state.brought = form.raw()
        st.rerun()
    if concept.takes_another_route(kind, raw):
        return None
    with saved.container():
        concept.show(form)
    state.rest = _rest(form)
    with st.container(horizontal=True):
        submitted = st.button("Vastleggen", key=record_button, type="primary")
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


def _draw_in_parts(form: Form, dossier: Dossier, found: Mapping[str, str], sheet: Sheet, saved: Echo) -> None:
    def apart(draw: Draw, *echoes: Echo) -> None:
        also = (*echoes, *sheet.echoes, saved)
        fragment.of_dossier(draw, dossier, form.user, sheet.permission, holds=partial(_rest_holds, form), echoes=also)

    def record_apart(draw: Draw, echo: Echo) -> None:
        apart(draw, echo, *sheet.weighed)

    here = st.container()
    for section in _sections(form.kind):
        here = sheet.places.get(section[0].naam, here)
        with here:
            if section[0].soort is Meegewogen:
                _draw(section, form, found, dossier, record_apart)
            else:
                apart(partial(_draw, section, form, found, after=sheet.after))
    for where, echo in (*sheet.weighed, *sheet.echoes):
        with where.container():
            echo(dossier)


def _sections(kind: type[Vastlegging]) -> list[tuple[Vraag, ...]]:
    """The vragen of each kop, together with vragen under later ones that depend on an answer in it."""
    found: list[tuple[Vraag, ...]] = []
    for each in vragen(kind):
        found = [*found, (each,)] if each.kop or not found else [*found[:-1], (*found[-1], each)]
        because_of = each.when and next(n for n, some in enumerate(found) if any(s.naam == each.when[0] for s in some))
        if because_of is not None:
            found[because_of:] = [tuple(one for some in found[because_of:] for one in some)]
    return found


def _draw(
    section: Sequence[Vraag],
    form: Form,
    found: Mapping[str, str],
    dossier: Dossier | None,
    apart: weegstaat.Apart | None = None,
    *,
    after: Mapping[str, Callable[[RawAnswers], None]] = MappingProxyType({}),
) -> None:
    """Draw these vragen, as far as they are asked, each with the objection to its answer."""
    raw = {**form.raw(), **form.given}
    now_asked = {each.naam: each for each in asked(form.kind, raw) if each.naam not in form.given}
    for declared in section:
        each = now_asked.get(declared.naam, declared)
        with place("xsmall", question.place_of(form.name, each)):
            if each.naam in now_asked:
                if each.kop:
                    st.header(veilig(each.kop), anchor=False)
                if each.soort is Meegewogen and dossier:
                    _weigh(each, form, dossier, apart, found.get(each.naam, ""))
                else:
                    question.draw(each, form, concept.when_changed(form), found.get(each.naam, ""))
        if each.naam in after:
            after[each.naam](raw)


def _say_beforehand(form: Form, dossier: Dossier | None) -> None:
    """Say before any press what the dossier lacks for this vastlegging, and which vragen need an answer."""
    if dossier and not form.corrects and (lacking := dossier.lacks(form.kind)):
        st.info(veilig(lacking))
    if any(each.optional or each.optional_when for each in vragen(form.kind)):
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


def _weigh(about: Vraag, form: Form, dossier: Dossier, apart: weegstaat.Apart | None, objection: str) -> None:
    question.say_above(about, form, objection)
    corrected = next((each for each in dossier.records if each.nummer == form.corrects), None)
    records = te_wegen(dossier, origin(corrected, dossier) if corrected else None)
    authors = people.names(form.user)
    weegstaat.ask(
        form.state.weighing(about.naam),
        records,
        dossier,
        authors,
        kept=lambda: form.kept.get(about.naam),
        changed=concept.when_changed(form),
        apart=apart,
    )


def _rest(form: Form) -> tuple[object, ...]:
    """What the page shows outside fragments and echoes depends on this; when it changes, redraw the whole page.

    That is: that a concept could not be saved, that there is a second text, and, once a press was refused, the
    objections. Which vragen are asked depends only on answers in their own fragment.
    """
    state = form.state
    return state.unsaved, state.aside, state.tried and form.raw()


def _rest_holds(form: Form) -> bool:
    """Whether what was drawn outside the fragment is still right: nothing was recorded, and ``_rest`` is the same."""
    return form.state.is_drawn and form.state.rest == _rest(form)


def _objections(
    form: Form, raw: dict[str, Raw], dossier: Dossier | None, corrects: Vastgelegd | None
) -> dict[str, str]:
    dossier = dossier or _not_yet(form.user)
    if corrects:
        return vastleggen.correction_objections(dossier, corrects, raw, by=form.user, on=clock.today())
    return vastleggen.objections(dossier, form.kind, raw, by=form.user, on=clock.today())


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
