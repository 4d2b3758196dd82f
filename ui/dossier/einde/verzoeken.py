"""The page about requests: each with what runs, until when and what comes next, and the forms for it."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

import streamlit as st

from db.store.engine import reading
from db.werk import werklijst
from meldcode.dossier.dossier import Dossier
from meldcode.gezag import te_kiezen
from meldcode.rollen import User
from meldcode.route.verplichting import Soort
from meldcode.termijnen.kalender import is_overdue
from meldcode.vastleggingen import (
    ALLE,
    BY_NAME,
    BeperkingOpgeheven,
    EigenVerklaring,
    GehoordOverWissen,
    Verzoek,
    VerzoekBesluit,
    VerzoekVerlengd,
)
from meldcode.vastleggingen.einde.gronden import Wat
from meldcode.vastleggingen.einde.verzoeken import WIE_VRAAGT, Uitkomst
from meldcode.verzoeken.aanvraag import Aanvraag, aanvragen
from meldcode.verzoeken.hierna import tot_wanneer, wat_nu
from meldcode.verzoeken.toewijzen import nog_te_horen
from meldcode.vragen.datum import away, in_words
from meldcode.vragen.eisen import VOOR
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw
from ui import clock
from ui.dossier import kop
from ui.elements.begrip import hint
from ui.elements.waarom import waarom
from ui.forms import form
from ui.forms.offered import Offer
from ui.forms.state import FormState, correction
from ui.page import menu, record_view
from ui.text import own_html, veilig
from ui.web.callbacks import Guarded

_UITLEG = (
    "Ouders, een voogd en de leerling zelf mogen iets vragen over dit dossier. Bijvoorbeeld om het te zien, of om iets "
    "te verbeteren of te wissen. Een gesloten dossier gaat hierdoor niet open."
)
_PAGINA = "verzoeken"
_RUNS = '<p class="mr-wacht"><b>{what}</b> <span class="{state}">{when}</span></p>'
_KINDS = tuple(kind for kind in ALLE if kind.pagina == _PAGINA and kind is not Verzoek)


class Filled(NamedTuple):
    """What was filled in, by whom, the name of its form, and the record it corrects, if it does."""

    vastlegging: Vastlegging
    user: User
    form: str
    corrects: Vastgelegd | None = None


def draw(dossier: Dossier, user: User) -> Filled | None:
    """Draw the requests, or the form that is open; return what was filled in."""
    offer, every = Offer(dossier, "verzoeken"), aanvragen(dossier.standing)
    names = {_name(kind, str(each.nummer)): (kind, each) for each in every for kind in _KINDS}
    changing = {_name(Verzoek, correction(each.nummer)): each for each in every}
    chosen = offer.open([*changing, *names, Verzoek.__name__])
    if chosen in names:
        return _form(*names[chosen], dossier, user, offer)
    if chosen:
        return _request(changing.get(chosen), dossier, user, offer)
    kop.heading("Verzoeken", dossier, user)
    st.markdown(veilig(_UITLEG))
    _button("Verzoek vastleggen", Verzoek.__name__, user, offer, is_first=not any(each.is_open for each in every))
    _list(every, dossier, user, offer)
    mine = [each for each in dossier.records if BY_NAME.get(each.soort, Vastlegging).pagina == _PAGINA]
    if mine:
        st.header("Wat hierover vastligt", anchor=False)
        record_view.lines(tuple(reversed(mine)), dossier, user, f"{dossier.id}/lees/verzoeken", about=VOOR)
    return None


def _name(kind: type[Vastlegging], part: str) -> str:
    return f"{kind.__name__}/{part}"


def _list(every: tuple[Aanvraag, ...], dossier: Dossier, user: User, offer: Offer) -> None:
    """Draw what runs, the nearest date first, and what was decided, the last first."""
    with reading(user.school_id) as connection:
        waiting = {each.sleutel: each.due_on for each in werklijst.of_dossier(connection, dossier.id, user.school_id)}
    due = {each.nummer: waiting.get(_sleutel(each), each.ontvangen) for each in every}
    running = sorted((each for each in every if each.is_open), key=lambda each: due[each.nummer])
    done = [each for each in reversed(every) if not each.is_open]
    if not every:
        st.caption("Er is nog niets gevraagd.")
    for title, found in (("Loopt nu", running), ("Besloten", done)):
        if found:
            st.header(veilig(title), anchor=False)
        for each in found:
            _card(each, due[each.nummer], dossier, user, offer, is_first=each in running[:1])
    if every:
        menu.link("papieren.py", "Brief aan wie het vroeg", dossier.id)


def _sleutel(each: Aanvraag) -> str:
    """The name of what waits because of it."""
    return f"{Soort.VERZOEK if each.maand else Soort.INFORMATIE}-{each.record.sleutel}"


def _card(each: Aanvraag, due_on: date, dossier: Dossier, user: User, offer: Offer, *, is_first: bool) -> None:
    today = clock.today()
    late = each.is_open and is_overdue(due_on, today)
    said = away(due_on, today) if each.is_open else _decided(each)
    with st.container(border=True, gap="small", key=f"mr-verzoek-{each.nummer}"):
        with st.container(gap=None):
            st.html(own_html(_RUNS, what=_titel(each), when=said, state="mr-te-laat" if late else ""))
            st.caption(veilig(f"{each.wie}. Ontvangen op {in_words(each.ontvangen)} (nummer {each.nummer})."))
            if each.is_open:
                st.caption(veilig(tot_wanneer(each)))
        for line in wat_nu(each, dossier.standing, dossier.born, today):
            st.markdown(veilig(line))
        with st.container(horizontal=True, gap="small"):
            for label, name, is_next in _offers(each, dossier):
                _button(label, name, user, offer, note=each.noem, is_first=is_first and is_next)
            if each.is_open:
                _one_more(each, dossier, user, offer)


def _titel(each: Aanvraag) -> str:
    return f"{each.noem[0].upper()}{each.noem[1:]}"


def _decided(each: Aanvraag) -> str:
    if each.besluit is None or each.besluit.isa(EigenVerklaring):
        return "Staat in het dossier"
    return each.besluit.tekst("uitkomst")


def _offers(each: Aanvraag, dossier: Dossier) -> Iterator[tuple[str, str, bool]]:
    """What can be recorded about it: label, name of the form, and whether that is the first thing to do."""
    number, today = str(each.nummer), clock.today()
    hears = nog_te_horen(each, dossier.standing, dossier.born, today)
    states = each.vraagt(Wat.VERKLARING)
    if states and not each.kreeg(Uitkomst.JA):
        yield "Verklaring overnemen", _name(EigenVerklaring, number), each.is_open
    if each.is_open and each.vraagt(Wat.WISSEN) and each.is_over_kind:
        yield "Horen vastleggen", _name(GehoordOverWissen, number), bool(hears)
    label = "Weigeren of intrekken" if states else "Besluiten" if each.is_open else "Opnieuw besluiten"
    if each.is_open or not states:
        yield label, _name(VerzoekBesluit, number), each.is_open and not (states or hears)
    if each.is_open and each.maand and not each.verlengd and today <= each.maand:
        yield "Verlengen", _name(VerzoekVerlengd, number), False
    if each.beperkt and not each.is_open:
        yield "Beperking opheffen", _name(BeperkingOpgeheven, number), False
    if each.is_open:
        yield "Aanvullen", _name(Verzoek, correction(each.nummer)), False


def _button(label: str, name: str, user: User, offer: Offer, *, note: str = "", is_first: bool = False) -> None:
    press = Guarded(user, offer.choose, name)
    st.button(
        veilig(label, note=note), key=offer.key_of(name), type="primary" if is_first else "secondary", on_click=press
    )


def _one_more(each: Aanvraag, dossier: Dossier, user: User, offer: Offer) -> None:
    """A button to a second request of the same person, which begins with who they are."""
    state = FormState(form.key(dossier, Verzoek))
    known = {naam: answer for naam in WIE_VRAAGT if (answer := each.record.waarde(naam))}

    def opened() -> None:
        offer.choose(Verzoek.__name__)
        state.begins_with(known)

    key = offer.key_of(f"ook/{each.nummer}")
    press = Guarded(user, opened)
    st.button(veilig("Vraagt ook iets anders", note=each.noem), key=key, type="tertiary", on_click=press)


def _head(kind: type[Vastlegging], titel: str, dossier: Dossier, user: User, offer: Offer) -> None:
    kop.heading(titel, dossier, user, back=partial(_back, user, offer))
    hint(kind.uitleg)
    waarom(kind.grondslag)


def _request(changes: Aanvraag | None, dossier: Dossier, user: User, offer: Offer) -> Filled | None:
    _head(Verzoek, "Verzoek aanvullen" if changes else Verzoek.titel, dossier, user, offer)
    if not te_kiezen(dossier.standing):
        st.caption("Vraagt een ouder of voogd dit? Zet die dan eerst bij ‘Om de leerling heen’.")
        menu.link("om_de_leerling.py", "Om de leerling heen", dossier.id)
    corrects, part = (changes.record, correction(changes.nummer)) if changes else (None, "")
    filled = form.fill_in(Verzoek, dossier, user, corrects=corrects, part=part)
    return Filled(filled, user, form.key(dossier, Verzoek, part), corrects) if filled else None


def _form(kind: type[Vastlegging], about: Aanvraag, dossier: Dossier, user: User, offer: Offer) -> Filled | None:
    _head(kind, kind.titel, dossier, user, offer)
    st.caption(veilig(f"{_titel(about)}, {about.wie}"))
    st.text(about.record.tekst("waarover"))
    still = wat_nu(about, dossier.standing, dossier.born, clock.today()) if kind is VerzoekBesluit else ()
    for line in still:
        st.markdown(veilig(line))
    part = str(about.nummer)
    filled = form.fill_in(kind, dossier, user, given=_given(kind, about), part=part)
    return Filled(filled, user, form.key(dossier, kind, part)) if filled else None


def _given(kind: type[Vastlegging], about: Aanvraag) -> dict[str, Raw]:
    """What is not asked in these forms: about which request, and who asked what."""
    given: dict[str, Raw] = {"verzoek": str(about.nummer)}
    if kind is GehoordOverWissen:
        return given
    given |= {naam: answer for naam in ("hoedanigheid", VOOR) if (answer := about.record.waarde(naam))}
    return given | {"over": about.record.waarde("wat")} if kind is VerzoekBesluit else given


def _back(user: User, offer: Offer) -> None:
    press = Guarded(user, offer.choose, "")
    st.button(
        "Terug naar alle verzoeken",
        key=offer.key_of("terug"),
        type="tertiary",
        icon=":material/arrow_back:",
        on_click=press,
    )
