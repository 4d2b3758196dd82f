"""Import all that Meldroute uses, so that Python keeps what it compiled of that, and of nothing else.

The image is read-only: what is not compiled in it would be compiled at every start. Everything that is installed,
compiled, would take three times the room.
"""

import importlib
import pkgutil

import plotly.graph_objects as go
from streamlit import dataframe_util
from streamlit.web import bootstrap

import db
import meldcode
import papers
import ui

_OURS = (meldcode, db, papers, ui)
_ONLY_RUN = ("__main__", "db.migrations.env")  # importing these would do what they do


def warm() -> int:
    """Import it; return how many modules of ours that are."""
    names = [
        each.name
        for package in _OURS
        for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not each.name.endswith(_ONLY_RUN)
    ]
    for name in names:
        importlib.import_module(name)
    # What these two need they import when they are first used.
    go.Figure([go.Bar(x=[1], y=["a"]), go.Scatter(x=[1], y=[1])]).to_json()
    dataframe_util.convert_anything_to_arrow_bytes({"a": ["b"]})
    return len(names)


if __name__ == "__main__":
    print(f"{warm()} modules of ours, and {bootstrap.__name__}")
