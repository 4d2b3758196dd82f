"""For the page Dossiers: a line for every dossier somebody may know of, and searching these by name.

Where a dossier is on the route is in plain columns. Names are sealed: a search unseals them all for as long as it
takes, and stores nothing of it (ADR 17).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)

from db import schema
from db.access import toegang
from db.cijfers.verloop import EVER
from db.dossiers import dossier_rows
from db.store.once import EVERY, IDS, LIMIT, OFFSET, SCHOOL, TODAY, among, page, unindexed
from db.werk import werklijst
from meldcode.namen.volgorde import Volgorde, telefoonboek
from meldcode.namen.zoeken import Zoekvraag
from meldcode.rollen import Role, User
from meldcode.route.fasen import OPEN, Fase
from meldcode.route.verplichting import Verplichting
from meldcode.termijnen.kalender import is_overdue
from meldcode.vragen.geboren import stored_geboren

_D, _V = schema.dossier, schema.verplichting
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

    @property
    def is_gesloten(self) -> bool:
        """Whether it is closed. For those who do not walk its route every dossier counts as open."""
        return self.fase is Fase.GESLOTEN


ALLES = (Welke.OPEN, Welke.GESLOTEN)
"""The filters that together pass all this person may know of."""


def tel(connection: Connection, user: User, today: date, filters: tuple[Welke, ...] = ALLES) -> dict[Welke, int]:
    """How many lines pass each of these filters, without reading them."""
    counts = connection.execute(_telling(toegang.anyone(user), filters), toegang.who(user, today)).one()
    return dict(zip(filters, counts, strict=True))


def regels(
    connection: Connection, user: User, today: date, welke: Welke | None = None, shown: slice = EVERY
) -> list[Regel]:
    """The lines that pass this filter, or all; the nearest date first, closed ones last. What is not shown is not read.

    Of two with the same date the one that is where it is for the shortest time comes first.
    """
    asked = toegang.who(user, today) | page(shown)
    return _lines(connection, user, today, connection.execute(_listed(toegang.anyone(user), welke), asked).all())


def regels_van(connection: Connection, user: User, today: date, dossier_ids: Sequence[str]) -> list[Regel]:
    """The lines of those of these dossiers that this person may know of, in the order of these."""
    asked = toegang.who(user, today, ids=list(dossier_ids))
    found = _lines(connection, user, today, connection.execute(_these(toegang.anyone(user)), asked).all())
    return sorted(found, key=lambda each: dossier_ids.index(each.dossier_id))


def nieuwste(connection: Connection, user: User, today: date, number: int) -> dict[str, str]:
    """The code names by id of so many dossiers of which they may read the pupil's name: the newest, open ones first."""
    found: dict[str, str] = {}
    for closed in (False, True):
        asked = toegang.who(user, today) | page(slice(0, number - len(found)))
        rows = connection.execute(_newest(toegang.anyone(user), closed), asked) if len(found) < number else ()
        found |= {row.id: row.codenaam for row in rows}
    return found


def gezocht(
    connection: Connection, user: User, today: date, vraag: Zoekvraag, *, walked: bool = False, named: bool = False
) -> list[str]:
    """The ids of the dossiers that match this search, by the name of the pupil, closed ones last (ADR 50).

    Unseals the name in each of those of which this person may read it; only those, if ``named``. Only those they walk,
    if ``walked``.
    """
    rows = connection.execute(_listed(toegang.anyone(user), None), toegang.who(user, today) | page(EVERY)).all()
    rows = [row for row in rows if row.walks or not walked and (row.reads or not named)]
    pupils = dossier_rows.leerlingen(connection, [row.id for row in rows if row.walks or row.reads])
    nobody = dossier_rows.Leerling("", "")
    found = []
    for row in rows:
        leerling = pupils.get(row.id, nobody)
        namen = f"{leerling.naam} {leerling.roepnamen}"
        if vraag.fits(row.codenaam, namen, stored_geboren(leerling.geboren) if vraag.asks_when else None):
            found.append((bool(row.closed), *_by_name(leerling.naam, row.codenaam), row.id))
    return [each[-1] for each in sorted(found)]


def op_naam(codenamen: Mapping[str, str], named: Mapping[str, dossier_rows.Leerling]) -> list[str]:
    """The ids of these dossiers by the name of the pupil, those without a name last.

    ``codenamen`` and ``named``: the code names, and the pupils as they were unsealed, by dossier id. Nothing is
    unsealed to sort them.
    """
    names = {each: named[each].naam if each in named else "" for each in codenamen}
    return sorted(codenamen, key=lambda each: _by_name(names[each], codenamen[each]))


def _by_name(naam: str, codenaam: str) -> tuple[bool, Volgorde, str]:
    return not naam, telefoonboek(naam), codenaam


def _lines(connection: Connection, user: User, today: date, rows: Sequence[Any]) -> list[Regel]:
    waits: dict[str, list[Verplichting]] = {}
    for each in werklijst.of_dossiers(connection, user, [row.id for row in rows]):
        waits.setdefault(each.dossier_id, []).append(each)
    found = []
    for row in rows:
        mine = [each for each in waits.get(row.id, ()) if row.walks or each.person == user.id]
        found.append(
            Regel(
                row.id,
                row.codenaam,
                bool(row.walks or row.reads),
                Fase(row.fase) if row.walks else None,
                row.fase_since if row.walks else None,
                mine[0] if mine else None,
                any(is_overdue(each.due_on, today) for each in mine),
                any(werklijst.is_of(each, user) for each in mine),
            )
        )
    return found


_ALIVE = _D.c.fase != Fase.VERNIETIGD


