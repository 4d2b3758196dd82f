"""The answer to a press: what it led to, shown where the person is looking (ADR 18).

Each answer is in a box with a unique name: ``ui/static/antwoord.js`` brings a new one into view and focuses it.
``good`` and ``bad`` are shown at the top of the next page of this tab (by ``show``, which pages/main.py calls for every
page); ``refuse`` and ``confirm`` are shown at once, where the press was; ``objected`` lists what still has to be
answered, each with a link to its field.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from meldcode.vragen.tekst import has_unseen
from ui.elements.slot import place
from ui.text import anchor, link, veilig
from ui.web.callbacks import Guarded

_SAID = "flash"
_GOOD, _BAD = "goed", "fout"
TO_FIELD = "antwoord/naar/"
"""The key of a line that leads to a field in another part of a form begins with this."""
NOT_YET = "Er is nog niets vastgelegd: bij een of meer vragen staat wat er nog nodig is."
UNSEEN = "Uit de geplakte tekst zijn onzichtbare tekens weggehaald. Verder staat er wat u plakte."
NOT_DONE = "Er is niets gewijzigd: hieronder staat wat er nog nodig is."


def good(sentence: str, *more: str, ways: Mapping[str, Guarded] | None = None) -> None:
    """Say on the next page of this tab that it was done.

    ``more``: sentences about it; ``ways``: buttons below it, with what each calls by its label.
    """
    st.session_state[_SAID] = (_GOOD, sentence, more, dict(ways or {}))


def about_unseen(typed: Iterable[object]) -> tuple[str, ...]:
    """The sentence for ``good`` that says that unseen signs were taken out of these texts; none if none were."""
    return (UNSEEN,) if any(isinstance(each, str) and has_unseen(each) for each in typed) else ()


def bad(sentence: str) -> None:
    """Say on the next page of this tab that it was not done, and why."""
    st.session_state[_SAID] = (_BAD, sentence, (), {})


def show() -> None:
    """Show what ``good`` and ``bad`` were given, once."""
    said = st.session_state.pop(_SAID, None)
    with place():
        if said:
            kind, sentence, more, ways = said
            _draw(kind, sentence, more, ways)


def _draw(kind: str, sentence: str, more: Sequence[str], ways: Mapping[str, Guarded]) -> None:
    with _box(kind, nonce()):
        if kind == _GOOD:
            st.success(veilig(sentence), icon=":material/check:")
        else:
            st.error(veilig(sentence))
        if more:
            st.markdown(veilig(" ".join(more)))
        if ways:
            with st.container(horizontal=True):
                for label, call in ways.items():
                    st.button(veilig(label), key=f"antwoord/{label}", type="tertiary", on_click=call)


def _box(kind: str, name: str) -> DeltaGenerator:
    return st.container(key=f"mr-antwoord-{kind}-{name}", gap="small")


def pointed(name: str) -> DeltaGenerator:
    """A container that is brought into view like an answer if it has a ``name``; give each name only once."""
    return st.container(key=f"mr-wijs-{name}" if name else None)


def turned(name: str, slot: str = "") -> DeltaGenerator:
    """A container with the title of what was turned to. If it has a ``name``, the title is brought into view; or, with
    the key of a ``slot``, the field in that slot.
    """
    return pointed(name) if not (name and slot) else st.container(key=f"mr-naar-{name}-{anchor(slot)}")


def nonce() -> str:
    """A unique name for an answer."""
    return uuid.uuid4().hex[:12]


def refuse(sentence: str) -> None:
    """Say here, at once, why it was not done. Call this only in the run that the press started."""
    with _box(_BAD, nonce()):
        st.error(veilig(sentence))


def confirm(sentence: str) -> None:
    """Say here, at once, that it was done. Call this only in the run that the press started."""
    with _box(_GOOD, nonce()):
        st.success(veilig(sentence), icon=":material/check:")


def stands(sentence: str) -> None:
    """Show what is wrong with the present value of a field. It answers no press, so the focus is not moved."""
    st.error(veilig(sentence))


def objected(
    name: str,
    lines: Sequence[tuple[str, str, str]],
    *,
    first: str = NOT_YET,
    ways: Mapping[str, Guarded] = MappingProxyType({}),
) -> None:
    """Say that it was not done, with the reasons, each a link to its field. ``name`` must differ at every press.

    ``lines``: the wording of the vraag ("" if it is about the whole form), the objection, and the key of the slot the
    line leads to. ``first``: the sentence above them. ``ways``: what leads to a slot that is not on the page, by key.
    """
    with _box(_BAD, name):
        st.error(veilig(first))
        if first == NOT_YET:
            st.markdown("Wat u typte, staat er nog.")
        for vraag, objection, key in lines:
            text = f"{vraag} – {objection}" if vraag else objection
            call = ways.get(key)
            if call:
                st.button(veilig(text), key=f"{TO_FIELD}{key}", type="tertiary", on_click=call)
            else:
                st.markdown(link(text, f"#{anchor(key)}"))
