"""The timeline of a dossier: a chart with a line and a marker per kind of record, and the same in words below it."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.familie.tijdlijn import Samen
from meldcode.dossier.tijdlijn import Ogenblik, in_zinnen, tijdlijn
from meldcode.vragen.baan import Baan
from meldcode.vragen.datum import in_words, short

_SIGN = {
    Baan.SIGNALEN: "circle",
    Baan.GESPREKKEN: "square",
    Baan.OVERLEG: "triangle-up",
    Baan.BESLUITEN: "diamond",
    Baan.HULP: "star",
}
_COLOUR = "#2a8c82"  # the same for all kinds: the line and the marker say which it is
_ROOM = timedelta(days=4)


def draw(dossier: Dossier) -> None:
    """Draw the timeline, and the same in words for people who cannot see it."""
    found = tijdlijn(dossier)
    if not found:
        st.caption("Nog niets om op een tijdlijn te zetten.")
        return
    st.plotly_chart(figure(found), config={"displayModeBar": False}, key=f"{dossier.id}/tijdlijn")
    with st.expander("De tijdlijn in woorden"):
        st.text("\n".join(in_zinnen(found)))


@lru_cache(maxsize=32)  # safe to cache: it holds no typed text and no names
def figure(ogenblikken: tuple[Ogenblik, ...]) -> go.Figure:
    """A line per kind, a marker per day, with a number when there was more than one."""
    days = [each.on for each in ogenblikken]
    made = go.Figure([_line(baan, ogenblikken) for baan in Baan])
    made.update_layout(_layout(days, [*Baan], 270))
    return made


@lru_cache(maxsize=32)  # safe to cache: it holds no typed text and no names
def of_family(found: Samen) -> go.Figure:
    """A line per dossier, by code name, with a marker per day and kind as in the timeline of one."""
    days = [each.on for _codenaam, each in found]
    names = list(dict.fromkeys(codenaam for codenaam, _each in found))
    made = go.Figure([_of_dossier(codenaam, [each for name, each in found if name == codenaam]) for codenaam in names])
    made.update_layout(_layout(days, names, 110 + 50 * len(names)))
    return made


def _of_dossier(codenaam: str, found: list[Ogenblik]) -> go.Scatter:
    return go.Scatter(
        name=codenaam,
        x=[f"{each.on}" for each in found],
        y=[codenaam] * len(found),
        mode="markers",
        marker={"symbol": [_SIGN[each.baan] for each in found], "size": 14, "color": _COLOUR},
        hovertext=[f"{in_words(each.on)}<br>{each.wat}" for each in found],
        hoverinfo="text",
    )


def _layout(days: list[date], lines: list[str], height: int) -> dict[str, Any]:
    return {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 10, "b": 0},
        "showlegend": False,
        "yaxis": {"categoryorder": "array", "categoryarray": lines[::-1], "automargin": True, "fixedrange": True},
        "xaxis": {
            "range": [f"{min(days) - _ROOM}", f"{max(days) + _ROOM}"],
            "tickvals": [f"{day}" for day in _ticks(days)],
            "ticktext": [short(day) for day in _ticks(days)],
            "tickangle": 0,
            "fixedrange": True,
            "showgrid": True,
        },
    }


def _ticks(days: list[date]) -> list[date]:
    """At most three days along the axis, including the first and the last."""
    first, last = min(days), max(days)
    steps = min(2, max(1, (last - first).days))
    return [first + (last - first) * step // steps for step in range(steps + 1)]


def _line(baan: Baan, ogenblikken: tuple[Ogenblik, ...]) -> go.Scatter:
    per_day: dict[str, list[Ogenblik]] = {}
    for each in ogenblikken:
        if each.baan is baan:
            per_day.setdefault(f"{each.on}", []).append(each)
    none: list[str | None] = [None]  # a line without a marker is still drawn
    return go.Scatter(
        name=baan.value,
        x=list(per_day) or none,
        y=[baan.value] * max(1, len(per_day)),
        mode="markers+text",
        marker={"symbol": _SIGN[baan], "size": 14, "color": _COLOUR},
        text=[f"{len(each)}×" if len(each) > 1 else "" for each in per_day.values()],
        textposition="top center",
        hovertext=["<br>".join([in_words(v[0].on), *(each.wat for each in v)]) for v in per_day.values()],
        hoverinfo="text",
    )
