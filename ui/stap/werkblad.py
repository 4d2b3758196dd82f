"""The worksheet of stap 4: a long form in parts, with beside it what was weighed so far."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.openstaand import verteld
from meldcode.dossier.wegen import te_wegen
from meldcode.eigen.velden import veilig_thuis
from meldcode.rollen import User
from meldcode.route.stappen import STAP_4
from meldcode.vastleggingen import Weging
from meldcode.vastleggingen.afwegingskader import five_answers, uitkomst
from meldcode.vastleggingen.stap_1 import TELT_ALS_ACUUT
from meldcode.vragen.meegewogen import Hoe, read_delen
from meldcode.vragen.vastlegging import Vastlegging
from meldcode.vragen.vraag import Raw
from ui.dossier import tijdlijn
from ui.forms import form
from ui.forms.offered import Offer
from ui.forms.sheet import Sheet
from ui.forms.veld import weegstaat
from ui.page import people
from ui.stap import stappen, taken, vorige_weging
from ui.text import own_html, veilig

BEFORE_TOLD, BEFORE_OUTCOME = "onveilig", "resultaat"
"""Below which is said that the pupil told it, and what the outcome is."""
_FACTORS = (Hoe.RISICO, Hoe.BESCHERMING, Hoe.ONBEKEND)
_DOUBT = '<p class="mr-twijfel">Twijfelt u over de veiligheid? <a href="{tel}">Bel {naam}: {nummer}</a></p>'


def ask(dossier: Dossier, user: User) -> stappen.Filled:
    """As ``stappen.ask`` for stap 4; a weging gets the worksheet."""
    drawn: list[type[Vastlegging]] = []

    def fill(kind: type[Vastlegging], dossier: Dossier, user: User) -> Vastlegging | None:
        if kind is not Weging:
            return form.fill_in(kind, dossier, user)
        drawn.append(kind)
        return _weigh(dossier, user)

    found = stappen.ask(STAP_4, dossier, user, fill)
    if not drawn:
        stappen.read_along(STAP_4, dossier, user)
    return found


def _weigh(dossier: Dossier, user: User) -> Weging | None:
    with st.container(key="mr-werkblad"):
        top = st.container(gap=None)
        taken.back(user, Offer(dossier, str(STAP_4.nummer)), STAP_4)
    write, beside = st.columns([2.4, 1], gap="medium")
    raw = partial(form.typed, Weging, dossier.id, user)
    with beside:
        factors = st.empty()
        before = vorige_weging.before(dossier, user)
        vorige_weging.between(dossier)
    sheet = Sheet(
        STAP_4.permission,
        top,
        after={BEFORE_TOLD: partial(_say_told, dossier), BEFORE_OUTCOME: partial(show_outcome, dossier)},
        weighed=[(factors, lambda now: _so_far(now, raw()))],
        echoes=[(before, lambda now: vorige_weging.changes(now, raw()))] if before else (),
        foot=_foot,
        read_back=partial(_read_back, user),
    )
    with write:
        return form.fill_in(Weging, dossier, user, sheet=sheet)


def _so_far(dossier: Dossier, raw: Mapping[str, Raw]) -> None:
    """Draw how far the weighing is: what is left, and each factor with the number of its record."""
    delen = read_delen(raw.get("meegewogen"))
    with st.container(key="mr-zover", gap="small"):
        st.header("Zo ver bent u", anchor=False)
        st.caption(veilig(weegstaat.left(te_wegen(dossier), delen)))
        for hoe in _FACTORS:
            found = [each for each in delen if each.hoe is hoe]
            with st.container(gap=None):
                st.markdown(veilig(hoe.label))
                lines = "\n".join(f"{each.tekst or '…'} (nummer\u00a0{each.nummer})" for each in found)
                st.text(lines or "nog niets")
        there = veilig_thuis()
        st.html(own_html(_DOUBT, tel=there.tel, naam=there.naam, nummer=there.nummer))


def _foot(dossier: Dossier) -> None:
    """Offer to see what happened when, and why all this is asked."""
    with st.expander("Wat er wanneer gebeurde", type="compact"):
        tijdlijn.draw(dossier)
    stappen.why(Weging, STAP_4, dossier, Weging.uitleg)


def _read_back(user: User, dossier: Dossier) -> None:
    """Offer to read all that was recorded, while one answers."""
    with st.expander("Lees terug wat er ligt", type="compact"):
        for each in te_wegen(dossier):
            with st.container(key=f"mr-weeg-{each.nummer}", gap="xsmall"):
                weegstaat.show(each, people.names(user).get(each.by, "onbekend"), dossier.id)


def _say_told(dossier: Dossier, _raw: Mapping[str, Raw]) -> None:
    """Say that the pupil told it, at the question whether it is safe."""
    if told := verteld(dossier):
        st.warning(veilig(f"{TELT_ALS_ACUUT} Zie nummer {told.nummer}."))


def show_outcome(dossier: Dossier, raw: Mapping[str, Raw]) -> None:
    """Draw what the afwegingskader indicates for these answers, by which rule, and what would change that."""
    with st.container(border=True, gap="small"):
        st.markdown("**Wat het afwegingskader aangeeft**")
        try:
            found = uitkomst(five_answers(raw))
        except LookupError:
            st.caption("Dit ziet u zodra u de afwegingen hebt beantwoord die ervoor nodig zijn.")
            return
        st.markdown(veilig(found.regel.tekst))
        if verteld(dossier) and not found.regel.melden:
            st.markdown(
                "Maar de leerling vertelde het zelf. Zolang u niet met Veilig Thuis hebt overlegd, geldt bij het "
                "besluit afweging 2 als ja."
            )
        why = (found.omdat, found.anders, "U beslist zelf, in stap 5. Wijkt u af, dan schrijft u daar op waarom.")
        st.caption(veilig("\n\n".join(why)))
