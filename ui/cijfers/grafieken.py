"""Charts as Plotly figures, made from counts; nothing is drawn here. Pages show each with a table next to it."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from db.cijfers.figures import Punt
from meldcode.cijfers.cijfers import LEEFTIJDEN
from meldcode.route.stappen import STAPPEN
from meldcode.vragen.datum import MAANDEN

_OP_TIJD, _TE_LAAT = "#2a8c82", "#b4462f"


def per_stap(counts: Mapping[int, tuple[int, int]]) -> go.Figure:
    """Open dossiers per stap, split into late and not late. The bars carry their numbers."""
    labels = [f"{stap.nummer}. {stap.titel}" for stap in STAPPEN]
    late = [counts[stap.nummer][1] for stap in STAPPEN]
    in_time = [counts[stap.nummer][0] - counts[stap.nummer][1] for stap in STAPPEN]
    bars = [_bars("Op tijd", labels, in_time, _OP_TIJD, ""), _bars("Iets te laat", labels, late, _TE_LAAT, "/")]
    # Everything in one call: changing a figure afterwards takes five times as long.
    return go.Figure(
        bars,
        {
            "barmode": "stack",
            "height": 300,
            "margin": {"l": 0, "r": 0, "t": 30, "b": 0},
            "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0, "traceorder": "normal"},
            "yaxis": {"autorange": "reversed", "automargin": True, "fixedrange": True},
            "xaxis": {
                "fixedrange": True,
                "title": {"text": "Aantal open dossiers"},
                "rangemode": "tozero",
                "tickformat": ",d",
                "dtick": _step(counts),
            },
            "separators": ",.",
        },
    )


def _bars(name: str, labels: list[str], values: list[int], colour: str, pattern: str) -> go.Bar:
    return go.Bar(
        name=name,
        y=labels,
        x=values,
        orientation="h",
        text=[str(value) if value else "" for value in values],
        textfont={"color": "white"},
        marker={
            "color": colour,
            "pattern": {
                "shape": pattern,
                "fillmode": "overlay",
                "fgcolor": "white",
                "fgopacity": 0.5,
                "solidity": 0.15,
            },
        },
        hovertemplate=f"%{{y}}<br>{name}: %{{x}}<extra></extra>",
    )


def _step(counts: Mapping[int, tuple[int, int]]) -> int | None:
    """The step of the axis: whole numbers while counts are small, else Plotly's choice."""
    return 1 if max(total for total, _late in counts.values()) <= 10 else None


# From light to dark, so that they differ without colour too; the bars carry text as well.
_AGES = ("#a9d6d0", "#6db5ac", "#2a8c82", "#1c635c", "#0e3a36")
_INK = ("#12312e", "#12312e", "white", "white", "white")
_LAYOUT: dict[str, object] = {"margin": {"l": 0, "r": 0, "t": 30, "b": 0}, "separators": ",."}
# The legend grows upwards from above the plot, so that on a telephone its extra lines cover no bar.
_LEGEND: dict[str, object] = {"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0}


def stap_of(label: object) -> int:
    """The number of the stap of the bar with this label; 0 if it is no such label."""
    return next((stap.nummer for stap in STAPPEN if label == f"{stap.nummer}. {stap.titel}"), 0)


def per_leeftijd(counts: Mapping[int, Sequence[int]]) -> go.Figure:
    """How long the open dossiers have been in their stap."""
    labels = [f"{stap.nummer}. {stap.titel}" for stap in STAPPEN]
    bars = []
    for number, (_days, label) in enumerate(LEEFTIJDEN):
        values = [counts[stap.nummer][number] for stap in STAPPEN]
        if any(values):
            bars.append(
                go.Bar(
                    name=label,
                    y=labels,
                    x=values,
                    orientation="h",
                    text=[str(each) if each else "" for each in values],
                    textfont={"color": _INK[number]},
                    marker={"color": _AGES[number]},
                    hovertemplate=f"%{{y}}<br>{label}: %{{x}}<extra></extra>",
                )
            )
    total = max(sum(values) for values in counts.values())
    layout = {
        "barmode": "stack",
        "height": 320,
        "showlegend": True,  # also with a single age: its bars are meaningless without it
        "legend": _LEGEND | {"traceorder": "normal"},
        "yaxis": {"autorange": "reversed", "automargin": True, "fixedrange": True},
        "xaxis": _numbers(total) | {"title": {"text": "Aantal open dossiers"}},
    }
    return go.Figure(bars, _LAYOUT | layout)


def published(values: Sequence[int]) -> go.Figure:
    """Open dossiers per stap as the board may see them; a count that is left out is 0 in ``values``, and has no bar."""
    bars = go.Bar(
        y=[f"{stap.nummer}. {stap.titel}" for stap in STAPPEN],
        x=list(values),
        orientation="h",
        text=[str(each) if each else "" for each in values],
        textfont={"color": "white"},
        marker={"color": _AGES[2]},
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    layout = {
        "height": 260,
        "yaxis": {"autorange": "reversed", "automargin": True, "fixedrange": True},
        "xaxis": _numbers(max(values)),
    }
    return go.Figure([bars], _LAYOUT | layout)


def trend(points: Sequence[Punt]) -> go.Figure:
    """Two lines over the first days of the months, each with its own marker and dash."""
    labels = [f"{each.day.day} {MAANDEN[each.day.month - 1][:3]}" for each in points]
    lines = [
        go.Scatter(
            name=name,
            x=labels,
            y=values,
            mode="lines+markers",
            line={"color": colour, "dash": dash},
            marker={"symbol": symbol, "size": 8},
            hovertemplate=f"%{{x}}<br>{name}: %{{y}}<extra></extra>",
        )
        for name, values, colour, dash, symbol in (
            ("Open dossiers", [each.open for each in points], "#2a8c82", "solid", "circle"),
            ("Te laat", [each.te_laat for each in points], "#b4462f", "dash", "square"),
        )
    ]
    layout = {
        "height": 280,
        "legend": _LEGEND,
        "yaxis": _numbers(max(max(each.open, each.te_laat) for each in points)),
        "xaxis": {"type": "category", "fixedrange": True},
    }
    return go.Figure(lines, _LAYOUT | layout)


def _numbers(most: int) -> dict[str, object]:
    """An axis that starts at 0; whole numbers while counts are small."""
    step = 1 if most <= 10 else None
    return {"fixedrange": True, "rangemode": "tozero", "tickformat": ",d", "dtick": step}
