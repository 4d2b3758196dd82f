"""Showing records, and the heading of a dossier. What people wrote is shown with ``st.text`` only."""

import streamlit as st

from db.dossiers.dossier_rows import Leerling
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Permission, User
from meldcode.vastleggingen.opening import in_groep
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastgelegd import Records, Vastgelegd
from ui.page import bijlage, people, route_bar
from ui.text import veilig


def heading(title: str, dossier: Dossier, user: User) -> None:
    """Draw the heading of a page about a dossier: title, code name and pupil, and the route for who walks it."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(veilig(title), anchor=False)
    st.text(who(dossier))
    if dossier.may(user, Permission.WALK_ROUTE):
        route_bar.bar(dossier)


def who(dossier: Dossier) -> str:
    """The dossier in words: ``Beuk 3 – Sem Visser, groep 6``; without the name where they may not read it."""
    naam = dossier.leerling("naam")
    return f"{dossier.codenaam} – {naam}, {in_groep(dossier.groep)}" if naam else dossier.codenaam


def named(leerling: Leerling | None) -> str:
    """The pupil of a dossier in words, for a list; empty where this person may not read the name."""
    return f"{leerling.naam}, {in_groep(leerling.groep)}" if leerling else ""


def records(found: Records, dossier: Dossier, user: User) -> None:
    """Draw these records of a dossier, each with day, author, vragen and antwoorden."""
    names = people.names(user)
    for each in found:
        record(each, dossier, names.get(each.by, "onbekend"))


def record(each: Vastgelegd, dossier: Dossier, author: str, remark: str = "") -> None:
    """Draw one record as it is in the dossier; ``remark`` is a line about it, such as what corrected it."""
    if each.gecorrigeerd_in:
        remark = f"Zoals gecorrigeerd in nummer {each.gecorrigeerd_in}."
    with st.container(border=True, gap="small"):
        with st.container(gap=None):
            st.markdown(veilig(each.titel))
            st.caption(veilig(f"{in_words(each.on)}, vastgelegd door {author}. {remark}".strip()))
        for answer in each.antwoorden:
            with st.container(gap=None):
                st.caption(veilig(answer.vraag))
                if answer.bestand:
                    bijlage.draw(dossier.id, answer.bestand)
                else:
                    st.text(answer.tekst)
