"""The guide for a talk: choosing which, with whom, when and what is shared, and the route that makes it."""

from datetime import date
from urllib.parse import urlencode

import streamlit as st
from starlette.datastructures import QueryParams
from starlette.routing import Route

from db.dossiers import papieren as papers_made
from db.school import kalender
from db.store.engine import reading
from meldcode.dossier.dossier import Dossier
from meldcode.papieren.leidraad import DE_OUDERS, Feit, op_blad, te_delen, te_spreken
from meldcode.papieren.leidraden import LEIDRADEN, Gesprek
from meldcode.rollen import Permission, User
from meldcode.termijnen.kalender import Kalender
from meldcode.vragen.datum import in_words, read_date, short
from meldcode.vragen.eisen import Wie
from papers.leidraad import op_papier
from papers.papier import Merk
from ui.elements import dag, rijen
from ui.elements.waarom import waarom
from ui.page import menu
from ui.papieren import papieren
from ui.text import one_line, veilig
from ui.web.guard import Asked, Handed, hands_out

_SOME = 8
_LABEL = 200  # signs of a fact beside its tick; on paper it stands whole
_FIRST = {2: Gesprek.ZORG, 3: Gesprek.FORMEEL, 5: Gesprek.MELDING}


def link(dossier: Dossier, user: User) -> None:
    """Draw the way to the guide, on a page where a talk may be near."""
    if dossier.may(user, Permission.PAPERS):
        menu.link("papieren.py", "Gespreksleidraad", dossier.id)


def draw(dossier: Dossier, user: User, *, confirmed: bool) -> None:
    """Draw the choices, what to mind with them, and the way to the paper once somebody ``confirmed`` who they are."""
    st.header("Gespreksleidraad", anchor=False)
    st.caption(
        "Op één blad: voorbereiden, beginnen, de stappen van het gesprek, en wat u niet doet. Uit het dossier komt er "
        "alleen op wat u aankruist."
    )
    key = f"{dossier.id}/leidraad"
    offered = list(LEIDRADEN)
    gesprek = st.radio(
        "Welk gesprek?",
        offered,
        offered.index(_FIRST.get(dossier.fase.stap, Gesprek.ZORG)),
        format_func=lambda each: veilig(LEIDRADEN[each].titel),
        horizontal=True,
        key=f"{key}/gesprek",
    )
    guide = LEIDRADEN[gesprek]
    wie = _with_whom(dossier, key) if guide.met_ouders else DE_OUDERS
    op = _day(key)
    ticked = _ticked(te_delen(dossier, wie), wie, key) if guide.met_ouders else []
    with reading(user.school_id) as connection:
        free = kalender.kalender(connection, user.school_id).van(dossier.groep)
    blad = op_blad(dossier, gesprek, wie, op, ticked, free)
    if blad and blad.let_op:
        st.warning(veilig("\n".join(blad.let_op)))
    with st.container(horizontal=True, vertical_alignment="center"):
        if confirmed:
            asked = {"gesprek": gesprek.value, "met": wie.nummer, "op": short(op) if op else "", "deel": ticked}
            papieren.link(f"/papier/{dossier.id}/leidraad.pdf?{urlencode(asked, doseq=True)}", "Gespreksleidraad (PDF)")
        else:
            st.caption("Bevestig hierboven dat u het bent. Daarna staat hier de link.")
        waarom(guide.bronnen, "De zinnen zijn van Meldroute. Hieronder staat waar de raad op rust.", over="gesprek")


def _with_whom(dossier: Dossier, key: str) -> Wie:
    people = {each.nummer: each for each in te_spreken(dossier)}
    if len(people) == 1:
        return next(iter(people.values()))
    chosen = st.radio(
        "Met wie?",
        list(people),
        format_func=lambda each: veilig(people[each].naam),
        help="Met ieder een eigen blad: wat u met de een deelt, staat niet op dat van de ander.",
        key=f"{key}/met",
    )
    return people[chosen]


def _day(key: str) -> date | None:
    """The planned day, if one can be read."""
    typed = st.text_input(
        "Op welke dag is het gesprek? (mag leeg blijven)",
        placeholder=dag.HINT,
        width=360,
        max_chars=60,
        key=f"{key}/op",
    )
    if not typed.strip():
        return None
    day, wrong = dag.read_alone(typed, ahead=True)
    st.caption(veilig(wrong or (in_words(day) if day else "")))
    return day


def _ticked(facts: tuple[Feit, ...], wie: Wie, key: str) -> list[str]:
    """Draw what can be shared with this person, each with a tick; return which are ticked."""
    st.subheader(veilig(f"Delen met {wie.naam}"), anchor=False)
    if not facts:
        st.caption("In het dossier staat nog niets dat u zelf zag of hoorde. Op het blad is ruimte om te schrijven.")
        return []
    st.caption(
        "Alleen wat de school zelf zag of hoorde. Namen van anderen, en waar iemand te vinden is, zijn eruit gehaald. "
        "Lees het blad na voor u het meeneemt."
    )
    # All at once: a tick is lost where it is not drawn.
    shown = rijen.first_of(facts, f"{key}/feiten", _SOME, by_pages=False)
    own = f"{key}/{wie.nummer}"
    with st.container(gap="xsmall"):
        ticked = [
            each.ref for each in shown if st.checkbox(veilig(_said(each), note=_about(each)), key=f"{own}/{each.ref}")
        ]
    rijen.show_all(len(facts), f"{key}/feiten", _SOME, "Feiten", which="laatste", by_pages=False)
    return ticked


def _said(each: Feit) -> str:
    return f"{in_words(each.op)}: {one_line(each.tekst, _LABEL)}"


def _about(each: Feit) -> str:
    return "Het kind zei dit." if each.van_kind else "Dit gaat goed of beter." if each.gaat_goed else ""


@hands_out(papieren.of_a_dossier("The guide for a talk"))
def of_dossier(asked: Asked) -> Handed | None:
    """The guide as a PDF, for who walks the route of this dossier; None otherwise, or when it cannot be made so."""
    dossier = papieren.for_paper(asked)
    if dossier is None:
        return None
    with reading(asked.user.school_id) as connection:
        free = kalender.kalender(connection, asked.user.school_id).van(dossier.groep)
    made = _made(dossier, asked.request.query_params, free, Merk(f"een {asked.user.role.midden}", asked.now))
    return papieren.handed(made, papers_made.LEIDRAAD, dossier) if made else None


def _made(dossier: Dossier, said: QueryParams, free: Kalender, by: Merk) -> bytes | None:
    guides = {each.value: each for each in LEIDRADEN}
    people = {str(each.nummer): each for each in (*te_spreken(dossier), DE_OUDERS)}
    gesprek, wie, op = guides.get(said.get("gesprek", "")), people.get(said.get("met", "")), said.get("op", "")
    day = read_date(op)
    if gesprek is None or wie is None or (op and day is None):
        return None
    if LEIDRADEN[gesprek].met_ouders and wie not in te_spreken(dossier):
        return None
    blad = op_blad(dossier, gesprek, wie, day, said.getlist("deel"), free)
    return op_papier(blad, dossier.codenaam, by) if blad else None


ROUTES = [Route("/papier/{dossier_id}/leidraad.pdf", of_dossier, methods=["GET"])]
