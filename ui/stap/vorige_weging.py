"""Comparing a new weging with the one before: when signalen return after help (5a), a pattern should show."""

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.vorige_weging import Said, recorded, typed, veranderingen
from meldcode.rollen import User
from meldcode.vastleggingen import Weging
from meldcode.vragen.datum import in_words
from meldcode.vragen.vraag import Raw
from ui.page import people, record_view
from ui.text import veilig


def before(dossier: Dossier, user: User) -> DeltaGenerator | None:
    """Draw the last weging, if any; return the slot below it for the differences (``changes``). None without one."""
    last = dossier.last(Weging)
    if last is None:
        return None
    st.header(veilig(f"De vorige weging, van {in_words(last.on)}"), anchor=False)
    with st.expander("De hele vorige weging"):
        record_view.record(last, dossier, people.names(user).get(last.by, "onbekend"))
    return st.empty()


def changes(dossier: Dossier, raw: Mapping[str, Raw]) -> None:
    """Draw the answers in the form that differ from the last weging."""
    last = dossier.last(Weging)
    if last:
        _changes(recorded(last), typed(raw), "Nu")


def between(dossier: Dossier) -> None:
    """Draw the differences between the last two wegingen, if there are two."""
    *_, before, last = (None, None, *dossier.of(Weging))
    if before is None or last is None:
        return
    st.header(veilig(f"Wat veranderde sinds de weging van {in_words(before.on)}"), anchor=False)
    _changes(recorded(before), recorded(last), in_words(last.on))


def _changes(before: Said, now: Said, today: str) -> None:
    found = veranderingen(before, now)
    if not found:
        st.caption("Nog geen ander antwoord dan toen.")
    for each in found:
        with st.container(border=True, gap="small"):
            st.caption(veilig(each.vraag))
            for column, when, said in zip(st.columns(2), ("Toen", today), (each.eerder, each.nu), strict=True):
                with column:
                    st.caption(veilig(when))
                    st.text(said)
