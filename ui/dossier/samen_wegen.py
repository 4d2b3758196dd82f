"""Weighing with two (ADR 11): ask somebody, answer without each other's answers, and then see the differences."""

import streamlit as st

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.samen_wegen import Ronde, ronde
from meldcode.dossier.wegen import te_wegen
from meldcode.eigen.woorden import worded
from meldcode.rollen import Permission, User
from meldcode.vastleggingen import Afwegingen, TweedeWeger, TweedeWegerVervalt, Vergelijking
from meldcode.vastleggingen.afwegingskader import AFWEGINGEN
from meldcode.vragen.datum import in_words
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw
from ui import clock
from ui.dossier import kop
from ui.elements.begrip import hint
from ui.forms import form
from ui.forms.veld import weegstaat
from ui.page import people
from ui.text import veilig

Filled = tuple[Vastlegging, str] | None
"""A filled-in vastlegging, with the name of its form."""


def draw(dossier: Dossier, user: User) -> Filled:
    """Draw on the left what to read, on the right what this person has to do now. Returns what was filled in."""
    kop.heading("Samen wegen", dossier, user)
    st.caption("U beantwoordt de vijf afwegingen met z’n tweeën, elk apart. Wat verschilt, bespreekt u.")
    read, write = st.columns([1, 1], gap="large")
    with read:
        st.header("Wat ligt er", anchor=False)
        weegstaat.read(te_wegen(dossier), dossier, people.names(user))
    with write:
        return _now(ronde(dossier), dossier, user)


def invitation(dossier: Dossier, user: User) -> None:
    """Say that this person was asked to weigh as well, with a link to the page for it."""
    now = ronde(dossier)
    if now and now.is_weger(user) and not now.is_vast and not now.of(user):
        st.info(
            "U bent gevraagd om mee te wegen. Beantwoord de vijf afwegingen. U ziet de antwoorden van de ander nog "
            "niet."
        )
        st.page_link("samen_wegen.py", label="Naar Samen wegen")


def _now(now: Ronde | None, dossier: Dossier, user: User) -> Filled:
    walks = dossier.may(user, Permission.WALK_ROUTE)
    if now is None:
        if walks:
            return _ask(TweedeWeger, dossier, user)
        st.caption("Er is nu niemand gevraagd om mee te wegen.")
        return None
    _who(now, user)
    if now.is_vast:
        return _compare(now, dossier, user, walks)
    if now.is_weger(user) and not now.of(user):
        return _ask(Afwegingen, dossier, user)
    st.caption("Hebben beiden vastgelegd? Dan staat hier wat verschilt.")
    if walks and st.toggle("Zonder tweede weger verder", key=f"{dossier.id}/samen/vervalt"):
        return _ask(TweedeWegerVervalt, dossier, user)
    return None


def _who(now: Ronde, user: User) -> None:
    """Say who weigh, and whether this person has answered; of the other that is only said once both have."""
    first = people.names(user).get(now.gevraagd.by, "onbekend")
    st.header(veilig(f"{first} en {now.tweede.naam}"), anchor=False)
    st.caption(veilig(f"Gevraagd op {in_words(now.gevraagd.on)}."))
    if not now.is_vast and now.of(user):
        st.markdown("Uw antwoorden liggen vast. U wacht nu op de ander.")


def _ask(kind: type[Vastlegging], dossier: Dossier, user: User, given: dict[str, Raw] | None = None) -> Filled:
    st.header(veilig(kind.titel), anchor=False)
    hint(kind.uitleg)
    refusal = vastleggen.refusal(dossier, kind, user, clock.today())
    if refusal:
        st.info(veilig(refusal))
        return None
    filled = form.fill_in(kind, dossier, user, given=given)
    return (filled, form.key(dossier, kind)) if filled else None


def _compare(now: Ronde, dossier: Dossier, user: User, walks: bool) -> Filled:
    """Draw only the differences, each with both answers, and ask for a line about each."""
    if not now.verschillen:
        st.caption("U beiden gaf op alle vijf de afwegingen hetzelfde antwoord. Leg nu bij stap 4 de weging vast.")
    for naam in now.verschillen:
        _difference(naam, now, user)
    if not now.verschillen or now.vergeleken:
        return _ask(TweedeWeger, dossier, user) if walks and _once_more(dossier) else None
    if not walks:
        told = "[De intern begeleider] legt per verschil één regel vast. Bespreek samen wat die moet zijn."
        st.caption(veilig(worded(told)))
        return None
    same: dict[str, Raw] = {naam: None for naam in AFWEGINGEN if naam not in now.verschillen}
    return _ask(Vergelijking, dossier, user, given=same)


def _once_more(dossier: Dossier) -> bool:
    return st.toggle("Voor een nieuwe weging opnieuw een tweede weger vragen", key=f"{dossier.id}/samen/opnieuw")


def _difference(naam: str, now: Ronde, user: User) -> None:
    names = people.names(user)
    with st.container(border=True, gap="small"):
        st.markdown(veilig(AFWEGINGEN[naam]))
        for column, each in zip(st.columns(2), (now.van_eerste, now.van_tweede), strict=True):
            if each:
                with column:
                    st.caption(veilig(names.get(each.by, "onbekend")))
                    st.text(each.tekst(naam) or "Niet gevraagd")
        if now.vergeleken:
            st.caption("Waar komt het verschil vandaan?")
            st.text(now.vergeleken.tekst(naam))
