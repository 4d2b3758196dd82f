"""Whose a verplichting is, as conditions on its rows: of somebody themselves, of others, of who can no longer do it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, or_, select

from db import schema
from db.access import rollen, toegang
from db.store.once import SCHOOL, TODAY, among, unindexed
from meldcode.dossier.toegang import ALS
from meldcode.rollen import Permission, Role, User, allows
from meldcode.route.verplichting import OP_NAAM, Soort
from meldcode.termijnen.termijn import METEEN
from meldcode.vastleggingen.opvolging import AFSPREKERS

_A, _D, _T, _V = schema.account, schema.dossier, schema.toegang, schema.verplichting
_AFW = schema.afwezigheid
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
NOT_TODAY: Any = bindparam("not_today", expanding=True)
"""Who is not there today, apart from those for whom whoever asks is the substitute."""
_STAYS = tuple(each for each in Soort if not each.aard.transferable)


def acts(user: User) -> ColumnElement[bool]:
    """What is in a dossier in which this person can hand it over."""
    return or_(*(toegang.acts_as(user, role, *_WHERE) for role in _ROLES))


def of_others(user: User) -> list[ColumnElement[bool]]:
    """The conditions for what others owe in dossiers in which this person walks the route; no row meets two of them."""
    acts = toegang.acts_as(user, Role.IB_ER, *_WHERE)
    others = [_V.c.owner_role == role for role in (Role.DIRECTIE, Role.LEERKRACHT, Role.VERTROUWENSPERSOON)]
    theirs = and_(_V.c.person == user.id, _V.c.owner_role == Role.IB_ER, among(_V.c.soort, _OF_OTHERS))
    return [*(and_(one, _V.c.person != user.id, acts) for one in others), and_(theirs, _V.c.due_on > TODAY, acts)]


def mine(user: User, *, gone: bool = True, moved: bool = True, not_today: bool = True) -> Iterator[ColumnElement[bool]]:
    """The conditions for what is this person's; no row meets two of them. Each needs one range of an index.

    ``gone``, ``moved``: whether there are colleagues who can no longer do their work (``cannot``); ``not_today``:
    whether there are who are not there today.
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
        yield and_(_held_together(user), walks)
        if user.neemt_waar:
            yield and_(here, _of_who_is_away(user), walks)
        if not_today:
            yield and_(here, _of_today(user), walks)


def _held_together(user: User) -> ColumnElement[bool]:
    """What waits for the holder of a dossier that this person holds with them."""
    others = ~_V.c.person.in_(GONE), ~_V.c.person.in_(_MOVED), ~_V.c.person.in_(toegang.AWAY)
    theirs = _V.c.person.not_in(["", user.id]), _V.c.owner_role == Role.IB_ER, ~among(_V.c.soort, OP_NAAM)
    return and_(unindexed(_V.c.school_id) == SCHOOL, _V.c.dossier_id.in_(toegang.held_with(user)), *theirs, *others)


def _of_who_is_away(user: User) -> ColumnElement[bool]:
    """What is due while those are away for whom this person is the substitute today, and can be handed over."""
    back = select(_AFW.c.tot).where(_AFW.c.account_id == _V.c.person, _AFW.c.van <= TODAY, _AFW.c.tot >= TODAY)
    return and_(
        _V.c.person.in_(toegang.AWAY),
        back.where(_V.c.due_on <= _AFW.c.tot).exists(),
        _V.c.person != user.id,
        _V.c.owner_role == Role.IB_ER,
        ~among(_V.c.soort, _STAYS),
    )


def _of_today(user: User) -> ColumnElement[bool]:
    """What may not wait until tomorrow, of those who are not there today: it is of every ib-er who is."""
    return and_(
        _V.c.person.in_(NOT_TODAY),
        _V.c.person != user.id,
        ~_V.c.person.in_(GONE),
        ~_V.c.person.in_(_MOVED),  # nor of those: they have another role now
        _V.c.owner_role == Role.IB_ER,
        _V.c.termijn == METEEN.naam,
        _V.c.due_on <= TODAY,
        ~among(_V.c.soort, OP_NAAM),
        _V.c.dossier_id.not_in(toegang.held_with(user)),
    )


def also_mine(user: User) -> ColumnElement[bool]:
    """What waits for a colleague and is this person's as well today."""
    return or_(_held_together(user), _of_who_is_away(user), _of_today(user))


def of_colleagues(user: User) -> ColumnElement[bool]:
    """The condition for what is of the other ib-ers of the school, and not of somebody who can no longer do it.

    Each of the colleagues is a range of an index: what has no name on it, or that of whoever asks, is not looked at.
    """
    others = select(_A.c.id).where(_A.c.school_id == SCHOOL, _A.c.id != user.id, _A.c.id.not_in(GONE))
    theirs = and_(_V.c.person.in_(others.where(_A.c.id.not_in(_MOVED))), ~among(_V.c.soort, OP_NAAM), ~also_mine(user))
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
