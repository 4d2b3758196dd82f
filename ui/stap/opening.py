"""The page to open a dossier, or to hand in a signaal about a pupil without one; and the way to another route."""

from functools import partial
from typing import NamedTuple

import streamlit as st

from meldcode.nummers import VERTROUWENSINSPECTEUR
from meldcode.rollen import Permission, User
from meldcode.vastleggingen import Opening, Signaal
from meldcode.vastleggingen.doorgeven import SignaalBegin
from meldcode.vastleggingen.opening import ANDERE_ROUTE
from ui.elements.slot import place
from ui.elements.waarom import waarom
from ui.forms import form
from ui.forms.state import FormState
from ui.stap import lijkt_op, uit_de_lijst
from ui.text import veilig


class Filled(NamedTuple):
    """What was filled in, in the form of this name: the opening, with what to record first and to say of it, if any.

    ``then`` is the page to go on to.
    """

    form: str
    then: str
    opening: Opening
    first: Signaal | None = None
    done: str = ""


def ask(user: User) -> Filled | None:
    """Ask whom it is about: to open a dossier or, of whoever does not walk the route, to hand in a signaal."""
    return _open(user) if user.may(Permission.WALK_ROUTE) else _hand_in(user)


def _open(user: User) -> Filled | None:
    st.title("Nieuw dossier", anchor=False)
    st.caption(veilig(Opening.uitleg))
    beside = place()
    filled = form.fill_in(Opening, None, user, after={uit_de_lijst.UNDER: partial(uit_de_lijst.offer, user)})
    with beside:
        lijkt_op.opening(user, FormState(form.key(None, Opening)))
    _other_route(Opening)
    if user.may(Permission.PUPILS):
        st.page_link("leerlingen.py", label="Leerlingenlijst brengen of vervangen")
    return Filled(form.key(None, Opening), "stap_1_signalen.py", filled) if filled else None


def _hand_in(user: User) -> Filled | None:
    st.title(veilig(SignaalBegin.titel), anchor=False)
    st.caption(veilig(SignaalBegin.uitleg))
    filled = form.fill_in(SignaalBegin, None, user)
    _other_route(SignaalBegin)
    if not filled:
        return None
    return Filled(form.key(None, SignaalBegin), "dossier.py", filled.opening, filled.signaal, filled.gedaan)


def _other_route(kind: type[Opening | SignaalBegin]) -> None:
    """Say where to go about conduct of staff, which the meldcode is not for. Nothing of it is stored (WPO art. 4a)."""
    vraag, answer = kind.andere_route
    if FormState(form.key(None, kind)).typed(vraag) != answer:
        return
    st.error(
        "Dit hoort niet in de meldcode, maar in een andere route. Er is hier niets opgeslagen.",
        icon=":material/block:",
    )
    for number, each in enumerate(ANDERE_ROUTE, 1):
        st.markdown(veilig(f"{number}. {each}"))
    st.metric(veilig(VERTROUWENSINSPECTEUR.naam), VERTROUWENSINSPECTEUR.nummer)
    st.caption(veilig(VERTROUWENSINSPECTEUR.uitleg))
    waarom((*kind.grondslag, VERTROUWENSINSPECTEUR.bron))
