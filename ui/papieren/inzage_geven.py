"""The page for giving inzage: for whom, the records to go through, and who was given the package that was made."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from db.dossiers import vrijgave
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.wegen import dag
from meldcode.papieren.inzage.keuzen import Keuzen, stempel, te_lezen
from meldcode.papieren.inzage.passages import LEERLING, Heet, Lezer, Voorzet, lezers
from meldcode.papieren.inzage.voorblad import UITLEG
from meldcode.rollen import User
from meldcode.vastleggingen import InzageGegeven
from meldcode.vragen.datum import ago
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw
from ui import clock
from ui.dossier import kop
from ui.elements import answer, rijen
from ui.elements.begrip import hint
from ui.elements.waarom import waarom
from ui.forms import form
from ui.forms.offered import Offer
from ui.page import menu
from ui.papieren import inzage_lezen, papieren
from ui.signing_in import reauthenticate
from ui.text import veilig
from ui.web.callbacks import Guarded

_BLIND = "Twee collega’s wegen nog zonder elkaars antwoorden te zien. Maak het pakket als zij klaar zijn."
_ZONDER = "Niemand om de leerling heen heeft gezag, voor zover bekend. Leg eerst vast wie gezag heeft."
_ROWS = 25


class Filled(NamedTuple):
    """What was filled in on the page, and the name of its form."""

    vastlegging: Vastlegging | None = None
    form: str = ""


def draw(dossier: Dossier, user: User) -> Filled:
    """Draw for whom, and then the list of records, the record that is open, or who was given it."""
    offer, key = Offer(dossier, "inzage"), f"{dossier.id}/inzage"
    here = _opened(dossier, offer)
    if here and (lezer := _known(dossier, key)):
        keuzen = vrijgave.for_inzage(user, dossier.id, lezer.nummer)
        inzage_lezen.draw(Voorzet(dossier, _called(lezer, keuzen), clock.today()), here, keuzen, user, offer)
        return Filled()
    kop.heading("Inzage geven", dossier, user)
    hint(UITLEG)
    waarom(InzageGegeven.grondslag)
    if dossier.kept_back:
        st.info(veilig(_BLIND))
        return Filled()
    lezer = _ask_for_whom(dossier, key)
    if lezer is None:
        return Filled()
    keuzen = vrijgave.for_inzage(user, dossier.id, lezer.nummer)
    if lezer.nummer != LEERLING and not (keuzen := _ask_what_called(dossier, lezer, keuzen, user, key)).heet:
        return Filled()
    voorzet = Voorzet(dossier, _called(lezer, keuzen), clock.today())
    left = te_lezen(voorzet, keuzen)
    filled = Filled() if left else _package(voorzet, keuzen, user)
    _list(voorzet, keuzen, left, user, offer)
    return filled


def _opened(dossier: Dossier, offer: Offer) -> Vastgelegd | None:
    chosen = offer.open([str(each.nummer) for each in dossier.records])
    return next((each for each in dossier.records if str(each.nummer) == chosen), None)


def _known(dossier: Dossier, key: str) -> Lezer | None:
    """For whom, as it was chosen on this page."""
    chosen = st.session_state.get(f"{key}/voor")
    return next((each for each in lezers(dossier, clock.today()) if each.nummer == chosen), None)


def _called(lezer: Lezer, keuzen: Keuzen) -> Lezer:
    return replace(lezer, heet=keuzen.heet or Heet.ANDERS)


def _ask_for_whom(dossier: Dossier, key: str) -> Lezer | None:
    people = {each.nummer: each for each in lezers(dossier, clock.today())}
    if len(people) == 1:
        st.info(veilig(_ZONDER))
        menu.link("om_de_leerling.py", "Om de leerling heen", dossier.id)
    before = st.session_state.get(f"{key}/voor")
    chosen = st.radio(
        "Voor wie is het?",
        list(people),
        index=list(people).index(before) if before in people else None,
        format_func=lambda each: veilig(people[each].naam),
        help="Een ouder zonder gezag krijgt geen inzage. Die kan wel vragen stellen: zie ‘Om de leerling heen’.",
        key=f"{key}/wie",
    )
    st.session_state[f"{key}/voor"] = chosen
    return people.get(chosen) if chosen is not None else None


def _ask_what_called(dossier: Dossier, lezer: Lezer, keuzen: Keuzen, user: User, key: str) -> Keuzen:
    """Ask by which word the texts mean this person, so that sentences about the other parent are found."""
    chosen = st.radio(
        "Hoe heet deze persoon in de teksten?",
        list(Heet),
        index=list(Heet).index(keuzen.heet) if keuzen.heet else None,
        format_func=lambda each: veilig(each.label),
        help="Zinnen over de andere ouder staan dan al op weglaten.",
        key=f"{key}/{lezer.nummer}/heet",
    )
    if chosen and chosen != keuzen.heet:
        keuzen = replace(keuzen, heet=chosen)
        vrijgave.keep_for_inzage(user, dossier.id, lezer.nummer, keuzen, clock.now())
    return keuzen


def _list(voorzet: Voorzet, keuzen: Keuzen, left: Sequence[Vastgelegd], user: User, offer: Offer) -> None:
    """Draw the records, a row each with what is given of it; a press opens one."""
    records, key = voorzet.dossier.records, offer.key_of(f"lijst/{voorzet.lezer.nummer}")
    st.header("Wat er is vastgelegd", anchor=False)
    if left:
        st.caption(veilig(f"Nog {len(left)} van {len(records)} te lezen. U kunt stoppen en later verdergaan."))
        press = Guarded(user, offer.choose, str(left[0].nummer))
        st.button("Lees de volgende", key=offer.key_of("volgende"), type="primary", on_click=press)
    else:
        st.caption("Alles is gelezen. U kunt nog iets veranderen: maak het pakket dan opnieuw.")
    shown = rijen.window(len(records), key, _ROWS)
    with rijen.rows("vast"):
        for each in records[shown]:
            said = f"{each.nummer}. {each.titel}"
            if rijen.row(f"{key}/{each.nummer}", ago(dag(each), clock.today()), said, _state(voorzet, keuzen, each)):
                offer.choose(str(each.nummer))
                st.rerun()
    rijen.show_all(len(records), key, _ROWS, "Vastleggingen")


def _state(voorzet: Voorzet, keuzen: Keuzen, record: Vastgelegd) -> str:
    keus = keuzen.of(voorzet, record)
    if not keus.gezien:
        return "Nog te lezen"
    if keus.geheel:
        return "Wordt niet gegeven"
    number = len(keus.delen)
    return "Wordt gegeven" if not number else f"{number} {'deel' if number == 1 else 'delen'} weggelaten"


def _package(voorzet: Voorzet, keuzen: Keuzen, user: User) -> Filled:
    """Draw the way to the package, and once it was made the form for who was given it."""
    dossier, lezer = voorzet.dossier, voorzet.lezer
    st.header("Het pakket", anchor=False)
    st.caption("Lees het na voor u het geeft, en laat een collega meelezen. Wat u maakt, blijft verzegeld bewaard.")
    asks = "Bevestig eerst dat u het bent. Daarna kunt u het pakket maken."
    if reauthenticate.confirmed(user, asks, "inzage"):
        papieren.link(f"/papier/{dossier.id}/inzage.pdf?voor={lezer.nummer}", "Pakket voor inzage (PDF)")
        st.caption("Dat u dit maakt, komt bij Papieren en in het register. De link werkt vijf minuten.")
    made = keuzen.gemaakt
    is_now = made is not None and made.stempel == stempel(voorzet, keuzen)
    wanted = f"{dossier.id}/inzage/{lezer.nummer}/gegeven"
    if st.button("Vastleggen wie het krijgt", key=f"{wanted}/knop"):
        st.session_state[wanted] = True
        if made is None:
            answer.refuse("Maak eerst het pakket. Leg daarna vast wie het krijgt.")
    if made and not is_now:
        st.info("Er is iets veranderd sinds u het pakket maakte. Maak het opnieuw, en geef alleen dat.")
    if not (made and is_now and st.session_state.get(wanted)):
        return Filled()
    given: dict[str, Raw] = {"aan": lezer.naam, "weggelaten": made.aantal, "pakket": made.bestand}
    part = str(lezer.nummer)
    filled = form.fill_in(InzageGegeven, dossier, user, given=given, part=part)
    return Filled(filled, form.key(dossier, InzageGegeven, part)) if filled else Filled()
