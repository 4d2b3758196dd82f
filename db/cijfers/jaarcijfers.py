"""What happened in one school year, counted in SQL for the jaarverslag.

``meldcode.cijfers.jaarverslag`` gives the counts their meaning.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, literal, or_, select

from db import schema
from db.access import toegang
from db.access.verwant import Band
from db.cijfers import figures
from db.cijfers.figures import Counting
from db.store.once import among
from meldcode.cijfers.cijfers import Counts
from meldcode.cijfers.jaarverslag import DAGEN, GEOPEND, MERK, PER_JAAR, TERMIJN
from meldcode.cijfers.verloop import Merksoort
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import Soort
from meldcode.termijnen.schooljaar import Schooljaar
from meldcode.vastleggingen.einde.vernietigen import Grond

_D, _F, _M, _V, _S = (
    schema.dossier,
    schema.verloop_fase,
    schema.verloop_merk,
    schema.verplichting,
    schema.statistiek,
)
_X, _G = schema.verwant, schema.vernietiging
_BEGIN: Any = bindparam("begin")
_EIND: Any = bindparam("eind")
_TODAY: Any = bindparam("today")
_SCHOOLS: Any = bindparam("schools", expanding=True)
Condition = ColumnElement[bool]


def stap_of(fase: str) -> int:
    """The stap that a stored fase belongs to."""
    return Fase(fase).stap


def _opened(mine: Condition) -> Counting:
    """Dossiers opened, destroyed ones included: that they existed is still known.

    Not those added to another, nor those that were opened by mistake and destroyed for that.
    """
    fields = (_D.c.school_id, literal(GEOPEND).label("figuur"))
    added = select(_X.c.dossier_id).where(_X.c.dossier_id == _D.c.id, _X.c.band == Band.HOORT_BIJ)
    mistaken = select(_G.c.dossier_id).where(_G.c.dossier_id == _D.c.id, _G.c.grond == Grond.VERGISSING)
    counts = _D.c.opened_on.between(_BEGIN, _EIND), ~added.exists(), ~mistaken.exists()
    return Counting(select(*fields, func.count()).where(*counts, mine).group_by(_D.c.school_id))


def _marks(mine: Condition) -> Counting:
    """Every mark (``meldcode.cijfers.verloop``) counts; of the besluiten of one dossier only the last of the year."""
    later = _M.alias()
    again = (
        select(later.c.nummer)
        .where(later.c.dossier_id == _M.c.dossier_id, later.c.soort == Merksoort.BESLUIT, figures.holds(later))
        .where(later.c.dag <= _EIND, later.c.over > _M.c.over)
    )
    counts = or_(_M.c.soort != Merksoort.BESLUIT, ~again.exists())
    return Counting(
        select(_M.c.school_id, literal(MERK).label("figuur"), _M.c.soort, _M.c.waarde, func.count())
        .where(figures.holds(_M), _M.c.dag.between(_BEGIN, _EIND), counts, mine)
        .group_by(_M.c.school_id, _M.c.soort, _M.c.waarde)
    )


def _days(mine: Condition) -> Counting:
    """How long dossiers stayed in the fasen they left this year, in days."""
    return Counting(
        select(_F.c.school_id, literal(DAGEN).label("figuur"), _F.c.fase, _F.c.dagen, func.count())
        .where(_F.c.tot.between(_BEGIN, _EIND), mine)
        .group_by(_F.c.school_id, _F.c.fase, _F.c.dagen)
    )


def _terms(mine: Condition) -> tuple[Counting, Counting]:
    """Termijnen with their last day in this year: met, missed (done late or not at all), or not over yet.

    Those that were done, and those that were not: each has an index of its own, which has the kind or the role in it.
    """
    done = _V.c.done_on.is_not(None), among(_V.c.soort, Soort), mine
    still = _V.c.done_on.is_(None), among(_V.c.owner_role, Role), mine
    return (
        _terms_of(("te_laat", "op_tijd"), _V.c.done_on <= _V.c.due_on, *done),
        _terms_of(("loopt", "te_laat"), figures.is_late(_V.c.due_on, _TODAY), *still),
    )


def _terms_of(names: tuple[str, str], apart: Condition, *where: Condition) -> Counting:
    what: list[Any] = [_V.c.school_id, literal(TERMIJN).label("figuur"), _V.c.soort]
    numbers: list[Any] = [func.count(), func.count().filter(apart)]
    in_year = _V.c.due_on.between(_BEGIN, _EIND)
    return Counting(select(*what, *numbers).where(in_year, *where).group_by(_V.c.school_id, _V.c.soort), names)


def _left(mine: Condition) -> Select[Any]:
    return (
        select(_S.c.school_id, _S.c.figuur, _S.c.groep, func.sum(_S.c.aantal))
        .where(_S.c.op == _BEGIN, _S.c.figuur.in_(PER_JAAR), mine)
        .group_by(_S.c.school_id, _S.c.figuur, _S.c.groep)
    )


_OF_SCHOOLS = (
    _opened(_D.c.school_id.in_(_SCHOOLS)),
    _marks(_M.c.school_id.in_(_SCHOOLS)),
    _days(_F.c.school_id.in_(_SCHOOLS)),
    *_terms(_V.c.school_id.in_(_SCHOOLS)),
)
_LEFT = _left(_S.c.school_id.in_(_SCHOOLS))
_ONE: Any = bindparam("dossier")
_OF_ONE = (
    _marks(_M.c.dossier_id == _ONE),
    _days(_F.c.dossier_id == _ONE),
    *_terms(_V.c.dossier_id == _ONE),
)


@cache
def _of_directie(role: Role) -> tuple[Counting, ...]:
    return (
        _opened(figures.of_directie(role, _D.c.id, _D.c.school_id)),
        _marks(figures.of_directie(role, _M.c.dossier_id, _M.c.school_id)),
        _days(figures.of_directie(role, _F.c.dossier_id, _F.c.school_id)),
        *_terms(figures.of_directie(role, _V.c.dossier_id, _V.c.school_id)),
    )


def _asked(year: Schooljaar, today: date) -> dict[str, object]:
    """The parameters of a year. One that is over does not change: a later correction does not count in it."""
    return {"begin": year.begin, "eind": year.eind, "today": today, "day": min(year.eind, today)}


def of_one(connection: Connection, dossier_id: str, year: Schooljaar, today: date) -> Counts:
    """What one dossier contributes to the counts of this school year, except that it was opened."""
    found = figures.counted(connection, _OF_ONE, _asked(year, today) | {"dossier": dossier_id})
    return next(iter(found.values()), Counter())


def of_school(connection: Connection, user: User, year: Schooljaar, today: date) -> Counts:
    """The counts of a school year for the dossiers in which this person is the directie, destroyed ones included."""
    asked = _asked(year, today)
    found = figures.counted(connection, _of_directie(user.role), asked | toegang.who(user))
    counts: Counter[tuple[str, ...]] = found.get(user.school_id, Counter())
    if figures.sees_destroyed(user):
        _add_left(connection, {user.school_id: counts}, asked)
    return counts


def of_schools(
    connection: Connection, school_ids: Sequence[str], year: Schooljaar, today: date
) -> dict[str, Counter[tuple[str, ...]]]:
    """The counts of a school year for each of these schools, by school."""
    asked = _asked(year, today)
    found = figures.counted(connection, _OF_SCHOOLS, asked | {"schools": list(school_ids)})
    counts = {each: found.get(each, Counter()) for each in school_ids}
    _add_left(connection, counts, asked)
    return counts


def _add_left(
    connection: Connection, counts: Mapping[str, Counter[tuple[str, ...]]], asked: Mapping[str, object]
) -> None:
    for school_id, figuur, groep, number in connection.execute(_LEFT, {**asked, "schools": list(counts)}):
        counts[school_id][figuur, *groep.split("|")] += number
