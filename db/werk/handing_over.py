"""Handing over: everything with the name of one colleague on it, in dossiers where somebody can give it to another.

And which dossiers were given, but not yet signed for by whoever took them over.
"""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, and_, bindparam, func, or_, select

from db import schema
from db.access import toegang
from db.store.once import DOSSIER, EVERY, LIMIT, ME, NO_END, SCHOOL, among, containing, page
from db.werk import van_wie
from db.werk.waiting import EVER, in_turn, paged, read
from meldcode.rollen import Role, User
from meldcode.route.verplichting import Soort, Verplichting

_A, _D, _V = schema.account, schema.dossier, schema.verplichting
_UNSIGNED = _V.c.soort == Soort.ONTVANGEN
_STAYS = tuple(each for each in Soort if not each.aard.transferable)
_PERSON: Any = bindparam("person")


def of_person(
    connection: Connection, user: User, account_id: str, shown: slice = EVERY, dossier_id: str = ""
) -> list[Verplichting]:
    """Everything with the name of this colleague on it, in dossiers where this person can hand it over; or in one."""
    asked = toegang.who(user, until=EVER, person=account_id, dossier=dossier_id) | page(shown)
    return read(connection, _of_person(toegang.anyone(user), bool(dossier_id)), asked)


def count_of_person(connection: Connection, user: User, account_id: str, dossier_id: str = "") -> int:
    """How much is ``of_person``, without reading it."""
    asked = toegang.who(user, until=EVER, person=account_id, dossier=dossier_id)
    return int(connection.execute(_count_of_person(toegang.anyone(user), bool(dossier_id)), asked).scalar_one())


def holders(connection: Connection, user: User) -> set[str]:
    """The ids of the accounts with their name on something, in dossiers where this person can hand it over."""
    return set(connection.scalars(_holders(toegang.anyone(user)), toegang.who(user, until=EVER)))


def dossiers_of(
    connection: Connection, user: User, *, person: str, like: str = "", limit: int = NO_END
) -> dict[str, str]:
    """The code names by id of the dossiers in which something of this colleague can be handed over, newest first.

    ``like``: only those with these letters in them, the shortest first.
    """
    asked = toegang.who(user, until=EVER, person=person, like=containing(like), limit=limit)
    rows = connection.execute(_dossiers_of(toegang.anyone(user), bool(like)), asked)
    return {row.id: row.codenaam for row in rows}


def adrift(connection: Connection, user: User) -> list[str]:
    """The ids of the accounts with work they can no longer do, in dossiers where this person can hand it over.

    Weighing as the second one is not counted, since it cannot be handed over: whoever asked for it asks another, or
    does without.
    """
    gone, moved = van_wie.cannot(connection, user.school_id)
    if not gone and not moved:
        return []
    asked = toegang.who(user, until=EVER, gone=gone, moved=moved)
    return list(connection.scalars(_adrift(toegang.anyone(user)), asked))


def unsigned(
    connection: Connection, user: User, account_id: str, shown: slice = EVERY, *, others: bool = False
) -> list[Verplichting]:
    """The dossiers that this colleague took over and did not sign for, where this person can hand over.

    The nearest date first. ``others``: those that others took over, as far as it is for this person to see that they
    wait: for an ib-er what they gave themselves, for the directie all of them.
    """
    asked = toegang.who(user, until=EVER, person=account_id) | page(shown)
    return read(connection, _unsigned(toegang.anyone(user), others), asked)


def count_unsigned(connection: Connection, user: User) -> tuple[int, int]:
    """How many dossiers this person took over and has not signed for; and how many ``others`` did, as above."""
    asked = toegang.who(user, until=EVER)
    mine, others = connection.execute(_count_unsigned(toegang.anyone(user)), asked).one()
    return mine, others


@cache
def _unsigned(user: User, others: bool) -> CompoundSelect[Any]:
    whose = _of_others(user) if others else _V.c.person == _PERSON
    return paged(in_turn(and_(_waits(), _UNSIGNED, whose, van_wie.acts(user))))


@cache
def _count_unsigned(user: User) -> Select[Any]:
    counts: list[Any] = [func.count().filter(each) for each in (_V.c.person == ME, _of_others(user))]
    return select(*counts).select_from(_V).where(_waits(), _UNSIGNED, van_wie.acts(user))


def _of_others(user: User) -> ColumnElement[bool]:
    """What others took over: of an ib-er only what waits for them as whoever gave it."""
    if user.role.acts_as is not Role.IB_ER:
        return and_(_V.c.person != ME)
    given = _V.alias()
    by_me = given.c.school_id == SCHOOL, given.c.person == ME, given.c.soort == Soort.AFGEGEVEN
    return and_(_V.c.dossier_id.in_(select(given.c.dossier_id).where(*by_me, given.c.done_on.is_(None))))


def _waits() -> ColumnElement[bool]:
    return and_(_V.c.school_id == SCHOOL, _V.c.done_on.is_(None))


@cache
def _of_person(user: User, in_one: bool) -> CompoundSelect[Any]:
    return paged(in_turn(_handed(user, _theirs(in_one))))


@cache
def _count_of_person(user: User, in_one: bool) -> Select[Any]:
    return select(func.count()).select_from(_V).where(_handed(user, _theirs(in_one)))


def _theirs(in_one: bool) -> ColumnElement[bool]:
    return and_(_V.c.person == _PERSON, _V.c.dossier_id == DOSSIER) if in_one else _V.c.person == _PERSON


@cache
def _dossiers_of(user: User, is_asked: bool) -> Select[Any]:
    theirs = select(_V.c.dossier_id).where(_handed(user, _V.c.person == _PERSON))
    query = select(_D.c.id, _D.c.codenaam).where(_D.c.id.in_(theirs))
    order: list[ColumnElement[Any]] = [_D.c.opened_on.desc(), _D.c.codenaam.desc()]
    if is_asked:
        query = query.where(_D.c.codenaam.ilike(bindparam("like"), escape="/"))
        order = [func.length(_D.c.codenaam), *order]
    return query.order_by(*order).limit(LIMIT)


@cache
def _holders(user: User) -> Select[Any]:
    has_some = select(_V.c.sleutel).where(_handed(user, _V.c.person == _A.c.id)).correlate(_A).exists()
    return select(_A.c.id).where(_A.c.school_id == SCHOOL, has_some)


@cache
def _adrift(user: User) -> Select[Any]:
    which = or_(_V.c.person.in_(van_wie.GONE), van_wie.of_the_moved())
    return select(_V.c.person).distinct().where(_handed(user, which))


def _handed(user: User, whose: ColumnElement[bool]) -> ColumnElement[bool]:
    """What can be handed over of what is ``whose``."""
    return and_(_waits(), whose, ~among(_V.c.soort, _STAYS), van_wie.acts(user))
