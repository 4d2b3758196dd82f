"""The page about destroying a dossier: asking for it, what goes with it, and confirming or withdrawing it."""

from collections.abc import Iterable

import streamlit as st

from db.dossiers import vernietigen as rows
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde import vernietigen
from meldcode.dossier.einde.vernietigen import Gevraagd
from meldcode.eigen.woorden import worded
from meldcode.papieren.verklaring import Inhoud
from meldcode.papieren.vernietiglijst import weg
from meldcode.rollen import Permission, User
from meldcode.termijnen.archiefwet import archiefwet
from meldcode.vastleggingen import (
    Afronding,
    VernietigingBevestigd,
    VernietigingGevraagd,
    VernietigingIngetrokken,
)
from meldcode.vastleggingen.einde.vernietigen import Buiten, Grond
from meldcode.vragen.datum import ago, in_words
from meldcode.vragen.persoon import Persoon, once_each
from ui import clock
from ui.dossier import kop, toegang
from ui.elements.begrip import hint
from ui.forms import form
from ui.forms.state import FormState
from ui.page import dossier_of_tab, people
from ui.signing_in import reauthenticate
from ui.text import veilig

NIEMAND = (
    "Niemand anders kan dit bevestigen. Vraag de beheerder om een tweede account met de rol directie of [intern "
    "begeleider]."
)
_KIES = "Niemand anders heeft de rol directie. Kies daarom bij ‘Wie bevestigt het?’ een collega."
_GEVOLGEN = (
    "Alles in dit dossier gaat weg: wat is vastgelegd, foto’s en andere bijlagen, concepten en de sleutel. Ook wat "
    "wacht en wat klaarstaat voor de leerlingbespreking. Uit een back-up is het daarna niet meer te lezen.",
    "Komt er later weer een signaal? Dan is niet meer te zien dat er eerder iets was, en dus ook geen patroon.",
    "De leerling kan later, ook als volwassene, niet meer vragen wat er stond.",
    "Wat blijft: de codenaam, de dag, de reden, hoeveel er was, en wie het vroeg en bevestigde. Dat staat op een "
    "verklaring, zonder iets over een kind.",
)


def draw(dossier: Dossier, user: User) -> toegang.Filled:
    """Draw where it stands with destroying this dossier; return what was filled in about it, if anything."""
    kop.heading("Vernietigen", dossier, user)
    # The directie was given a view; who asked and what stands in the way follow from the whole of it.
    whole = dossier if dossier.whole is None else dossier_of_tab.load(user, dossier.id)
    if whole is None:
        return None
    with reading(user.school_id) as connection:
        goes = rows.what_goes(connection, whole.id)
    asked = vernietigen.gevraagd(whole)
    return _asked(asked, whole, user, goes) if asked else _ask(whole, user, goes)


def _ask(whole: Dossier, user: User, goes: Inhoud) -> toegang.Filled:
    could = vernietigen.second_people(whole, people.colleagues(user), user.id)
    if not could:
        st.info(veilig(worded(NIEMAND)))
        return None
    _consequences(goes)
    st.header(veilig(VernietigingGevraagd.titel), anchor=False)
    hint(VernietigingGevraagd.uitleg)
    if vernietigen.needs_choice(whole, could, user.id):
        st.info(veilig(_KIES))
    filled = form.fill_in(VernietigingGevraagd, whole, user)
    return (filled, form.key(whole, VernietigingGevraagd)) if filled else None


def _asked(asked: Gevraagd, whole: Dossier, user: User, goes: Inhoud) -> toegang.Filled:
    _request(asked, whole, user)
    _consequences(goes)
    st.header(veilig(VernietigingBevestigd.titel), anchor=False)
    return _confirm(asked, whole, user) or _withdraw(asked, whole, user)


def _request(asked: Gevraagd, whole: Dossier, user: User) -> None:
    """Who asks it, when and why; and what was looked at outside Meldroute."""
    message = whole.last(Afronding) if asked.grond is Grond.GEEN_INDICATIE else None
    st.header("Wat is gevraagd", anchor=False)
    with st.container(border=True, key="mr-gevraagd", gap="xsmall"):
        st.text(message.tekst("bericht") if message else f"{asked.grond.label}. {asked.waarom}")
        who = people.names(user).get(asked.by, "een collega")
        st.caption(veilig(f"Gevraagd door {who}, {ago(asked.op, clock.today())}."))
        for line in _outside(asked.buiten):
            st.caption(veilig(line))


def _outside(looked: Iterable[Buiten]) -> list[str]:
    looked = set(looked)
    gone = "; ".join(each.label for each in Buiten if each in looked)
    rest = "; ".join(each.label for each in Buiten if each not in looked)
    return [
        line
        for line, there in (
            (f"Buiten Meldroute nagekeken en weg: {gone}.", gone),
            (f"Buiten Meldroute niet nagekeken: {rest}.", rest),
        )
        if there
    ]


def _consequences(goes: Inhoud) -> None:
    st.header("Wat er weggaat", anchor=False)
    st.markdown(veilig(weg(goes)))
    with st.container(key="mr-gevolgen", gap="xsmall"):
        also = archiefwet()
        for each in (*_GEVOLGEN, *([also.tekst] if also else [])):
            st.markdown(veilig(each))


def _confirm(asked: Gevraagd, whole: Dossier, user: User) -> toegang.Filled:
    refused = vernietigen.refusal(whole, user, clock.today())
    if refused:
        st.info(veilig(f"{refused} {_who(asked, whole, user)}"))
        return None
    st.markdown(veilig(VernietigingBevestigd.uitleg))
    if not reauthenticate.confirmed(user, "Bevestig eerst dat u het bent.", "vernietigen"):
        return None
    filled = form.fill_in(VernietigingBevestigd, whole, user)
    return (filled, form.key(whole, VernietigingBevestigd)) if filled else None


def _who(asked: Gevraagd, whole: Dossier, user: User) -> str:
    """Who can confirm it, by name, or whom to appoint when nobody can."""
    found: list[Persoon] = once_each(vernietigen.who_confirms(whole, people.colleagues(user), asked))
    names = " of ".join(each.naam for each in found if each.id != user.id)
    if names:
        early = user.id == asked.by and clock.today() < asked.vanaf  # to others that is what stands in the way
        return f"Bevestigen kan{f' vanaf {in_words(asked.vanaf)}' if early else ''}: {names}."
    return "" if any(each.id == user.id for each in found) else worded(NIEMAND)


def _withdraw(asked: Gevraagd, whole: Dossier, user: User) -> toegang.Filled:
    if asked.grond is Grond.GEEN_INDICATIE:
        if whole.may(user, Permission.WALK_ROUTE):
            st.caption(veilig(vernietigen.NIET_IN_TE_TREKKEN))
        elif whole.may(user, Permission.OVERVIEW):
            st.caption("Hebt u een vraag over dit bericht? Stel die bij het overzicht. Het dossier blijft tot dan.")
            st.page_link("directie.py", label="Naar het overzicht")
        return None
    name = form.key(whole, VernietigingIngetrokken)
    if not st.toggle(veilig(VernietigingIngetrokken.titel), key=FormState(name).toggle):
        return None
    hint(VernietigingIngetrokken.uitleg)
    filled = form.fill_in(VernietigingIngetrokken, whole, user)
    return (filled, name) if filled else None
