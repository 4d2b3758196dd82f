"""Drawing tables (``Blad``): as bars, short ones to read aloud, and long ones to sort and search in."""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from papers.tabellen import Blad, as_text
from ui.cijfers import grafieken
from ui.text import veilig

MANY = 50
"""At most so many rows of a long table are shown; the file that is offered beside it has them all."""


def picture(blad: Blad, key: str) -> None:
    """Draw the first figures of a table as bars, with what to see in them; the table is to stand below it."""
    said = grafieken.meest(blad)
    if said:
        st.caption(veilig(said))
        alt = f"{blad.titel}. Dezelfde getallen staan in de tabel hieronder."
        st.plotly_chart(grafieken.of_blad(blad), config=grafieken.QUIET, alt=alt, key=key)


def table(blad: Blad, *, heading: bool = True) -> None:
    """Draw a short table, which a screen reader can read row by row."""
    if heading:
        st.markdown(veilig(blad.titel))
    columns = [veilig(each) for each in blad.kolommen]
    frame = pd.DataFrame([[veilig(as_text(each)) for each in rij] for rij in blad.rijen], columns=columns)
    st.table(frame.set_index(columns[0]))
    if blad.uitleg:
        st.caption(veilig(blad.uitleg))


def listing(blad: Blad, total: int | None, *, heading: bool = True, note: str = "") -> None:
    """Draw a table that may be long, to sort and search in. Says when it is cut off; ``total`` is None if not known."""
    if heading:
        st.subheader(veilig(blad.titel, note=note), anchor=False)
    if not blad.rijen:
        st.caption("Hier staat niets.")
        return
    columns = dict(zip(blad.kolommen, zip(*blad.rijen, strict=True), strict=True))
    dates = [name for name, cells in columns.items() if any(isinstance(each, date) for each in cells)]
    days = {name: np.array([each or "NaT" for each in columns[name]], dtype="datetime64[s]") for name in dates}
    frame = pd.DataFrame(columns | days)
    drawn: dict[str, Any] = {name: st.column_config.DateColumn(format="DD-MM-YYYY") for name in dates}
    drawn["Wie"] = st.column_config.TextColumn(width="medium")  # a long name would push the dates out of view
    st.dataframe(frame, hide_index=True, alt=blad.titel, column_config=drawn)
    if total is None and len(blad.rijen) >= MANY:
        st.caption(veilig(f"De eerste {MANY}. Zijn het er meer, dan staan ze in het bestand."))
    elif total is not None and total > len(blad.rijen) >= MANY:
        st.caption(veilig(f"De eerste {MANY} van {total}. In het bestand staan ze allemaal."))
