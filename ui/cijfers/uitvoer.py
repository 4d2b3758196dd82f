"""Figures as files: each at its own address behind the gate, made again for every request.

Not with ``st.download_button``: anybody who is signed in can fetch what that serves. Whoever downloads a file must have
just confirmed who they are, and the download becomes a line in the journal.
"""

from starlette.requests import Request
from starlette.routing import Route

from db.journal import journal
from meldcode.vragen.datum import read_date
from ui.cijfers import bestuur, jaarverslag, overzicht
from ui.web.guard import PAPERS, RECENT, Asked, Demands, Handed, Refusal, hands_out

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
BESTANDEN = {each.naam: each for each in (overzicht.BESTAND, jaarverslag.BESTAND, bestuur.BESTAND)}


def _asked_for(request: Request) -> tuple[str, str]:
    """What the address asks for, and in which format."""
    what, _dot, soort = request.path_params["bestand"].partition(".")
    return what, soort


def _is_one(request: Request) -> bool:
    what, soort = _asked_for(request)
    return what in BESTANDEN and soort in BESTANDEN[what].soorten


@hands_out(
    Demands(
        "A file with figures",
        permission=lambda request: BESTANDEN[_asked_for(request)[0]].permission,
        recent=RECENT,
        line=journal.EXPORTED,
        refusal=Refusal(404, "Dit bestand is er niet."),  # the same if it is not there or not theirs
        can_be=_is_one,
        at_once=PAPERS,
    )
)
def answer(asked: Asked) -> Handed | None:
    """The file that is asked for; None when there is none of that day or year."""
    what, soort = _asked_for(asked.request)
    content = BESTANDEN[what].maak(asked.user, soort, asked.today, asked.request.query_params)
    if content is None:
        return None
    about = read_date(asked.request.query_params.get("dag", "")) or asked.today
    shown = f'attachment; filename="{what}-{about:%Y-%m-%d}.{soort}"'
    return Handed(content, _TYPES[soort], shown, f"{what}.{soort} {about:%Y-%m-%d}"[:32])


ROUTES = [Route("/cijfers/{bestand}", answer, methods=["GET"])]
