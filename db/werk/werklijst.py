"""The work list (werklijst) of one person: what they have to do, and what waits for others.

Three sorts of verplichtingen are somebody's: with their name on it, waiting for their role, and with the name of a
colleague who can no longer do it. Those of the last sort stay in the list of everybody who walks the route, until one
takes over. The list, its count and the mail about it use the same conditions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from db import schema
from db.access import toegang
from meldcode.dossier.toegang import ALS
from meldcode.rollen import Permission, Role, User, allows
from meldcode.route.verplichting import OP_NAAM, Soort, Verplichting
from meldcode.termijnen.kalender import is_overdue
from meldcode.vastleggingen.opvolging import AFSPREKERS

WEEK = timedelta(days=7)
_EVER = date(9999, 1, 1)
_A, _D, _T, _V = schema.account, schema.dossier, schema.toegang, schema.verplichting
# Whoever has an afspraak may read it, also without access to the dossier; the other kinds need reading along.
_WHILE_READING_ALONG = tuple(each for each in OP_NAAM if each is not Soort.AFSPRAAK)
_OF_OTHERS = tuple(each for each in Soort if each.aard.waits_for)
_STAYS = tuple(each for each in Soort if not each.aard.transferable)
_ROLES = (Role.IB_ER, Role.DIRECTIE)
"""The roles for which things wait without a name on them."""


@dataclass(frozen=True)
class Telling:
    """How many things are late, due today, and due later within a week."""

    te_laat: int = 0
    vandaag: int = 0
    deze_week: int = 0

    @property
    def nu(self) -> int:
        """How many cannot wait until tomorrow: late or due today."""
        return self.te_laat + self.vandaag

    @classmethod
    def of(cls, found: Sequence[Verplichting], today: date) -> "Telling":
        """Count them in a list, instead of by a query (``count``)."""
        late = [each for each in found if is_overdue(each.due_on, today)]
        now = [each for each in found if each.due_on == today]
        soon = [each for each in found if today < each.due_on <= today + WEEK]
        return cls(len(late), len(now), len(soon))


def mine(connection: Connection, user: User, today: date, until: date) -> list[Verplichting]:
    """What this person has to do by this day, the nearest date first."""
    found = [each for part in _parts(connection, user, today) for each in _first(connection, part, until)]
    return sorted(found, key=_in_turn)


def count(connection: Connection, user: User, today: date) -> Telling:
    """How much of what this person has to do is late, due today, or due within a week."""
    total = [0, 0, 0]
    for part in _parts(connection, user, today):
        query = select(
            func.count().filter(_V.c.due_on < today),
            func.count().filter(_V.c.due_on == today),
            func.count().filter(_V.c.due_on > today),
        )
        row = connection.execute(_where(query, part, today + WEEK)).one()
        total = [have + more for have, more in zip(total, row, strict=True)]
    return Telling(*total)


def with_others(connection: Connection, user: User, today: date) -> list[Verplichting]:
    """What this person waits for in the dossiers in which they walk the route: the directie, a colleague, Veilig Thuis.

    What waits for Veilig Thuis is in this list until the day before it is due; from then on it is theirs to ask for.
    """
    if not user.may(Permission.WALK_ROUTE):
        return []
    acts = and_(_V.c.school_id == user.school_id, toegang.acts_as(user, Role.IB_ER))
    others = [_V.c.owner_role == role for role in (Role.DIRECTIE, Role.LEERKRACHT, Role.VERTROUWENSPERSOON)]
    parts = [and_(one, _V.c.person != user.id, acts) for one in others]
    theirs = and_(_V.c.person == user.id, _V.c.owner_role == Role.IB_ER, _V.c.soort.in_(_OF_OTHERS))
    parts += [and_(theirs, _V.c.due_on > today, acts)]
    return sorted((each for part in parts for each in _first(connection, part, _EVER)), key=_in_turn)


def of_colleagues(connection: Connection, user: User, until: date) -> list[Verplichting]:
    """What is due by this day for the other ib-ers of the school, because one of them may be away.

    Not what has the name of a colleague who can no longer do it: that is in ``mine`` already.
    """
    if not user.may(Permission.WALK_ROUTE):
        return []
    gone = [who for who, _which in _cannot(connection, user.school_id)]
    theirs = and_(_V.c.person != "", _V.c.person.not_in([user.id, *gone]), _V.c.soort.not_in(OP_NAAM))
    here = and_(_V.c.school_id == user.school_id, _V.c.owner_role == Role.IB_ER, toegang.acts_as(user, Role.IB_ER))
    return list(_first(connection, and_(here, theirs), until))


def _in_turn(each: Verplichting) -> tuple[date, str, str]:
    return each.due_on, each.dossier_id, each.sleutel


def of_everything(connection: Connection, user: User) -> list[Verplichting]:
    """All that waits in the dossiers in which this person walks the route, and what has their name on it elsewhere."""
    walks_or_owes = or_(toegang.acts_as(user, Role.IB_ER), and_(_V.c.person == user.id, toegang.known_to(user)))
    return list(_first(connection, and_(_V.c.school_id == user.school_id, walks_or_owes), _EVER))


def is_of(each: Verplichting, user: User) -> bool:
    """Whether this is for this person to do, by name or because they walk the route. Ask of dossiers they know only."""
    return each.person == user.id or (not each.person and each.owner is Role.IB_ER)


def of_dossier(connection: Connection, dossier_id: str, school_id: str) -> list[Verplichting]:
    """Everything that waits in one dossier, the nearest date first."""
    return list(_first(connection, and_(_V.c.school_id == school_id, _V.c.dossier_id == dossier_id), _EVER))


def of_person(connection: Connection, user: User, account_id: str) -> list[Verplichting]:
    """Everything with the name of this colleague on it, in dossiers where this person can hand it over."""
    part = and_(_V.c.school_id == user.school_id, _V.c.person == account_id, _V.c.soort.not_in(_STAYS), _acts(user))
    return list(_first(connection, part, _EVER))


def holders(connection: Connection, user: User) -> set[str]:
    """The ids of the accounts with their name on something, in dossiers where this person can hand it over."""
    query = select(_V.c.person).select_from(_V.join(_D, _D.c.id == _V.c.dossier_id)).distinct()
    here = (_V.c.school_id == user.school_id, _V.c.done_on.is_(None), _V.c.person != "", _V.c.soort.not_in(_STAYS))
    return set(connection.scalars(query.where(*here, _acts(user))))


def adrift(connection: Connection, user: User) -> list[str]:
    """The ids of the accounts with work they can no longer do, in dossiers where this person can hand it over.

    Weighing as the second one is not counted, since it cannot be handed over: whoever asked for it asks another, or
    does without.
    """
    here = _V.c.school_id == user.school_id, _V.c.soort.not_in(_STAYS)
    return [
        account_id
        for account_id, which in _cannot(connection, user.school_id)
        if any(_first(connection, and_(*here, which, _acts(user)), _EVER, 1))
    ]


def _acts(user: User) -> ColumnElement[bool]:
    return or_(*(toegang.acts_as(user, role) for role in _ROLES))


def _parts(connection: Connection, user: User, today: date) -> Iterator[ColumnElement[bool]]:
    """The conditions for what is this person's; no row meets two of them. Each needs one range of an index."""
    here = _V.c.school_id == user.school_id
    walks = toegang.acts_as(user, Role.IB_ER)
    may = and_(_V.c.soort.not_in(OP_NAAM), walks)
    if allows(user.role, Permission.READ_DOSSIER):
        may = or_(
            may,
            and_(_V.c.soort == Soort.AFSPRAAK, toegang.known_to(user)),
            and_(_V.c.soort.in_(_WHILE_READING_ALONG), or_(walks, toegang.opened_or_invited(user, today))),
        )
    for role in sorted(AFSPREKERS):
        yield and_(here, _V.c.person == user.id, _V.c.owner_role == role, may)
    for role in _ROLES:
        if role is user.role or role in user.stands_in:
            yield and_(here, _V.c.person == "", _V.c.owner_role == role, toegang.acts_as(user, role))
    if user.may(Permission.WALK_ROUTE):
        yield from (and_(here, which, walks) for who, which in _cannot(connection, user.school_id) if who != user.id)


