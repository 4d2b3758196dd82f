"""Figures as files: each at its own address behind the gate, made again for every request.

Not with ``st.download_button``: what that serves can be fetched by anybody who is signed in. Whoever downloads a file
has just confirmed who they are, and the journal says that they did.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db.accounts import accounts, sessions
from db.journal import journal
from db.school.schools import school_name
from db.store.engine import reading
from meldcode.rollen import Permission, User
from meldcode.vragen.datum import in_words, read_date
from papers.jaarverslag import pdf_of
from papers.tabellen import Blad, csv_of, xlsx_of
from ui import clock
from ui.cijfers import bestuur, jaarverslag, tabellen
from ui.signing_in import reauthenticate
from ui.web import gate

_MAKING = CapacityLimiter(2)  # a file of a large school takes a while; pages go first
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
_log = logging.getLogger("meldroute.uitvoer")
Maker = Callable[[User, str, date, Mapping[str, str]], bytes | None]


@dataclass(frozen=True)
class Bestand:
    """One file: its formats, the permission it needs, and what makes it (None: it does not exist)."""

    soorten: tuple[str, ...]
    permission: Permission
    maak: Maker


def _head(user: User, today: date, what: str) -> list[str]:
    with reading(user.school_id) as connection:
        school = school_name(connection, user.school_id)
    return [what, school, f"Gemaakt op {in_words(today)} door {user.naam}", "Vertrouwelijk"]


def _tables(soort: str, head: Sequence[str], bladen: Sequence[Blad]) -> bytes:
    return csv_of(head, bladen) if soort == "csv" else xlsx_of(head, bladen)


def _overzicht(user: User, soort: str, today: date, asked: Mapping[str, str]) -> bytes | None:
    day = read_date(asked.get("dag", "")) if asked.get("dag") else today
    if day is None or day > today:
        return None
    shown = tabellen.load(user, day)
    bladen = tabellen.bladen(shown, tabellen.stand_of(user, today))
    return _tables(soort, _head(user, today, f"Overzicht meldcode op {in_words(day)}"), bladen)


def _jaarverslag(user: User, soort: str, today: date, asked: Mapping[str, str]) -> bytes | None:
    verslag = jaarverslag.asked_for(user, today, asked)
    if verslag is None:
        return None
    head = _head(user, today, f"Jaarverslag meldcode {verslag.jaar.naam}")
    if soort == "pdf":
        return pdf_of(verslag, [*head[2:3], jaarverslag.until(verslag, today), jaarverslag.for_whom(verslag)])
    return _tables(soort, [*head, jaarverslag.for_whom(verslag)], jaarverslag.bladen(verslag))


def _bestuur(user: User, soort: str, today: date, asked: Mapping[str, str]) -> bytes | None:
    bladen = bestuur.asked_for(user, today, asked)
    return None if bladen is None else _tables(soort, _head(user, today, "Cijfers van de scholen"), bladen)


BESTANDEN: dict[str, Bestand] = {
    "overzicht": Bestand(("csv", "xlsx"), Permission.OVERVIEW, _overzicht),
    "jaarverslag": Bestand(("pdf", "csv", "xlsx"), Permission.JAARVERSLAG, _jaarverslag),
    "bestuur": Bestand(("csv", "xlsx"), Permission.FIGURES, _bestuur),
}


async def answer(request: Request) -> Response:
    """The file. Not there and not theirs get one and the same answer."""
    session = gate.session_of(request.scope)
    what, _dot, soort = request.path_params["bestand"].partition(".")
    bestand = BESTANDEN.get(what)
    if session is None or bestand is None or soort not in bestand.soorten:
        return _not_there()
    try:
        return await anyio.to_thread.run_sync(_made, session, what, soort, dict(request.query_params), limiter=_MAKING)
    except accounts.DatabaseError as error:
        _log.error("A file could not be made: %s", type(error).__name__)
        return PlainTextResponse("De gegevens zijn even niet bereikbaar.", 503)


def _made(session: str, what: str, soort: str, asked: dict[str, str]) -> Response:
    user, bestand = sessions.user_for(session, clock.now()), BESTANDEN[what]
    if user is None or not user.may(bestand.permission):
        return _not_there()
    if not sessions.is_recent(session, clock.now()):
        return PlainTextResponse(reauthenticate.FIRST, 403)
    today = clock.today()
    content = bestand.maak(user, soort, today, asked)
    if content is None:
        return _not_there()
    about = read_date(asked.get("dag", "")) or today
    journal.noted(user, journal.EXPORTED, clock.now(), object_id=f"{what}.{soort} {about:%Y-%m-%d}"[:32])
    name = f'attachment; filename="{what}-{about:%Y-%m-%d}.{soort}"'
    return Response(content, media_type=_TYPES[soort], headers={"Content-Disposition": name})


def _not_there() -> Response:
    return PlainTextResponse("Dit bestand is er niet.", 404)


ROUTES = [Route("/cijfers/{bestand}", answer, methods=["GET"])]
