"""The bel-kaart: what to say to Veilig Thuis on one A4, of a dossier or without one, and the routes that make it."""

import streamlit as st
from starlette.routing import Route

from db.dossiers import papieren as papers_made
from meldcode.dossier.dossier import Dossier
from meldcode.eigen.velden import veilig_thuis
from meldcode.papieren.belkaart import belkaart
from meldcode.rollen import Permission, User
from papers.belkaart import op_papier
from papers.papier import Merk
from ui.elements.begrip import hint
from ui.page import menu
from ui.papieren import papieren, vrijgeven
from ui.text import own_html
from ui.web.guard import PAPERS, Asked, Demands, Handed, NotAsked, hands_out

ZONDER = "/belkaart.pdf"


def link(dossier: Dossier, user: User) -> None:
    """Draw the way to the card of this dossier, on a page where somebody may be about to call."""
    if dossier.may(user, Permission.PAPERS):
        menu.link("papieren.py", "Belkaart voor Veilig Thuis", dossier.id)


def without_a_dossier() -> None:
    """Draw a link to a card on which nothing is filled in."""
    with st.container(gap="xsmall"):
        st.html(own_html('<a href="{address}" download>Lege belkaart voor Veilig Thuis (PDF)</a>', address=ZONDER))
        hint("Wat Veilig Thuis vraagt, in de volgorde van het gesprek. Met ruimte om op te schrijven wat u afspreekt.")


@hands_out(papieren.of_a_dossier("The card for calling Veilig Thuis"))
def of_dossier(asked: Asked) -> Handed | None:
    """The card of a dossier as a PDF, for who walks its route; None otherwise."""
    dossier = papieren.for_paper(asked)
    if dossier is None:
        return None
    by = Merk(f"een {asked.user.role.midden}", asked.now)  # no name: the card may lie beside the telephone
    told = vrijgeven.released(dossier, asked.user)
    made = op_papier(belkaart(dossier, asked.today), veilig_thuis(), dossier.codenaam, by, told)
    return papieren.handed(made, papers_made.BELKAART, dossier)


@hands_out(
    Demands(
        "The empty card for calling Veilig Thuis",
        permission=Permission.ALARM,
        recent=NotAsked("it says what Veilig Thuis asks, and nothing about anybody"),
        line=NotAsked("it is the same for everybody, and about no dossier"),
        at_once=PAPERS,
    )
)
def empty(asked: Asked) -> Handed:
    """The card without a dossier, for whoever may see the numbers in acute danger."""
    made = op_papier(belkaart(None, asked.today), veilig_thuis(), "", Merk(f"een {asked.user.role.midden}", asked.now))
    return Handed(made, "application/pdf", 'attachment; filename="belkaart.pdf"')


ROUTES = [
    Route("/papier/{dossier_id}/belkaart.pdf", of_dossier, methods=["GET"]),
    Route(ZONDER, empty, methods=["GET"]),
]
