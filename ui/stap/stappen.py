"""The page of each stap: where the dossier is, what is needed, the form, and closing the stap."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from meldcode.dossier import vastleggen
from meldcode.dossier.advies import advies_now
from meldcode.dossier.bericht import bericht
from meldcode.dossier.dossier import Dossier, Stapstatus
from meldcode.dossier.openstaand import feedback_open, onderzoek_open, verteld
from meldcode.eigen.velden import EIND, SITE, said_of, veilig_thuis
from meldcode.eigen.woorden import worded
from meldcode.rollen import Permission, User
from meldcode.route.fasen import Fase
from meldcode.route.stappen import Stap
from meldcode.vastleggingen import (
    ALLE,
    AdviesVeiligThuis,
    Afronding,
    Besluit,
    Effectmeting,
    Hulp,
    Melding,
    Terugkoppeling,
    VeiligInformeren,
)
from meldcode.vastleggingen.opening import StapNummer
from meldcode.vastleggingen.stap_1 import BEL_EERST, TELT_ALS_ACUUT
from meldcode.vragen.vastlegging import Vastlegging
from ui import clock
from ui.elements.begrip import hint
from ui.elements.slot import place
from ui.elements.waarom import waarom
from ui.forms import form
from ui.forms.offered import Offer
from ui.forms.state import FormState
from ui.page import record_view
from ui.text import own_html, veilig

_CALL = '<a class="mr-bel-klein" href="{tel}">{naam}<b>{nummer}</b></a>'
_ABOUT_THE_ROUTE = tuple(kind for kind in ALLE if kind.over_de_route)
_REST = {
    Fase.TE_VERNIETIGEN: "Er is geen indicatie. Zodra de directie het bericht als gezien bevestigt, wordt dit dossier "
    "vernietigd.",
    Fase.GESLOTEN: "Dit dossier is gesloten. Een nieuw signaal (stap 1) opent het weer.",
}


def show_stap(stap: Stap, dossier: Dossier, user: User) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Draw the heading; return the two columns of the page, the one for writing first, then the one for reading."""
    record_view.heading(f"{stap.naam}. {stap.titel}", dossier, user)
    st.markdown(veilig(stap.doel))
    with place():
        if dossier.fase in _REST:
            st.info(veilig(_REST[dossier.fase]))
        elif dossier.status(stap) is Stapstatus.OVERGESLAGEN:
            st.warning("Deze stap is overgeslagen vanwege acuut gevaar. Vul hem alsnog aan.")
    if stap.nummer == 4:  # the worksheet has reading on the left, and as wide as writing
        read, write = st.columns([1, 1], gap="large")
    else:
        write, read = st.columns([3, 2], gap="large")
    return write, read


def read_along(stap: Stap, dossier: Dossier, user: User) -> None:
    """Draw what is still needed, and what was recorded; from stap 4 on everything before it, to weigh it all (R28)."""
    if dossier.may(user, Permission.WALK_ROUTE):
        needed(stap, dossier)
    if stap.nummer < 4:
        st.subheader("Vastgelegd bij deze stap", anchor=False)
        lying = dossier.of(*stap.vastleggingen)
    else:
        st.subheader("Alles wat is vastgelegd", anchor=False)
        counting = [record for record in dossier.standing if record.soort]
        lying = tuple(record for record in reversed(counting) if not record.isa(*_ABOUT_THE_ROUTE))
        st.caption("Het nieuwste staat bovenaan.")
    if not lying:
        st.caption("Nog niets.")
    record_view.records(lying, dossier, user)


def needed(stap: Stap, dossier: Dossier) -> None:
    """Draw what must be recorded before this stap may be closed, and which of that is there."""
    st.subheader("Nodig om af te ronden", anchor=False)
    window, missing = dossier.window(stap), dossier.missing(stap)
    for eis in stap.nodig:
        if eis in missing:
            st.markdown(veilig(eis.tekst, icon="radio_button_unchecked", note="nog nodig"))
        elif eis.applies(window):
            st.markdown(veilig(eis.tekst, icon="check_circle", note="vastgelegd"))


