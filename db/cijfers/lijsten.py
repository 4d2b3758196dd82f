"""The lists behind the figures: which dossiers were counted, by code name, and what waits in them.

They use the conditions of ``db.cijfers.figures``. Destroyed dossiers cannot be listed; how many there are is in
``meldcode.cijfers.cijfers.Stand.vernietigd``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from db import schema
from db.access.toegang import who
from db.cijfers.figures import holds, is_late, of_directie
from meldcode.cijfers.verloop import OVERGESLAGEN_OF_AFGEWEKEN, Merksoort
from meldcode.rollen import Role, User
from meldcode.route.fasen import OPEN, Fase
from meldcode.route.verplichting import Soort, Verplichting
from meldcode.termijnen.schooljaar import schooljaar

_D, _F, _W, _M = (
    schema.dossier,
    schema.verloop_fase,
    schema.verloop_wacht,
    schema.verloop_merk,
)


@dataclass(frozen=True)
class Plaats:
    """One open dossier: where it is and since when, how many things in it are late, and the nearest date."""

    codenaam: str
    fase: Fase
    since: date
    te_laat: int
    due_on: date | None


@dataclass(frozen=True)
class Afgeweken:
    """A stap that was skipped or not taken as declared. ``open``: what was skipped must still be filled in."""

    codenaam: str
    soort: Merksoort
    stap: int
    dag: date
    met_reden: bool
    open: bool


_DAY: Any = bindparam("day")
_LIMIT: Any = bindparam("limit")
_KINDS: Any = bindparam("kinds", expanding=True)
_NO_END = 10**9


# Each statement is built once: building it takes longer than running it for a school.


@cache
def _dossiers(role: Role) -> Select[Any]:
    """Dossiers with what waits in them: a union summed per dossier, because planners misjudge the join.

    Code names are looked up last, only for the dossiers that are listed.
    """
    no_fase, no_day = cast(null(), _F.c.fase.type), cast(null(), _F.c.since.type)
    is_mine = of_directie(role, _F.c.dossier_id, _F.c.school_id)
    places = select(
        _F.c.dossier_id, _F.c.fase, _F.c.since, literal(0, Integer).label("late"), no_day.label("due_on")
    ).where(holds(_F), is_mine, _F.c.fase.in_(_KINDS))
    waits = select(
        _W.c.dossier_id,
        no_fase.label("fase"),
        no_day.label("since"),
        case((is_late(_W.c.due_on), 1), else_=0),
        _W.c.due_on,
    ).where(holds(_W), _W.c.school_id == bindparam("school"))
    pile = union_all(places, waits).subquery()
    since, late = func.max(pile.c.since).label("since"), func.sum(pile.c.late).label("late")
    listed = (
        select(
            pile.c.dossier_id, func.max(pile.c.fase).label("fase"), since, late, func.min(pile.c.due_on).label("due_on")
        )
        .group_by(pile.c.dossier_id)
        .having(func.max(pile.c.fase).is_not(None))
        .order_by(late.desc(), since, pile.c.dossier_id)
        .limit(_LIMIT)
        .subquery()
    )
    return (
        select(_D.c.codenaam, listed.c.fase, listed.c.since, listed.c.late, listed.c.due_on)
        .join(_D, _D.c.id == listed.c.dossier_id)
        .order_by(listed.c.late.desc(), listed.c.since, _D.c.codenaam)
    )


@cache
def _waiting(role: Role, narrowed: bool, late_only: bool) -> Select[Any]:
    earlier = _W.alias()
    since = (
        select(func.min(earlier.c.op))
        .where(earlier.c.dossier_id == _W.c.dossier_id, earlier.c.sleutel == _W.c.sleutel)
        .scalar_subquery()
    )
    which = (_W.c.sleutel, _W.c.soort, _W.c.stap, _W.c.owner_role, _W.c.due_on, _W.c.person)
    query: Select[Any] = (
        select(*which, since, _D.c.codenaam)
        .select_from(_W)
        .join(_D, _D.c.id == _W.c.dossier_id)
        .where(holds(_W), of_directie(role, _W.c.dossier_id, _W.c.school_id))
        .order_by(_W.c.due_on, _D.c.codenaam, _W.c.sleutel)
        .limit(_LIMIT)
    )
    query = query.where(_W.c.soort.in_(_KINDS)) if narrowed else query
    return query.where(is_late(_W.c.due_on)) if late_only else query


@cache
def _longest_late(role: Role) -> Select[Any]:
    return (
        select(_W.c.person, _W.c.owner_role, func.min(_W.c.due_on))
        .where(holds(_W), of_directie(role, _W.c.dossier_id, _W.c.school_id), is_late(_W.c.due_on))
        .group_by(_W.c.person, _W.c.owner_role)
    )


@cache
def _skipped(role: Role) -> Select[Any]:
    to_fill_in = (
        select(_W.c.sleutel)
        .where(_W.c.dossier_id == _M.c.dossier_id, _W.c.soort == Soort.OVERGESLAGEN, _W.c.stap == _M.c.stap)
        .where(holds(_W))
    )
    still = and_(_M.c.soort == Merksoort.OVERGESLAGEN, to_fill_in.exists())
    fields = (_D.c.codenaam, _M.c.soort, _M.c.stap, _M.c.dag, _M.c.met_reden, case((still, 1), else_=0))
    return (
        select(*fields)
        .select_from(_M)
        .join(_D, _D.c.id == _M.c.dossier_id)
        .where(holds(_M), _M.c.dag >= bindparam("begin"), _M.c.soort.in_(_KINDS))
        .where(of_directie(role, _M.c.dossier_id, _M.c.school_id))
        .order_by(_M.c.dag.desc(), _D.c.codenaam, _M.c.stap, _M.c.soort)
        .limit(_LIMIT)
    )


def _asked(user: User, day: date, limit: int | None, **more: object) -> dict[str, object]:
    return who(user) | {"day": day, "limit": _NO_END if limit is None else limit} | more


def dossiers(
    connection: Connection, user: User, day: date, *, fasen: Sequence[Fase] = OPEN, limit: int | None = None
) -> list[Plaats]:
    """The dossiers in one of these fasen on this day: first those with most late things, then those longest there."""
    rows = connection.execute(_dossiers(user.role), _asked(user, day, limit, kinds=[fase.value for fase in fasen]))
    return [Plaats(codenaam, Fase(fase), since, late, due_on) for codenaam, fase, since, late, due_on in rows]


def waiting(
    connection: Connection,
    user: User,
    day: date,
    *,
    soorten: Sequence[Soort] = (),
    late_only: bool = False,
    limit: int | None = None,
) -> list[Verplichting]:
    """What waited on this day, of these kinds or of all if none are named; the nearest date first."""
    kinds = {"kinds": list(soorten)} if soorten else {}
    rows = connection.execute(_waiting(user.role, bool(soorten), late_only), _asked(user, day, limit, **kinds))
    return [
        Verplichting(sleutel, Soort(soort), stap, Role(owner), due_on, person, since, codenaam=codenaam)
        for sleutel, soort, stap, owner, due_on, person, since, codenaam in rows
    ]


def longest_late(connection: Connection, user: User, day: date) -> dict[tuple[str, Role], date]:
    """Of each colleague (empty: everybody with the role) with something late on this day: the first day it was due."""
    rows = connection.execute(_longest_late(user.role), _asked(user, day, None))
    return {(person, Role(owner)): due_on for person, owner, due_on in rows}


def skipped(connection: Connection, user: User, day: date, *, limit: int | None = None) -> list[Afgeweken]:
    """What was skipped or deviated from in the school year of this day, as known then; the newest first."""
    kinds = [each.value for each in OVERGESLAGEN_OF_AFGEWEKEN]
    asked = _asked(user, day, limit, kinds=kinds, begin=schooljaar(day).begin)
    return [
        Afgeweken(codenaam, Merksoort(soort), stap, dag, met_reden, bool(still))
        for codenaam, soort, stap, dag, met_reden, still in connection.execute(_skipped(user.role), asked)
    ]
