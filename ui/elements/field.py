"""A field: its wording, what it asks, what is the matter with the answer, and only then where one answers.

So a person reads from top to bottom what to do, also beside an objection, and the browser can say the same to who does
not see (``ui/static/antwoord.js``). ``ui.forms.question`` draws the fields of a vastlegging; ``Fields`` are those of
all else.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import streamlit as st

from ui.elements import answer
from ui.elements.slot import place
from ui.text import veilig


def key(form: str, name: str, *, optional: bool = False) -> str:
    """The key of the place of a field. The browser reads in it whether an answer is needed."""
    return f"vraag/{form}/{name}/{'mag' if optional else 'nodig'}"


def above(form: str, name: str, wording: str, about: str = "", objection: str = "", pressed: str = "") -> None:
    """Draw what stands above a field: its wording, what there is to know about it, and what is the matter.

    ``pressed``: a name that the objection has once, when it answers a press in this field: it is brought into view.
    """
    st.markdown(veilig(wording))
    if about:
        st.caption(veilig(about))
    with place("xsmall", f"{form}/{name}/bezwaar"):
        if objection:
            with answer.pointed(pressed):
                answer.stands(objection)


def refuse(form: str, objections: Mapping[str, str]) -> None:
    """Nothing was done with this form: what is the matter, by field. Its next drawing says so, once."""
    st.session_state[_refused(form)] = (answer.nonce(), dict(objections))


def _refused(form: str) -> str:
    return f"{form}/geweigerd"


class Fields:
    """The fields of a form that records no vastlegging.

    Made where the summary is to stand that names what is the matter; ``of`` is the place of each field.
    """

    def __init__(
        self,
        form: str,
        wordings: Mapping[str, str],
        *,
        optional: frozenset[str] = frozenset(),
        stands: tuple[str, Mapping[str, str]] = ("", {}),
    ) -> None:
        """``stands`` is what is the matter with a form that is looked at again while one types: see ``refuse``."""
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
        """Where the widget of this field is to be drawn, with its label collapsed: it is said above it.

        ``stands`` is what is the matter with what stands there now, whether or not anybody pressed.
        """
        wording = self._wordings[name]
        if name in self._optional:
            wording = f"{wording} (mag leeg blijven)"
        with place("xsmall", self._key(name)):
            above(self._form, name, wording, about, stands or self._objections.get(name, ""))
            yield

    def refuse(self, objections: Mapping[str, str]) -> None:
        """Nothing was done: draw the page anew, with what is the matter. Raises, as ``st.rerun`` does."""
        refuse(self._form, objections)
        st.rerun()
