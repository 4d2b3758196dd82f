"""A field, from top to bottom: its wording, its help, what is wrong with the answer, and only then the input.

So people read first what to do, also when there is an objection, and the browser can tell the same to screen readers
(``ui/static/antwoord.js``). ``ui.forms.question`` draws the fields of a vastlegging; ``Fields`` all others.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import streamlit as st

from ui.elements import answer
from ui.elements.slot import place
from ui.text import veilig


def key(form: str, name: str, *, optional: bool = False) -> str:
    """The key of the slot of a field. The browser reads from it whether an answer is required."""
    return f"vraag/{form}/{name}/{'mag' if optional else 'nodig'}"


def above(form: str, name: str, wording: str, about: str = "", objection: str = "", pressed: str = "") -> None:
    """Draw what is above the input: wording, help and objection.

    ``pressed``: a unique name for the objection when it answers a press in this field; it is then brought into view.
    """
    st.markdown(veilig(wording))
    if about:
        st.caption(veilig(about))
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

    Create it where the summary of objections should be; ``of`` is the slot of each field.
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
        """The slot for the widget of this field. Collapse its label: the wording is drawn above it.

        ``stands``: an objection to the present value, whether or not anybody pressed.
        """
        wording = self._wordings[name]
        if name in self._optional:
            wording = f"{wording} (mag leeg blijven)"
        with place("xsmall", self._key(name)):
            above(self._form, name, wording, about, stands or self._objections.get(name, ""))
            yield

    def refuse(self, objections: Mapping[str, str]) -> None:
        """Redraw the page with these objections. Raises, as ``st.rerun`` does."""
        refuse(self._form, objections)
        st.rerun()