@cache
def _parts(user: User) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The conditions for the dossiers they walk, and for those they may know of besides; no dossier meets both."""
    walks, besides = toegang.acts_as(user, Role.IB_ER), and_(_ALIVE, toegang.opened_or_invited(user))
    # An ib-er walks all but those of ``not_as``: these are few.
    few = _D.c.id.in_(toegang.not_as(user, Role.IB_ER)) if user.role.acts_as is Role.IB_ER else ~walks
    return and_(_ALIVE, walks), and_(few, besides)


_WAITS = and_(_V.c.school_id == SCHOOL, _V.c.done_on.is_(None))


@cache
def _own(user: User) -> Any:
    """A scalar query: the first day on which something with this person's name on it is due in a dossier."""
    mine = _V.c.dossier_id == _D.c.id, _V.c.done_on.is_(None), _V.c.person == user.id
    return func.coalesce(select(func.min(_V.c.due_on)).where(*mine).correlate(_D).scalar_subquery(), EVER)


def _passes(user: User, welke: Welke | None) -> tuple[list[ColumnElement[bool]], list[ColumnElement[bool]] | None]:
    """What a filter asks of the dossiers they walk, and of the others; None: none of these."""
    match welke:
        case Welke.OPEN:
            return [among(_D.c.fase, OPEN)], []
        case Welke.MIJN:
            whose = or_(_V.c.person == user.id, and_(_V.c.person == "", _V.c.owner_role == Role.IB_ER))
            return [_D.c.id.in_(select(_V.c.dossier_id).where(_WAITS, whose))], [_own(user) < EVER]
        case Welke.TE_LAAT:
            return [_ALIVE, _D.c.eerst_op < TODAY], [_own(user) < TODAY]
        case Welke.GESLOTEN:
            return [_D.c.fase == Fase.GESLOTEN], None
    return [], []


def _queries(user: User, welke: Welke | None) -> list[Select[Any]]:
    walked, others = _parts(user)
    of_walked, of_others = _passes(user, welke)
    where = (_D.c.id, _D.c.codenaam, _D.c.fase, _D.c.fase_since)
    is_mixed = welke is None  # only then there are open ones and closed ones in it
    query = select(*where, true().label("walks"), true().label("reads"), _D.c.eerst_op.label("first"))
    closed = case((_D.c.fase == Fase.GESLOTEN, 1), else_=0).label("closed")
    found = [(query.add_columns(closed) if is_mixed else query).where(walked, *of_walked)]
    if of_others is not None:
        reads = toegang.opened_or_reads_along(user).label("reads")
        query = select(*where, false().label("walks"), reads, _own(user).label("first"))
        query = query.add_columns(literal(0).label("closed")) if is_mixed else query
        found.append(query.where(others, *of_others))
    return found


def _in_order(queries: Sequence[Select[Any]]) -> CompoundSelect[Any]:
    # "fase_since DESC" as in the index of this list, which is then read no further than its page.
    every = union_all(*queries)
    closed = ["closed"] if "closed" in every.selected_columns else []
    return every.order_by(*closed, "first", every.selected_columns.fase_since.desc(), "codenaam", "id")


@cache
def _listed(user: User, welke: Welke | None) -> CompoundSelect[Any]:
    return _in_order(_queries(user, welke)).limit(LIMIT).offset(OFFSET)


@cache
def _these(user: User) -> CompoundSelect[Any]:
    return _in_order([each.where(_D.c.id.in_(IDS)) for each in _queries(user, None)])


@cache
def _newest(user: User, closed: bool) -> CompoundSelect[Any]:
    walked, others = _parts(user)
    where = _D.c.fase == Fase.GESLOTEN if closed else among(_D.c.fase, OPEN)
    readable = walked, and_(others, toegang.opened_or_reads_along(user))
    every = union_all(*(select(_D.c.id, _D.c.codenaam, _D.c.opened_on).where(where, each) for each in readable))
    newest = every.selected_columns.opened_on.desc(), every.selected_columns.codenaam.desc()
    return every.order_by(*newest).limit(LIMIT).offset(OFFSET)


@cache
def _telling(user: User, filters: tuple[Welke, ...]) -> Select[Any]:
    _walked, others = _parts(user)
    number: list[Any] = []
    for welke in filters:
        of_walked, of_others = _passes(user, welke)
        mine = _count_of_mine(user) if welke is Welke.MIJN else _count_walked(user, of_walked)
        more = _count(others, *of_others) if of_others is not None else literal(0)
        number.append((mine + more).label(welke.value))
    return select(*number)


def _count(*where: ColumnElement[bool]) -> Any:
    return select(func.count()).select_from(_D).where(*where).scalar_subquery()


def _count_walked(user: User, where: Sequence[ColumnElement[bool]]) -> Any:
    """How many of the dossiers they walk meet this. An ib-er walks all but a few: counting those is less work."""
    if user.role.acts_as is not Role.IB_ER:
        return _count(_parts(user)[0], *where)
    return _count(_D.c.school_id == SCHOOL, *where) - _count(
        unindexed(_D.c.school_id) == SCHOOL, *where, _D.c.id.in_(toegang.not_as(user, Role.IB_ER))
    )


def _count_of_mine(user: User) -> Any:
    walks = toegang.acts_as(user, Role.IB_ER, _V.c.dossier_id, _V.c.school_id)
    whose = _V.c.person.in_([user.id, literal("")]), or_(_V.c.person == user.id, _V.c.owner_role == Role.IB_ER)
    return select(func.count(_V.c.dossier_id.distinct())).where(_WAITS, walks, *whose).scalar_subquery()
