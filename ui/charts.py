"""Charts as figures: made from counts, returned, and shown by the page."""

from collections.abc import Mapping

import plotly.graph_objects as go

from meldcode.route.stappen import STAPPEN

_OP_TIJD, _TE_LAAT = "#2a8c82", "#b4462f"


def per_stap(counts: Mapping[int, tuple[int, int]]) -> go.Figure:
    """Open dossiers per stap, with the part where something is late. The numbers stand in the bars."""
    labels = [f"{stap.nummer}. {stap.titel}" for stap in STAPPEN]
    late = [counts[stap.nummer][1] for stap in STAPPEN]
    in_time = [counts[stap.nummer][0] - counts[stap.nummer][1] for stap in STAPPEN]
    bars = [_bars("Op tijd", labels, in_time, _OP_TIJD, ""), _bars("Iets te laat", labels, late, _TE_LAAT, "/")]
    # All at once: what is added to a figure afterwards takes five times as long.
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
    """Whole numbers on the axis while there are few."""
    return 1 if max(total for total, _late in counts.values()) <= 10 else None
