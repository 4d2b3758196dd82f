"""Charts as Plotly figures, made from counts or from a table; nothing is drawn on the page here.

All in one hand: the number stands at the end of its bar or line, so there is no legend and no axis to read off; what is
late has a pattern besides its colour. Pages say in a sentence what to see, and show the same as a table.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from textwrap import wrap

import plotly.graph_objects as go

from db.cijfers.figures import Punt
from meldcode.route.stappen import STAPPEN
from meldcode.vragen.datum import MAANDEN
from papers.tabellen import Blad, as_text

QUIET = {"displayModeBar": False, "locale": "nl"}
"""How every chart is shown: without a toolbar, with Dutch numbers."""

# Names of colours, in a way: meldroute.css puts those of the page in their place. Streamlit would do so too, but once
# only: a chart stayed dark on a page that had become light.
_OP_TIJD, _TE_LAAT, _PAPER = "#000101", "#000102", "#000103"
_FONT = {"size": 14}
_HOVER = {"bgcolor": _PAPER, "bordercolor": _OP_TIJD}
_ROW, _BETWEEN = 38, 0.34  # pixels per bar; the part of that which is between two bars
_LETTER = 8  # pixels, at most, of the words behind a bar
_WIDE, _HIGH, _LINE = 26, 20, "<br>"  # letters of a label on one line, so that it fits on a telephone; pixels of a line
_NUMBER = re.compile(r"(\d+)(?: dag(?:en)?\b.*)?")
_SAMEN, _AT_ONCE = "Samen", "dezelfde dag"


def per_stap(counts: Mapping[int, tuple[int, int]]) -> go.Figure:
    """Open dossiers per stap, split into late and not late, each bar with its numbers."""
    labels = [f"{stap.nummer}. {stap.kort}" for stap in STAPPEN]
    total, late = ([counts[stap.nummer][part] for stap in STAPPEN] for part in (0, 1))
    in_time = [whole - part for whole, part in zip(total, late, strict=True)]
    said = [f"{whole}, {part} te laat" if part else str(whole) for whole, part in zip(total, late, strict=True)]
    bars = [_bars("Op tijd", labels, in_time, _OP_TIJD), _bars("Iets te laat", labels, late, _TE_LAAT, pattern="/")]
    return _lying(bars, labels, total, said)


def stap_of(label: object) -> int:
    """The number of the stap of the bar with this label; 0 if it is no such label."""
    return next((stap.nummer for stap in STAPPEN if label == f"{stap.nummer}. {stap.kort}"), 0)


def of_blad(blad: Blad) -> go.Figure:
    """The first two columns of a table as bars, without its total: nothing is drawn that the table does not tell.

    A row without a number, such as one that is left out, has no bar; at its place stand the words of the table.
    """
    rows = _rows(blad)
    labels, said = [label for label, _text in rows], [text for _label, text in rows]
    values = [_value(text) or 0 for text in said]
    return _lying([_bars(blad.kolommen[1], labels, values, _OP_TIJD)], labels, values, said)


def meest(blad: Blad) -> str:
    """What ``of_blad`` shows most of all, as a Dutch sentence; empty when there is nothing to draw."""
    label, text = max(_rows(blad), key=lambda each: _value(each[1]) or 0, default=("", ""))
    most = "Het langst" if "dag" in text else "Het meest"
    return f"{most}: {label} – {text}." if _value(text) else ""


def _rows(blad: Blad) -> list[tuple[str, str]]:
    return [(as_text(rij[0]), as_text(rij[1])) for rij in blad.rijen if rij[0] != _SAMEN]


def _value(text: str) -> int | None:
    """The number that a cell tells, in pieces or in days; None when it tells none."""
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else 0 if text.startswith(_AT_ONCE) else None


def _bars(name: str, labels: list[str], values: list[int], colour: str, *, pattern: str = "") -> go.Bar:
    hatch = {"shape": pattern, "fillmode": "overlay", "fgcolor": _PAPER, "fgopacity": 0.75, "solidity": 0.35, "size": 7}
    return go.Bar(
        name=name,
        y=[_label(each) for each in labels],
        x=values,
        orientation="h",
        marker={"color": colour, "pattern": hatch, "line": {"width": 0}, "cornerradius": 4},
        hovertemplate=f"%{{y}}<br>{name}: %{{x}}<extra></extra>",
    )


def _label(text: str) -> str:
    """The words before a bar, on as many lines as they need. Plotly would read markup in them."""
    return _LINE.join(escape(each, quote=False) for each in wrap(text, _WIDE))


def _lying(bars: list[go.Bar], labels: list[str], ends: Sequence[int], said: list[str]) -> go.Figure:
    """Bars that lie below each other, with these words at their ends."""
    labels, said = [_label(each) for each in labels], [escape(each, quote=False) for each in said]
    lines = max((each.count(_LINE) + 1 for each in labels), default=1)
    words = [
        {"x": end, "y": label, "text": text, "showarrow": False, "xanchor": "left", "xshift": 6, "font": _FONT}
        for label, end, text in zip(labels, ends, said, strict=True)
    ]
    # Everything in one call: changing a figure afterwards takes five times as long.
    return go.Figure(
        bars,
        {
            "barmode": "stack",
            "bargap": _BETWEEN,
            "height": max(_ROW, _HIGH * lines) * len(labels) + 8,
            # So wide that the words behind the widest bar fit, also on a telephone.
            "margin": {"l": 0, "r": 12 + _LETTER * max(map(len, said), default=0), "t": 4, "b": 4},
            "showlegend": False,
            "hoverlabel": _HOVER,
            "annotations": words,
            "yaxis": {
                "type": "category",
                "autorange": "reversed",
                "automargin": True,
                "fixedrange": True,
                "ticks": "",
                "ticksuffix": "  ",
                "tickfont": _FONT,
                "showgrid": False,
            },
            "xaxis": {"visible": False, "fixedrange": True, "range": [0, max(1, *ends)]},
        },
    )


def trend(points: Sequence[Punt]) -> go.Figure:
    """Two lines over the first days of the months, each with its own marker and dash, and its name at its end."""
    labels = [f"{each.day.day} {MAANDEN[each.day.month - 1][:3]}" for each in points]
    drawn = (
        ("open dossiers", [each.open for each in points], _OP_TIJD, "solid", "circle"),
        ("termijnen te laat", [each.te_laat for each in points], _TE_LAAT, "dash", "square"),
    )
    lines = [
        go.Scatter(
            name=name,
            x=labels,
            y=values,
            mode="lines+markers",
            line={"color": colour, "dash": dash, "width": 3},
            marker={"symbol": symbol, "size": 9},
            hovertemplate=f"%{{x}}<br>{name}: %{{y}}<extra></extra>",
        )
        for name, values, colour, dash, symbol in drawn
    ]
    higher = drawn[0][1][-1] >= drawn[1][1][-1]
    words = [
        {
            "x": len(labels) - 1,
            "y": values[-1],
            "text": f"{values[-1]} {name}",
            "showarrow": False,
            "xanchor": "left",
            "xshift": 10,
            "yanchor": "bottom" if (number == 0) == higher else "top",
            "font": _FONT,
        }
        for number, (name, values, *_look) in enumerate(drawn)
    ]
    return go.Figure(
        lines,
        {
            "height": 240,
            "margin": {"l": 0, "r": 170, "t": 16, "b": 0},
            "showlegend": False,
            "hoverlabel": _HOVER,
            "annotations": words,
            "separators": ",.",
            "yaxis": {"fixedrange": True, "rangemode": "tozero", "tickformat": ",d", "nticks": 4, "tickfont": _FONT},
            "xaxis": {"type": "category", "fixedrange": True, "showgrid": False, "tickfont": _FONT},
        },
    )


def verloop(points: Sequence[Punt]) -> str:
    """What ``trend`` shows, as a Dutch sentence."""
    first, last = (f"{each.day.day} {MAANDEN[each.day.month - 1]}" for each in (points[0], points[-1]))
    return f"Op {last} waren {points[-1].open} dossiers open, op {first} {points[0].open}."
