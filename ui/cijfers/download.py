"""Links to figures as files, for people who have just confirmed who they are. ``ui.cijfers.uitvoer`` serves them."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import streamlit as st

from meldcode.rollen import User
from ui.signing_in import reauthenticate
from ui.text import own_html, veilig

_LABELS = {"csv": "CSV", "xlsx": "Excel", "pdf": "PDF"}


def offer(user: User, what: str, soorten: Sequence[str], asked: Mapping[str, str]) -> None:
    """Ask this person to confirm who they are; after that, draw links to these kinds of file."""
    *others, last = (_LABELS[each] for each in soorten)
    names = f"{', '.join(others)} of {last}"
    with st.container(key=f"uitvoer-{what}"), st.expander(veilig(f"Downloaden als {names}")):
        st.markdown("Wat u downloadt, valt niet meer onder de beveiliging van Meldroute.")
        if not reauthenticate.confirmed(user, "Bevestig eerst dat u het bent.", f"uitvoer/{what}"):
            return
        for soort in soorten:
            address = f"/cijfers/{what}.{soort}?{urlencode(asked)}"
            st.html(own_html('<a href="{address}" download>{label}</a>', address=address, label=_LABELS[soort]))
        st.caption("Dat u dit downloadt, komt in het logboek. De links werken vijf minuten.")
