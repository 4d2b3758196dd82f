"""One record of those that somebody goes through for inzage: which passages go along, and why others do not."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from db.dossiers import vrijgave
from meldcode.gezag import Inzien
from meldcode.papieren.inzage.keuzen import Keus, Keuzen, te_lezen
from meldcode.papieren.inzage.passages import Passage, Voorzet, functie
from meldcode.papieren.inzage.weg import Waarom, Weg
from meldcode.papieren.weglaten import taken_out
from meldcode.rollen import User
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastgelegd import Vastgelegd
from ui import clock
from ui.dossier import kop
from ui.elements.slot import place
from ui.forms.offered import Offer
from ui.page import bijlage
from ui.text import veilig
from ui.web.callbacks import Guarded

_GEVEN, _NIET = "Geven, behalve wat u hieronder aankruist", "Helemaal niet geven"
_BEGIN = {
    Inzien.WEL: "Dit ging over een gesprek met deze persoon. Het kan worden gegeven.",
    Inzien.LEZEN: "Lees eerst of dit kan worden gegeven. Wat een ander zei, of waar die is, hoort er niet in.",
    Inzien.NIET: "Dit wordt niet gegeven, tenzij u anders beslist.",
}
_AANKRUISEN = (
    "Kruis aan wat u weglaat. Zinnen over iemand anders zijn al aangekruist. Waar een ander te vinden is, staat als "
    "[…] en gaat er altijd uit."
)
_MOST_UITLEG = 300


def draw(voorzet: Voorzet, record: Vastgelegd, keuzen: Keuzen, user: User, offer: Offer) -> None:
    """Draw this record with what is decided about it, and keep each change."""
    dossier, keus = voorzet.dossier, keuzen.of(voorzet, record)
    kop.heading(f"{record.nummer}. {record.titel}", dossier, user, back=partial(_back, user, offer))
    st.caption(veilig(f"{in_words(record.on)}, vastgelegd door {functie(record)}. Voor: {voorzet.lezer.naam}."))
    st.markdown(veilig(_BEGIN[voorzet.begin(record)[0]]))
    key = f"{dossier.id}/inzage/{voorzet.lezer.nummer}/{record.nummer}"
    which = st.radio(
        "Wat doet u met deze vastlegging?",
        [_GEVEN, _NIET],
        index=1 if keus.geheel else 0,
        format_func=lambda each: veilig(each),
        key=f"{key}/geheel",
    )
    if which == _NIET:
        with place(key=f"{key}/waarom"):
            now = replace(keus, geheel=_why(keus.geheel, f"{key}/alles", "Waarom niet?"))
    else:
        now = replace(keus, geheel=None, delen=_passages(voorzet, record, keus, key))
    if now != keus:
        keuzen = keuzen.decided(voorzet, record, now)
        vrijgave.keep_for_inzage(user, dossier.id, voorzet.lezer.nummer, keuzen, clock.now())
    left = [each for each in te_lezen(voorzet, keuzen) if each.nummer != record.nummer]
    label = "Gelezen, en naar de volgende" if left else "Gelezen"
    to = str(left[0].nummer) if left else ""
    press = Guarded(user, _read, voorzet, record, now, user, offer, to)
    st.button(veilig(label), key=f"{key}/gelezen", type="primary", on_click=press)


def _read(voorzet: Voorzet, record: Vastgelegd, keus: Keus, user: User, offer: Offer, to: str) -> None:
    nummer, dossier_id = voorzet.lezer.nummer, voorzet.dossier.id
    keuzen = vrijgave.for_inzage(user, dossier_id, nummer).decided(voorzet, record, replace(keus, gezien=True))
    vrijgave.keep_for_inzage(user, dossier_id, nummer, keuzen, clock.now())
    offer.choose(to)


def _passages(voorzet: Voorzet, record: Vastgelegd, keus: Keus, key: str) -> Mapping[str, Weg]:
    """Draw each passage with a tick; return why those that are ticked are withheld."""
    st.caption(veilig(_AANKRUISEN))
    found = dict[str, Weg]()
    for blok in voorzet.blokken(record):
        with st.container(gap="xsmall"):
            st.caption(veilig(blok.vraag))
            for each in blok.passages:
                if weg := _passage(voorzet, each, keus.delen.get(each.ref), f"{key}/{each.ref}"):
                    found[each.ref] = weg
    return found


def _passage(voorzet: Voorzet, passage: Passage, weg: Weg | None, key: str) -> Weg | None:
    if passage.bestand:
        bijlage.draw(voorzet.dossier.id, passage.bestand)
    shown = taken_out(passage.tekst, voorzet.places(passage.tekst), "[…]").strip()
    is_out = st.checkbox(veilig(shown or "…"), value=weg is not None, key=f"{key}/weg")
    with place("xsmall", key=f"mr-weg-{key}"):
        return _why(weg or passage.begin, key, "Waarom laat u dit weg?") if is_out else None


def _why(weg: Weg | None, key: str, label: str) -> Weg:
    """Ask why something is withheld, and what is told of that."""
    known = weg or Weg(Waarom.ANDER)
    why = st.selectbox(
        veilig(label),
        list(Waarom),
        index=list(Waarom).index(known.waarom),
        format_func=lambda each: each.label,
        key=f"{key}/reden",
        width=460,
    )
    uitleg = st.text_input(
        "Wat vertelt u daar nog over? (mag leeg blijven)",
        value=known.uitleg,
        max_chars=_MOST_UITLEG,
        help="Dit staat op het papier, achteraan bij wat is weggelaten. Noem niet wat u weglaat.",
        key=f"{key}/uitleg",
    )
    stil = st.checkbox(
        "Ook niet vertellen wat dit is en waarom",
        value=known.stil,
        help="Alleen als dat zelf iemand in gevaar kan brengen.",
        key=f"{key}/stil",
    )
    return Weg(why or known.waarom, uitleg, stil)


def _back(user: User, offer: Offer) -> None:
    press = Guarded(user, offer.choose, "")
    st.button(
        "Terug naar de lijst",
        key=offer.key_of("terug"),
        type="tertiary",
        icon=":material/arrow_back:",
        on_click=press,
    )
