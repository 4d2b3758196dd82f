"""Asking and confirming the destruction of all dossiers on one page of a list: what is read, ticked and typed."""

from collections.abc import Iterable, Sequence
from functools import partial

import streamlit as st

from db.bewaren.lijst import Regel as Gevonden
from db.dossiers import vernietigen as rows
from db.dossiers.dossiers import Moment
from db.dossiers.einde import in_each
from db.journal import journal
from db.store.engine import reading
from meldcode.papieren import vernietiglijst
from meldcode.papieren.vernietiglijst import AANTAL, GEZIEN, Regel
from meldcode.rollen import Permission, User
from meldcode.vastleggingen import VernietigingGevraagd
from meldcode.vastleggingen.einde.vernietigen import WACHTEN, Buiten, Grond
from meldcode.vragen.tekst import telwoord
from ui import clock
from ui.elements import answer
from ui.elements.field import Fields
from ui.forms.state import FormState
from ui.page import dossier_of_tab, emptied, noted
from ui.signing_in import reauthenticate
from ui.text import veilig

_BUITEN = "buiten"
_VRAAG, _BEVESTIG = "lijst/vragen", "lijst/bevestigen"
_ASK = "Deze dossiers samen laten vernietigen"
_ABOUT_ASKING = (
    "U vraagt de vernietiging van alle dossiers hieronder in één keer. Iemand anders bevestigt haar, na "
    f"{telwoord(WACHTEN[Grond.BEWAARTERMIJN].dagen)} dagen. Tot dan kan ieder van u haar per dossier intrekken. Staat "
    "er een bij dat moet blijven? Leg daar dan eerst een bewaarstop vast."
)
_ABOUT_CONFIRMING = (
    "Een collega vroeg om deze dossiers te vernietigen. U leest van elk waarom het weg mag en wat er weggaat. Met één "
    "druk op de knop vernietigt u ze allemaal: dat is niet terug te draaien. Twijfelt u over een dossier? Open het, en "
    "trek het verzoek in of bevestig het apart."
)
_LABELS = {
    GEZIEN: "Hebt u de hele lijst gelezen?",
    AANTAL: "Hoeveel dossiers uit deze lijst gaan mee?",
    _BUITEN: "Waar hebt u buiten Meldroute gekeken, en staat er niets meer over deze leerlingen?",
}


def ask(found: Iterable[Gevonden], user: User) -> None:
    """Offer to ask for the dossiers of this page of which nobody asked it yet; opened by a switch."""
    left = [each for each in found if not each.gevraagd]
    if not left or not user.may(Permission.DESTROY) or not st.toggle(veilig(_ASK), key=FormState(_VRAAG).toggle):
        return
    st.markdown(veilig(_ABOUT_ASKING))
    read = _read(left, user)
    if any(each.mee for each in read):
        _form(_VRAAG, read, user, "Vraag de vernietiging", outside=True)


def confirm(found: Iterable[Gevonden], user: User) -> None:
    """Draw the dossiers of this page that another asked to destroy, and confirm them together."""
    st.markdown(veilig(_ABOUT_CONFIRMING))
    read = _read(found, user)
    if any(each.mee for each in read) and reauthenticate.confirmed(user, "Bevestig eerst dat u het bent.", _BEVESTIG):
        _form(_BEVESTIG, read, user, "Bevestig en vernietig", outside=False)


def _read(found: Iterable[Gevonden], user: User) -> list[Regel]:
    """Draw a line for each that this person may still read: why it may go, and what goes with it."""
    whole = [dossier for each in found if (dossier := dossier_of_tab.load(user, each.dossier_id))]
    noted.listed(whole, user, journal.TERM_SEEN)
    with reading(user.school_id) as connection:
        read = [vernietiglijst.regel(each, rows.what_goes(connection, each.id), user, clock.today()) for each in whole]
    for each in read:
        _line(each)
    return read


def _line(each: Regel) -> None:
    with st.container(border=True, gap="xsmall"):
        st.text(each.codenaam)
        st.caption(veilig(each.waarom))
        st.caption(veilig(f"Wat er weggaat: {each.weg}"))
        if not each.mee:
            st.text(f"Gaat niet mee in deze lijst. {each.waarom_niet}")
        key = f"lijst/open/{each.dossier_id}"
        if st.button(veilig("Openen", note=each.codenaam), key=key, type="tertiary"):
            dossier_of_tab.go_to("vernietigen.py", each.dossier_id)


def _form(name: str, read: Sequence[Regel], user: User, label: str, *, outside: bool) -> None:
    lijst, state = vernietiglijst.lijst(read), FormState(name)
    # Another list has other fields: what was ticked and typed was about this one.
    key = f"{name}/{state.submit_key}/{lijst.digest}"
    fields = Fields(name, _LABELS, optional=frozenset({_BUITEN}))
    with st.form(f"{name}/form", enter_to_submit=False):
        looked = _outside(fields, key) if outside else []
        with fields.of(GEZIEN):
            gezien = st.checkbox("Ja, ik heb van elk dossier gelezen waarom het weg mag", key=f"{key}/{GEZIEN}")
        with fields.of(AANTAL, "Typ het aantal in cijfers."):
            typed = st.text_input(_LABELS[AANTAL], key=f"{key}/{AANTAL}", width=220, label_visibility="collapsed")
        pressed = st.form_submit_button(veilig(f"{label} ({_dossiers(lijst.aantal)})"), key=key, type="primary")
    if not pressed:
        return
    if wrong := vernietiglijst.bezwaren(gezien, str(typed or ""), lijst.aantal):
        fields.refuse(wrong)
    ids = {each.dossier_id for each in read if each.mee}
    moment = Moment(clock.today(), clock.now(), state.submit_key)
    with st.spinner("Een ogenblik."):
        if outside:
            make = partial(vernietiglijst.vraag, buiten=looked, on=moment.on)
            done, refused = in_each.record(user, ids, make, moment)
        else:
            done, refused = in_each.record(user, ids, vernietiglijst.bevestiging, moment, lijst)
    state.empty()
    if not outside:
        for each in read:
            if each.codenaam in done:
                emptied.destroyed(each.dossier_id)
    _say(len(done), refused, is_asked=outside)
    st.rerun()


def _outside(fields: Fields, key: str) -> list[Buiten]:
    with fields.of(_BUITEN, "Wat u hier niet kiest, staat op de verklaringen als ‘niet nagekeken’."):
        return list(
            st.pills(
                _LABELS[_BUITEN],
                list(Buiten),
                selection_mode="multi",
                format_func=lambda each: veilig(each.label),
                key=f"{key}/{_BUITEN}",
                label_visibility="collapsed",
            )
        )


def _say(number: int, refused: dict[str, str], *, is_asked: bool) -> None:
    why = [f"{codenaam} niet: {said}" for codenaam, said in refused.items()]
    if not number:
        answer.bad(" ".join(["Er is niets gedaan.", *why]))
    elif is_asked:
        answer.good(f"De vernietiging van {_dossiers(number)} is gevraagd.", VernietigingGevraagd.gedaan, *why)
    else:
        said = f"Om {clock.hour_now()} uur. De verklaringen staan bij ‘Vernietigde dossiers’."
        answer.good(f"Vernietigd: {_dossiers(number)}.", said, *why)


def _dossiers(number: int) -> str:
    return "1 dossier" if number == 1 else f"{number} dossiers"
