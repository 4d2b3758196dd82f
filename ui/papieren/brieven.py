"""Letters after a talk and about a request: choosing which, and the route that makes one as Word."""

import streamlit as st
from starlette.routing import Route

from db.dossiers import papieren as papers_made
from db.school.schools import school_name
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.papieren import antwoord, brief
from meldcode.papieren.brief import Brief, Taal, TeSchrijven
from meldcode.papieren.leidraad import DE_OUDERS, onveilig, te_spreken
from papers.brief import als_word
from ui.papieren import papieren
from ui.text import veilig
from ui.web.guard import Asked, Handed, hands_out

_TALEN = {Taal.B1: "Gewone taal (B1)", Taal.A2: "Heel eenvoudig (A2)"}


def draw(dossier: Dossier, *, confirmed: bool) -> None:
    """Draw which letters can be written, and the way to the one that was chosen, once somebody ``confirmed``."""
    st.header("Brief na een gesprek of een verzoek", anchor=False)
    letters = _letters(dossier)
    if not letters:
        st.caption("Een brief komt na een gesprek of een verzoek. Daarvan is nog niets vastgelegd.")
        return
    st.caption(
        "Aan één persoon. Vul aan wat tussen haken staat. Lees de brief na, en geef hem zelf: iemand anders kan de "
        "post openen. Vertel een moeilijk besluit altijd eerst in een gesprek."
    )
    key = f"{dossier.id}/brief"
    beside = st.container(horizontal=True)
    chosen = beside.selectbox(
        "Welke brief?", list(letters), format_func=lambda each: letters[each].tekst, key=f"{key}/welke", width=560
    )
    taal = beside.radio(
        "Hoe eenvoudig?",
        list(_TALEN),
        format_func=lambda each: veilig(_TALEN[each]),
        horizontal=True,
        help="Vertaal de brief niet met een vertaalprogramma, tenzij iemand die de taal spreekt hem naleest.",
        key=f"{key}/taal",
        width="content",
    )
    whom = next((each for each in te_spreken(dossier) if each.nummer == letters[chosen].nummer), DE_OUDERS)
    if mind := onveilig(dossier, whom):
        st.warning(veilig("\n".join(mind)))
    if confirmed:
        papieren.link(f"/papier/{dossier.id}/brief.docx?welke={chosen}&taal={taal.value}", "Brief (Word)")
    else:
        st.caption("Bevestig hierboven dat u het bent. Daarna staat hier de link.")


def _letters(dossier: Dossier) -> dict[str, TeSchrijven]:
    """Every letter that can be written, by which one it is: first those about a request, for those have a term."""
    return {each.ref: each for each in (*antwoord.te_schrijven(dossier), *brief.te_schrijven(dossier))}


def _written(dossier: Dossier, which: TeSchrijven, taal: Taal) -> Brief:
    if which.soort in antwoord.SOORTEN:
        return antwoord.brief(dossier, which, taal)
    return brief.brief(dossier, which, taal)


@hands_out(papieren.of_a_dossier("A letter after a talk or about a request"))
def of_dossier(asked: Asked) -> Handed | None:
    """A letter as Word, for who walks the route of this dossier; None otherwise, or when there is no such letter."""
    dossier = papieren.for_paper(asked)
    if dossier is None:
        return None
    said = asked.request.query_params
    which = _letters(dossier).get(said.get("welke", ""))
    taal = {each.value: each for each in Taal}.get(said.get("taal", ""))
    if which is None or taal is None:
        return None
    with reading(asked.user.school_id) as connection:
        school = school_name(connection, asked.user.school_id)
    made = als_word(_written(dossier, which, taal), school, asked.now)
    return papieren.handed(made, papers_made.BRIEF, dossier, "docx")


ROUTES = [Route("/papier/{dossier_id}/brief.docx", of_dossier, methods=["GET"])]
