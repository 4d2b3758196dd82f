"""What the team promised at an earlier meeting, by code name: on the screen, and as a list on paper."""

import logging

import anyio.to_thread
import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db import accounts, besprekingen, sessions
from db.engine import reading
from db.schools import school_name
from db.vault import VaultError
from meldcode.datum import in_words
from meldcode.kalender import is_overdue
from meldcode.rollen import Permission, User
from papers.actielijst import actielijst
from ui import access, clock, gate
from ui.text import own_html, veilig

PAPER = "/leerlingbespreking/actielijst"
_log = logging.getLogger("meldroute.actielijst")


def draw(user: User) -> None:
    """Who does what by when, what is open first; and where to get it on paper."""
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
    st.html(own_html('<a class="mr-scherm" href="{address}">Actielijst op papier (PDF)</a>', address=PAPER))


async def paper(request: Request) -> Response:
    """The list as a PDF: behind the gate, for who walks the route. Its name says nothing."""
    try:
        made = await anyio.to_thread.run_sync(_made, gate.session_of(request.scope) or "")
    except VaultError as problem:
        return PlainTextResponse(str(problem), 500)
    except accounts.DatabaseError as error:
        _log.error("The action list could not be made: %s", type(error).__name__)
        return PlainTextResponse("De gegevens zijn even niet bereikbaar.", 503)
    if made is None:
        return PlainTextResponse("Met uw rol hebt u geen toegang tot deze pagina.", 403)
    shown = {"Content-Disposition": 'attachment; filename="actielijst.pdf"'}
    return Response(made, media_type="application/pdf", headers=shown)


def _made(session: str) -> bytes | None:
    user = sessions.user_for(session, clock.now())
    if user is None or not user.may(Permission.LEERLINGBESPREKING):
        return None
    with reading(user.school_id) as connection:
        school = school_name(connection, user.school_id)
    return actielijst(besprekingen.promises(user), school, clock.today())


ROUTES = [Route(PAPER, paper, methods=["GET"])]
