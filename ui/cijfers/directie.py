"""The upper half of the page of the directie: messages to confirm or to ask back about, and neglected dossiers."""

import streamlit as st

from db.dossiers import dossier_rows
from db.school import kalender
from db.store.engine import reading
from db.werk import onbekeken
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.openstaand import berichten, is_gezien
from meldcode.rollen import Role, User
from meldcode.vastleggingen import Afronding, AntwoordAanDirectie, Ontvangst
from meldcode.vastleggingen.opening import Reactie
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw
from ui import clock
from ui.elements import rijen
from ui.forms import form
from ui.forms.state import FormState
from ui.page import dossier_of_tab
from ui.signing_in import reauthenticate
from ui.text import veilig

_LIST, _MANY = "directie/berichten", 25
_UNSEEN, _SOME = "directie/onbekeken", 8
Receipt = tuple[Dossier, Vastlegging, str]
"""A filled-in Ontvangst, with its dossier and the name of its form."""


def nobody_looked(user: User) -> None:
    """Draw a line about neglected dossiers (``db.werk.onbekeken``)."""
    with reading(user.school_id) as connection:
        free = kalender.kalender(connection, user.school_id)
        found = onbekeken.onbekeken(connection, user, clock.today(), free)
    if not found:
        return
    shown = rijen.first_of(found, _UNSEEN, _SOME)
    with st.container(border=True, gap="xsmall"):
        number = "1 dossier" if len(found) == 1 else f"{len(found)} dossiers"
        long = f"{onbekeken.FROM} schooldagen of langer"
        st.text(f"Niemand keek {long} in {number} waarin iets nieuw of te laat is.")
        st.text(", ".join(f"{each.codenaam}: {each.dagen} schooldagen" for each in shown))
        rijen.show_all(found, _UNSEEN, _SOME, "Niet bekeken")


def receipts(user: User) -> Receipt | None:
    """Draw the messages that wait for the directie; return the ontvangst that was filled in, with its dossier."""
    with reading(user.school_id) as connection:
        found = dossier_rows.waiting_for(connection, user, Role.DIRECTIE)
        waiting = rijen.first_of(found, _LIST, _MANY)
        destroying = dossier_rows.to_destroy(connection, [each.dossier_id for each in waiting]) if waiting else set()
    st.header(veilig("Berichten die u nog moet bevestigen", note=str(len(found))), anchor=False)
    if not waiting:
        st.caption("Er wacht geen bericht op u.")
    filled = None
    for dossier_id in dict.fromkeys(each.dossier_id for each in waiting):
        dossier = dossier_of_tab.dossier_for(user, dossier_id)
        if dossier:
            filled = _messages(dossier, user, dossier_id in destroying) or filled
    rijen.show_all(found, _LIST, _MANY, "Berichten")
    return filled


def _messages(dossier: Dossier, user: User, destroying: bool) -> Receipt | None:
    filled = None
    last = dossier.last(Afronding)
    for message, answer in berichten(dossier):
        asked_back = answer is not None and answer.isa(Ontvangst)
        if is_gezien(answer) or asked_back:
            continue
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch", gap=None):
                st.text(message.tekst("bericht"))
                st.caption(veilig(f"Bericht van {in_words(message.on)}"))
                _conversation(dossier, message)
            filled = (
                _seen(dossier, message, user, destroying and message is last)
                or _question(dossier, message, user)
                or filled
            )
    return filled


def _conversation(dossier: Dossier, message: Vastgelegd) -> None:
    for each in dossier.of(Ontvangst, AntwoordAanDirectie):
        if each.waarde("kennisgeving") == str(message.nummer):
            st.caption(veilig(each.titel))
            st.text(each.tekst("terugvraag") or each.tekst("antwoord"))


def _seen(dossier: Dossier, message: Vastgelegd, user: User, destroys: bool) -> Receipt | None:
    part = str(message.nummer)
    name = form.key(dossier, Ontvangst, f"{part}/gezien")
    if destroys:
        place = st.popover("Gezien", key=FormState(name).toggle)
        with place:
            st.markdown("Hiermee bevestigt u dat het dossier wordt vernietigd. Dat is niet terug te draaien.")
            sure = reauthenticate.confirmed(user, "Bevestig eerst dat u het bent.", name)
            pressed = sure and st.button("Gezien: vernietig het dossier", key=name, type="primary")
    else:
        pressed = st.button("Gezien", key=name)
    gezien = Ontvangst(kennisgeving=part, reactie=Reactie.GEZIEN)
    return (dossier, gezien, name) if pressed else None


def _question(dossier: Dossier, message: Vastgelegd, user: User) -> Receipt | None:
    part = str(message.nummer)
    given: dict[str, Raw] = {"kennisgeving": part, "reactie": Reactie.VRAAG.value}
    with st.popover("Ik heb een vraag", key=form.key(dossier, Ontvangst, f"{part}/vraag")):
        vraag = form.fill_in(Ontvangst, dossier, user, given=given, part=part)
    return (dossier, vraag, form.key(dossier, Ontvangst, part)) if vraag else None
