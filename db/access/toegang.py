"""Everyone's access to dossiers as rows, and the conditions on dossiers by which every list and count is filtered.

The rows follow from the records about access. ``meldcode.dossier.toegang`` folds the same from the records of one
dossier; a test compares the two. The conditions are SQL conditions on ``dossier``, for ``anyone``.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    or_,
    select,
)

from db import schema
from db.access import aanwezig, rollen
from db.store.once import DOSSIER, ME, SCHOOL, TODAY, among, unindexed
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.toegang import ALS, Toegangsoort, chosen_in
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.namen.volgorde import telefoonboek
from meldcode.rollen import Permission, Role, User, allows
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import OP_NAAM, Soort
from meldcode.vastleggingen import ALLE, Opening, Overdracht
from meldcode.vragen.persoon import Persoon
from meldcode.vragen.vastgelegd import Vastgelegd
from meldcode.vragen.vastlegging import Vastlegging

_A, _D, _T, _V = schema.account, schema.dossier, schema.toegang, schema.verplichting
SAY_WHO_READS: tuple[type[Vastlegging], ...] = (Opening, Overdracht, *(kind for kind in ALLE if kind.over_toegang))
"""The kinds that say who has access to a dossier, or who holds it together with another."""
_IN_ROLE = {soort: role for role, soort in ALS.items()}
STANDS_IN = {
    role: exists().where(_T.c.account_id == _A.c.id, _T.c.soort == soort.value).label(f"as_{role.value}")
    for soort, role in _IN_ROLE.items()
}
"""By role, whether an account stands in for it in some dossier: columns for queries that select the account anyway."""
_STANDS_IN = (
    select(_T.c.soort)
    .where(_T.c.account_id == bindparam("account"), or_(*(_T.c.soort == soort.value for soort in _IN_ROLE)))
    .distinct()
)
AWAY: Any = bindparam("away", expanding=True)
"""The ib-ers who are away today and for whom this person is the substitute (``who``)."""
_SOMEBODY = "somebody"
_OF_WHO_IS_AWAY = (
    select(_V.c.dossier_id)
    .join(_D, _D.c.id == _V.c.dossier_id)
    .where(_V.c.school_id == SCHOOL, _V.c.done_on.is_(None), or_(_V.c.person.in_(AWAY), _V.c.person == ""))
    .where(_V.c.owner_role == Role.IB_ER, ~among(_V.c.soort, OP_NAAM))
    .where(among(_D.c.fase, [each for each in Fase if each.is_open and each is not Fase.TE_VERNIETIGEN]))
)
"""``Dossier._is_of_who_is_away`` in SQL: work of the ib-er waits in it for one of them, or for nobody yet."""
_SUBSTITUTES = (
    select(_T.c.account_id, _T.c.soort)
    .join(_A, _A.c.id == _T.c.account_id)
    .where(_A.c.school_id == SCHOOL, among(_T.c.soort, _IN_ROLE))
    .distinct()
)
_COLLEAGUES = select(_A.c.id, _A.c.naam, _A.c.role).where(_A.c.school_id == SCHOOL, _A.c.active).order_by(_A.c.id)


def settle(connection: Connection, dossier: Dossier) -> bool:
    """Store everyone's access to this dossier, when its last record is about access; returns whether it is.

    Raises ``Geweigerd`` when that record names somebody who is no longer a colleague, or whose name has changed.
    """
    record = dossier.records[-1]
    _refuse_strangers(connection, dossier, record)
    if not record.isa(*SAY_WHO_READS):
        return False
    forget(connection, dossier.id)
    rows = [
        {"dossier_id": dossier.id, "account_id": account_id, "soort": soort.value, "tot": tot}
        for account_id, soort, tot in dossier.toegang.rows()
    ]
    if rows:
        connection.execute(insert(_T), rows)
    return True


def forget(connection: Connection, dossier_id: str) -> None:
    """Delete the stored access to a dossier: before it is stored again, or because the dossier is destroyed."""
    connection.execute(delete(_T).where(_T.c.dossier_id == dossier_id))


def _refuse_strangers(connection: Connection, dossier: Dossier, record: Vastgelegd) -> None:
    """Raise ``Geweigerd`` unless everyone named in the record is a colleague now, with this name and role.

    The names come from the browser. Whoever was named in this dossier before may be named again.
    """
    named = set(chosen_in(record))
    if not named:
        return
    before = {each for earlier in dossier.records[:-1] for each in chosen_in(earlier)}
    for persoon in named - before:
        mine = (_A.c.id == persoon.id, _A.c.school_id == dossier.school_id, _A.c.active)
        if connection.scalar(select(_A.c.naam).where(*mine, rollen.has(persoon.role))) != persoon.naam:
            raise Geweigerd("Deze collega heeft intussen geen account of een andere rol. Kies opnieuw.")


def colleagues(connection: Connection, school_id: str) -> list[Persoon]:
    """Everyone who can be named in a dossier, ordered by name: in each of their roles, in the order of ``Role``."""
    return sorted(_in_each_role(connection, school_id), key=lambda each: (telefoonboek(each.naam), each.id))


def stands_in(connection: Connection, account_id: str) -> frozenset[Role]:
    """The roles in which this person stands in, in any dossier, for a colleague who is excluded from it."""
    found = connection.scalars(_STANDS_IN, {"account": account_id})
    return frozenset(_IN_ROLE[Toegangsoort(soort)] for soort in found)


def people(connection: Connection, school_id: str, today: date) -> list[User]:
    """Everyone in this school with an active account, by id, once for each of their roles, in the order of ``Role``.

    With the roles in which they stand in, and for whom today.
    """
    instead = _substitutes(connection, school_id)
    who, ib_ers = aanwezig.rooster(connection, school_id, today), aanwezig.ib_ers(connection, school_id)
    found = [
        User(each.id, school_id, each.naam, each.role, instead.get(each.id, frozenset()))
        for each in _in_each_role(connection, school_id)
    ]
    return [aanwezig.standing_in_of(each, who, ib_ers, today) for each in found]


def _in_each_role(connection: Connection, school_id: str) -> list[Persoon]:
    more = rollen.besides(connection, school_id)
    return [
        Persoon(row.id, role, row.naam)
        for row in connection.execute(_COLLEAGUES, {"school": school_id})
        for role in rollen.in_order(row.role, more.get(row.id, ()))
    ]


def _substitutes(connection: Connection, school_id: str) -> dict[str, frozenset[Role]]:
    """The roles in which people of this school stand in, by account id."""
    found: dict[str, frozenset[Role]] = {}
    for account_id, soort in connection.execute(_SUBSTITUTES, {"school": school_id}):
        found[account_id] = found.get(account_id, frozenset()) | {_IN_ROLE[Toegangsoort(soort)]}
    return found


@cache
def _anyone(role: Role, stands_in: frozenset[Role], is_substitute: bool) -> User:
    return User(ME, SCHOOL, "", role, stands_in, neemt_waar=frozenset({_SOMEBODY}) if is_substitute else frozenset())


def anyone(user: User) -> User:
    """Whoever asks in the roles of this person, with parameters in place of who it is (``who``).

    Statements are put together for them, once for all who have these roles.
    """
    return _anyone(user.role, user.stands_in, bool(user.neemt_waar))


def who(user: User, today: date | None = None, **more: object) -> dict[str, object]:
    """The parameters that say who asks, and on which day, for a statement that was put together for ``anyone``."""
    day = {} if today is None else {"today": today}
    return {"me": user.id, "school": user.school_id, "away": sorted(user.neemt_waar), **day, **more}


def _where(user: User, *soorten: Toegangsoort) -> Select[tuple[str]]:
    return select(_T.c.dossier_id).where(_T.c.account_id == user.id, among(_T.c.soort, soorten))


def acts_as(
    user: User, role: Role, dossier_id: ColumnElement[str] = _D.c.id, school_id: ColumnElement[str] = _D.c.school_id
) -> ColumnElement[bool]:
    """Whether this person acts in this role in a dossier: ``Dossier.role_of`` in SQL.

    Pass the two columns when asking of a table other than ``dossier``.
    """
    otherwise = dossier_id.not_in(not_as(user, role))
    if user.role.acts_as is role:
        return and_(school_id == user.school_id, otherwise)
    there: ColumnElement[bool] = dossier_id.in_(_where(user, ALS[role]))
    if role is Role.IB_ER and user.neemt_waar:
        there = or_(there, dossier_id.in_(_OF_WHO_IS_AWAY))
    return and_(unindexed(school_id) == user.school_id, otherwise, there)


def not_as(user: User, role: Role) -> Select[tuple[str]]:
    """The ids of the dossiers in which this person does not act in their own role: excluded, or standing in."""
    return _where(user, Toegangsoort.AFGESCHERMD, *(soort for other, soort in ALS.items() if other is not role))


def held_with(user: User) -> Select[tuple[str]]:
    """The ids of the dossiers that this person holds together with their holder."""
    return _where(user, Toegangsoort.MEDE_HOUDER)


def excluded_from(user: User) -> Select[tuple[str]]:
    """The ids of the dossiers from which this person is excluded."""
    return _where(user, Toegangsoort.AFGESCHERMD)


def known_to(user: User) -> ColumnElement[bool]:
    """The dossiers of the school from which this person is not excluded."""
    return and_(_D.c.school_id == user.school_id, _D.c.id.not_in(excluded_from(user)))


def opened_or_reads_along(user: User) -> ColumnElement[bool]:
    """The dossiers this person opened or is invited into on this day; none from which they are excluded."""
    return and_(_few_known_to(user), or_(*_opened_or_invited(user)))


def opened_or_invited(user: User) -> ColumnElement[bool]:
    """As ``opened_or_reads_along``, and also those in which an afspraak is theirs to do."""
    known = list(_opened_or_invited(user))
    if allows(user.role, Permission.READ_DOSSIER):
        mine = _V.c.school_id == user.school_id, _V.c.done_on.is_(None), _V.c.person == user.id
        known.append(_D.c.id.in_(select(_V.c.dossier_id).where(*mine, _V.c.soort == Soort.AFSPRAAK)))
    return and_(_few_known_to(user), or_(*known))


def reads_whole(user: User, dossier: FromClause = _D) -> ColumnElement[bool]:
    """The dossiers this person reads as a whole on this day: that they walk, or are invited into.

    Pass an alias of ``dossier`` when a statement asks it of two of them.
    """
    walks = acts_as(user, Role.IB_ER, dossier.c.id, dossier.c.school_id)
    if not allows(user.role, Permission.READ_DOSSIER):
        return walks
    mine = dossier.c.school_id == user.school_id, dossier.c.id.not_in(excluded_from(user))
    return or_(walks, and_(*mine, dossier.c.id.in_(_where(user, Toegangsoort.UITGENODIGD).where(_T.c.tot >= TODAY))))


def _few_known_to(user: User) -> ColumnElement[bool]:
    """As ``known_to``, beside a condition that few dossiers of the school meet."""
    return and_(unindexed(_D.c.school_id) == user.school_id, _D.c.id.not_in(excluded_from(user)))


def _opened_or_invited(user: User) -> Iterator[ColumnElement[bool]]:
    """One of these must hold; each has an index."""
    yield _D.c.opened_by == user.id
    if allows(user.role, Permission.READ_DOSSIER):
        yield _D.c.id.in_(_where(user, Toegangsoort.UITGENODIGD).where(_T.c.tot >= TODAY))


@cache
def _may_know(user: User) -> Select[tuple[str]]:
    acts = [acts_as(user, role) for role in (Role.IB_ER, Role.DIRECTIE)]
    query = select(_D.c.id).where(_D.c.id == DOSSIER, _D.c.fase != Fase.VERNIETIGD)
    return query.where(or_(*acts, opened_or_invited(user)))


def may_know(connection: Connection, user: User, dossier_id: str, on: date) -> bool:
    """``Dossier.readable_by`` without reading it: whether this person may know on this day that the dossier exists."""
    return connection.execute(_may_know(anyone(user)), who(user, on, dossier=dossier_id)).first() is not None


def looked_into_since(day: Any) -> Select[tuple[str]]:
    """The dossiers that somebody of the directie inspected on this day or later."""
    return select(_T.c.dossier_id).where(_T.c.soort == Toegangsoort.INGEZIEN, _T.c.tot >= day)
