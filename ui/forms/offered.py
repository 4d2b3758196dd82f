"""Which kind of vastlegging is being filled in on a page of a dossier, until this tab records something there.

A tab that stayed open while the server restarted sends the fields of the form that is open: so nobody finds another
form in place of the one they were typing in.
"""

from collections.abc import Sequence

import streamlit as st

from meldcode.dossier.dossier import Dossier
from ui.elements import tab

_WANTED = "wanted"
_FIELD, _OPEN, _SINCE = "/soort", "/open", "/since"


def want(kind: str) -> None:
    """Let the page of a stap that comes next have this form open; with an empty name, what it has by itself."""
    st.session_state[_WANTED] = kind


def anew(dossier: Dossier) -> None:
    """Begin anew at this version, because this tab recorded something in the dossier."""
    st.session_state[f"{dossier.id}{_SINCE}"] = dossier.versie


class Offer:
    """What one page (``where``) lets somebody record in this dossier, until this tab records something in it."""

    def __init__(self, dossier: Dossier, where: str) -> None:
        # The version is in the name, so that after recording something nothing is open.
        self._dossier_id, self._name = dossier.id, f"{dossier.id}/{where}/{_since(dossier)}"

    def open(self, kinds: Sequence[str], otherwise: str = "") -> str:
        """Which of these kinds is being filled in: the one asked for with ``want`` or chosen here; empty: none.

        A tab that stayed open while the server restarted sends the fields of its form: then it is that one.
        """
        known, wanted = f"{self._name}{_OPEN}", str(st.session_state.pop(_WANTED, ""))
        if wanted in kinds:
            st.session_state[known] = wanted
        if known not in st.session_state:
            brought = (kind for kind in kinds if tab.brought(f"{self._dossier_id}/{kind}/", ""))
            st.session_state[known] = next(brought, otherwise)
        return str(st.session_state[known])

    def choose(self, kind: str) -> None:
        """Let this kind be filled in; empty: none, and the page lists them."""
        st.session_state[f"{self._name}{_OPEN}"] = kind

    def field(self) -> str:
        """The key of a field to choose in."""
        return f"{self._name}{_FIELD}"

    def key_of(self, what: str) -> str:
        """The key of a button about what can be recorded."""
        return f"{self._name}/{what}"

    def unfolded(self, what: str) -> bool:
        """Whether this part of the page is unfolded."""
        return bool(st.session_state.get(f"{self._name}/{what}{_OPEN}"))

    def turn(self, what: str) -> None:
        """Unfold this part of the page, or fold it."""
        st.session_state[f"{self._name}/{what}{_OPEN}"] = not self.unfolded(what)


def _since(dossier: Dossier) -> int:
    """The version of the dossier at which this offer began: that of the last vastlegging by this tab, if any."""
    return int(st.session_state.setdefault(f"{dossier.id}{_SINCE}", dossier.versie))
