"""The shared screen of the leerlingbespreking: a page of its own that receives only what it shows at that moment.

It is no page of Streamlit, because that sends whole element trees and keeps them in the browser, has a menu and
messages, and hides something only after a rerun (ADR 14). The page itself (ui/static/scherm.html) is empty; its script
asks for its content several times a second.
"""

from collections.abc import Callable
from dataclasses import replace

from anyio import CapacityLimiter
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from db.dossiers import besprekingen
from db.dossiers.besprekingen import Zitting
from meldcode.bespreking import scherm
from meldcode.bespreking.scherm import ONAANGERAAKT, Stand
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Permission, User
from ui import clock
from ui.web import html_page
from ui.web.guard import Asked, Demands, NotAsked, hands_out

ADDRESS = "/leerlingbespreking/scherm"
_FILES = {"": "scherm.html", ".js": "scherm.js", ".css": "scherm.css"}
DEMANDS = Demands(
    "The shared screen",
    permission=Permission.LEERLINGBESPREKING,
    recent=NotAsked(
        "it asks three times a second, for as long as a meeting takes; it goes blank when it is left alone"
    ),
    line=NotAsked("nothing can be taken along, and closing the meeting says in each dossier that it was discussed"),
    at_once=CapacityLimiter(8),
)
Answer = dict[str, object]


def drawn(zitting: Zitting | None) -> Answer:
    """What the screen shows now, for how long it may be read, and a sign by which the script knows what it shows.

    The sign says nothing about a child. A touch of the screen changes it as well, because the time starts again.
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
    """Do ``what`` with the screen of this meeting, and return what it shows then. Raises as ``change``."""
    return drawn(besprekingen.steer(user, change(user, what, number), clock.now(), zitting))


def change(user: User, what: str, number: int) -> Callable[[Stand], Stand]:
    """What the button ``what`` does, as a function on the state. ``number``: of an item, or of a card of the item.

    Raises ``Geweigerd`` when there is no such item or button.
    """
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


@hands_out(DEMANDS)
def file(asked: Asked) -> Response:
    """Serve the empty page, its script or its style sheet."""
    return FileResponse(html_page.STATIC / _FILES[asked.request.url.path.removeprefix(ADDRESS)])


@hands_out(DEMANDS)
def now(asked: Asked) -> Response:
    """Serve what the screen shows now; status 204 when the browser shows that already."""
    found = _seen(asked.user)
    is_shown = asked.request.query_params.get("beeld") == found["beeld"]
    return Response(status_code=204) if is_shown else JSONResponse(found)


def _seen(user: User) -> Answer:
    """What is shown now. Opens all dossiers of the agenda only if the agenda is shown."""
    found = drawn(besprekingen.mine(user, at_table=True))
    return drawn(besprekingen.mine(user)) if found["soort"] == "agenda" else found


@hands_out(replace(DEMANDS, form_bytes=html_page.BODY_MAX))
def steer(asked: Asked) -> Response:
    """Take a press of a button on the screen itself, or a touch of it."""
    what, number, zitting = (asked.fields.get(each, "") for each in ("doe", "nummer", "zitting"))
    return JSONResponse(steered(asked.user, what, int(number) if number.isdecimal() else -1, zitting))


ROUTES = [
    *(Route(ADDRESS + ending, file, methods=["GET"]) for ending in _FILES),
    Route(f"{ADDRESS}/nu", now, methods=["GET"]),
    Route(f"{ADDRESS}/stuur", steer, methods=["POST"]),
]
