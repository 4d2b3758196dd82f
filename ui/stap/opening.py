"""The page to open a dossier, or to hand in a signaal about a pupil without one; and the way to another route."""

from typing import NamedTuple

import streamlit as st

from db.dossiers import dossier_rows, dossierlijst
from db.store.engine import reading
from meldcode.nummers import VERTROUWENSINSPECTEUR
from meldcode.rollen import Permission, User
from meldcode.vastleggingen import Opening, Signaal
from meldcode.vastleggingen.doorgeven import SignaalBegin
from meldcode.vastleggingen.opening import ANDERE_ROUTE
from ui import clock
from ui.elements import rijen
from ui.elements.slot import place
from ui.elements.waarom import waarom
from ui.forms import form
from ui.forms.state import FormState
from ui.page import dossier_of_tab, record_view
from ui.text import veilig
from ui.werk import dossierlijst as dossiers

_ENOUGH, _SOME = 3, 5


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
    filled = form.fill_in(Opening, None, user)
    with beside:
        _known_already(user)
    _other_route(Opening)
    return Filled(form.key(None, Opening), "stap_1_signalen.py", filled) if filled else None


def _hand_in(user: User) -> Filled | None:
    st.title(veilig(SignaalBegin.titel), anchor=False)
    st.caption(veilig(SignaalBegin.uitleg))
    filled = form.fill_in(SignaalBegin, None, user)
    _other_route(SignaalBegin)
    if not filled:
        return None
    return Filled(form.key(None, SignaalBegin), "dossier.py", filled.opening, filled.signaal, filled.gedaan)


def _known_already(user: User) -> None:
    """Say so if the pupil may have a dossier already, with a button to it."""
    state = FormState(form.key(None, Opening))
    naam = state.typed("naam").strip()
    key = state.within("bekend")
    if len(naam) < _ENOUGH:
        return
    found = dossiers.looked_for(user, naam, key, walked=True)
    with reading(user.school_id) as connection:
        shown = dossierlijst.regels_van(connection, user, clock.today(), rijen.first_of(found, key, _SOME))
        leerlingen = dossier_rows.leerlingen(connection, [each.dossier_id for each in shown])
    if not found:
        return
    st.warning("Er is al een dossier met deze naam. Gaat het om dezelfde leerling? Leg het signaal dan daar vast.")
    with rijen.rows("bekend"):
        for each in shown:
            cells = record_view.named(leerlingen.get(each.dossier_id)), dossiers.place_on_route(each)
            if rijen.row(f"{key}/{each.dossier_id}", each.codenaam, *cells):
                dossier_of_tab.go_to("stap_1_signalen.py", each.dossier_id)
    rijen.show_all(len(found), key, _SOME, "Bekende leerlingen")


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
