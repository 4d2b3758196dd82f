"""The worksheet of stap 4: on the left everything that was recorded, on the right how it is weighed."""

from collections.abc import Mapping
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from meldcode.dossier.dossier import Dossier
from meldcode.dossier.openstaand import verteld
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
from ui.stap import stappen, vorige_weging
from ui.text import veilig

AFTER_RECORDS, AFTER_FACTORS = "soorten", "onbekend"
"""The first vraag on the right, and the first below the factors."""
BEFORE_TOLD, BEFORE_OUTCOME = "onveilig", "resultaat"
"""Below which is said that the pupil told it, and what the outcome is."""


def ask(dossier: Dossier, user: User) -> tuple[Vastlegging | None, str]:
    """As ``stappen.ask`` for stap 4; a weging gets the worksheet, next to everything there is to read."""
    drawn: list[type[Vastlegging]] = []

    def fill(kind: type[Vastlegging], dossier: Dossier, user: User) -> Vastlegging | None:
        if kind is not Weging:
            return form.fill_in(kind, dossier, user)
        drawn.append(kind)
        read, write = st.columns(2, gap="large")
        with write:
            return _weigh(dossier, user, read)

    found = stappen.ask(STAP_4, dossier, user, fill)
    if not drawn:
        stappen.read_along(STAP_4, dossier, user)
    return found


def _weigh(dossier: Dossier, user: User, read: DeltaGenerator) -> Weging | None:
    with read:
        tijdlijn.draw(dossier)
        vorige_weging.between(dossier)
        before = vorige_weging.before(dossier, user)
    with read, st.container(key="mr-werkblad"):
        st.header("Alles wat is vastgelegd", anchor=False)
        records = st.container()
    first = st.container()
    st.header("Risico en bescherming", anchor=False)
    factors, second = st.empty(), st.container()
    raw = partial(form.typed, Weging, dossier.id, user)
    sheet = form.Sheet(
        STAP_4.permission,
        places={"meegewogen": records, AFTER_RECORDS: first, AFTER_FACTORS: second},
        after={BEFORE_TOLD: partial(_say_told, dossier), BEFORE_OUTCOME: partial(show_outcome, dossier)},
        weighed=[(factors, lambda _dossier: _factors(raw()))],
        echoes=[(before, lambda dossier: vorige_weging.changes(dossier, raw()))] if before else (),
    )
    return form.fill_in(Weging, dossier, user, sheet=sheet)


def _factors(raw: Mapping[str, Raw]) -> None:
    """Draw risk factors and protective factors side by side, each with the number of its record."""
    delen = read_delen(raw.get("meegewogen"))
    for hoe, column in zip((Hoe.RISICO, Hoe.BESCHERMING), st.columns(2), strict=True):
        with column:
            st.markdown(veilig(hoe.label))
            found = [each for each in delen if each.hoe is hoe]
            lines = "\n".join(f"– {each.tekst or '…'} (nummer\u00a0{each.nummer})" for each in found)
            st.text(lines or "Nog niets. U geeft dit links aan.")


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
