"""A day that is typed in a field outside the forms of the route: read as people write one, and said back in words."""

from datetime import date

import streamlit as st

from meldcode.vragen.dag import read_day, time_behind
from meldcode.vragen.datum import in_words
from ui import clock
from ui.text import veilig

HINT = "dag-maand"
"""What an empty field shows."""


def read(text: str, since: date | None = None, *, ahead: bool) -> tuple[date | None, str]:
    """The day that was typed, seen from ``since`` (today); or None and a Dutch sentence that says why it is none.

    ``ahead``: as for ``read_day``.
    """
    try:
        return read_day(text, since or clock.today(), ahead=ahead), ""
    except ValueError as why:
        return None, str(why)


def read_alone(text: str, since: date | None = None, *, ahead: bool) -> tuple[date | None, str]:
    """As ``read``, where nothing is said back before it counts: a time behind the day is refused, for half a day off is
    no day off.
    """
    if time_behind(text):
        return None, "Schrijf hier alleen de dag, zonder tijd."
    return read(text, since, ahead=ahead)


def understood(day: date | None, typed: str) -> None:
    """Draw below the field what was read in it, or how a day can be written."""
    st.caption(veilig(in_full(day, typed) if day else "Bijvoorbeeld 25-11 of maandag."))


def in_full(day: date, typed: str) -> str:
    """The day that was read in words; and that a time, if one was typed behind it, is no part of it."""
    behind = time_behind(typed)
    return f"{in_words(day)}. De tijd ({behind}) hoort hier niet bij." if behind else in_words(day)
