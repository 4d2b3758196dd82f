"""The answer to a press: what it led to, shown where the person is looking.

Each answer is in a box with a name of its own: ``ui/static/antwoord.js`` brings a new one into view and focuses it, at
every size. ``good`` and ``bad`` are shown by the next page of this tab, above everything (``show``, called by
pages/main.py, so that no page can forget it); ``refuse`` and ``confirm`` at once, where the press was; ``objected``
lists what still has to be answered, each a link to its field.
"""

import uuid
from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.elements.slot import place
from ui.text import anchor, link, veilig
from ui.web.callbacks import Guarded

_SAID = "flash"
_GOOD, _BAD = "goed", "fout"
NOT_YET = "Er is nog niets vastgelegd: bij een of meer vragen staat wat er nog nodig is."
NOT_DONE = "Er is niets gewijzigd: hieronder staat wat er nog nodig is."


def good(sentence: str, *more: str, ways: Mapping[str, Guarded] | None = None) -> None:
    """It was done; shown on the next page of this tab.

    ``more``: sentences about it; ``ways``: buttons below it, label and what each calls.
    """
    st.session_state[_SAID] = (_GOOD, sentence, more, dict(ways or {}))


def bad(sentence: str) -> None:
    """It was not done, and why; shown on the next page of this tab."""
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
    """A container for what was asked for; brought into view like an answer, when ``name`` is given (used only once)."""
    return st.container(key=f"mr-wijs-{name}" if name else None)


def nonce() -> str:
    """A name that no other answer has."""
    return uuid.uuid4().hex[:12]


def refuse(sentence: str) -> None:
    """Say why it was not done, here and now; only in the run of the press itself."""
    with _box(_BAD, nonce()):
        st.error(veilig(sentence))


def confirm(sentence: str) -> None:
    """Say that it was done, here and now; only in the run of the press itself."""
    with _box(_GOOD, nonce()):
        st.success(veilig(sentence), icon=":material/check:")


def stands(sentence: str) -> None:
    """What is wrong with the present value of a field, while it is there. Nobody pressed, so focus stays put."""
    st.error(veilig(sentence))


def objected(name: str, lines: Sequence[tuple[str, str, str]], *, first: str = NOT_YET) -> None:
    """It was not done: the reasons, each a link to a field. ``name`` differs at every press.

    ``lines``: the wording of the vraag ("" if it is about the whole form), the objection, and the key of the slot the
    line leads to. ``first``: the sentence above them.
    """
    with _box(_BAD, name):
        st.error(veilig(first))
        if first == NOT_YET:
            st.markdown("Wat u typte, staat er nog.")
        for vraag, objection, key in lines:
            st.markdown(link(f"{vraag} – {objection}" if vraag else objection, f"#{anchor(key)}"))
