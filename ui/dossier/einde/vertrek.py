"""The page about a pupil who leaves: what must be done before the dossier may rest, and telling another school."""

from functools import partial
from typing import NamedTuple

import streamlit as st

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.vertrek import Punt, is_plotseling, voor_rust
from meldcode.rollen import User
from meldcode.route.stappen import STAPPEN
from meldcode.termijnen.archiefwet import archiefwet
from meldcode.vastleggingen import ALLE, Signaal, Vertrek, VertrekVerteld, WarmeOverdracht
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from ui.dossier import kop
from ui.elements.begrip import hint
from ui.elements.waarom import waarom
from ui.forms import form, offered
from ui.forms.offered import Offer
from ui.forms.state import correction
from ui.page import dossier_of_tab, menu, record_view
from ui.text import own_html, veilig
from ui.web.callbacks import Guarded

TITEL = "Van school"
_PUNT = '<p class="mr-taak"><b>{tekst}</b><span>{staat}</span></p>'
_KINDS = {kind.__name__: kind for kind in ALLE if kind.pagina == "vertrek"}


class Filled(NamedTuple):
    """What was filled in on the page, the name of its form, and the record it corrects, if it does."""

    vastlegging: Vastlegging | None = None
    form: str = ""
    corrects: Vastgelegd | None = None


def draw(dossier: Dossier, user: User) -> Filled:
    """Draw what must be done, or the form that is open; return what was filled in."""
    offer, left = Offer(dossier, "vertrek"), dossier.last(Vertrek)
    changing = {_changes(left): left} if left else {}
    if chosen := offer.open([*changing, *_KINDS]):
        return _form(chosen, changing.get(chosen), dossier, user, offer)
    kop.heading(TITEL, dossier, user)
    st.markdown(
        "Dit dossier gaat nooit mee naar een andere school: niet in OSO, niet in het overstapdossier, niet als kopie. "
        "Wat de andere school moet weten, vertelt u in een gesprek."
    )
    if left:
        _before_it_rests(dossier, left, user, offer)
    with st.container(horizontal=True):
        if not left:
            _open(Vertrek, user, offer, is_first=True)
        _open(WarmeOverdracht, user, offer)
        if is_plotseling(dossier):
            _open(VertrekVerteld, user, offer)
    if said := dossier.of(*_KINDS.values()):
        st.header("Wat vastligt", anchor=False)
        record_view.lines(tuple(reversed(said)), dossier, user, f"{dossier.id}/lees/vertrek")
    return Filled()


def _before_it_rests(dossier: Dossier, left: Vastgelegd, user: User, offer: Offer) -> None:
    st.header("Voordat het dossier kan rusten", anchor=False)
    when = "Laatste schooldag" if left.tekst("naar") == "" else f"Naar {left.tekst('naar')}. Laatste schooldag"
    st.caption(veilig(f"{when}: {left.tekst('op')}. {left.tekst('hoe')}."))
    if st.button("Vertrek wijzigen", key=offer.key_of("wijzig"), on_click=Guarded(user, offer.choose, _changes(left))):
        st.rerun()
    with st.container(key="mr-taken", gap=None):
        for number, each in enumerate(voor_rust(dossier)):
            _punt(number, each, dossier, left, user, offer)
    since = f"Daarna telt de bewaartermijn van het bestuur, vanaf {left.tekst('op')}."
    st.caption(veilig(f"{since} Er verdwijnt niets vanzelf."))
    if also := archiefwet():
        st.info(veilig(also.tekst))


def _punt(number: int, each: Punt, dossier: Dossier, left: Vastgelegd, user: User, offer: Offer) -> None:
    staat = "klaar" if each.klaar else "open"
    with st.container(key=f"mr-taak-{staat}-vertrek-{number}", horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap=None):
            st.html(own_html(_PUNT, tekst=each.tekst, staat="Klaar" if each.klaar else "Nog niet"))
        if each.klaar or each.door is None:
            return
        key = offer.key_of(f"punt/{number}")
        if each.door is Signaal:
            if st.button(veilig("Signaal vastleggen", note=each.tekst), key=key, type="tertiary"):
                offered.want(Signaal.__name__)
                dossier_of_tab.go_to(menu.page_of(STAPPEN[0]), dossier.id)
            return
        name = _changes(left) if each.door is Vertrek else each.door.__name__
        press = Guarded(user, offer.choose, name)
        st.button(veilig("Vastleggen", note=each.tekst), key=key, type="tertiary", on_click=press)


def _changes(left: Vastgelegd) -> str:
    """The name, within the dossier, of the form that changes what was recorded about the departure."""
    return f"{Vertrek.__name__}/{correction(left.nummer)}"


def _open(kind: type[Vastlegging], user: User, offer: Offer, *, is_first: bool = False) -> None:
    key = offer.key_of(f"open/{kind.__name__}")
    press = Guarded(user, offer.choose, kind.__name__)
    st.button(veilig(kind.titel), key=key, type="primary" if is_first else "secondary", on_click=press)


def _form(name: str, corrects: Vastgelegd | None, dossier: Dossier, user: User, offer: Offer) -> Filled:
    kind = Vertrek if corrects else _KINDS[name]
    part = correction(corrects.nummer) if corrects else ""
    kop.heading(kind.titel, dossier, user, back=partial(_back, user, offer))
    hint(kind.uitleg)
    waarom(kind.grondslag)
    filled = form.fill_in(kind, dossier, user, corrects=corrects, part=part)
    return Filled(filled, form.key(dossier, kind, part), corrects) if filled else Filled()


def _back(user: User, offer: Offer) -> None:
    key = offer.key_of("terug")
    press = Guarded(user, offer.choose, "")
    st.button("Terug naar het vertrek", key=key, type="tertiary", icon=":material/arrow_back:", on_click=press)
