"""What stands beside a form about the parents: whether each can safely be told, who hears first, what is secret."""

import streamlit as st

from meldcode import gezag
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.openstaand import not_told_of_melding, per_persoon
from meldcode.vastleggingen import Bijlage, Melding, VeiligInformeren
from meldcode.vragen.baan import Baan
from meldcode.vragen.vastlegging import Vastlegging, vragen
from ui.page import menu
from ui.text import veilig

_GEHEIM = (
    "In dit dossier is geheim waar iemand is. Zeg dat alleen aan de telefoon. Schrijf het nergens op: ook niet de "
    "plaats, de huisarts of de nieuwe school. Kijk ook of het in een bijlage staat."
)


def beside(kind: type[Vastlegging], dossier: Dossier) -> None:
    """Draw it, as far as the dossier says something."""
    is_told_on = kind is Bijlage or kind.baan in (Baan.OVERLEG, Baan.GESPREKKEN, Baan.HULP)
    if is_told_on and any(each.is_geheim for each in gezag.mensen(dossier.standing)):
        st.warning(veilig(_GEHEIM))
    if any(each.about_people for each in vragen(kind)) and not gezag.te_kiezen(dossier.standing):
        menu.link("om_de_leerling.py", "Eerst vastleggen wie om de leerling heen staan", dossier.id)
    if kind is Melding and (names := not_told_of_melding(dossier)):
        st.info(veilig(f"Vertel het vóór de melding, in een gesprek. Nog niet verteld aan: {', '.join(names)}."))
    if kind.met_ouders:
        answers = " ".join(f"Antwoord{who}: {said}." for who, said in _safe(dossier))
        if answers:
            st.info(veilig(f"Kunnen de ouders nu veilig worden geïnformeerd? {answers}"))
        for each in gezag.te_kiezen(dossier.standing):
            if taal := each.record.tekst("taal"):
                st.caption(veilig(f"{each.naam} heeft een tolk nodig: {taal}. Een kind tolkt nooit."))


def _safe(dossier: Dossier) -> list[tuple[str, str]]:
    """The last answer whether they can safely be told, about whom and in words; of all at once where it is the same."""
    names = [f" over {each.naam}" for each in dossier.met_gezag] or [""]
    last = [said[-1].tekst("veilig") if said else "" for said in per_persoon(dossier, dossier.of(VeiligInformeren))]
    if len(set(last)) == 1:
        return [("", last[0])] if last[0] else []
    return [(who, said or "nog niet gegeven") for who, said in zip(names, last, strict=True)]