Fill = Callable[[type[Vastlegging], Dossier, User], Vastlegging | None]


def ask(stap: Stap, dossier: Dossier, user: User, fill: Fill = form.fill_in) -> tuple[Vastlegging | None, str]:
    """Let the person choose what to record and fill it in, or close the stap; return it with the name of its form.

    ``fill`` draws the form, for a page with one of its own.
    """
    mine = (kind for kind in stap.vastleggingen if dossier.role_of(user) in kind.door and not kind.pagina)
    kinds = {kind.__name__: kind for kind in mine}
    if not kinds:
        return None, ""
    closed = _close(stap, dossier, user)
    if closed:
        return closed
    kind = kinds[_choice(stap, dossier, kinds)]
    st.subheader(veilig(kind.titel), anchor=False)
    hint(kind.uitleg)
    _why(kind, stap, dossier)
    refusal = vastleggen.refusal(dossier, kind, user, clock.today())
    if refusal:
        st.info(veilig(refusal))
        return None, ""
    _beside(kind, dossier)
    return fill(kind, dossier, user), form.key(dossier, kind)


def _choice(stap: Stap, dossier: Dossier, kinds: dict[str, type[Vastlegging]]) -> str:
    """Ask what to record. Offered first is what is still needed and can be recorded now."""
    if len(kinds) == 1:
        return next(iter(kinds))
    asked = [kind for eis in dossier.missing(stap) for kind in eis.soorten if kind.__name__ in kinds]
    needed = [kind.__name__ for kind in sorted(asked, key=lambda kind: bool(dossier.lacks(kind)))]
    offer = Offer(dossier, str(stap.nummer))
    first = offer.first(kinds, needed[0] if needed else next(iter(kinds)))
    chosen = st.pills(
        "Wat legt u vast?",
        list(kinds),
        default=first,
        required=True,
        wrap=True,
        format_func=lambda kind: veilig(kinds[kind].titel),
        key=offer.field(first),
    )
    return offer.chosen(first, chosen)


def _beside(kind: type[Vastlegging], dossier: Dossier) -> None:
    """Draw what earlier answers mean for this form: about talking to the parents, and by the afwegingskader."""
    parents, regel, told = dossier.last(VeiligInformeren), advies_now(dossier), verteld(dossier)
    if told and kind.met_ouders:
        st.warning(veilig(worded(BEL_EERST)))
    if parents and kind.met_ouders:
        st.info(veilig(f"Kunnen de ouders nu veilig worden geïnformeerd? Antwoord: {parents.tekst('veilig')}."))
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


def _why(kind: type[Vastlegging], stap: Stap, dossier: Dossier) -> None:
    """Where the questions come from: of the advice beside the decision, of this kind, and of the stap."""
    regel = advies_now(dossier) if kind is Besluit else None
    of_advice = (regel.bron,) if regel else ()
    named = f"In de route van de school heet deze stap: {stap.in_de_route}."
    waarom((*of_advice, *kind.grondslag, *stap.grondslag), named)


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


def _close(stap: Stap, dossier: Dossier, user: User) -> tuple[Vastlegging, str] | None:
    """Offer to close the stap once all is there, showing what the directie will read (R3)."""
    may_close = vastleggen.refusal(dossier, Afronding, user, clock.today()) is None
    is_here = dossier.status(stap) in (Stapstatus.BEZIG, Stapstatus.OVERGESLAGEN)
    if not may_close or not is_here or dossier.missing(stap):
        return None
    text = bericht(dossier, stap)
    name = form.key(dossier, Afronding, str(stap.nummer))
    with st.container(border=True):
        st.markdown(veilig(f"Alles is er: {stap.naam.lower()} kan worden afgerond."))
        st.caption("De directie leest alleen dit bericht, niet het dossier:")
        st.text(text)
        if st.button("Afronden en de directie informeren", key=FormState(name).close_button, type="primary"):
            return Afronding(stap=StapNummer(str(stap.nummer)), bericht=text), name  # type: ignore[call-arg]
    return None
