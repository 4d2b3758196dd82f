"""The meldcode of this school as a PDF: the protocol with the school's own words, terms and agreements filled in."""

import streamlit as st
from starlette.routing import Route

from db.journal import journal
from db.school import schools
from db.store.engine import reading
from meldcode.protocol.protocol import meldcode
from meldcode.rollen import Permission, User
from papers.meldcode import pdf_of
from papers.papier import Merk
from ui.elements.begrip import hint
from ui.text import own_html
from ui.web.guard import PAPERS, Asked, Demands, Handed, NotAsked, hands_out

ADDRESS = "/meldcode.pdf"


@hands_out(
    Demands(
        "The meldcode of the school",
        permission=Permission.MELDCODE,
        recent=NotAsked("it says how the school works, as parents may read it, and nothing about anybody"),
        line=journal.MELDCODE_TAKEN,
        at_once=PAPERS,
    )
)
def answer(asked: Asked) -> Handed:
    """The paper, made of what the school has set at this moment."""
    user = asked.user
    with reading(user.school_id) as connection:
        naam = schools.school_name(connection, user.school_id)
        ingesteld = schools.termijnen(connection, user.school_id)
    paper = pdf_of(meldcode(naam, ingesteld), naam, Merk(user.naam, asked.now))
    return Handed(paper, "application/pdf", f'attachment; filename="meldcode-{asked.today:%Y-%m-%d}.pdf"')


def offer(user: User) -> None:
    """A link to the paper, for who may take it along."""
    if not user.may(Permission.MELDCODE):
        return
    with st.container(key="niet-afdrukken-meldcode", gap="xsmall"):
        st.html(own_html('<a href="{address}" download>Meldcode van uw school (PDF)</a>', address=ADDRESS))
        hint(
            "De route met de woorden, termijnen en afspraken van uw school. Het bevoegd gezag stelt de meldcode vast. "
            "Dat u het papier ophaalt, komt in het logboek."
        )


ROUTES = [Route(ADDRESS, answer, methods=["GET"])]
