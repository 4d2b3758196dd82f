"""Figures as files: how a page declares one, and draws links to it. ``ui.cijfers.uitvoer`` serves them.

The links are drawn for people who have just confirmed who they are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from db.school.schools import school_name
from db.store.engine import reading
from meldcode.rollen import Permission, User
from meldcode.vragen.datum import in_words
from papers.tabellen import Blad, csv_of, xlsx_of
from ui.signing_in import reauthenticate
from ui.text import own_html, veilig

Maker = Callable[[User, str, date, Mapping[str, str]], bytes | None]
_LABELS = {"csv": "CSV", "xlsx": "Excel", "pdf": "PDF"}


@dataclass(frozen=True)
class Bestand:
    """Figures as a file, declared beside the page that shows them; its links and its addresses follow from this.

    ``naam`` stands in the address. ``soorten`` are its formats, in the order of the links. ``permission`` is what
    somebody needs to get it. ``maak`` makes it for this person, in one of these formats, today, for the fields of the
    address; it returns None if there is no such file.
    """

    naam: str
    soorten: tuple[str, ...]
    permission: Permission
    maak: Maker


def offer(user: User, bestand: Bestand, asked: Mapping[str, str]) -> None:
    """Ask this person to confirm who they are; after that, draw a link to this file in each of its formats."""
    *others, last = (_LABELS[each] for each in bestand.soorten)
    names = f"{', '.join(others)} of {last}"
    with st.container(key=f"uitvoer-{bestand.naam}"), st.expander(veilig(f"Downloaden als {names}")):
        st.markdown("Wat u downloadt, valt niet meer onder de beveiliging van Meldroute.")
        if not reauthenticate.confirmed(user, "Bevestig eerst dat u het bent.", f"uitvoer/{bestand.naam}"):
            return
        for soort in bestand.soorten:
            address = f"/cijfers/{bestand.naam}.{soort}?{urlencode(asked)}"
            st.html(own_html('<a href="{address}" download>{label}</a>', address=address, label=_LABELS[soort]))
        st.caption("Dat u dit downloadt, komt in het logboek. De links werken vijf minuten.")


def head(user: User, today: date, what: str) -> list[str]:
    """The lines at the head of a file: what it is, of which school, by whom it was made and when."""
    with reading(user.school_id) as connection:
        school = school_name(connection, user.school_id)
    return [what, school, f"Gemaakt op {in_words(today)} door {user.naam}", "Vertrouwelijk"]


def tables(soort: str, kop: Sequence[str], bladen: Sequence[Blad]) -> bytes:
    """These tables as CSV or Excel, below the lines of ``kop``."""
    return csv_of(kop, bladen) if soort == "csv" else xlsx_of(kop, bladen)
