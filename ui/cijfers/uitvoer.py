"""Figures as files: each at its own address behind the gate, made again for every request.

Not with ``st.download_button``: anybody who is signed in can fetch what that serves. Whoever downloads a file must have
just confirmed who they are, and the download becomes a line in the journal.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.routing import Route

from db.journal import journal
from db.school.schools import school_name
from db.store.engine import reading
from meldcode.rollen import Permission, User
from meldcode.vragen.datum import in_words, read_date
from papers.jaarverslag import pdf_of
from papers.tabellen import Blad, csv_of, xlsx_of
from ui.cijfers import bestuur, jaarverslag, tabellen
from ui.web.guard import RECENT, Asked, Demands, Handed, Refusal, hands_out

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
Maker = Callable[[User, str, date, Mapping[str, str]], bytes | None]


@dataclass(frozen=True)
class Bestand:
    """One file: its formats, the permission it needs, and what makes it (which returns None if there is none)."""

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
        at_once=CapacityLimiter(2),  # a file of a large school takes a while, and pages must not wait for it
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
