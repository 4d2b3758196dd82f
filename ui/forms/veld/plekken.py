"""The field for a body map: a card for each place, and beside the cards the drawing with their numbers.

The cards are the answer, and can be filled in with a keyboard or read aloud; the drawing shows them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from meldcode.lichaam.gebieden import GEBIEDEN
from meldcode.lichaam.plekken import MOST, Gezien, Kleur, Maat, Plek, SoortLetsel, chosen, read_each
from meldcode.rollen import User
from meldcode.vragen.vraag import Raw
from ui.elements import lichaam
from ui.elements.slot import place
from ui.forms.state import FormState, PlekkenState
from ui.text import anchor, veilig
from ui.web.callbacks import Guarded


@dataclass(frozen=True)
class _Cards:
    """The cards of one vraag, as they are drawn now: their numbers, and what each said when it was last stored."""

    state: PlekkenState
    form: FormState
    user: User
    changed: Guarded
    numbers: tuple[int, ...]
    known: Mapping[int, Plek]

    def before(self, nr: int) -> Plek:
        return self.known.get(nr, Plek(nr))


def ask(state: PlekkenState, form: FormState, kept: Raw, user: User, changed: Guarded) -> None:
    """Draw a card for each place so far, or an empty one. ``kept`` is the last stored answer."""
    cards = _Cards(state, form, user, changed, _numbers(state, kept), {each.nr: each for each in read_each(kept)})
    left, right = st.columns([3, 2], gap="medium")
    with left:
        for at, nr in enumerate(cards.numbers, 1):
            with st.container(border=True, gap="small", key=f"mr-plek-{anchor(state.within(str(nr)))}"):
                _card(at, nr, cards)
        if len(cards.numbers) < MOST:
            st.button("Nog een plek", key=state.add_button, on_click=Guarded(user, _add, cards))
        else:
            st.caption(veilig(f"Er passen {MOST} plekken op de kaart. Beschrijf de andere in woorden."))
    with right, st.container(gap="xsmall", key="mr-kaart"):
        lichaam.draw([_told(state, cards.before(nr)) for nr in cards.numbers])
        st.caption("Links en rechts zijn die van de leerling.")


def _add(cards: _Cards) -> None:
    cards.state.numbers = (*cards.numbers, max(cards.numbers) + 1)
    cards.changed()


def _remove(cards: _Cards, nr: int) -> None:
    """Take a card away. Its number is not given out again: the browser may still hold what was in its fields."""
    left = tuple(each for each in cards.numbers if each != nr)
    cards.state.numbers = left or (max(cards.numbers) + 1,)
    cards.changed()


def typed(state: PlekkenState, kept: Raw) -> list[str]:
    """The answer so far, in the form in which it is stored: without cards on which nothing was told."""
    known = {each.nr: each for each in read_each(kept)}
    found = (_told(state, known.get(nr, Plek(nr))) for nr in _numbers(state, kept))
    return [str(each) for each in found if not each.is_empty]


def _numbers(state: PlekkenState, kept: Raw) -> tuple[int, ...]:
    """The numbers of the cards, in order: those this tab has, else those that are stored, else one for the first."""
    return state.numbers or tuple(each.nr for each in read_each(kept)) or (1,)


def _told(state: PlekkenState, before: Plek) -> Plek:
    """What the card of this place says now; a field that is not drawn says what it said before."""
    nr, here = before.nr, state.here
    where = here.get(state.field(nr, "gebied"), before.gebied and before.gebied.naam)
    kind = here.get(state.field(nr, "soort"), before.soort)
    size = here.get(state.field(nr, "maat"), before.maat)
    colours = here.get(state.field(nr, "kleuren"), before.kleuren) or ()
    return Plek(
        nr,
        GEBIEDEN.get(str(where or "")),
        chosen(SoortLetsel, kind),
        chosen(Maat, size),
        tuple(each for each in Kleur if each in colours),
        str(here.get(state.field(nr, "cm"), before.cm) or ""),
        str(here.get(state.field(nr, "woorden"), before.woorden) or ""),
    )


def _card(at: int, nr: int, cards: _Cards) -> None:
    before, now = cards.before(nr), _told(cards.state, cards.before(nr))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(veilig(f"Plek {at}"))
        remove = Guarded(cards.user, _remove, cards, nr)
        key = cards.state.field(nr, "weghalen")
        st.button(veilig("Weghalen", note=f"plek {at}"), key=key, type="tertiary", on_click=remove)
    places = list(GEBIEDEN)
    where, common = _first(cards, nr, "gebied", before.gebied.naam if before.gebied else None)
    st.selectbox(
        veilig(f"Plek {at}: waar op het lichaam?"),
        places,
        places.index(where) if where in places else None,
        format_func=lambda each: GEBIEDEN[each].label,
        placeholder="Typ of kies, bijvoorbeeld linkerwang",
        **common,
    )
    kind, common = _first(cards, nr, "soort", before.soort)
    _pills(f"Plek {at}: wat is er te zien?", SoortLetsel, default=kind, **common)
    size, common = _first(cards, nr, "maat", before.maat)
    _pills(f"Plek {at}: hoe groot, naast een munt?", Maat, default=size, **common)
    with place("xsmall"):
        if now.maat is Maat.GROTER or now.cm:
            cm, common = _first(cards, nr, "cm", before.cm, "")
            st.text_input(
                veilig(f"Plek {at}: hoe groot ongeveer, in cm?"), cm, placeholder="4 bij 2", width=320, **common
            )
    colours, common = _first(cards, nr, "kleuren", [each.value for each in before.kleuren], [])
    _pills(f"Plek {at}: welke kleuren?", Kleur, default=colours, selection_mode="multi", **common)
    words, common = _first(cards, nr, "woorden", before.woorden, "")
    st.text_area(veilig(f"Plek {at}: wat zegt de leerling erover, letterlijk?"), words, height=80, **common)


def _first(cards: _Cards, nr: int, naam: str, value: Any, empty: Any = None) -> tuple[Any, dict[str, Any]]:
    """The first value of a widget, as for any vraag (``ui.forms.question``), and what all widgets share."""
    key, common = cards.state.field(nr, naam), _shared(cards.state.field(nr, naam), cards.changed)
    if not cards.form.emptied or key in st.session_state:
        return value or empty, common
    st.session_state[key] = value or empty
    return empty, common


def _shared(key: str, changed: Guarded) -> dict[str, Any]:
    return {"key": key, "on_change": changed}


def _pills(label: str, kind: type[Gezien], **how: Any) -> None:
    labels = {each.value: each.label for each in kind}
    st.pills(veilig(label), list(labels), format_func=lambda each: veilig(labels[each]), **how)
