"""The shared screen of the leerlingbespreking: a page of its own that receives only what it shows at that moment.

Not a page of Streamlit: that sends whole element trees and keeps them in the browser, has a menu and messages, and
hides something only after a rerun (ADR 14). The page itself (ui/static/scherm.html) is empty; its script polls.
"""

import logging
from collections.abc import Callable
from functools import partial

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from db.accounts import accounts, sessions
from db.dossiers import besprekingen
from db.dossiers.besprekingen import Zitting
from db.keys.vault import VaultError
from db.store import faults
from meldcode.bespreking import scherm
from meldcode.bespreking.scherm import ONAANGERAAKT, Stand
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Permission, User
from ui import clock
from ui.web import gate, html_page

ADDRESS = "/leerlingbespreking/scherm"
_FILES = {"": "scherm.html", ".js": "scherm.js", ".css": "scherm.css"}
_LOOKING = CapacityLimiter(8)
_log = logging.getLogger("meldroute.scherm")
Answer = dict[str, object]


def drawn(zitting: Zitting | None) -> Answer:
    """What the screen shows now, for how long it may be read, and a sign that tells it from another picture.

    The sign says nothing about a child. A touch changes it, because the time starts again.
    """
    if zitting is None or zitting.bespreking.begonnen_op is None:
        return {"zitting": "", "beeld": "geen", "nummer": 0, "stil": 0, "over": None, "soort": "geen"}
    at, stand = clock.now(), zitting.stand
    picture = scherm.picture(stand, zitting.bespreking, zitting.dossiers, at)
    left = (stand.aangeraakt + ONAANGERAAKT - at).total_seconds()
    over = (stand.tot - at).total_seconds() if stand.tot and stand.card_up(at) is not None else None
    sign = f"{stand.nummer}-{picture['soort']}-{stand.aangeraakt.timestamp()}"
    which = {"zitting": zitting.bespreking.id, "beeld": sign, "nummer": stand.nummer}
    return {**which, "stil": max(0.0, left), "over": over, **picture}


def steered(user: User, what: str, number: int, zitting: str = "") -> Answer:
    """Do one thing with the screen of this meeting, and return what it shows then. Raises ``Geweigerd``."""
    return drawn(besprekingen.steer(user, change(user, what, number), clock.now(), zitting))


def change(user: User, what: str, number: int) -> Callable[[Stand], Stand]:
    """What a button does, as a change of the state. ``number`` is an item of the agenda, or a card of the item."""
    at = clock.now()
    simple: dict[str, Callable[[Stand], Stand]] = {
        "verberg": lambda stand: stand.hide(at),
        "agenda": lambda stand: stand.turn_to("", at),
        "terug": lambda stand: stand.put_away(at),
        "raak": lambda stand: stand.touch(at),
    }
    if what in simple:
        return simple[what]
    zitting = besprekingen.mine(user)
    punten = zitting.bespreking.punten if zitting else ()
    if zitting and what == "punt" and 0 <= number < len(punten):
        return lambda stand: stand.turn_to(punten[number].dossier_id, at)
    punt = zitting.bespreking.punt(zitting.stand.dossier_id) if zitting else None
    if punt and what == "kaart" and 0 <= number < len(punt.kaarten):
        return lambda stand: stand.reveal(number, at, gevoelig=punt.kaarten[number].gevoelig)
    raise Geweigerd("Dit staat niet op de agenda.")


async def file(request: Request) -> Response:
    """The page without anything in it, its script or its looks."""
    name = _FILES[request.url.path.removeprefix(ADDRESS)]
    return await _answered(request, lambda _user: {"beeld": ""}, otherwise=FileResponse(html_page.STATIC / name))


async def now(request: Request) -> Response:
    """What the screen shows now; 204 when that is what it shows already."""
    return await _answered(request, _seen, request.query_params.get("beeld"))


def _seen(user: User) -> Answer:
    """What is shown now; opens all dossiers of the agenda only when it is the agenda."""
    found = drawn(besprekingen.mine(user, at_table=True))
    return drawn(besprekingen.mine(user)) if found["soort"] == "agenda" else found


async def steer(request: Request) -> Response:
    """A button of the screen itself was pressed, or somebody touched it."""
    try:
        fields = await html_page.fields(request)
    except html_page.Refused as refused:
        return PlainTextResponse(refused.sentence, refused.status)
    what, number, zitting = (fields.get(each, "") for each in ("doe", "nummer", "zitting"))
    done = partial(steered, what=what, number=int(number) if number.isdecimal() else -1, zitting=zitting)
    return await _answered(request, done)


async def _answered(
    request: Request, ask: Callable[[User], Answer], known: str | None = None, otherwise: Response | None = None
) -> Response:
    """What was asked, or ``otherwise``: to who may hold a leerlingbespreking, and to nobody else."""
    session = gate.session_of(request.scope) or ""
    try:
        found = await anyio.to_thread.run_sync(partial(_asked, session, ask), limiter=_LOOKING)
    except Geweigerd as refused:
        return PlainTextResponse(str(refused), 409)
    except VaultError as problem:
        return PlainTextResponse(str(problem), 500)
    except accounts.DatabaseError as error:
        _log.error("The shared screen could not be looked up: %s", type(error).__name__)
        return PlainTextResponse(faults.in_words(error) or "De gegevens zijn even niet bereikbaar.", 503)
    if found is None:
        return PlainTextResponse("Met uw rol hebt u geen toegang tot deze pagina.", 403)
    return otherwise or (Response(status_code=204) if known == found["beeld"] else JSONResponse(found))


def _asked(session: str, ask: Callable[[User], Answer]) -> Answer | None:
    user = sessions.user_for(session, clock.now())
    return ask(user) if user and user.may(Permission.LEERLINGBESPREKING) else None


ROUTES = [
    *(Route(ADDRESS + ending, file, methods=["GET"]) for ending in _FILES),
    Route(f"{ADDRESS}/nu", now, methods=["GET"]),
    Route(f"{ADDRESS}/stuur", steer, methods=["POST"]),
]
