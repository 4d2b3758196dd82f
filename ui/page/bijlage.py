"""Attached files on the screen: each at its own address behind the gate, for those who may read its record.

Not with ``st.image`` or ``st.download_button``: what those serve can be fetched by anybody who is signed in.
"""

import logging
import re

import anyio.to_thread
import streamlit as st
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db.accounts import accounts, sessions
from db.dossiers import bijlagen, dossiers
from db.keys.vault import VaultError
from db.store.engine import reading
from meldcode.vragen.bestand import Bestand, Bestandssoort
from ui import clock
from ui.text import own_html
from ui.web import gate

_TYPES = {
    Bestandssoort.JPG: "image/jpeg",
    Bestandssoort.PNG: "image/png",
    Bestandssoort.PDF: "application/pdf",
}
_ID = re.compile("[0-9a-f]{32}")
# A file is held in memory twice while it is opened: a page full of photos waits its turn.
_OPENING = CapacityLimiter(4)
_log = logging.getLogger("meldroute.bijlage")


def draw(dossier_id: str, bestand: Bestand) -> None:
    """A photo, or a link to the document; with its kind and size."""
    if bestand.soort.is_foto:
        inside, target = '<img src="{address}" alt="Foto bij deze bijlage">', ' target="_blank"'
    else:
        inside, target = "PDF downloaden", ""
    html = f'<a class="mr-bijlage" href="{{address}}"{target}>{inside}</a> <span class="mr-soort">{{tekst}}</span>'
    st.html(own_html(html, address=f"/bijlage/{dossier_id}/{bestand.id}", tekst=bestand.tekst))


async def answer(request: Request) -> Response:
    """The file itself. Not there, not theirs and not any more get one and the same answer."""
    session = gate.session_of(request.scope)
    asked = request.path_params["dossier_id"], request.path_params["bijlage_id"]
    found = None
    try:
        if session and all(_ID.fullmatch(each) for each in asked):
            found = await anyio.to_thread.run_sync(_found, session, *asked, limiter=_OPENING)
    except VaultError as problem:
        return PlainTextResponse(str(problem), 500)
    except accounts.DatabaseError as error:
        _log.error("An attachment could not be looked up: %s", type(error).__name__)
        return PlainTextResponse("De gegevens zijn even niet bereikbaar.", 503)
    if found is None:
        return PlainTextResponse("Deze bijlage is er niet.", 404)
    bestand, content = found
    # Named by its kind: the original name may be that of a child.
    shown = "inline" if bestand.soort.is_foto else 'attachment; filename="bijlage.pdf"'
    return Response(content, media_type=_TYPES[bestand.soort], headers={"Content-Disposition": shown})


def _found(session: str, dossier_id: str, bijlage_id: str) -> tuple[Bestand, bytes] | None:
    user = sessions.user_for(session, clock.now())
    if user is None:
        return None
    with reading(user.school_id) as connection:
        dossier = dossiers.load(connection, dossier_id, user.school_id, user.id)
    found = bijlagen.read(dossier, bijlage_id, user, clock.today()) if dossier else None
    if dossier and found:
        bijlagen.viewed(dossier, bijlage_id, user, session, clock.now())
    elif dossier and not dossier.readable_by(user, clock.today()):
        bijlagen.refused(dossier, user, session, clock.now())
    return found


ROUTES = [Route("/bijlage/{dossier_id}/{bijlage_id}", answer, methods=["GET"])]
