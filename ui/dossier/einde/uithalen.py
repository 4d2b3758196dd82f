"""The page on which something is taken out of a dossier: what was proposed, proposing it, and what is gone (ADR 75)."""

import streamlit as st

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde import uithalen
from meldcode.dossier.einde.uithalen import Voorstel, deel_van, te_halen
from meldcode.dossier.regels.uithalen import may_confirm
from meldcode.rollen import Permission, User, allows
from meldcode.vastleggingen import Uithalen, UithalenAntwoord
from meldcode.vastleggingen.einde.uithalen import Deel, Eruit
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw
from ui.dossier import kop
from ui.elements.begrip import hint
from ui.forms import form
from ui.page import people, record_view
from ui.text import veilig

TITEL = "Iets uit het dossier halen"
Filled = tuple[Vastlegging, str] | None
_NERGENS = (
    "Daarna kan niemand de inhoud nog lezen, ook niet in een oude back-up. De plek, de soort, de dag en de reden "
    "blijven staan. Wat op papier staat of is gemaild, gaat niet vanzelf weg."
)
_OUD = (
    "Begon dit dossier vóór deze versie van Meldroute? Dan is een back-up van vóór vandaag voor dit dossier niet meer "
    "te gebruiken. Maak daarna een nieuwe."
)
_NIEMAND = (
    "Niemand anders heeft de rol directie. Kies daarom zelf wie het bevestigt. Of vraag de beheerder wie de rol als "
    "tweede krijgt."
)


def draw(dossier: Dossier, user: User) -> Filled:
    """Draw what waits for an answer, what may be proposed and what is gone; return what was filled in, if anything."""
    kop.heading(TITEL, dossier, user)
    filled, names = None, people.names(user)
    for each in uithalen.wacht(dossier.records):
        with st.container(border=True):
            filled = _waiting(each, dossier, user, names) or filled
    if dossier.may(user, Permission.WALK_ROUTE):
        filled = _propose(dossier, user, names) or filled
    elif not uithalen.wacht(dossier.records):
        st.caption("Er wacht geen voorstel.")
    _gone(dossier)
    return filled


def _waiting(voorstel: Voorstel, dossier: Dossier, user: User, names: dict[str, str]) -> Filled:
    record, part = voorstel.record, str(voorstel.record.nummer)
    st.markdown(veilig(f"Gaat dit eruit? {voorstel.wat}"))
    st.caption(veilig(f"{names.get(record.by, 'onbekend')} stelde dit voor op {in_words(record.on)}."))
    st.text(f"{record.tekst('grond')}. {record.tekst('reden')}")
    st.caption("Waar staat hetzelfde nog meer?")
    st.text(record.tekst("buiten"))
    given: dict[str, Raw] = {"voorstel": part}
    if record.by == user.id:
        st.caption(veilig(f"Dit wacht op {_whom(voorstel)}. U kunt het intrekken."))
        if not st.toggle("Intrekken", key=f"{dossier.id}/uithalen/{part}/intrekken"):
            return None
        given["eruit"] = Eruit.NEE.value
    elif not may_confirm(voorstel, dossier, user):
        st.caption(veilig(f"Dit wacht op {_whom(voorstel)}."))
        return None
    else:
        st.info(veilig(_NERGENS))
        if user.may(Permission.LOOK_INTO):
            st.caption("Wilt u eerst lezen wat er staat? Dat kan bij ‘Dossier inzien’, met een reden.")
    filled = form.fill_in(UithalenAntwoord, dossier, user, given=given, part=part)
    return (filled, form.key(dossier, UithalenAntwoord, part)) if filled else None


def _whom(voorstel: Voorstel) -> str:
    return voorstel.tweede.naam if voorstel.tweede else "de directie"


def _propose(dossier: Dossier, user: User, names: dict[str, str]) -> Filled:
    st.header("Voorstellen", anchor=False)
    hint(Uithalen.uitleg)
    may = {each.nummer: each for each in te_halen(dossier.records)}
    if not may:
        st.caption("Hier is niets wat eruit kan.")
        return None
    chosen = st.selectbox(
        "Welke vastlegging?",
        list(reversed(may)),
        index=None,
        format_func=lambda nummer: _label(may[nummer], names),
        placeholder="Kies een vastlegging",
        key=f"{dossier.id}/uithalen/welke",
        width=480,
    )
    if chosen not in may:
        return None
    record_view.record(may[chosen], dossier, names.get(may[chosen].by, "onbekend"))
    st.info(veilig(f"{_NERGENS} {_OUD}"))
    others = (each for each in people.colleagues(user) if each.id != user.id)
    if not any(allows(each.role, Permission.OVERVIEW) for each in others):
        st.info(veilig(_NIEMAND))
    given: dict[str, Raw] = {"nummer": str(chosen)}
    if deel_van(dossier.records, chosen) == (Deel.ALLES,):
        given["deel"] = Deel.ALLES.value
    filled = form.fill_in(Uithalen, dossier, user, given=given, part=str(chosen))
    return (filled, form.key(dossier, Uithalen, str(chosen))) if filled else None


def _label(record: Vastgelegd, names: dict[str, str]) -> str:
    return f"Nummer {record.nummer}: {record.titel} van {in_words(record.on)}, door {names.get(record.by, 'onbekend')}"


def _gone(dossier: Dossier) -> None:
    gone = [each for each in uithalen.voorstellen(dossier.records) if each.is_uitgevoerd]
    if not gone:
        return
    st.header("Uit dit dossier gehaald", anchor=False)
    for each in gone:
        st.text(each.wat)
        st.caption(veilig(each.waarom))
