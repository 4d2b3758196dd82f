"""What the page of every stap shows: where the case stands, what is needed, the form, and closing the stap."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from meldcode.bericht import bericht
from meldcode.dossier import Dossier, Stapstatus
from meldcode.fasen import Fase
from meldcode.rollen import Permission, User
from meldcode.samenhang import advies_now
from meldcode.stappen import Stap
from meldcode.vastleggingen import (
    TOEGANG,
    Afronding,
    Afzien,
    AntwoordAanDirectie,
    Besluit,
    FormeelGesprek,
    Ontvangst,
    Opening,
    OudersGeinformeerd,
    VeiligInformeren,
    Zorggesprek,
)
from meldcode.vastleggingen.opening import StapNummer
from meldcode.vraag import Vastlegging
from ui import access, form, show
from ui.place import place
from ui.text import veilig

_ABOUT_PARENTS = (Zorggesprek, FormeelGesprek, Afzien, OudersGeinformeerd)
_ABOUT_THE_ROUTE = (Opening, Afronding, Ontvangst, AntwoordAanDirectie, *TOEGANG)
_REST = {
    Fase.TE_VERNIETIGEN: "Er is geen indicatie. Zodra de directie het bericht als gezien bevestigt, wordt dit dossier "
    "vernietigd.",
    Fase.GESLOTEN: "Dit dossier is gesloten. Een nieuw signaal (stap 1) opent het weer.",
}


def show_stap(stap: Stap, dossier: Dossier, user: User) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Draw the heading; give the two sides of the page: where one writes and where one reads."""
    show.heading(f"{stap.naam}. {stap.titel}", dossier, user)
    st.markdown(veilig(stap.doel))
    st.caption(veilig(f"In de route: {stap.in_de_route}. Grondslag: {'; '.join(map(str, stap.grondslag))}."))
    with place():
        if dossier.fase in _REST:
            st.info(veilig(_REST[dossier.fase]))
        elif dossier.status(stap) is Stapstatus.OVERGESLAGEN:
            st.warning("Deze stap is overgeslagen vanwege acuut gevaar. Vul hem alsnog aan.")
    write, read = st.columns([1, 1] if stap.nummer == 4 else [3, 2], gap="large")
    return write, read


def read_along(stap: Stap, dossier: Dossier, user: User) -> None:
    """What is still needed, and what was recorded: from stap 4 on everything before it, to weigh it all (R28)."""
    if dossier.may(user, Permission.WALK_ROUTE):
        _needed(stap, dossier)
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
    show.records(lying, dossier, user)


def _needed(stap: Stap, dossier: Dossier) -> None:
    st.subheader("Nodig om af te ronden", anchor=False)
    window, missing = dossier.window(stap), dossier.missing(stap)
    for eis in stap.nodig:
        if eis in missing:
            st.markdown(veilig(eis.tekst, icon="radio_button_unchecked", note="nog nodig"))
        elif eis.applies(window):
            st.markdown(veilig(eis.tekst, icon="check_circle", note="vastgelegd"))


def ask(stap: Stap, dossier: Dossier, user: User) -> tuple[Vastlegging | None, str]:
    """Let the person choose what to record and fill it in, or close the stap; with the name of that form."""
    kinds = {kind.__name__: kind for kind in stap.vastleggingen if dossier.role_of(user) in kind.door}
    if not kinds:
        return None, ""
    closed = _close(stap, dossier, user)
    if closed:
        return closed
    kind = kinds[_choice(stap, dossier, kinds)]
    st.subheader(veilig(kind.titel), anchor=False)
    st.caption(veilig(kind.uitleg))
    refusal = dossier.refusal(kind, user, access.today())
    if refusal:
        st.info(veilig(refusal))
        return None, ""
    _beside(kind, dossier)
    vastlegging: Vastlegging | None = form.fill_in(kind, dossier, user)
    return vastlegging, form.key(dossier, kind)


def _choice(stap: Stap, dossier: Dossier, kinds: dict[str, type[Vastlegging]]) -> str:
    """What to record; first offered is what is still needed and can be done now."""
    if len(kinds) == 1:
        return next(iter(kinds))
    asked = [kind for eis in dossier.missing(stap) for kind in eis.soorten if kind.__name__ in kinds]
    needed = [kind.__name__ for kind in sorted(asked, key=dossier.is_ready_for, reverse=True)]
    key = f"{dossier.id}/{stap.nummer}/{access.offered_at(dossier)}/soort"
    wanted = access.wanted()
    if wanted in kinds:
        st.session_state[key] = wanted
    # The version in the key: after one recorded something the next thing is offered.
    chosen = st.pills(
        "Wat legt u vast?",
        list(kinds),
        default=None if key in st.session_state else needed[0] if needed else next(iter(kinds)),
        required=True,
        wrap=True,
        format_func=lambda name: veilig(kinds[name].titel),
        key=key,
    )
    return str(chosen)


def _beside(kind: type[Vastlegging], dossier: Dossier) -> None:
    """What an earlier answer means for this one: the question about the parents, and the afwegingskader."""
    parents, regel = dossier.last(VeiligInformeren), advies_now(dossier)
    if parents and kind in _ABOUT_PARENTS:
        st.info(veilig(f"Kunnen de ouders nu veilig worden geïnformeerd? Antwoord: {parents.tekst('veilig')}."))
    if regel and kind is Besluit:
        st.info(veilig(f"Het afwegingskader geeft aan: {regel.tekst} Bron: {regel.bron}. U beslist."))


def _close(stap: Stap, dossier: Dossier, user: User) -> tuple[Vastlegging, str] | None:
    """Offer to close the stap once all is there, showing what the directie will read (R3)."""
    may_close = dossier.refusal(Afronding, user, access.today()) is None
    is_here = dossier.status(stap) in (Stapstatus.BEZIG, Stapstatus.OVERGESLAGEN)
    if not may_close or not is_here or dossier.missing(stap):
        return None
    text = bericht(dossier, stap)
    name = form.key(dossier, Afronding, str(stap.nummer))
    with st.container(border=True):
        st.markdown(veilig(f"Alles is er: {stap.naam.lower()} kan worden afgerond."))
        st.caption("De directie leest alleen dit bericht, niet het dossier:")
        st.text(text)
        if st.button("Afronden en de directie informeren", key=f"{name}/afronden", type="primary"):
            return Afronding(stap=StapNummer(str(stap.nummer)), bericht=text), name  # type: ignore[call-arg]
    return None
