"""Which kind of vastlegging a page of a dossier offers first, fixed until this tab records something there.

The key of the field to choose in says what was offered, and since which version of the dossier. A tab that stayed open
while the server restarted sends that key: so nobody finds another form in place of the one they were typing in.
"""

from collections.abc import Container

import streamlit as st

from meldcode.dossier.dossier import Dossier
from ui.elements import tab

_WANTED = "wanted"
_FIELD, _FIRST, _LAST, _SINCE = "/soort", "/offered", "/last", "/since"


def want(kind: str) -> None:
    """Let the page of a stap that comes next offer this kind first; with an empty name, what it offers by itself."""
    st.session_state[_WANTED] = kind


def anew(dossier: Dossier) -> None:
    """Start a new offer at this version, because this tab recorded something in the dossier."""
    st.session_state[f"{dossier.id}{_SINCE}"] = dossier.versie


class Offer:
    """What one page (``where``) offers to record in this dossier, until this tab records something in it."""

    def __init__(self, dossier: Dossier, where: str) -> None:
        # The version is in the name, so that after recording something the next thing is offered.
        self._name = f"{dossier.id}/{where}/{_since(dossier)}"

    def first(self, kinds: Container[str], otherwise: str) -> str:
        """The kind to offer first: the one asked for with ``want``, the one this tab began with, or ``otherwise``.

        It does not change meanwhile, even if a colleague records that kind while somebody is writing.
        """
        known, wanted = f"{self._name}{_FIRST}", str(st.session_state.pop(_WANTED, ""))
        if wanted in kinds:
            st.session_state[known] = wanted
        before = _brought(f"{self._name}/")[0]
        return str(st.session_state.setdefault(known, before if before in kinds else otherwise))

    def field(self, first: str = "") -> str:
        """The key of the field to choose in, when this kind is offered first."""
        return f"{self._name}/{first}{_FIELD}" if first else f"{self._name}{_FIELD}"

    def chosen(self, first: str, now: str | None) -> str:
        """The chosen kind. After a page that could not be drawn the browser may send none: then the one before."""
        last = f"{self._name}/{first}{_LAST}"
        st.session_state[last] = now or st.session_state.get(last, first)
        return str(st.session_state[last])


def _since(dossier: Dossier) -> int:
    """The version of the dossier at which this offer began: that of the last vastlegging by this tab, if any."""
    known = f"{dossier.id}{_SINCE}"
    if known not in st.session_state:
        _where, *before = _brought(f"{dossier.id}/")
        st.session_state[known] = int(before[0]) if before and before[0].isdecimal() else dossier.versie
    return int(st.session_state[known])


def _brought(begin: str) -> list[str]:
    """The parts of the key that the browser sent for the field to choose in, after ``begin``."""
    return tab.brought(begin, _FIELD).removeprefix(begin).removesuffix(_FIELD).split("/")
