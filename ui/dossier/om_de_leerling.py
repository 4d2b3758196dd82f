"""The page about who is around the pupil: a card for each person, and the forms for them and their gezag."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import streamlit as st

from meldcode import gezag
from meldcode.dossier.dossier import Dossier
from meldcode.gezag import Mens, Staat
from meldcode.rollen import User
from meldcode.vastleggingen import ALLE, BY_NAME, Betrokkene, Gezag
from meldcode.vastleggingen.mensen.betrokkene import VERZORGT
from meldcode.vastleggingen.mensen.gezag import Papier
from meldcode.vragen.eisen import VOOR
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from ui.dossier import kop
from ui.elements.begrip import hint
from ui.elements.waarom import waarom
from ui.forms import form
from ui.forms.offered import Offer
from ui.forms.state import FormState, correction, name_of
from ui.page import menu, record_view
from ui.text import own_html, veilig
from ui.web.callbacks import Guarded

_MENS = (
    '<p class="mr-taak"><b>{naam}</b><span>{staat}</span><span>{rest}</span>'
    '<span class="mr-vandaag">{geheim}</span></p>'
)
_UITLEG = (
    "Wie horen bij deze leerling, wie heeft gezag, en hoe bereikt u hen veilig? U vult het één keer in. Bij elk "
    "gesprek kiest u daarna met wie. Wie gezag heeft, telt apart: met ieder een gesprek, of een reden waarom niet."
)
_NIEMAND = "Hier staat nog niemand. Zolang telt de route ‘de ouders’ samen."
_GEHEIM = "Geheim waar deze persoon is. Zeg het alleen aan de telefoon."
_STAAT = {
    Staat.ONBEKEND: "Gezag: nog niet bekend. Telt mee tot u het weet.",
    Staat.GEEN: "Gezag: geen, voor zover bekend.",
}
_KINDS = [kind.__name__ for kind in ALLE if kind.pagina == "om_de_leerling"]


class Filled(NamedTuple):
    """What was filled in on the page, the name of its form, and the record it corrects, if it does."""

    vastlegging: Vastlegging | None = None
    form: str = ""
    corrects: Vastgelegd | None = None


def draw(dossier: Dossier, user: User) -> Filled:
    """Draw the cards, or the form that is open; return what was filled in."""
    offer, mensen = Offer(dossier, "mensen"), gezag.mensen(dossier.standing)
    changing = {_changes(each): each.record for each in mensen}
    chosen = offer.open([*changing, *_KINDS])
    if chosen:
        return _form(chosen, changing.get(chosen), dossier, user, offer)
    kop.heading("Om de leerling heen", dossier, user)
    st.markdown(veilig(_UITLEG if mensen else f"{_UITLEG} {_NIEMAND}"))
    if not mensen and dossier.leerling("gezag"):
        st.caption("Bij het openen van het dossier is opgeschreven:")
        st.text(dossier.leerling("gezag"))
    if mensen:
        with st.container(key="mr-mensen", gap=None):
            for each in mensen:
                _card(each, dossier, user, offer)
    with st.container(horizontal=True):
        _open(Betrokkene, "Iemand toevoegen", user, offer, is_first=not mensen)
        if gezag.te_kiezen(dossier.standing):
            _open(Gezag, "Gezag vastleggen", user, offer, is_first=_asks_for_gezag(dossier))
    menu.link("verzoeken.py", "Wat ouders of de leerling vragen over dit dossier", dossier.id)
    if said := dossier.of(Gezag):
        st.header("Wat over gezag vastligt", anchor=False)
        record_view.lines(tuple(reversed(said)), dossier, user, f"{dossier.id}/lees/gezag", about="voor")
    return Filled()


def _asks_for_gezag(dossier: Dossier) -> bool:
    """Whether somebody is here of whom it is not known whether they have gezag."""
    return any(gezag.staat(each, dossier.standing) is Staat.ONBEKEND for each in gezag.te_kiezen(dossier.standing))


def _changes(mens: Mens) -> str:
    """The name, within the dossier, of the form that changes this card."""
    return f"{Betrokkene.__name__}/{correction(mens.nummer)}"


def _card(mens: Mens, dossier: Dossier, user: User, offer: Offer) -> None:
    naam, where = mens.naam, f"waar/{mens.nummer}"
    with st.container(key=f"mr-mens-{mens.nummer}", horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap=None):
            staat = _gezag(mens, dossier) if mens.is_a(*VERZORGT) else ""
            geheim = _GEHEIM if mens.is_geheim else ""
            st.html(own_html(_MENS, naam=naam, staat=staat, rest=" ".join(_rest(mens)), geheim=geheim))
        if gezag.bereik(mens):
            label = "Verberg waar" if offer.unfolded(where) else "Toon waar"
            _button(label, naam, offer.key_of(where), Guarded(user, offer.turn, where))
        if mens.is_a(*VERZORGT):
            about = {VOOR: [mens.keuze.value]}
            state = FormState(name_of(dossier.id, Gezag.__name__))

            def opened() -> None:
                offer.choose(Gezag.__name__)
                state.begins_with(about)

            _button("Gezag", naam, offer.key_of(f"gezag/{mens.nummer}"), Guarded(user, opened))
        press = Guarded(user, offer.choose, _changes(mens))
        _button("Wijzigen", naam, offer.key_of(f"wijzig/{mens.nummer}"), press)
    if offer.unfolded(where):
        with st.container(key=f"mr-waar-{mens.nummer}", gap="xsmall"):
            for asked, answer in gezag.bereik(mens):
                st.caption(veilig(asked))
                st.text(answer)


def _button(label: str, about: str, key: str, press: Guarded) -> None:
    st.button(veilig(label, note=about), key=key, type="tertiary", on_click=press)


def _gezag(mens: Mens, dossier: Dossier) -> str:
    """What their gezag is today, since when, and by which paper."""
    staat, said = gezag.staat(mens, dossier.standing), gezag.geldend(mens, dossier.standing)
    if said is None:
        return _STAAT[staat]
    vorm, paper = said.tekst("vorm"), said.tekst("papier")
    since = said.tekst("sinds") or said.tekst("erkend_op")
    seen = "nog geen papier gezien" if said.says("papier", Papier.NIETS) else f"{paper[0].lower()}{paper[1:]} gezien"
    now = f"nu {said.tekst('nu').lower()}" if said.tekst("nu") else ""
    until = said.tekst("tot")
    parts = (f"{vorm[0].lower()}{vorm[1:]}", now, since and f"sinds {since}", until and f"tot en met {until}", seen)
    return f"Gezag: {', '.join(filter(None, parts))}."


def _rest(mens: Mens) -> Iterator[str]:
    record = mens.record
    if record.tekst("geboren"):
        yield f"{record.tekst('geboren').capitalize()}."
    if record.tekst("woont"):
        yield f"Woont bij de leerling: {record.tekst('woont').lower()}."
    if record.tekst("taal"):
        yield f"Tolk: {record.tekst('taal')}."


def _open(kind: type[Vastlegging], label: str, user: User, offer: Offer, *, is_first: bool = False) -> None:
    key = offer.key_of(f"open/{kind.__name__}")
    press = Guarded(user, offer.choose, kind.__name__)
    st.button(veilig(label), key=key, type="primary" if is_first else "secondary", on_click=press)


def _form(name: str, corrects: Vastgelegd | None, dossier: Dossier, user: User, offer: Offer) -> Filled:
    kind = Betrokkene if corrects else BY_NAME[name]
    part = correction(corrects.nummer) if corrects else ""
    kop.heading(kind.titel, dossier, user, back=partial(_back, user, offer))
    hint(kind.uitleg)
    if kind.grondslag:
        waarom(kind.grondslag)
    filled = form.fill_in(kind, dossier, user, corrects=corrects, part=part)
    return Filled(filled, form.key(dossier, kind, part), corrects) if filled else Filled()


def _back(user: User, offer: Offer) -> None:
    press = Guarded(user, offer.choose, "")
    key = offer.key_of("terug")
    st.button("Terug naar alle mensen", key=key, type="tertiary", icon=":material/arrow_back:", on_click=press)
