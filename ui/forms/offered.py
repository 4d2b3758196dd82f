"""What a page of a dossier offers to record, and at which version of the dossier this tab began to offer it.

The name of the field in which one chooses says both. So a tab that stayed open while the server was started anew
brings them along, and nobody finds another form in the place of theirs.
"""

from collections.abc import Container

import streamlit as st

from meldcode.dossier.dossier import Dossier
from ui.elements import tab

_WANTED = "wanted"
_FIELD, _FIRST, _LAST, _SINCE = "/soort", "/offered", "/last", "/since"


def want(kind: str) -> None:
    """Let the next page of a stap offer this vastlegging first; an empty name: whatever it would offer itself."""
    st.session_state[_WANTED] = kind


def anew(dossier: Dossier) -> None:
    """Offer from this version on what comes next: this tab recorded something itself."""
    st.session_state[f"{dossier.id}{_SINCE}"] = dossier.versie


class Offer:
    """What one page (``where``) offers to record in this dossier, until this tab records something there itself."""

    def __init__(self, dossier: Dossier, where: str) -> None:
        # The version in the name: after one recorded something the next thing is offered.
        self._name = f"{dossier.id}/{where}/{_since(dossier)}"

    def first(self, kinds: Container[str], otherwise: str) -> str:
        """What is offered first of these: what was wanted, or what this tab began with, or ``otherwise``.

        It stays so: a colleague may record it while somebody is writing.
        """
        known, wanted = f"{self._name}{_FIRST}", str(st.session_state.pop(_WANTED, ""))
        if wanted in kinds:
            st.session_state[known] = wanted
        before = _brought(f"{self._name}/")[0]
        return str(st.session_state.setdefault(known, before if before in kinds else otherwise))

    def field(self, first: str = "") -> str:
        """The key of the field in which one chooses, when this is offered first."""
        return f"{self._name}/{first}{_FIELD}" if first else f"{self._name}{_FIELD}"

    def chosen(self, first: str, now: str | None) -> str:
        """What is chosen. After a page that could not be drawn the browser may send that nothing is: then as before."""
        last = f"{self._name}/{first}{_LAST}"
        st.session_state[last] = now or st.session_state.get(last, first)
        return str(st.session_state[last])


def _since(dossier: Dossier) -> int:
    """The version at which this tab began to offer: from its own last vastlegging on."""
    known = f"{dossier.id}{_SINCE}"
    if known not in st.session_state:
        _where, *before = _brought(f"{dossier.id}/")
        st.session_state[known] = int(before[0]) if before and before[0].isdecimal() else dossier.versie
    return int(st.session_state[known])


def _brought(begin: str) -> list[str]:
    """The parts of what stands between ``begin`` and the end in the name of the field that the browser brings."""
    return tab.brought(begin, _FIELD).removeprefix(begin).removesuffix(_FIELD).split("/")
