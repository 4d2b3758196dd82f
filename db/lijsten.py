"""The lists behind the figures: which dossiers, and what waits in them, by code name. Counted as ``db.figures`` counts.

Of what was destroyed since there is nothing to list; ``meldcode.cijfers.Stand.vernietigd`` says how many that are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, select

from db import schema
from db.figures import holds, is_late, of_directie, who
from meldcode.fasen import Fase
from meldcode.rollen import Role, User
from meldcode.schooljaar import schooljaar
from meldcode.verloop import OVERGESLAGEN_OF_AFGEWEKEN, Merksoort

_A, _D, _F, _W, _M = (
    schema.account,
    schema.dossier,
    schema.verloop_fase,
    schema.verloop_wacht,
    schema.verloop_merk,
)


@dataclass(frozen=True)
class Plaats:
    """One open dossier: where it stands since when, how much in it is late, and the nearest date."""

    codenaam: str
    fase: Fase
    since: date
    te_laat: int
    due_on: date | None


@dataclass(frozen=True)
class Wachtend:
    """One thing that waits: for whom, since when, until when. ``naam`` is of one person; else the role waits for it."""

    codenaam: str
    soort: str
    stap: int
    owner: Role
    naam: str
    since: date
    due_on: date


@dataclass(frozen=True)
class Afgeweken:
    """A stap that was skipped or not walked as declared. ``open``: what was skipped still has to be filled in."""

    codenaam: str
    soort: Merksoort
    stap: int
    dag: date
    met_reden: bool
    open: bool


def dossiers(
    connection: Connection, user: User, day: date, *, fasen: Sequence[Fase] = (), limit: int | None = None
) -> list[Plaats]:
    """The dossiers that were open on this day, in these fasen if any are named; most late, and longest there, first."""
    late = func.count().filter(is_late(_W.c.due_on, day))
    waits = and_(_W.c.dossier_id == _F.c.dossier_id, holds(_W, day))
    query = (
        select(_D.c.codenaam, _F.c.fase, _F.c.since, late.label("late"), func.min(_W.c.due_on).label("due_on"))
        .join(_D, _D.c.id == _F.c.dossier_id)
        .outerjoin(_W, waits)
        .where(holds(_F, day), of_directie(user.role, _F.c.dossier_id, _F.c.school_id))
        .group_by(_F.c.dossier_id, _D.c.codenaam, _F.c.fase, _F.c.since)
        .order_by(late.desc(), _F.c.since, _D.c.codenaam)
        .limit(limit)
    )
    if fasen:
        query = query.where(_F.c.fase.in_([fase.value for fase in fasen]))
    rows = connection.execute(query, who(user))
    return [Plaats(row.codenaam, Fase(row.fase), row.since, row.late, row.due_on) for row in rows]


def waiting(
    connection: Connection,
    user: User,
    day: date,
    *,
    soorten: Sequence[str] = (),
    late_only: bool = False,
    limit: int | None = None,
) -> list[Wachtend]:
    """What waited on this day, of these kinds if any are named; the nearest date first."""
    earlier = _W.alias()
    since = (
        select(func.min(earlier.c.op))
        .where(earlier.c.dossier_id == _W.c.dossier_id, earlier.c.sleutel == _W.c.sleutel)
        .scalar_subquery()
    )
    query: Select[Any] = (
        select(_W, _D.c.codenaam, _A.c.naam, since.label("since"))
        .join(_D, _D.c.id == _W.c.dossier_id)
        .outerjoin(_A, _A.c.id == _W.c.person)
        .where(holds(_W, day), of_directie(user.role, _W.c.dossier_id, _W.c.school_id))
        .order_by(_W.c.due_on, _D.c.codenaam, _W.c.sleutel)
        .limit(limit)
    )
    if soorten:
        query = query.where(_W.c.soort.in_(soorten))
    if late_only:
        query = query.where(is_late(_W.c.due_on, day))
    rows = connection.execute(query, who(user))
    return [
        Wachtend(row.codenaam, row.soort, row.stap, Role(row.owner_role), row.naam or "", row.since, row.due_on)
        for row in rows
    ]


def skipped(connection: Connection, user: User, day: date, *, limit: int | None = None) -> list[Afgeweken]:
    """What was skipped or deviated from in the school year of this day, as it was known then; the newest first."""
    to_fill_in = (
        select(_W.c.sleutel)
        .where(_W.c.dossier_id == _M.c.dossier_id, _W.c.soort == "overgeslagen", _W.c.stap == _M.c.stap)
        .where(holds(_W, day))
    )
    still = and_(_M.c.soort == Merksoort.OVERGESLAGEN, to_fill_in.exists())
    query = (
        select(_M, _D.c.codenaam, case((still, 1), else_=0).label("still"))
        .join(_D, _D.c.id == _M.c.dossier_id)
        .where(holds(_M, day), _M.c.dag >= schooljaar(day).begin, _M.c.soort.in_(OVERGESLAGEN_OF_AFGEWEKEN))
        .where(of_directie(user.role, _M.c.dossier_id, _M.c.school_id))
        .order_by(_M.c.dag.desc(), _D.c.codenaam, _M.c.stap, _M.c.soort)
        .limit(limit)
    )
    rows = connection.execute(query, who(user) | {"day": day})
    return [
        Afgeweken(row.codenaam, Merksoort(row.soort), row.stap, row.dag, row.met_reden, bool(row.still)) for row in rows
    ]
