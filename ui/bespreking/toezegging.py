"""What the team promised at earlier meetings, by code name: on the screen, and as a list on paper."""

import logging

import anyio.to_thread
import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db.accounts import accounts, sessions
from db.dossiers import besprekingen
from db.journal import journal
from db.keys.vault import VaultError
from db.school.schools import school_name
from db.store.engine import reading
from meldcode.rollen import Permission, User
from meldcode.termijnen.kalender import is_overdue
from meldcode.vragen.datum import in_words
from papers.actielijst import actielijst
from ui import clock
from ui.page import access
from ui.signing_in import reauthenticate
from ui.text import own_html, veilig
from ui.web import gate

PAPER = "/leerlingbespreking/actielijst"
_log = logging.getLogger("meldroute.actielijst")


def draw(user: User) -> None:
    """Who does what by when, open promises first; and a link to the list on paper."""
    found = besprekingen.promises(user)
    st.subheader("Afgesproken in het team", anchor=False)
    if not found:
        st.caption("Er is nog niets afgesproken in een leerlingbespreking.")
        return
    for each in found:
        with st.container(border=True, gap=None):
            st.text(f"{each.codenaam}: {each.wat}")
            late = " Dit is te laat." if not each.afloop and is_overdue(each.uiterlijk, access.today()) else ""
            st.caption(veilig(f"{each.wie.tekst}, uiterlijk {in_words(each.uiterlijk)}.{late}"))
            if each.afloop:
                st.caption(veilig(each.afloop))
    with st.container(key="actielijst"), st.expander("Actielijst op papier (PDF)"):
        if reauthenticate.confirmed(user, "Bevestig eerst dat u het bent.", "actielijst"):
            st.html(own_html('<a href="{address}" download>PDF downloaden</a>', address=PAPER))
            st.caption("Dat u dit downloadt, komt in het register. De link werkt vijf minuten.")


async def paper(request: Request) -> Response:
    """The list as a PDF: for who walks the route, and has just shown who they are. Its name says nothing."""
    try:
        return await anyio.to_thread.run_sync(_made, gate.session_of(request.scope) or "")
    except VaultError as problem:
        return PlainTextResponse(str(problem), 500)
    except accounts.DatabaseError as error:
        _log.error("The action list could not be made: %s", type(error).__name__)
        return PlainTextResponse("De gegevens zijn even niet bereikbaar.", 503)


def _made(session: str) -> Response:
    user, now = sessions.user_for(session, clock.now()), clock.now()
    if user is None or not user.may(Permission.LEERLINGBESPREKING):
        return PlainTextResponse("Met uw rol hebt u geen toegang tot deze pagina.", 403)
    if not sessions.is_recent(session, now):
        return PlainTextResponse(reauthenticate.FIRST, 403)
    with reading(user.school_id) as connection:
        school = school_name(connection, user.school_id)
    made = actielijst(besprekingen.promises(user), school, clock.today())
    journal.noted(user, journal.LIST_TAKEN, now)
    shown = {"Content-Disposition": 'attachment; filename="actielijst.pdf"'}
    return Response(made, media_type="application/pdf", headers=shown)


ROUTES = [Route(PAPER, paper, methods=["GET"])]
