"""The parts of a long form: which one is open, the line that says how far one is, and checking it all before recording.

One part is drawn at a time. The answers of the others are those the tab stored last (``FormState.kept``): a widget that
is not drawn has no value, so nobody leaves a part before what was typed in it is stored.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from meldcode.vragen.vastlegging import Vastlegging, asked, vragen
from meldcode.vragen.vraag import RawAnswers, Vraag
from ui.elements import answer, tab
from ui.forms import concept, question
from ui.forms.question import Form
from ui.text import own_html, veilig
from ui.web.callbacks import Guarded

CONTROLE = "Controleer uw antwoorden"
_HERE, _DONE, _STILL, _END = "hier", "klaar", "nog", "einde"
_SAID = {_HERE: "hier bent u", _DONE: "klaar", _STILL: "nog niet klaar", _END: "tot slot"}
_ANSWER = '<p class="mr-gegeven"><b>{vraag}</b><span>{antwoord}</span></p>'
_OPEN = '<p class="mr-gegeven"><b>{vraag}</b><span class="mr-te-laat">Nog niet klaar: {bezwaar}</span></p>'


@dataclass(frozen=True)
class Onderdeel:
    """One part: its title, and the vragen in it."""

    titel: str
    vragen: tuple[Vraag, ...]

    def is_done(self, left: Mapping[str, str]) -> bool:
        """Whether nothing is left to answer in it; ``left``: the objections by name of the vraag."""
        return not any(each.naam in left for each in self.vragen)


def of(kind: type[Vastlegging]) -> tuple[Onderdeel, ...]:
    """The parts of the form for this kind; empty for a form that is drawn in one piece."""
    found: list[tuple[str, list[Vraag]]] = []
    for each in vragen(kind):
        if each.onderdeel:
            found.append((each.onderdeel, []))
        if found:
            found[-1][1].append(each)
    return tuple(Onderdeel(titel, tuple(within)) for titel, within in found)


def opened(form: Form, left: Mapping[str, str]) -> Onderdeel | None:
    """The part that is open; None: the page on which everything is checked.

    At first that is the one in which somebody was typing when the server restarted, else the first one with something
    ``left`` to answer.
    """
    state, parts = form.state, of(form.kind)
    if state.onderdeel is None:
        typing = (n for n, part in enumerate(parts) if any(tab.brought(state.answer(v.naam), "") for v in part.vragen))
        undone = (n for n, part in enumerate(parts) if not part.is_done(left))
        state.onderdeel = next(typing, next(undone, len(parts)))
    return parts[state.onderdeel] if state.onderdeel < len(parts) else None


def go(form: Form, number: int, slot: str = "") -> None:
    """Open this part (after the last one: the check), at the field in this slot if one is given.

    A callback: it runs before the page. What was typed in the part that is left is stored first.
    """
    state = form.state
    if not state.is_drawn:
        return
    if form.raw(tab.held()) != state.kept:
        concept.changed(form)
    state.onderdeel, state.turned, state.turned_to = number, answer.nonce(), slot


def draw_top(form: Form, here: Onderdeel | None, left: Mapping[str, str]) -> None:
    """Draw how far one is, a button for each part, and below it the title of the part that is open."""
    state, parts = form.state, of(form.kind)
    with st.container(key="mr-onderdelen", horizontal=True, gap=None):
        for number, titel in enumerate([*(part.titel for part in parts), CONTROLE]):
            is_end = number == len(parts)
            status = _END if is_end else _DONE if parts[number].is_done(left) else _STILL
            status = _HERE if number == state.onderdeel else status
            with st.container(key=f"mr-onderdeel-{status}-{number}", width="stretch"):
                st.button(
                    veilig(titel if is_end else f"{number + 1}. {titel}", note=_SAID[status]),
                    key=state.part_button(number),
                    type="tertiary",
                    on_click=Guarded(form.user, go, form, number),
                )
    with answer.turned(state.turned, state.turned_to):
        st.header(veilig(here.titel if here else CONTROLE), anchor=False)


def draw_next(form: Form) -> None:
    """Draw the button to the next part."""
    state, parts = form.state, of(form.kind)
    following = (state.onderdeel or 0) + 1
    titel = parts[following].titel if following < len(parts) else CONTROLE
    st.button(
        veilig(f"Verder: {titel[0].lower()}{titel[1:]}"),
        key=state.next_button,
        type="primary",
        on_click=Guarded(form.user, go, form, following),
    )


def ways(form: Form, found: Mapping[str, str]) -> dict[str, Guarded]:
    """What leads from each objection to the part and the field that it is about, by the slot of the field."""
    raw = {**form.raw(), **form.given}
    return {slot: way for naam, slot, way in _ways(form, raw) if naam in found}


def _ways(form: Form, raw: RawAnswers) -> Sequence[tuple[str, str, Guarded]]:
    now = {each.naam: each for each in asked(form.kind, raw)}
    return [
        (each.naam, slot, Guarded(form.user, go, form, number, slot))
        for number, part in enumerate(of(form.kind))
        for each in part.vragen
        if each.naam in now
        for slot in [question.place_of(form.name, now[each.naam])]
    ]


def check(form: Form, left: Mapping[str, str], after: Mapping[str, Callable[[RawAnswers], None]]) -> None:
    """Draw every answer, with what is ``left`` to do about it and the way back to its field.

    ``after``: what to draw below an answer, by name of the vraag (``ui.forms.sheet``).
    """
    raw = {**form.raw(), **form.given}
    way = {naam: way for naam, _slot, way in _ways(form, raw)}
    for part in of(form.kind):
        st.header(veilig(part.titel), anchor=False)
        with st.container(key=f"mr-controle-{part.vragen[0].naam}", gap=None):
            for each in part.vragen:
                if each.naam in way:
                    _answered(each, form, raw, left.get(each.naam, ""), way[each.naam])
        for each in part.vragen:
            if each.naam in after:
                after[each.naam](raw)


def _answered(about: Vraag, form: Form, raw: RawAnswers, objection: str, way: Guarded) -> None:
    said = question.said(about, raw.get(about.naam))
    with st.container(key=f"mr-regel-{about.naam}", horizontal=True, vertical_alignment="top"):
        with st.container(width="stretch", gap=None):
            if said or not objection:
                st.html(own_html(_ANSWER, vraag=about.tekst, antwoord=said or "Opengelaten"))
            if objection:
                st.html(own_html(_OPEN, vraag="" if said else about.tekst, bezwaar=objection))
        st.button(
            veilig("Wijzigen" if said else "Beantwoorden", note=about.tekst),
            key=form.state.change_button(about.naam),
            type="tertiary",
            on_click=way,
        )
