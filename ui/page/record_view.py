"""Showing records. What people wrote is shown with ``st.text`` only."""

import streamlit as st

from db.dossiers.dossier_rows import Leerling
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import dag, origin
from meldcode.namen.groep import in_groep
from meldcode.rollen import Role, User
from meldcode.vastleggingen import ALLE
from meldcode.verzoeken.lopend import erbij
from meldcode.vragen.datum import ago, in_words
from meldcode.vragen.vastgelegd import Records, Vastgelegd
from ui import clock
from ui.elements import lichaam, rijen
from ui.page import bijlage, people
from ui.text import one_line, veilig

_LINE = 160  # characters: a row is one line, and the rest is a press away
_UNFOLDED = "/ontvouwd"
_BY_NAME = {kind.__name__: kind for kind in ALLE}


def who(dossier: Dossier) -> str:
    """The dossier in words: ``Beuk 3 – Sem Visser, groep 6``; without the name where they may not read it."""
    leerling = in_group(dossier)
    return f"{dossier.codenaam} – {leerling}" if leerling else dossier.codenaam


def in_group(dossier: Dossier) -> str:
    """The pupil of a dossier in words; empty where they may not read the name."""
    naam = dossier.leerling("naam")
    return f"{naam}, {in_groep(dossier.groep)}" if naam else ""


def named(leerling: Leerling | None) -> str:
    """The pupil of a dossier in words, for a list; empty where this person may not read the name."""
    return f"{leerling.naam}, {in_groep(leerling.groep)}" if leerling else ""


def records(found: Records, dossier: Dossier, user: User) -> None:
    """Draw these records of a dossier, each with day, author, vragen and antwoorden."""
    names = people.names(user)
    for each in found:
        record(each, dossier, names.get(each.by, "onbekend"))


def lines(found: Records, dossier: Dossier, user: User, key: str, about: str = "") -> None:
    """Draw these records a line each; a press unfolds one. ``about``: the vraag that tells them apart."""
    names = people.names(user)
    with rijen.rows("vast"):
        for each in found:
            author = names.get(each.by, "onbekend")
            if line(each, author, f"{key}/{each.sleutel}", each.tekst(about) if about else ""):
                record(each, dossier, author)


def line(each: Vastgelegd, author: str, key: str, mark: str = "", *, unfold: bool = False) -> bool:
    """Draw a record as a line to press: day, kind with a ``mark`` (``gecorrigeerd``), first words and author.

    Returns whether its record is to be drawn below it: each press turns that over, and ``unfold`` begins with it.
    """
    opened = f"{key}{_UNFOLDED}"
    if unfold:
        st.session_state[opened] = True
    titel = f"{each.titel} ({mark})" if mark else each.titel
    said = titel if len(each.antwoorden) < 2 else f"{titel}: {in_short(each)}"
    if rijen.row(key, ago(dag(each), clock.today()), said, author):
        st.session_state[opened] = not st.session_state.get(opened)
    return is_unfolded(key)


def is_unfolded(key: str) -> bool:
    """Whether the record of the line with this key is unfolded."""
    return bool(st.session_state.get(f"{key}{_UNFOLDED}"))


def in_short(each: Vastgelegd) -> str:
    """What a record says, in a line."""
    vraag = _BY_NAME[each.soort].nieuws if each.soort in _BY_NAME else ""
    return one_line(vraag and each.tekst(vraag) or each.regel, _LINE)


def record(each: Vastgelegd, dossier: Dossier, author: str, remark: str = "") -> None:
    """Draw one record as it is in the dossier; ``remark`` is a line about it, such as what corrected it."""
    if each.gecorrigeerd_in:
        remark = f"Zoals gecorrigeerd in nummer {each.gecorrigeerd_in}."
    remark = f"{remark} {erbij(dossier.standing, origin(each, dossier))}".strip()
    with st.container(border=True, gap="small"):
        with st.container(gap=None):
            st.markdown(veilig(each.titel))
            as_whom = f" als {Role(each.als).midden}" if each.als in list(Role) else ""
            st.caption(veilig(f"{in_words(each.on)}, vastgelegd door {author}{as_whom}. {remark}".strip()))
        for answer in each.antwoorden:
            with st.container(gap=None):
                st.caption(veilig(answer.vraag))
                if answer.bestand:
                    bijlage.draw(dossier.id, answer.bestand)
                else:
                    if answer.plekken:
                        lichaam.draw(answer.plekken)
                    st.text(answer.tekst)
