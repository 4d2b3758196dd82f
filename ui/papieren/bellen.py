"""The page to read from while calling Veilig Thuis: the card in its order, and beside it what is recorded."""

from collections.abc import Sequence

import streamlit as st

from meldcode.dossier import vastleggen
from meldcode.dossier.dossier import Dossier
from meldcode.eigen.velden import altijd, veilig_thuis
from meldcode.papieren.belkaart import Belkaart, belkaart
from meldcode.rollen import User
from meldcode.vastleggingen import AdviesVeiligThuis, Melding
from meldcode.vragen.vastlegging import Vastlegging
from papers.belkaart import LIJSTEN, TEKST, begin
from ui import clock
from ui.dossier import kop
from ui.forms import form, samen
from ui.page import menu
from ui.papieren import vrijgeven
from ui.text import own_html, veilig

TITEL = "Bellen met Veilig Thuis"
_CALL = '<a class="mr-bel" href="{tel}"><b>Bel {naam}</b><span>{over}</span></a>'
_KINDS: dict[str, type[Vastlegging]] = {"Advies": AdviesVeiligThuis, "Melding": Melding}
Filled = tuple[Vastlegging, str] | None
"""A filled-in vastlegging, with the name of its form."""


def draw(dossier: Dossier, user: User) -> Filled:
    """Draw on the left what to say, on the right the form for what is said. Returns what was filled in."""
    kop.heading(TITEL, dossier, user)
    call = veilig_thuis()
    over = " · ".join(filter(None, (call.nummer, call.wanneer)))
    st.html(own_html(_CALL, tel=call.tel, naam=call.naam, over=over))
    st.caption(veilig(altijd()))
    tell, write = st.columns([1, 1], gap="large")
    with tell:
        _card(belkaart(dossier, clock.today()), vrijgeven.released(dossier, user), dossier)
    with write:
        return _record(dossier, user)


def _card(kaart: Belkaart, told: Sequence[tuple[str, str]], dossier: Dossier) -> None:
    _part(TEKST["begin"], [begin(kaart), f"{TEKST['uzelf']}. {TEKST['uzelf_tekst']}"])
    _part(TEKST["veilig"], [*filter(None, [kaart.acuut]), *LIJSTEN["veilig_vragen"]])
    _part(TEKST["zelf"], [])
    _part(TEKST["gezien"], [f"{when}. {what}\n" for when, what in told] or list(map(_seen, kaart.gezien)))
    menu.link("papieren.py", "Kiezen en nalezen wat u vertelt", dossier.id)
    _part(TEKST["gedaan"], kaart.gedaan)
    _part(TEKST["ouders"], [" ".join(each) for each in kaart.ouders])
    _part(TEKST["vijf"], [" ".join(each) for each in kaart.afwegingen])
    _part(TEKST["melding"], [TEKST["melding_tekst"]])


def _part(title: str, lines: Sequence[str]) -> None:
    st.header(veilig(title), anchor=False)
    if lines:
        st.text("\n".join(lines).rstrip())


def _seen(row: tuple[str, str, str]) -> str:
    when, what, how = row
    return f"{when[:1].upper()}{when[1:]}: {what}, {how}"


def _record(dossier: Dossier, user: User) -> Filled:
    """Ask what was said: as advice, or as a melding. Both keep what was typed when somebody changes their mind."""
    st.header("Wat u vastlegt", anchor=False)
    chosen = st.radio(
        "Wat werd het gesprek?",
        list(_KINDS),
        format_func=lambda each: veilig(each),
        horizontal=True,
        key=f"{dossier.id}/bellen/soort",
    )
    kind = _KINDS[chosen]
    if refusal := vastleggen.refusal(dossier, kind, user, clock.today()):
        st.info(veilig(refusal))
        return None
    samen.ask(kind, dossier, user)
    filled = form.fill_in(kind, dossier, user)
    return (filled, form.key(dossier, kind)) if filled else None
