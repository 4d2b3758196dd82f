"""The progress of a dossier on the route: five stappen in a row, readable without colour."""

import streamlit as st

from meldcode.dossier.dossier import Dossier
from meldcode.route.stappen import STAPPEN
from ui.text import own_html

_ITEM = '<li class="mr-{{class_{0}}}"><strong>{0}</strong> <span>{{titel_{0}}}</span> <em>{{status_{0}}}</em></li>'
_BAR = '<ol class="mr-route" aria-label="De route">' + "".join(_ITEM.format(stap.nummer) for stap in STAPPEN) + "</ol>"


def bar(dossier: Dossier) -> None:
    """Draw the route with the status of each stap."""
    values = {}
    for stap in STAPPEN:
        status = dossier.status(stap)
        values[f"titel_{stap.nummer}"] = stap.titel
        values[f"status_{stap.nummer}"] = status.value
        values[f"class_{stap.nummer}"] = status.name.lower()
    st.html(own_html(_BAR, **values))
