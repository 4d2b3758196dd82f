"""Drawing a field: its wording, its help, what is wrong with the answer, and below these the input.

In that order people read first what to do, also after an objection. ``ui/static/antwoord.js`` tells screen readers the
same. ``ui.forms.question`` draws the fields of a vastlegging; ``Fields`` draws all others.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import streamlit as st

from ui.elements import answer
from ui.elements.begrip import hint
from ui.elements.slot import place
from ui.text import veilig


def key(form: str, name: str, *, optional: bool = False) -> str:
    """The key of the slot of a field. The browser reads from it whether an answer is required."""
    return f"vraag/{form}/{name}/{'mag' if optional else 'nodig'}"


def above(form: str, name: str, wording: str, about: str = "", objection: str = "", pressed: str = "") -> None:
    """Draw what is above the input: wording, help and objection.

    ``pressed``: a unique name for the objection, if it answers a press in this field; it is then brought into view.
    """
    st.markdown(veilig(wording))
    if about:
        hint(about)
    with place("xsmall", f"{form}/{name}/bezwaar"):
        if objection:
            with answer.pointed(pressed):
                answer.stands(objection)


def refuse(form: str, objections: Mapping[str, str]) -> None:
    """Store the objections to this form, by field; its next drawing shows them, once."""
    st.session_state[_refused(form)] = (answer.nonce(), dict(objections))


def _refused(form: str) -> str:
    return f"{form}/geweigerd"


class Fields:
    """The fields of a form that does not record a vastlegging.

    Create it where the list of objections should be drawn; then draw each widget within ``of``.
    """

    def __init__(
        self,
        form: str,
        wordings: Mapping[str, str],
        *,
        optional: frozenset[str] = frozenset(),
        stands: tuple[str, Mapping[str, str]] = ("", {}),
    ) -> None:
        """``stands``: objections to a form that is checked again while somebody types; see ``refuse``."""
        self._form, self._wordings, self._optional = form, wordings, optional
        name, self._objections = st.session_state.pop(_refused(form), stands)
        with place():
            if self._objections:
                lines = [(wordings[each], why, self._key(each)) for each, why in self._objections.items()]
                answer.objected(name, lines, first=answer.NOT_DONE)

    def _key(self, name: str) -> str:
        return key(self._form, name, optional=name in self._optional)

    @contextmanager
    def of(self, name: str, about: str = "", *, stands: str = "") -> Iterator[None]:
        """Draw the widget of this field within this block. Collapse its label: the wording is drawn above it.

        ``stands``: an objection to the present value, whether or not anybody pressed.
        """
        wording = self._wordings[name]
        if name in self._optional:
            wording = f"{wording} (mag leeg blijven)"
        with place("xsmall", self._key(name)):
            above(self._form, name, wording, about, stands or self._objections.get(name, ""))
            yield

    def refuse(self, objections: Mapping[str, str]) -> None:
        """Redraw the page with these objections, by field. Like ``st.rerun`` it does not return."""
        refuse(self._form, objections)
        st.rerun()
