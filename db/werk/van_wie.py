"""Whose a verplichting is, as conditions on its rows: of somebody themselves, of others, of who can no longer do it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, or_, select

from db import schema
from db.access import rollen, toegang
from db.store.once import SCHOOL, TODAY, among
from meldcode.dossier.toegang import ALS
from meldcode.rollen import Permission, Role, User, allows
from meldcode.route.verplichting import OP_NAAM, Soort
from meldcode.vastleggingen.opvolging import AFSPREKERS

_A, _D, _T, _V = schema.account, schema.dossier, schema.toegang, schema.verplichting
# Whoever has an afspraak may read it, also without access to the dossier; the other kinds need reading along.
_WHILE_READING_ALONG = tuple(each for each in OP_NAAM if each is not Soort.AFSPRAAK)
_OF_OTHERS = tuple(each for each in Soort if each.aard.waits_for)
_ROLES = (Role.IB_ER, Role.DIRECTIE)
"""The roles for which things wait without a name on them."""
_WHERE = _V.c.dossier_id, _V.c.school_id
# It says nothing, and lets the index be used as far as the day: it has the role before that.
_IN_ANY_ROLE = among(_V.c.owner_role, Role)
GONE: Any = bindparam("gone", expanding=True)
_MOVED: Any = bindparam("moved", expanding=True)


def acts(user: User) -> ColumnElement[bool]:
    """What is in a dossier in which this person can hand it over."""
    return or_(*(toegang.acts_as(user, role, *_WHERE) for role in _ROLES))


def of_others(user: User) -> list[ColumnElement[bool]]:
    """The conditions for what others owe in dossiers in which this person walks the route; no row meets two of them."""
    acts = toegang.acts_as(user, Role.IB_ER, *_WHERE)
    others = [_V.c.owner_role == role for role in (Role.DIRECTIE, Role.LEERKRACHT, Role.VERTROUWENSPERSOON)]
    theirs = and_(_V.c.person == user.id, _V.c.owner_role == Role.IB_ER, among(_V.c.soort, _OF_OTHERS))
    return [*(and_(one, _V.c.person != user.id, acts) for one in others), and_(theirs, _V.c.due_on > TODAY, acts)]


def mine(user: User, *, gone: bool = True, moved: bool = True) -> Iterator[ColumnElement[bool]]:
    """The conditions for what is this person's; no row meets two of them. Each needs one range of an index.

    ``gone``, ``moved``: whether there are colleagues who can no longer do their work (``cannot``).
    """
    here = _V.c.school_id == SCHOOL
    walks = toegang.acts_as(user, Role.IB_ER, *_WHERE)
    may = and_(~among(_V.c.soort, OP_NAAM), walks)
    if allows(user.role, Permission.READ_DOSSIER):
        reads = _V.c.dossier_id.in_(select(_D.c.id).where(toegang.opened_or_invited(user)))
        may = or_(
            may,
            and_(_V.c.soort == Soort.AFSPRAAK, _V.c.dossier_id.not_in(toegang.excluded_from(user))),
            and_(among(_V.c.soort, _WHILE_READING_ALONG), or_(walks, reads)),
        )
    for role in sorted(AFSPREKERS):
        yield and_(here, _V.c.person == user.id, _V.c.owner_role == role, may)
    for role in _ROLES:
        if role is user.role.acts_as or role in user.stands_in:
            yield and_(here, _V.c.person == "", _V.c.owner_role == role, toegang.acts_as(user, role, *_WHERE))
    if user.may(Permission.WALK_ROUTE):
        if gone:
            yield and_(here, _IN_ANY_ROLE, _V.c.person != user.id, _V.c.person.in_(GONE), walks)
        if moved:
            yield and_(here, _IN_ANY_ROLE, _V.c.person != user.id, of_the_moved(), walks)


def of_colleagues(user: User) -> ColumnElement[bool]:
    """The condition for what is of the other ib-ers of the school, and not of somebody who can no longer do it.

    Each of the colleagues is a range of an index: what has no name on it, or that of whoever asks, is not looked at.
    """
    others = select(_A.c.id).where(_A.c.school_id == SCHOOL, _A.c.id != user.id, _A.c.id.not_in(GONE))
    theirs = and_(_V.c.person.in_(others.where(_A.c.id.not_in(_MOVED))), ~among(_V.c.soort, OP_NAAM))
    here = and_(_V.c.school_id == SCHOOL, _V.c.owner_role == Role.IB_ER)
    return and_(here, theirs, toegang.acts_as(user, Role.IB_ER, *_WHERE))


def of_the_moved() -> ColumnElement[bool]:
    """What is of somebody who was given another role, and cannot do in it.

    They can still do their afspraken, and act in dossiers where they stand in for the ib-er.
    """
    stands_in = select(_T.c.dossier_id).where(
        _T.c.account_id == _V.c.person, _T.c.dossier_id == _V.c.dossier_id, _T.c.soort == ALS[Role.IB_ER]
    )
    return and_(_V.c.person.in_(_MOVED), ~among(_V.c.soort, OP_NAAM), ~stands_in.exists())


_WALKS = rollen.has(*(role for role in Role if role.acts_as is Role.IB_ER))
_DOES_SOME = and_(_A.c.active, rollen.has(*(role for role in Role if role.acts_as in AFSPREKERS)))
_OTHER_ROLE = and_(_A.c.school_id == SCHOOL, or_(_A.c.active.is_(False), ~_WALKS))
_WITH_WORK = select(_V.c.person).where(_V.c.school_id == SCHOOL, _V.c.done_on.is_(None), _V.c.person == _A.c.id)
_OF_IB_ER = _WITH_WORK.where(~among(_V.c.soort, OP_NAAM)).exists()
_CANNOT = select(_A.c.id, _DOES_SOME, _OF_IB_ER).where(_OTHER_ROLE, _WITH_WORK.exists()).order_by(_A.c.id)


def cannot(connection: Connection, school_id: str) -> tuple[list[str], list[str]]:
    """Accounts with their name on work of an ib-er, who can no longer do it: the ids of those who can do nothing of it
    (blocked, or in a role that does none), and of those in another role."""
    rows = connection.execute(_CANNOT, {"school": school_id}).all()
    nothing = [each for each, does_some, _ in rows if not does_some]
    return nothing, [each for each, _does_some, of_ib_er in rows if of_ib_er and each not in nothing]
