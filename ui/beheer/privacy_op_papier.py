"""The privacy annex of this school as a PDF: for the register of processing and a DPIA, from what the school set."""

import streamlit as st
from starlette.routing import Route

from db.journal import journal
from db.school import schools
from db.store.engine import reading
from db.werk.mail_settings import mail_is_wanted
from meldcode.protocol.privacy import Instellingen, privacy
from meldcode.rollen import Permission, User
from papers.meldcode import pdf_of
from papers.papier import Merk
from ui.elements.begrip import hint
from ui.signing_in.sso_settings import single_sign_on
from ui.text import own_html
from ui.web.guard import PAPERS, Asked, Demands, Handed, NotAsked, hands_out

ADDRESS = "/privacy.pdf"


@hands_out(
    Demands(
        "The privacy annex of the school",
        permission=Permission.PRIVACY,
        recent=NotAsked("it says how the school works, as people may ask to know, and nothing about anybody"),
        line=journal.PRIVACY_TAKEN,
        at_once=PAPERS,
    )
)
def answer(asked: Asked) -> Handed:
    """The paper, made of what the school has set at this moment."""
    school_id = asked.user.school_id
    with reading(school_id) as connection:
        naam = schools.school_name(connection, school_id)
        ingesteld = Instellingen(
            schools.second_factor_asked(connection, school_id),
            schools.idle_minutes(connection, school_id),
            mail=mail_is_wanted(),
            account_van_school=single_sign_on() is not None,
        )
    paper = pdf_of(privacy(naam, ingesteld), naam, Merk(asked.user.naam, asked.now), "Privacybijlage")
    return Handed(paper, "application/pdf", f'attachment; filename="privacybijlage-{asked.today:%Y-%m-%d}.pdf"')


def offer(user: User) -> None:
    """A link to the paper, for who may take it along."""
    if not user.may(Permission.PRIVACY):
        return
    with st.container(key="niet-afdrukken-privacy", gap="xsmall"):
        st.html(own_html('<a href="{address}" download>Privacybijlage van uw school (PDF)</a>', address=ADDRESS))
        hint(
            "Voor het verwerkingsregister en een DPIA. Ingevuld uit de instellingen van uw school. Er staat bij wat de "
            "school zelf beslist. Dat u het papier ophaalt, komt in het register."
        )


ROUTES = [Route(ADDRESS, answer, methods=["GET"])]
