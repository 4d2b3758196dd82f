"""Drawing the vragen of a form: all of them, or those of a part, in which each kop is a fragment (ADR 15)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import origin, te_wegen
from meldcode.rollen import Permission
from meldcode.vragen.meegewogen import Meegewogen
from meldcode.vragen.vastlegging import asked
from meldcode.vragen.vraag import RawAnswers, Vraag
from ui.elements.slot import place
from ui.forms import concept, eerder, mensen, question
from ui.forms.question import Form
from ui.forms.veld import weegstaat
from ui.page import fragment, people
from ui.page.fragment import Draw, Echo
from ui.text import veilig

After = Mapping[str, Callable[[RawAnswers], None]]


@dataclass(frozen=True)
class Sheet:
    """The layout of a long form, which is drawn a part at a time (``ui.forms.onderdelen``).

    ``top``: where to say how far one is. ``after``: what to draw below this vraag, from the answers so far.
    ``echoes``: what to draw elsewhere on the page whenever an answer changes; ``weighed``: only when it changes how a
    record weighs. ``foot``: what stands below every part, and ``read_back`` below those where no record is weighed.
    """

    permission: Permission
    top: DeltaGenerator
    after: After = field(default_factory=dict)
    echoes: Sequence[Echo] = ()
    weighed: Sequence[Echo] = ()
    foot: Draw = lambda _dossier: None
    read_back: Draw = lambda _dossier: None


def draw_foot(dossier: Dossier, sheet: Sheet, within: Sequence[Vraag]) -> None:
    """Draw what stands below the buttons of a part with these vragen."""
    if not any(each.soort is Meegewogen for each in within):
        sheet.read_back(dossier)
    sheet.foot(dossier)


def draw_part(
    within: Sequence[Vraag], form: Form, dossier: Dossier, found: Mapping[str, str], sheet: Sheet, saved: Echo
) -> None:
    """Draw these vragen, of one part, with the objections ``found``; ``saved`` is where it says when that was."""

    def apart(draw: Draw, *echoes: Echo) -> None:
        also = (*echoes, *sheet.echoes, saved)
        fragment.of_dossier(draw, dossier, form.user, sheet.permission, holds=partial(_rest_holds, form), echoes=also)

    def record_apart(draw: Draw) -> None:
        apart(draw, *sheet.weighed)

    every = sections(within)
    for section in every:
        if section[0].soort is Meegewogen:
            draw_whole(section, form, found, dossier, record_apart)
            continue
        several = len(every) > 1  # a part of one kop needs none: its title says it
        apart(partial(_draw_section, section, form, found, after=sheet.after, koppen=several))


def _draw_section(
    section: Sequence[Vraag],
    form: Form,
    found: Mapping[str, str],
    dossier: Dossier,
    *,
    after: After,
    koppen: bool,
) -> None:
    with st.container(key=f"mr-vragen-{section[0].naam}" if koppen else None):
        draw_whole(section, form, found, dossier, after=after, koppen=koppen)


def draw_echoes(dossier: Dossier, sheet: Sheet) -> None:
    """Draw what depends on the answers elsewhere on the page, for the first time."""
    for where, echo in (*sheet.weighed, *sheet.echoes):
        with where.container():
            echo(dossier)


def sections(within: Sequence[Vraag]) -> list[tuple[Vraag, ...]]:
    """The vragen of each kop, together with vragen under later ones that depend on an answer in it."""
    found: list[tuple[Vraag, ...]] = []
    for each in within:
        found = [*found, (each,)] if each.kop or not found else [*found[:-1], (*found[-1], each)]
        because_of = each.when and next(
            (n for n, some in enumerate(found) if any(one.naam == each.when[0] for one in some)), None
        )
        if because_of is not None:
            found[because_of:] = [tuple(one for some in found[because_of:] for one in some)]
    return found


def draw_whole(
    within: Sequence[Vraag],
    form: Form,
    found: Mapping[str, str],
    dossier: Dossier | None,
    apart: weegstaat.Apart | None = None,
    *,
    after: After = MappingProxyType({}),
    koppen: bool = True,
) -> None:
    """Draw these vragen, as far as they are asked, each with the objection to its answer."""
    raw = {**form.raw(), **form.given}
    now_asked = {each.naam: each for each in asked(form.kind, raw) if each.naam not in form.given}
    for declared in within:
        each = now_asked.get(declared.naam, declared)
        if each.kop and koppen:
            with place("xsmall", f"mr-kopje-{each.naam}"):
                if each.naam in now_asked:
                    st.header(veilig(each.kop), anchor=False)
        with place("xsmall", question.place_of(form.name, each)):
            if each.naam in now_asked:
                if each.soort is Meegewogen and dossier:
                    _weigh(each, form, dossier, apart, found.get(each.naam, ""))
                elif each.about_people and dossier:
                    mensen.ask(each, form, dossier, concept.when_changed(form), found.get(each.naam, ""))
                elif each.genummerd and dossier:
                    mensen.ask_stukken(each, form, dossier, concept.when_changed(form), found.get(each.naam, ""))
                else:
                    question.draw(each, form, concept.when_changed(form), found.get(each.naam, ""))
                    if dossier and not form.corrects and each.soort is str:
                        eerder.offer(each, form, dossier, concept.when_changed(form))
        if each.naam in after:
            after[each.naam](raw)


def _weigh(about: Vraag, form: Form, dossier: Dossier, apart: weegstaat.Apart | None, objection: str) -> None:
    question.say_above(about, form, objection)
    corrected = next((each for each in dossier.records if each.nummer == form.corrects), None)
    records = te_wegen(dossier, origin(corrected, dossier) if corrected else None)
    weegstaat.ask(
        form.state.weighing(about.naam),
        records,
        dossier,
        people.names(form.user),
        kept=lambda: form.kept.get(about.naam),
        changed=concept.when_changed(form),
        apart=apart,
    )


def rest(form: Form) -> tuple[object, ...]:
    """What the page shows outside fragments and echoes depends on this; when it changes, redraw the whole page.

    That is: which part is open, that a concept could not be saved, that there is a second text, and, once a press was
    refused, the objections. Which vragen are asked depends only on answers in their own fragment, or in another part.
    """
    state = form.state
    return state.onderdeel, state.unsaved, state.aside, state.tried and form.raw()


def _rest_holds(form: Form) -> bool:
    """Whether what was drawn outside the fragment is still right: nothing was recorded, and ``rest`` is the same."""
    return form.state.is_drawn and form.state.rest == rest(form)
