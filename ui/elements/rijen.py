"""Lists of rows to press: one button per row, and below them how many there are, with the way to see more."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.elements import answer
from ui.text import anchor, in_columns, veilig

AT_A_TIME = 25
T = TypeVar("T")


def rows(name: str) -> DeltaGenerator:
    """A container for the rows of one list; ``name`` picks their columns in ``meldroute.css``."""
    return st.container(gap=None, key=f"mr-rijen-{name}")


def row(key: str, first: str, *rest: str, late: str = "", hint: str = "") -> bool:
    """One row: named by its first text, with ``late`` highlighted. Returns whether it was pressed."""
    return st.button(
        in_columns(first, *rest, late=late),
        key=key,
        type="tertiary",
        width="stretch",
        help=veilig(hint) if hint else None,
    )


def first_of(found: Sequence[T], key: str, first: int) -> Sequence[T]:
    """The first ``first`` of them, or all after ``show_all`` was pressed."""
    return found if st.session_state.get(f"{key}/alles") else found[:first]


def show_all(found: Sequence[T], key: str, first: int, what: str = "", *, which: str = "eerste") -> None:
    """Below a shortened list: how many (``which`` ones) of how many are shown, and a button to show all."""
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


def shares(lengths: Sequence[int], together: int, least: int) -> list[int]:
    """How many rows of each of several lists to show, so that there are ``together``, and of each ``least`` or all.

    The lists are in order of urgency: what is left over goes to the first ones.
    """
    given = [min(each, least) for each in lengths]
    for number, length in enumerate(lengths):
        given[number] += max(0, min(length - given[number], together - sum(given)))
    return given


def heading(title: str, found: Sequence[T], key: str, first: int) -> None:
    """The heading of a list with how many there are; of a shortened one how many of how many, with a button to all."""
    is_whole = len(found) <= first or bool(st.session_state.get(f"{key}/alles"))
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"mr-kopregel-{anchor(key)}"):
        st.header(veilig(title, note=str(len(found)) if is_whole else f"{first} van {len(found)}"), anchor=False)
        if len(found) > first:
            label = f"Toon alle {len(found)}" if not is_whole else f"Toon de eerste {first}"
            if st.button(veilig(label, note=title), key=f"{key}/toon", type="tertiary"):
                st.session_state[f"{key}/alles"] = not is_whole
                st.rerun()


def page_of(found: Sequence[T], key: str, about: object) -> Sequence[T]:
    """The page of a long list that this tab is on. A different list (``about``) starts at its first page."""
    asked = hash(about)  # not ``about`` itself: it may hold a search term, which the tab must not remember
    if st.session_state.get(f"{key}/over") != asked:
        st.session_state[f"{key}/over"], st.session_state[f"{key}/bladzij"] = asked, 0
    last = max(0, (len(found) - 1) // AT_A_TIME)
    here = st.session_state[f"{key}/bladzij"] = min(st.session_state[f"{key}/bladzij"], last)
    return found[here * AT_A_TIME : (here + 1) * AT_A_TIME]


def turned(key: str) -> DeltaGenerator:
    """The container for a list with pages; it is brought into view after turning the page."""
    return answer.pointed(st.session_state.pop(f"{key}/naar", ""))


def turn(found: Sequence[T], key: str) -> None:
    """Below a list with pages: which of how many are shown, and buttons to the other pages."""
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
    """For a list of journal lines: only those below this number are shown; 0: the newest."""
    befores: list[int] = st.session_state.setdefault(key, [0])
    return befores[-1]


def turn_back(key: str, last: int | None) -> None:
    """Below a list of journal lines: a button to lines older than ``last``, if any, and one back to newer lines."""
    befores: list[int] = st.session_state[key]
    with st.container(horizontal=True):
        if len(befores) > 1 and st.button("Nieuwere regels", key=f"{key}/nieuwer"):
            befores.pop()
            st.rerun()
        if last and st.button("Oudere regels", key=f"{key}/ouder"):
            befores.append(last)
            st.rerun()