def _cannot(connection: Connection, school_id: str) -> list[tuple[str, ColumnElement[bool]]]:
    """Accounts with work they can no longer do, each with the condition for it: blocked, or in another role."""
    rows = connection.execute(select(_A.c.id, _A.c.role, _A.c.active).where(_A.c.school_id == school_id)).all()
    others = [row for row in rows if not (row.active and row.role == Role.IB_ER)]
    named = select(_V.c.person).where(
        _V.c.school_id == school_id, _V.c.done_on.is_(None), _V.c.person.in_([row.id for row in others])
    )
    has = set(connection.scalars(named.distinct()))
    return [(row.id, _which(row)) for row in others if row.id in has]


def _which(row: Row[str, str, bool]) -> ColumnElement[bool]:
    theirs: ColumnElement[bool] = _V.c.person == row.id
    if not row.active or Role(row.role) not in AFSPREKERS:
        return theirs
    # After a change of role they can still do their afspraken, and act in dossiers where they stand in for the ib-er.
    stands_in = select(_T.c.dossier_id).where(_T.c.account_id == row.id, _T.c.soort == ALS[Role.IB_ER])
    return and_(theirs, _V.c.soort.not_in(OP_NAAM), _V.c.dossier_id.not_in(stands_in))


def _where(query: Select[*tuple[Any, ...]], part: ColumnElement[bool], until: date) -> Select[*tuple[Any, ...]]:
    joined = query.select_from(_V.join(_D, _D.c.id == _V.c.dossier_id))
    return joined.where(_V.c.done_on.is_(None), _V.c.due_on <= until, part)


def _first(
    connection: Connection, part: ColumnElement[bool], until: date, limit: int | None = None
) -> Iterator[Verplichting]:
    query = _where(select(_V, _D.c.codenaam), part, until)
    for row in connection.execute(query.order_by(_V.c.due_on, _V.c.dossier_id, _V.c.sleutel).limit(limit)):
        yield Verplichting(
            row.sleutel, Soort(row.soort), row.stap, Role(row.owner_role), row.due_on, row.person,
            row.since, row.termijn, row.dagen, row.first_due_on, row.dossier_id, row.codenaam,
        )  # fmt: skip
