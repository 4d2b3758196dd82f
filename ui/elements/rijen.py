"""Lists of rows that lead somewhere: one button a row, and an end that is never silent."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.elements import answer
from ui.text import in_columns, veilig

AT_A_TIME = 25
T = TypeVar("T")


def rows(name: str) -> DeltaGenerator:
    """Where the rows of one list are drawn; ``name`` says which columns they have (``meldroute.css``)."""
    return st.container(gap=None, key=f"mr-rijen-{name}")


def row(key: str, first: str, *rest: str, late: str = "", hint: str = "") -> bool:
    """One row: its first text is what it is called by, ``late`` stands out. Whether it was pressed."""
    return st.button(
        in_columns(first, *rest, late=late),
        key=key,
        type="tertiary",
        width="stretch",
        help=veilig(hint) if hint else None,
    )


def first_of(found: Sequence[T], key: str, first: int) -> Sequence[T]:
    """As many as fit, or all of them once that was asked for with ``show_all``."""
    return found if st.session_state.get(f"{key}/alles") else found[:first]


def show_all(found: Sequence[T], key: str, first: int, what: str = "", *, which: str = "eerste") -> None:
    """Beneath a list that is cut: how many (``which`` ones) of how many are shown, and the button that shows all."""
    if len(found) <= first:
        return
    is_whole = bool(st.session_state.get(f"{key}/alles"))
    label = f"{what}: toon alleen de {which} {first}" if is_whole else f"{what}: toon alle {len(found)}"
    with st.container(horizontal=True, vertical_alignment="center"):
        if not is_whole:
            st.caption(veilig(f"De {which} {first} van {len(found)}."))
        if st.button(veilig(label), key=f"{key}/toon"):
            st.session_state[f"{key}/alles"] = not is_whole
            st.rerun()


def page_of(found: Sequence[T], key: str, about: object) -> Sequence[T]:
    """The page of a long list that this tab is on. Another list (``about``) begins at its first page again."""
    asked = hash(about)  # it may hold what somebody looked for: this tab remembers no word of that
    if st.session_state.get(f"{key}/over") != asked:
        st.session_state[f"{key}/over"], st.session_state[f"{key}/bladzij"] = asked, 0
    last = max(0, (len(found) - 1) // AT_A_TIME)
    here = st.session_state[f"{key}/bladzij"] = min(st.session_state[f"{key}/bladzij"], last)
    return found[here * AT_A_TIME : (here + 1) * AT_A_TIME]


def turned(key: str) -> DeltaGenerator:
    """Where the page of such a list stands: brought into view once the list was turned."""
    return answer.pointed(st.session_state.pop(f"{key}/naar", ""))


def turn(found: Sequence[T], key: str) -> None:
    """Beneath such a list: which part of how many this is, and the way to the others."""
    here = st.session_state[f"{key}/bladzij"]
    end = min((here + 1) * AT_A_TIME, len(found))
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{here * AT_A_TIME + 1}–{end} van {len(found)}")
        for label, to, there in (
            (f"Vorige {AT_A_TIME}", here - 1, here > 0),
            (f"Volgende {min(AT_A_TIME, len(found) - end)}", here + 1, end < len(found)),
        ):
            if there and st.button(veilig(label), key=f"{key}/naar/{label.split()[0]}"):
                st.session_state[f"{key}/bladzij"], st.session_state[f"{key}/naar"] = to, answer.nonce()
                st.rerun()


def older_than(key: str) -> int:
    """Of a journal, read backwards: before which line this tab reads; 0 for the newest."""
    befores: list[int] = st.session_state.setdefault(key, [0])
    return befores[-1]


def turn_back(key: str, last: int | None) -> None:
    """Beneath it: to older lines than the ``last`` one, if there are any, and back to newer ones."""
    befores: list[int] = st.session_state[key]
    with st.container(horizontal=True):
        if len(befores) > 1 and st.button("Nieuwere regels", key=f"{key}/nieuwer"):
            befores.pop()
            st.rerun()
        if last and st.button("Oudere regels", key=f"{key}/ouder"):
            befores.append(last)
            st.rerun()
