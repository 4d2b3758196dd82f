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


def window(total: int, key: str, first: int) -> slice:
    """Which rows of a list to show: the first ``first``; all, by pages, once a button for all of them was pressed."""
    return _page(total, key) if _is_whole(key) else slice(0, first)


def first_of(found: Sequence[T], key: str, first: int, *, by_pages: bool = True) -> Sequence[T]:
    """The rows to show of a list that was read as a whole (``window``).

    Not ``by_pages``: all of them at once, of a list in which something is ticked, and lost where it is not drawn.
    """
    return found if _is_whole(key) and not by_pages else found[window(len(found), key, first)]


def show_all(total: int, key: str, first: int, what: str = "", *, which: str = "eerste", by_pages: bool = True) -> None:
    """Below a shortened list: how many (``which`` ones) of how many are shown, and a button to all (``first_of``)."""
    if total <= first:
        return
    label = f"{what}: toon alleen de {which} {first}" if _is_whole(key) else f"{what}: toon alle {total}"
    if by_pages:
        further(total, key)
    with st.container(horizontal=True, vertical_alignment="center"):
        if not _is_whole(key):
            st.caption(veilig(f"De {which} {first} van {total}."))
        if st.button(veilig(label), key=f"{key}/toon"):
            _turn_over(key)


def _is_whole(key: str) -> bool:
    return bool(st.session_state.get(f"{key}/alles"))


def _turn_over(key: str) -> None:
    st.session_state[f"{key}/alles"], st.session_state[f"{key}/bladzij"] = not _is_whole(key), 0
    st.rerun()


def shares(lengths: Sequence[int], together: int, least: int) -> list[int]:
    """How many rows of each of several lists to show, so that there are ``together``, and of each ``least`` or all.

    The lists are in order of urgency: what is left over goes to the first ones.
    """
    given = [min(each, least) for each in lengths]
    for number, length in enumerate(lengths):
        given[number] += max(0, min(length - given[number], together - sum(given)))
    return given


def heading(title: str, total: int, key: str, first: int) -> None:
    """The heading of a list with how many there are; of a shortened one how many of how many, with a button to all.

    ``further`` is to be called below its rows.
    """
    is_whole = total <= first or _is_whole(key)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"mr-kopregel-{anchor(key)}"):
        st.header(veilig(title, note=str(total) if is_whole else f"{first} van {total}"), anchor=False)
        if total > first:
            label = f"Toon alle {total}" if not is_whole else f"Toon de eerste {first}"
            if st.button(veilig(label, note=title), key=f"{key}/toon", type="tertiary"):
                _turn_over(key)


def further(total: int, key: str) -> None:
    """Below a list that is shown as a whole: the buttons to its other pages, if there are any."""
    if _is_whole(key) and total > AT_A_TIME:
        turn(total, key)


def page_of(total: int, key: str, about: object) -> slice:
    """Which rows are on the page of a long list that this tab is on. Another list (``about``) starts at the first."""
    asked = hash(about)  # not ``about`` itself: it may hold a search term, which the tab must not remember
    if st.session_state.get(f"{key}/over") != asked:
        st.session_state[f"{key}/over"], st.session_state[f"{key}/bladzij"] = asked, 0
    return _page(total, key)


def _page(total: int, key: str) -> slice:
    last = max(0, (total - 1) // AT_A_TIME)
    here = st.session_state[f"{key}/bladzij"] = min(st.session_state.get(f"{key}/bladzij", 0), last)
    return slice(here * AT_A_TIME, (here + 1) * AT_A_TIME)


def turned(key: str) -> DeltaGenerator:
    """The container for a list with pages; it is brought into view after turning the page."""
    return answer.pointed(st.session_state.pop(f"{key}/naar", ""))


def turn(total: int, key: str) -> None:
    """Below a list with pages: which of how many are shown, and buttons to the other pages."""
    here = st.session_state[f"{key}/bladzij"]
    end = min((here + 1) * AT_A_TIME, total)
    if not total:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{here * AT_A_TIME + 1}–{end} van {total}")
        for label, to, there in (
            (f"Vorige {AT_A_TIME}", here - 1, here > 0),
            (f"Volgende {min(AT_A_TIME, total - end)}", here + 1, end < total),
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
