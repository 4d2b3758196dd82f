"""The page of each stap: where the dossier is, what is needed, the form, and closing the stap."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import streamlit as st

from db.store.engine import reading
from db.werk import werklijst
from meldcode.dossier import vastleggen
from meldcode.dossier.advies import advies_now
from meldcode.dossier.bericht import bericht
from meldcode.dossier.dossier import Dossier, Stapstatus
from meldcode.dossier.openstaand import feedback_open, onderzoek_open, verteld
from meldcode.dossier.regels.doorgegeven import hoort_bij
from meldcode.eigen.velden import EIND, SITE, said_of, veilig_thuis
from meldcode.eigen.woorden import worded
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.route.stappen import STAP_4, STAPPEN, Stap
from meldcode.vastleggingen import (
    ALLE,
    BY_NAME,
    AdviesVeiligThuis,
    Afronding,
    Afsluiting,
    Besluit,
    Effectmeting,
    Hulp,
    Melding,
    Terugkoppeling,
)
from meldcode.vastleggingen.opening import StapNummer
from meldcode.vastleggingen.stap_1 import BEL_EERST, TELT_ALS_ACUUT
from meldcode.vragen.datum import ago, away
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging
from ui import clock
from ui.dossier import kop
from ui.dossier.einde import bewaartermijn
from ui.elements.begrip import hint
from ui.elements.slot import place
from ui.elements.waarom import waarom
from ui.forms import form, look, onderdelen, samen
from ui.forms.offered import Offer
from ui.forms.state import FormState
from ui.page import people, record_view
from ui.stap import aanvullen, ouders, taken
from ui.text import own_html, veilig
from ui.web.callbacks import Guarded
from ui.werk import werk

_CALL = '<a class="mr-bel-klein" href="{tel}">{naam}<b>{nummer}</b></a>'
_ABOUT_THE_ROUTE = tuple(kind for kind in ALLE if kind.over_de_route)
_REST = {
    Fase.TE_VERNIETIGEN: "Er is geen indicatie. Zodra de directie dat bevestigt, wordt dit dossier vernietigd.",
}


class Filled(NamedTuple):
    """What was filled in on a page, the name of its form, and the record it corrects, if it does."""

    vastlegging: Vastlegging | None = None
    form: str = ""
    corrects: Vastgelegd | None = None


def heading(stap: Stap, dossier: Dossier, user: User) -> None:
    """Draw the head of the dossier, and of this stap or of the form that is open in it."""
    kinds, wanting = _kinds(stap, dossier, user), _wanting(stap, dossier, user)
    offer = Offer(dossier, str(stap.nummer))
    chosen = _chosen(stap, dossier, user, kinds, offer)
    if chosen and len(kinds) > 1:
        is_own = chosen == _at_once(stap, dossier, kinds)  # the form that a stap is about
        kind = BY_NAME[wanting[chosen].soort] if chosen in wanting else kinds[chosen]
        title = f"{stap.naam}. {stap.titel}" if is_own else kind.titel
        way_back = partial(taken.back, user, offer, stap)
        is_long = _is_long(kind, dossier, user)  # it draws the way back itself, beside its title
        kop.heading(title, dossier, user, stap, back=(lambda: None) if is_long else way_back)
        return
    kop.heading(f"{stap.naam}. {stap.titel}", dossier, user, stap)
    st.markdown(veilig(stap.doel))
    with place():
        if dossier.fase is Fase.GESLOTEN and not hoort_bij(dossier):
            _closed(dossier, user)
        elif dossier.fase in _REST:
            st.info(veilig(_REST[dossier.fase]))
        elif dossier.status(stap) is Stapstatus.OVERGESLAGEN:
            st.warning("Deze stap is overgeslagen vanwege acuut gevaar. Vul hem alsnog aan.")


def _closed(dossier: Dossier, user: User) -> None:
    """Say of a closed dossier when, why and with which agreement; and offer to record a new signaal, which opens it."""
    last = dossier.last(Afsluiting, Afronding)  # the latter: closed after stap 2
    with st.container(border=True, key="mr-gesloten", gap="xsmall"):
        if last:
            why = last.tekst("reden") or "geen indicatie"
            st.markdown(veilig(f"Gesloten, {ago(last.on, clock.today())}: {why}."))
            if last.tekst("blijven_volgen"):
                st.text(last.tekst("blijven_volgen"))
        bewaartermijn.line(dossier, user)
        st.caption("Ziet of hoort u weer iets? Een nieuw signaal opent het dossier, en de route begint opnieuw.")
        st.button(
            "Nieuw signaal vastleggen", key="gesloten/signaal", on_click=Guarded(user, look.new_signaal, dossier.id)
        )


def _kinds(stap: Stap, dossier: Dossier, user: User) -> taken.Kinds:
    """What this person may record on the page of this stap, by name."""
    mine = (kind for kind in stap.vastleggingen if dossier.role_of(user) in kind.door and not kind.pagina)
    return {kind.__name__: kind for kind in mine}


def _wanting(stap: Stap, dossier: Dossier, user: User) -> dict[str, Vastgelegd]:
    """What this person may complete on the page of this stap, by the name of its form."""
    return {aanvullen.name(record): record for record in aanvullen.of(stap, dossier, user).values()}


def _chosen(stap: Stap, dossier: Dossier, user: User, kinds: taken.Kinds, offer: Offer) -> str:
    """The name of the form that is open; empty: none."""
    if not kinds:
        return ""
    # The more particular name first: a tab that brings its fields is known by how their keys begin.
    return offer.open([*_wanting(stap, dossier, user), *kinds], _at_once(stap, dossier, kinds))


def read_along(stap: Stap, dossier: Dossier, user: User) -> None:
    """Draw what was recorded, a line each; from stap 4 on everything before it, to weigh it all (R28)."""
    if stap.nummer < 4:
        st.header("Vastgelegd bij deze stap", anchor=False)
        lying = dossier.of(*stap.vastleggingen)
    else:
        st.header("Alles wat is vastgelegd", anchor=False)
        counting = [record for record in dossier.standing if record.soort]
        lying = tuple(record for record in reversed(counting) if not record.isa(*_ABOUT_THE_ROUTE))
    if not lying:
        st.caption("Nog niets.")
    record_view.lines(lying, dossier, user, f"{dossier.id}/lees/{stap.nummer}")


Fill = Callable[[type[Vastlegging], Dossier, User], Vastlegging | None]


def ask(stap: Stap, dossier: Dossier, user: User, fill: Fill = form.fill_in) -> Filled:
    """Draw the tasks of the stap, or the form that was chosen; return what was filled in.

    ``fill`` draws the form, for a page with one of its own.
    """
    kinds = _kinds(stap, dossier, user)
    if not kinds:
        return Filled()
    offer, wanting = Offer(dossier, str(stap.nummer)), _wanting(stap, dossier, user)
    chosen = _chosen(stap, dossier, user, kinds, offer)
    if not chosen:
        return _between(stap, dossier, user, kinds, offer)
    if chosen in wanting:
        return Filled(*aanvullen.draw(wanting[chosen], dossier, user), wanting[chosen])
    kind = kinds[chosen]
    refusal = vastleggen.refusal(dossier, kind, user, clock.today())
    if not _is_long(kind, dossier, user):  # which says it below its parts
        hint(kind.uitleg)
        why(kind, stap, dossier)
    if refusal:
        st.info(veilig(refusal))
        return Filled()
    _beside(kind, dossier)
    samen.ask(kind, dossier, user)
    return Filled(fill(kind, dossier, user), form.key(dossier, kind))


def _is_long(kind: type[Vastlegging], dossier: Dossier, user: User) -> bool:
    """Whether this form is drawn a part at a time, each with a title of its own."""
    return bool(onderdelen.of(kind)) and vastleggen.refusal(dossier, kind, user, clock.today()) is None


def _at_once(stap: Stap, dossier: Dossier, kinds: taken.Kinds) -> str:
    """The form that is open when somebody comes to the stap: where there is no choice, and the weging to be made."""
    if len(kinds) == 1:
        return next(iter(kinds))
    missing = [kind.__name__ for eis in dossier.missing(stap) for kind in eis.soorten]
    return missing[0] if stap is STAP_4 and missing and missing[0] in kinds else ""


def _between(stap: Stap, dossier: Dossier, user: User, kinds: taken.Kinds, offer: Offer) -> Filled:
    """With no form open: the card to close the stap, what comes after a stap that is closed, or the tasks."""
    closing = _may_close(stap, dossier, user)
    is_done = dossier.status(stap) is Stapstatus.AFGEROND and not dossier.missing(stap)
    if closing or is_done:
        with st.container(border=True, key="mr-klaar"):
            filled = _close(stap, dossier) if closing else None
            if not closing:
                _after(stap, dossier, user)
            label = "Toch nog iets vastleggen" if closing else "Toch iets toevoegen"
            st.button(
                veilig(label), key=offer.key_of("meer"), type="tertiary", on_click=Guarded(user, offer.turn, "meer")
            )
        if filled:
            return filled
        if not offer.unfolded("meer"):
            return Filled()
    taken.draw(stap, dossier, user, kinds, offer)
    return Filled()


def _beside(kind: type[Vastlegging], dossier: Dossier) -> None:
    """Draw what earlier answers mean for this form: about talking to the parents, and by the afwegingskader."""
    regel, told = advies_now(dossier), verteld(dossier)
    if told and kind.met_ouders:
        st.warning(veilig(worded(BEL_EERST)))
    ouders.beside(kind, dossier)
    if kind is Effectmeting:
        _as_agreed(dossier)
    if kind is Terugkoppeling:
        _call(dossier)
    if kind in (AdviesVeiligThuis, Melding):
        _reach()
    if kind is Besluit:
        st.caption(veilig(f"Eindverantwoordelijk voor dit besluit: {said_of(EIND)}."))
    if regel and kind is Besluit:
        because = f"{TELT_ALS_ACUUT} " if told else ""
        whose = "Meldroute leest het afwegingskader voorzichtig" if regel.bron.eigen else "Het afwegingskader geeft aan"
        st.info(veilig(f"{because}{whose}: {regel.tekst} U beslist."))


def why(kind: type[Vastlegging], stap: Stap, dossier: Dossier, *lines: str) -> None:
    """Where the questions come from: of the advice beside the decision, of this kind, and of the stap."""
    regel = advies_now(dossier) if kind is Besluit else None
    of_advice = (regel.bron,) if regel else ()
    named = f"In de route van de school heet deze stap: {stap.in_de_route}."
    waarom((*of_advice, *kind.grondslag, *stap.grondslag), *lines, named)


def _reach() -> None:
    """How Veilig Thuis of the region can be reached: by telephone, and where its form is."""
    there = veilig_thuis()
    with st.container(border=True, gap=None, key="mr-veilig-thuis"):
        st.html(own_html(_CALL, tel=there.tel, naam=f"Bel {there.naam}", nummer=there.nummer))
        st.caption(veilig(f"Site en formulier: {said_of(SITE)}"))


def _as_agreed(dossier: Dossier) -> None:
    """Draw the term, criterion and fallback that were agreed, next to the question whether the help works (R33)."""
    hulp = dossier.last(Hulp)
    if hulp:
        with st.container(border=True, gap=None):
            st.caption("Wanneer is de afgesproken termijn om?")
            st.text(hulp.tekst("tot"))
            for vraag in ("maatstaf", "terugval"):
                st.caption(veilig(next(each.vraag for each in hulp.antwoorden if each.naam == vraag)))
                st.text(hulp.tekst(vraag))


def _call(dossier: Dossier) -> None:
    """Draw what to have at hand when calling Veilig Thuis about a melding to which it has not responded (R6)."""
    melding, waits = dossier.last(Melding), feedback_open(dossier) or onderzoek_open(dossier)
    if melding and waits:
        with st.container(border=True, gap=None):
            there = veilig_thuis()
            st.markdown(veilig(f"Hoort u niets? Bel {there.naam}: {there.nummer}.", icon="call"))
            st.text(
                f"Gemeld op {melding.tekst('datum')}, aan {melding.tekst('aan')}. Kenmerk: {melding.tekst('kenmerk')}."
            )
            st.text("Vraag of de melding is opgepakt, wie nu aan zet is, en wanneer u meer hoort.")
            st.caption("Leg daarna vast wat u hoorde, ook als er nog niets bekend is. Dan kiest u wanneer u weer belt.")


def _may_close(stap: Stap, dossier: Dossier, user: User) -> bool:
    may = vastleggen.refusal(dossier, Afronding, user, clock.today()) is None
    is_here = dossier.status(stap) in (Stapstatus.BEZIG, Stapstatus.OVERGESLAGEN)
    return may and is_here and not dossier.missing(stap)


def _close(stap: Stap, dossier: Dossier) -> Filled | None:
    """Offer to close the stap, showing what the directie will read (R3), and what comes after."""
    text = bericht(dossier, stap)
    name = form.key(dossier, Afronding, str(stap.nummer))
    st.header(veilig(f"{stap.naam} is klaar om af te ronden"), anchor=False)
    st.caption("De directie leest alleen dit bericht, niet het dossier:")
    st.text(text)
    after = next((each for each in STAPPEN if each.nummer == stap.nummer + 1), None)
    if after:
        st.caption(veilig(f"Daarna: {after.naam.lower()}, {after.titel[0].lower()}{after.titel[1:]}."))
    if st.button("Afronden en de directie informeren", key=FormState(name).close_button, type="primary"):
        closed: Vastlegging = Afronding(stap=StapNummer(str(stap.nummer)), bericht=text)  # type: ignore[call-arg]
        return Filled(closed, name)
    return None


def _after(stap: Stap, dossier: Dossier, user: User) -> None:
    """Say of a closed stap that it is, and what is next in the dossier."""
    st.header(veilig(f"{stap.naam} is afgerond"), anchor=False)
    with reading(user.school_id) as connection:
        waiting = werklijst.of_dossier(connection, dossier.id, user.school_id)
    if not waiting:
        st.markdown("Er wacht nu niets in dit dossier.")
        return
    first = waiting[0]
    whose = first.soort.aard.waits_for or werk.whose(first, people.names(user))
    st.markdown(veilig(f"Hierna: {werk.what(first)} – {whose}, {away(first.due_on, clock.today())}."))
