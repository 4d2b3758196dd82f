"""The role in which somebody works who has more than one: chosen after signing in, named on every page, changed there.

What is chosen stands in the session (ADR 64). The form is plain HTML: the page after it is loaded anew, so that nothing
of the one role stays in the memory of the page of the other.
"""

import logging
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

import anyio.to_thread
import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit.navigation.page import StreamlitPage

from db.accounts import accounts, sessions, werkplekken
from db.accounts.werkplekken import Chosen, Werkplek
from db.store import faults
from db.store.engine import reading
from meldcode.rollen import User
from ui import clock
from ui.page import dossier_of_tab
from ui.signing_in import reauthenticate
from ui.text import own_html
from ui.web import gate, html_page

_PLACE = (
    '<form method="post" action="{to}"><input type="hidden" name="naar" value="{naar}">'
    '<button class="mr-rol" name="plek" value="{plek}">{naam}</button></form>'
)
_NOW = '<p class="mr-rol-nu">U werkt nu als <b>{rol}</b>{waar}</p>'
_log = logging.getLogger("meldroute.role")


def must_choose(user: User) -> bool:
    """Whether this person has a choice, and did not make it yet since they signed in."""
    if not user.kiest:
        return False
    with reading(user.school_id) as connection:
        return not werkplekken.is_chosen(connection, reauthenticate.session())


def choose(user: User, page: StreamlitPage) -> None:
    """Ask in which role they work now; afterwards the page is there that they came for."""
    about = dossier_of_tab.about()
    naar = f"/{page.url_path}" + (f"?{urlencode({dossier_of_tab.HERE: about})}" if about else "")
    places = werkplekken.of(user, clock.now())
    st.title("Als wie werkt u nu?", anchor=False)
    st.markdown("U hebt meer dan één rol. U werkt in één tegelijk. Boven elke pagina staat welke. Daar wisselt u ook.")
    with st.container(key="mr-rol-kiezen", gap="small"):
        _presses(places, naar, named=places if _are_schools(places) else ())


def line(user: User) -> None:
    """Draw in which role they work, for who has more than one, with a press for each of the others."""
    if not user.kiest:
        return
    places = werkplekken.of(user, clock.now())
    at = "".join(f" op {each.school}" for each in places if each.is_here and _are_schools(places))
    others = [each for each in places if not each.is_here]
    with st.container(key="mr-rol", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(own_html(_NOW, rol=user.role.midden, waar=at), width="content")
        _presses(others, "/", named=[each for each in others if each.school_id != user.school_id])


def _are_schools(places: Sequence[Werkplek]) -> bool:
    return len({each.school_id for each in places}) > 1


def _presses(places: Sequence[Werkplek], naar: str, named: Sequence[Werkplek]) -> None:
    """A press for each of these places; of those ``named`` with the name of the school."""
    for each in places:
        naam = f"{each.role.label}, {each.school}" if each in named else each.role.label
        about = {"plek": each.id, "naam": naam}
        st.html(own_html(_PLACE, to=gate.ROLE, naar=naar, **about), width="content")


async def change(request: Request) -> Response:
    """Work in another role from now on."""
    try:
        fields = await html_page.fields(request)
    except html_page.Refused as refused:
        return PlainTextResponse(refused.sentence, refused.status)
    session, now = gate.session_of(request.scope) or "", clock.now()
    try:
        chosen = await anyio.to_thread.run_sync(_chosen, session, fields.get("plek", ""), now)
    except (accounts.DatabaseError, faults.Said) as error:
        _log.error("The role could not be changed: %s", type(error).__name__)
        return PlainTextResponse(faults.in_words(error) or "De gegevens zijn even niet bereikbaar.", 503)
    if chosen.refused:
        return PlainTextResponse(chosen.refused, 403)
    response = RedirectResponse("/" if chosen.token else html_page.own_place(fields.get("naar", "/")), 303)
    return html_page.let_in(request, chosen.token, response) if chosen.token else response


def _chosen(session: str, plek: str, now: datetime) -> Chosen:
    user = sessions.user_for(session, now)
    return werkplekken.choose(session, user, plek, now) if user else Chosen(werkplekken.NOT_YOURS)


ROUTES = [Route(gate.ROLE, change, methods=["POST"])]
