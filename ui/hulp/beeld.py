"""The pictures of the manual: pages of the practice school, for whoever is signed in."""

from starlette.requests import Request
from starlette.routing import Route

from meldcode.rollen import Permission
from ui.hulp.hoofdstukken import FOLDER, beelden
from ui.web.guard import Asked, Demands, Handed, NotAsked, Refusal, hands_out

IMAGE = '<img class="mr-hulp-beeld" src="{src}" alt="{alt}" loading="lazy">'


def address_of(naam: str) -> str:
    """Where the picture with this name is."""
    return f"/handleiding/{naam}.jpeg"


def _is_one(request: Request) -> bool:
    return request.path_params["naam"] in beelden()


@hands_out(
    Demands(
        "A picture of the manual",
        permission=Permission.START,
        recent=NotAsked("it shows the practice school, where everything is invented"),
        line=NotAsked("it says nothing about this school, and a page of the manual has it without being asked for it"),
        refusal=Refusal(404, "Niet gevonden."),
        can_be=_is_one,
    )
)
def answer(asked: Asked) -> Handed:
    """The picture, as it stands in the manual."""
    naam = asked.request.path_params["naam"]
    return Handed((FOLDER / "beeld" / f"{naam}.jpeg").read_bytes(), "image/jpeg")


ROUTES = [Route(address_of("{naam}"), answer, methods=["GET"])]
