"""The parts of setting up a school in their order: which are done, and the one that is open with its forms in place."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from db.journal import journal
from db.school import schools
from db.store.engine import transaction
from db.upkeep import inrichten
from db.upkeep.inrichten import Stand
from meldcode.rollen import User
from ui import clock
from ui.beheer import accounts, eigen, in_orde, instellingen, vrije_dagen
from ui.beheer.besluiten import bewaartermijnen
from ui.elements import answer, rijen
from ui.inrichten import inloggen, kopie, mailserver, noodblad, uit_een_lijst
from ui.text import own_html, veilig

_OPEN, _SHOWN = "inrichten/open", "inrichten/getoond"
_READY = "Alles is klaar. Uw school kan aan het werk."
_ITEM = '<p class="mr-nagaan {state}"><span class="mr-onzichtbaar">{said}</span><b>{title}</b> <span>{line}</span></p>'


def heading() -> None:
    """Draw the heading: what this page is for."""
    st.title("Inrichten", anchor=False)


def standen(user: User) -> list[Stand]:
    """How each part stands, with what only the browser can tell."""
    return inrichten.standen(user.school_id, clock.now(), in_orde.connection(user))


def draw(user: User) -> None:
    """Draw how far it is, and the parts; the open one with what is not in order and the forms to mend it."""
    found = standen(user)
    st.markdown(
        "Zo maakt u Meldroute klaar voor uw school, in ongeveer een half uur. Elk onderdeel wordt meteen bewaard: u "
        "kunt stoppen wanneer u wilt en later verdergaan."
    )
    how_far(found)
    here = next((at for at, each in enumerate(found) if each.onderdeel.naam == _open(found)), None)
    _closed(found[:here], 1)
    if here is not None:
        with answer.pointed(st.session_state.pop(_SHOWN, "")):
            _draw_open(found[here], found, user)
        _closed(found[here + 1 :], 2)


def how_far(found: Sequence[Stand]) -> None:
    """Say how many parts are done."""
    done = sum(each.klaar for each in found)
    said = (
        f"{done} van de {len(found)} onderdelen zijn klaar."
        if done != 1
        else f"1 van de {len(found)} onderdelen is klaar."
    )
    st.text(said if done < len(found) else _READY)
    st.progress(done / len(found))


def item(stand: Stand) -> None:
    """One part in a line: whether it is done, what it is called, and the gravest thing that is left."""
    state, said = ("mr-klaar", "Klaar:") if stand.klaar else ("mr-nog", "Nog te doen:")
    st.html(own_html(_ITEM, state=state, said=said, title=stand.onderdeel.titel, line=_line(stand)))


def _line(stand: Stand) -> str:
    if stand.klaar:
        return "zo laten wij het" if stand.fout else "in orde"
    return stand.fout[0].tekst if stand.fout else "kijk of dit klopt"


def _open(found: Sequence[Stand]) -> str:
    """The part that is open: the one that was chosen, else the first that is not done; none when all are."""
    if _OPEN not in st.session_state:
        st.session_state[_OPEN] = next((each.onderdeel.naam for each in found if not each.klaar), "")
    return str(st.session_state[_OPEN])


def _go_to(naam: str) -> None:
    st.session_state[_OPEN], st.session_state[_SHOWN] = naam, answer.nonce() if naam else ""
    st.rerun()


def _closed(found: Sequence[Stand], number: int) -> None:
    """The parts that are closed, each a row to press."""
    with rijen.rows(f"inrichten-{number}"):
        for each in found:
            naam, state = each.onderdeel.naam, "klaar" if each.klaar else "nog te doen"
            if rijen.row(f"inrichten/naar/{naam}", each.onderdeel.titel, _line(each), state):
                _go_to(naam)


def _draw_open(stand: Stand, found: Sequence[Stand], user: User) -> None:
    part = stand.onderdeel
    with st.container(border=True, key=f"mr-inrichten-{part.naam}"):
        st.header(veilig(part.titel), anchor=False)
        st.markdown(veilig(part.waartoe))
        if stand.fout:
            with st.container(key="mr-nog-te-doen", gap=None):
                for each in stand.fout:
                    said = " ".join(filter(None, (each.tekst, each.doe)))
                    st.html(own_html(_ITEM, state="mr-nog", said="Nog te doen:", title=each.wat, line=said))
        DRAWN[part.naam](user)
        _leave(stand, found, user)


def _leave(stand: Stand, found: Sequence[Stand], user: User) -> None:
    """The way on: that it is right like this, and to the next part."""
    here = found.index(stand)
    after = next((each for each in [*found[here + 1 :], *found[:here]] if not each.klaar), None)
    with st.container(horizontal=True):
        if not stand.klaar and stand.mag_zo and st.button("Zo is het goed", key="inrichten/goed", type="primary"):
            with transaction(user.school_id) as connection:
                schools.look_over(connection, user.school_id, stand.onderdeel.naam)
                journal.managed(connection, user, "inrichten", clock.now())
            answer.good(f"{stand.onderdeel.titel}: klaar.")
            _go_to(after.onderdeel.naam if after else "")
        if after and st.button(veilig("Volgende", note=after.onderdeel.titel), key="inrichten/volgende"):
            _go_to(after.onderdeel.naam)
        if st.button("Dichtklappen", key="inrichten/dicht", type="tertiary"):
            _go_to("")


def _people(user: User) -> None:
    uit_een_lijst.draw(user)
    accounts.accounts_tab(user)


def _terms(user: User) -> None:
    instellingen.terms_tab(user)
    bewaartermijnen.draw(user)


DRAWN: dict[str, Callable[[User], Any]] = {
    "vrij": partial(vrije_dagen.tab, first="Voorstel per regio"),
    "woorden": eigen.tab,
    "mensen": _people,
    "termijnen": _terms,
    "mail": mailserver.draw,
    "inloggen": inloggen.draw,
    "backup": kopie.draw,
    "papier": noodblad.draw,
}
"""What is drawn in each part."""
