"""The same pupil: said while a dossier is opened, and of a signal that was handed in. A person decides."""

from collections.abc import Sequence

import streamlit as st

from db.access import verwant
from db.access.verwant import Band
from db.dossiers import dossier_rows, dossierlijst, dossiers, gelijkend
from db.dossiers.dossierlijst import Regel
from db.dossiers.gelijkend import Gevonden
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.familie.samenvoegen import voeg_toe
from meldcode.dossier.familie.thuis import thuis
from meldcode.dossier.regels.doorgegeven import doorgegeven, hoort_bij
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.namen.gelijkenis import Oordeel, Wie
from meldcode.namen.thuis import Thuis
from meldcode.rollen import Permission, User
from meldcode.vastleggingen.opening import losse_namen
from meldcode.vragen.geboren import Geboren, read_geboren
from ui import clock
from ui.elements import answer, rijen
from ui.forms.state import FormState
from ui.page import dossier_of_tab, people, record_view
from ui.text import veilig
from ui.werk import dossierlijst as lijst

_ENOUGH, _SOME = 3, 5
_PAGE = "stap_1_signalen.py"


def opening(user: User, state: FormState) -> None:
    """Say which dossiers may be of the pupil that is being typed, with a press to go there instead."""
    naam = state.typed("naam").strip()
    key = state.within("bekend")
    if len(naam) < _ENOUGH:
        return
    home = Thuis(teksten=(state.typed("gezag"),))
    wie = Wie(naam, losse_namen(state.typed("roepnamen")), _born(state.typed("geboren")), home)
    found = _found(user, wie, key)
    lines = _lines(user, rijen.first_of(found, key, _SOME))
    if not lines:
        return
    first, leerling, why = lines[0]
    st.warning(
        veilig(
            f"{_like(found[0])} op {_named(first)}: {why}. Gaat het om dezelfde leerling? Leg het signaal dan daar "
            "vast. Is het een ander kind? Vul dan verder in."
        )
    )
    with rijen.rows("bekend"):
        for each, leerling, why in lines:
            if rijen.row(f"{key}/{each.dossier_id}", each.codenaam, leerling, lijst.place_on_route(each), why):
                dossier_of_tab.go_to(_PAGE, each.dossier_id)
    rijen.show_all(len(found), key, _SOME, "Bekende leerlingen")


def handed_in(dossier: Dossier, user: User) -> bool:
    """Say to which dossier a signal may belong that was handed in, and add it there in one press.

    Returns whether that was done before: then nothing is left to do in this dossier.
    """
    if not dossier.may(user, Permission.WALK_ROUTE):
        return False
    if into := hoort_bij(dossier):
        st.info(veilig(f"Dit signaal staat in {into}. Daar gaat het verder. Dit dossier is dicht, en telt niet mee."))
        _there(dossier, user)
        return True
    if not doorgegeven(dossier):
        return False
    home = thuis(dossier.standing, dossier.leerling("gezag"))
    wie = Wie(dossier.leerling("naam"), losse_namen(dossier.leerling("roepnamen")), dossier.born, home)
    key = f"{dossier.id}/bekend"
    found = _found(user, wie, key, dossier.id)
    for each, leerling, why in _lines(user, rijen.first_of(found, key, _SOME)):
        with st.container(border=True, key=f"mr-hoort-{each.dossier_id}", gap="xsmall"):
            st.header(veilig(f"Hoort dit bij {_named(each)}?"), anchor=False)
            st.text(leerling)
            st.caption(veilig(f"{why[0].upper()}{why[1:]}."))
            with st.container(horizontal=True):
                if st.button(veilig(f"Toevoegen aan {each.codenaam}"), key=f"{key}/{each.dossier_id}/bij"):
                    _add(dossier, each, user)
                if st.button(veilig(f"{each.codenaam} bekijken"), key=f"{key}/{each.dossier_id}", type="tertiary"):
                    dossier_of_tab.go_to("dossier.py", each.dossier_id)
    if found:
        st.caption("Is het een ander kind? Ga dan hieronder verder. Wie het signaal doorgaf, ziet hier niets van.")
    rijen.show_all(len(found), key, _SOME, "Bekende leerlingen")
    return False


def _there(dossier: Dossier, user: User) -> None:
    """The way to the dossier to which this one was added."""
    with reading(user.school_id) as connection:
        found = verwant.of(connection, user, dossier.id, clock.today())
    for each in found:
        is_that = each.band is Band.HOORT_BIJ and not each.is_added
        if is_that and st.button(veilig(f"{each.codenaam} openen"), key=f"{dossier.id}/hoort-bij"):
            dossier_of_tab.go_to("dossier.py", each.dossier_id)


def _found(user: User, wie: Wie, key: str, but: str = "") -> list[Gevonden]:
    """What is found of this pupil. Names are unsealed once per question; the tab keeps ids and reasons (ADR 54)."""
    asked, found = st.session_state.get(f"{key}/gevonden", (None, []))
    if asked != hash(wie):
        with reading(user.school_id) as connection:
            found = gelijkend.gelijkend(connection, user, clock.today(), wie, but)
        lijst.note_question(user, hash(wie), [each.dossier_id for each in found])
        st.session_state[f"{key}/gevonden"] = hash(wie), found
    return list(found)


def _lines(user: User, found: Sequence[Gevonden]) -> list[tuple[Regel, str, str]]:
    """Of each that they may still know of: its line, the pupil in words, and why."""
    why = {each.dossier_id: each.waarom for each in found}
    with reading(user.school_id) as connection:
        shown = dossierlijst.regels_van(connection, user, clock.today(), list(why))
        named = dossier_rows.leerlingen(connection, [each.dossier_id for each in shown if each.fase])
    return [(each, record_view.named(named.get(each.dossier_id)), why[each.dossier_id]) for each in shown if each.fase]


def _like(found: Gevonden) -> str:
    return "Deze leerling lijkt" if found.oordeel is Oordeel.ZELFDE else "Deze leerling lijkt misschien"


def _named(each: Regel) -> str:
    return f"{each.codenaam} ({each.fase.label.lower()})" if each.fase else each.codenaam


def _born(typed: str) -> Geboren | None:
    try:
        return read_geboren(typed, clock.today())
    except ValueError:
        return None


def _add(dossier: Dossier, into: Regel, user: User) -> None:
    """Add what was handed in to the other dossier, in one press, and go there."""
    both = dossier_of_tab.load(user, dossier.id), dossier_of_tab.load(user, into.dossier_id)
    try:
        if both[0] is None or both[1] is None or both[0].versie != dossier.versie:
            raise Geweigerd("Er is intussen iets veranderd. Kijk het na en druk dan opnieuw.")
        steps = voeg_toe(both[0], both[1], by=user, on=clock.today(), namen=people.names(user))
        key = f"bij-{dossier.id}-{dossier.versie}"  # the same press, also when it is made twice
        dossiers.save_all(steps, by=user, moment=dossiers.Moment(clock.today(), clock.now(), key))
    except dossiers.Intussen:
        answer.refuse(f"In {into.codenaam} is intussen iets vastgelegd. Er is niets toegevoegd. Druk opnieuw.")
        st.stop()
    except Geweigerd as refused:
        answer.refuse(str(refused))
        st.stop()
    for each in steps:
        dossier_of_tab.see(each)
    answer.good(
        f"Het signaal staat nu in {into.codenaam}.", f"{dossier.codenaam} is gesloten, en telt nergens meer mee."
    )
    dossier_of_tab.go_to(_PAGE, into.dossier_id)
