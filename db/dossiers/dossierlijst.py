"""For the page Dossiers: a line for every dossier somebody may know of, and searching these by name.

Where a dossier is on the route is in plain columns. Names are sealed: a search unseals them all for as long as it
takes, and stores nothing of it (ADR 17).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from db import schema
from db.access import toegang
from db.dossiers import dossier_rows
from db.werk import werklijst
from meldcode.namen.volgorde import Volgorde, telefoonboek
from meldcode.namen.zoeken import Zoekvraag
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import Verplichting
from meldcode.termijnen.kalender import is_overdue
from meldcode.vragen.geboren import stored_geboren

_D = schema.dossier
_NEVER = date.max
ALLEEN_AFSPRAAK = "U hebt hier een afspraak"
"""What stands for the name of a pupil that this person may not read."""


class Welke(StrEnum):
    """A filter on the list."""

    OPEN = "open"
    MIJN = "mijn"
    TE_LAAT = "te_laat"
    GESLOTEN = "gesloten"


@dataclass(frozen=True)
class Regel:
    """One dossier as a line; ``fase`` and ``since`` are filled in only for those who walk its route.

    ``noemt``: this person may read the pupil's name. ``wacht`` is what is due first, ``te_laat``: it is late.
    ``mijn``: something in it waits for this person.
    """

    dossier_id: str
    codenaam: str
    noemt: bool
    fase: Fase | None = None
    since: date | None = None
    wacht: Verplichting | None = None
    te_laat: bool = False
    mijn: bool = False

    def is_in(self, welke: Welke) -> bool:
        """Whether the line passes this filter. For those who do not walk its route every dossier counts as open."""
        match welke:
            case Welke.MIJN:
                return self.mijn
            case Welke.TE_LAAT:
                return self.te_laat
            case Welke.GESLOTEN:
                return self.fase is Fase.GESLOTEN
        return self.fase is not Fase.GESLOTEN


def tel(connection: Connection, user: User, today: date) -> tuple[int, int]:
    """How many of the dossiers this person may know of are open, and how many closed, without reading their lines."""
    number, closed = connection.execute(_telling(toegang.anyone(user)), toegang.who(user, today)).one()
    return number - closed, closed


@cache
def _telling(user: User) -> Select[Any]:
    walks: Any = toegang.acts_as(user, Role.IB_ER)
    closed = func.count().filter(_D.c.fase == Fase.GESLOTEN, walks)
    known = or_(walks, toegang.opened_or_invited(user))
    number: Any = func.count()
    return select(number, closed).select_from(_D).where(_D.c.fase != Fase.VERNIETIGD, known)


@cache
def _known(user: User) -> Select[Any]:
    walks, reads = toegang.acts_as(user, Role.IB_ER), toegang.opened_or_reads_along(user)
    return (
        select(_D.c.id, _D.c.codenaam, _D.c.fase, _D.c.fase_since, walks.label("walks"), reads.label("reads"))
        .where(_D.c.fase != Fase.VERNIETIGD, or_(walks, toegang.opened_or_invited(user)))
        .order_by(_D.c.fase_since.desc(), _D.c.codenaam)
    )


def regels(connection: Connection, user: User, today: date) -> list[Regel]:
    """Every dossier this person may know of: the nearest date first; closed ones last, newest first."""
    waits: dict[str, list[Verplichting]] = {}
    for each in werklijst.of_everything(connection, user):
        waits.setdefault(each.dossier_id, []).append(each)
    found = []
    for dossier_id, codenaam, fase, since, is_walked, is_read in connection.execute(
        _known(toegang.anyone(user)), toegang.who(user, today)
    ).all():
        mine = [each for each in waits.get(dossier_id, ()) if is_walked or each.person == user.id]
        found.append(
            Regel(
                dossier_id,
                codenaam,
                bool(is_walked or is_read),
                Fase(fase) if is_walked else None,
                since if is_walked else None,
                mine[0] if mine else None,
                any(is_overdue(each.due_on, today) for each in mine),
                any(werklijst.is_of(each, user) for each in mine),
            )
        )
    return sorted(found, key=lambda each: (each.is_in(Welke.GESLOTEN), each.wacht.due_on if each.wacht else _NEVER))


def gezocht(connection: Connection, regels: Sequence[Regel], vraag: Zoekvraag) -> list[Regel]:
    """The lines that match this search, by name (``op_naam``). Unseals the name in each of those that ``noemt``."""
    named = dossier_rows.leerlingen(connection, [each.dossier_id for each in regels if each.noemt])
    nobody = dossier_rows.Leerling("", "")
    found = []
    for each in regels:
        leerling = named.get(each.dossier_id, nobody)
        namen = f"{leerling.naam} {leerling.roepnamen}"
        if vraag.fits(each.codenaam, namen, stored_geboren(leerling.geboren) if vraag.asks_when else None):
            found.append(each)
    return op_naam(found, named)


def op_naam(regels: Iterable[Regel], named: Mapping[str, dossier_rows.Leerling]) -> list[Regel]:
    """These lines by the name of the pupil, as in a telephone book: closed ones last, before them those without one.

    ``named``: the pupils by dossier id, as they were unsealed. Nothing is unsealed to sort them.
    """

    def key(each: Regel) -> tuple[bool, bool, Volgorde, str]:
        naam = named[each.dossier_id].naam if each.dossier_id in named else ""
        return each.is_in(Welke.GESLOTEN), not naam, telefoonboek(naam), each.codenaam

    return sorted(regels, key=key)
