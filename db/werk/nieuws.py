"""News (nieuws): which records somebody has not seen yet. From plain columns; only its first line is unsealed.

For those who walk the route of a dossier, a record by somebody else is news: for the holder until they open the dossier
themselves, for the other ib-ers until one of them does. For the directie only urgent records are news, without their
content; messages to the directie wait in a list of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    union,
    update,
)

from db import schema
from db.access import toegang
from db.access.records import answers_in
from db.keys import vault
from db.store.engine import reading, transaction
from db.store.once import DOSSIER, IDS, ME, SCHOOL, among
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.nieuws import NIEUWS
from meldcode.dossier.verplichtingen import AT_ONCE
from meldcode.rollen import Permission, Role, User
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import OP_NAAM
from meldcode.vastleggingen import AcuutGevaar, Opening

_A, _D, _F, _G = schema.account, schema.dossier, schema.verloop_fase, schema.gezien
_R, _V = schema.vastlegging, schema.verplichting
_DRINGEND = [each.__name__ for each in AT_ONCE]
_ROLE: Any = bindparam("role")
_MINE = and_(_G.c.dossier_id == DOSSIER, _G.c.account_id == ME, _G.c.rol == _ROLE)
# Written as in the index: a parameter would hide from the database that it is the same.
_IS_URGENT: ColumnElement[bool] = _D.c.dringend_tot > literal_column("0")
_KNOWN = select(_G.c.nummer, _G.c.op).where(_MINE)


@dataclass(frozen=True)
class Nieuws:
    """The news in one dossier: its latest record, and how many are new. ``regel``: the first line, if it is shown."""

    dossier_id: str
    codenaam: str
    fase: Fase
    soort: str
    by: str
    at: datetime
    aantal: int
    regel: str = ""

    @property
    def titel(self) -> str:
        """The title of the latest record."""
        return NIEUWS[self.soort].titel

    @property
    def is_acuut(self) -> bool:
        """Whether the latest record is of acute danger."""
        return self.soort == AcuutGevaar.__name__


def count(connection: Connection, user: User, *, but: str = "") -> int:
    """In how many dossiers there is news for this person, other than in dossier ``but``."""
    return len({row.dossier_id for row in _new(connection, user)} - {but})


def nieuws(connection: Connection, user: User) -> list[Nieuws]:
    """The news for somebody who walks the route, one item per dossier, the latest first."""
    if not user.may(Permission.WALK_ROUTE):
        return []
    found = _per_dossier(_of_the_route(connection, user))
    lines = _first_lines(connection, [row for row, _number in found])
    return [_as_news(row, number, lines.get(row.id, "")) for row, number in found]


def dringend(connection: Connection, user: User) -> list[Nieuws]:
    """The news for the directie: that there is an urgent record, and nothing of its content."""
    if not user.may(Permission.OVERVIEW):
        return []
    return [_as_news(row, number) for row, number in _per_dossier(_of_the_directie(connection, user))]


def see(dossier: Dossier, user: User, at: datetime) -> None:
    """Store that this person has seen this dossier as it is now. Written once a day, or when something was added."""
    role = dossier.role_of(user)
    if role not in (Role.IB_ER, Role.DIRECTIE):
        return
    with reading(user.school_id) as connection:
        known = connection.execute(_KNOWN, _asked(dossier.id, user.id, role)).one_or_none()
    if known and known.nummer >= dossier.versie and known.op.date() == at.date():
        return
    with transaction(user.school_id) as connection:
        # Another tab of theirs may have written it meanwhile.
        _note(
            connection, _asked(dossier.id, user.id, role), _known(connection, dossier, user, role), dossier.versie, at
        )


def recorded(connection: Connection, dossier: Dossier, by: User, at: datetime) -> None:
    """Store that its author has seen the last record, if they had seen all before it; else those must stay news."""
    if dossier.role_of(by) is not Role.IB_ER:
        return
    known = _known(connection, dossier, by, Role.IB_ER)
    if (known or 0) >= dossier.versie - 1:
        _note(connection, _asked(dossier.id, by.id, Role.IB_ER), known, dossier.versie, at)


def may_be_urgent(dossier: Dossier) -> bool:
    """Whether the last record is of acute danger, or may have brought the dossier back to deciding."""
    last = dossier.records[-1]
    return last.isa(AcuutGevaar) or (last.isa(*AT_ONCE) and dossier.fase is Fase.STAP_5)


def fill(connection: Connection, school_id: str) -> None:
    """Work out anew what is kept beside each dossier of this school, for who wrote its records in another way."""
    seen = select(func.max(_G.c.nummer)).where(_G.c.dossier_id == _D.c.id, _G.c.rol == Role.IB_ER)
    began = select(_F.c.nummer).where(
        _F.c.dossier_id == _R.c.dossier_id, _F.c.nummer == _R.c.nummer, _F.c.fase == Fase.STAP_5
    )
    is_urgent = or_(_R.c.soort == AcuutGevaar.__name__, and_(among(_R.c.soort, _DRINGEND), began.exists()))
    urgent = select(func.max(_R.c.nummer)).where(_R.c.dossier_id == _D.c.id, is_urgent)
    alive = _D.c.school_id == school_id, _D.c.fase != Fase.VERNIETIGD
    kept = {"gezien_tot": seen, "dringend_tot": urgent}
    values = {name: func.coalesce(each.correlate(_D).scalar_subquery(), 0) for name, each in kept.items()}
    connection.execute(update(_D).where(*alive).values(values))


def read(connection: Connection, user: User, dossier_ids: Sequence[str]) -> dict[str, bool]:
    """Of those dossiers in which this person recorded something: whether an ib-er has seen all they recorded there."""
    rows = connection.execute(_read(), toegang.who(user, ids=list(dossier_ids)))
    return {row.id: row.seen >= row.mine for row in rows}


@cache
def _read() -> Select[Any]:
    return (
        select(_D.c.id, func.max(_R.c.nummer).label("mine"), _D.c.gezien_tot.label("seen"))
        .join(_R, _R.c.dossier_id == _D.c.id)
        .where(_D.c.school_id == SCHOOL, _D.c.id.in_(IDS), _R.c.recorded_by == ME)
        .group_by(_D.c.id, _D.c.gezien_tot)
    )


def forget(connection: Connection, dossier_id: str) -> None:
    """Delete who has seen a dossier that is being destroyed."""
    connection.execute(delete(_G).where(_G.c.dossier_id == dossier_id))
    connection.execute(update(_D).where(_D.c.id == dossier_id).values(gezien_tot=_D.c.versie, dringend_tot=0))


def _asked(dossier_id: str, account_id: str, role: Role) -> dict[str, object]:
    return {"dossier": dossier_id, "me": account_id, "role": role}


_NEW = insert(_G).values(dossier_id=DOSSIER, account_id=ME, rol=_ROLE, nummer=bindparam("versie"), op=bindparam("at"))
_SEEN_BY_SOMEBODY = (
    update(_D).where(_D.c.id == DOSSIER, _D.c.gezien_tot < bindparam("until")).values(gezien_tot=bindparam("until"))
)
_MORE = update(_G).where(_MINE).values(nummer=bindparam("versie"), op=bindparam("at"))


def _known(connection: Connection, dossier: Dossier, user: User, role: Role) -> int | None:
    """The number of the last record that they saw in this role, or None."""
    seen: int | None = connection.scalar(_KNOWN, _asked(dossier.id, user.id, role))
    return seen


def _note(connection: Connection, mine: Mapping[str, object], known: int | None, versie: int, at: datetime) -> None:
    connection.execute(_NEW if known is None else _MORE, {**mine, "versie": max(known or 0, versie), "at": at})
    if mine["role"] is Role.IB_ER:
        connection.execute(_SEEN_BY_SOMEBODY, {"dossier": mine["dossier"], "until": versie})


def _new(connection: Connection, user: User) -> list[Any]:
    found: list[Any] = []
    if user.may(Permission.WALK_ROUTE):
        found += _of_the_route(connection, user)
    if user.may(Permission.OVERVIEW):
        found += _of_the_directie(connection, user)
    return found


def unseen_by_all() -> Select[tuple[str]]:
    """The ids of the dossiers of the school with a record that nobody who walks their route has seen."""
    new = select(_R.c.id).where(_R.c.dossier_id == _D.c.id, among(_R.c.soort, NIEUWS), _R.c.nummer > _D.c.gezien_tot)
    return select(_D.c.id).where(_D.c.school_id == SCHOOL, _D.c.versie > _D.c.gezien_tot, new.exists())


def _seen_by(user: User, role: Role) -> Any:
    """A scalar query: the number of the last record that this person has seen in a dossier, in this role."""
    mine = _G.c.dossier_id == _D.c.id, _G.c.rol == role, _G.c.account_id == user.id
    return select(func.coalesce(func.max(_G.c.nummer), 0)).where(*mine).correlate(_D).scalar_subquery()


def _of_the_route(connection: Connection, user: User) -> Sequence[Any]:
    return connection.execute(_new_to_ib_er(toegang.anyone(user)), toegang.who(user)).all()


def _of_the_directie(connection: Connection, user: User) -> Sequence[Any]:
    return connection.execute(_new_to_directie(toegang.anyone(user)), toegang.who(user)).all()


@cache
def _new_to_ib_er(user: User) -> Select[Any]:
    by_anyone, by_me = _D.c.gezien_tot, _seen_by(user, Role.IB_ER)
    holds = _D.c.id.in_(
        select(_V.c.dossier_id).where(
            _V.c.school_id == user.school_id, _V.c.done_on.is_(None), _V.c.person == user.id,
            _V.c.owner_role == Role.IB_ER, ~among(_V.c.soort, OP_NAAM),
        )
    )  # fmt: skip
    return _unseen(
        user,
        Role.IB_ER,
        list(NIEUWS),
        [_D.c.versie > by_anyone, and_(holds, _D.c.versie > by_me)],
        or_(_R.c.nummer > by_anyone, and_(holds, _R.c.nummer > by_me)),
    )


@cache
def _new_to_directie(user: User) -> Select[Any]:
    by_me = _seen_by(user, Role.DIRECTIE)
    back = select(_F.c.nummer).where(
        _F.c.dossier_id == _R.c.dossier_id, _F.c.nummer == _R.c.nummer, _F.c.fase == Fase.STAP_5
    )
    urgent = or_(_R.c.soort == AcuutGevaar.__name__, back.exists())
    since = (
        select(_A.c.created_at).where(_A.c.id == user.id).scalar_subquery()
    )  # older records are not news to a new account
    new = and_(_R.c.nummer > by_me, _R.c.recorded_at >= since, urgent)
    return _unseen(user, Role.DIRECTIE, _DRINGEND, [and_(_IS_URGENT, _D.c.dringend_tot > by_me)], new)


def _unseen(
    user: User, role: Role, soorten: Sequence[str], somewhere: Sequence[ColumnElement[bool]], new: ColumnElement[bool]
) -> Select[Any]:
    """The new records, newest first. ``somewhere`` selects the few dossiers with news, before ``new`` the records.

    Each part of it has an index of its own, so they are not one condition.
    """
    mine = and_(_D.c.fase != Fase.VERNIETIGD, toegang.acts_as(user, role))
    few = union(*(select(_D.c.id).where(mine, each) for each in somewhere))
    return (
        select(_R.c.id, _R.c.dossier_id, _R.c.nummer, _R.c.soort, _R.c.recorded_by, _R.c.recorded_at, _R.c.content)
        .add_columns(_D.c.codenaam, _D.c.fase)
        .join(_D, _D.c.id == _R.c.dossier_id)
        .where(_D.c.id.in_(few), among(_R.c.soort, soorten), _R.c.recorded_by != user.id, new)
        .order_by(_R.c.recorded_at.desc(), _R.c.nummer.desc(), _R.c.id)
    )


def _per_dossier(rows: Sequence[Any]) -> list[tuple[Any, int]]:
    """The newest of each dossier, and how many there are; an opening is left out when there is more."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.dossier_id, []).append(row)
    apart = {each: [row for row in rows if row.soort != Opening.__name__] or rows for each, rows in found.items()}
    return [(rows[0], len(rows)) for rows in apart.values()]


def _as_news(row: Any, number: int, line: str = "") -> Nieuws:
    where = row.dossier_id, row.codenaam, Fase(row.fase)
    return Nieuws(*where, row.soort, row.recorded_by, row.recorded_at, number, line)


def _first_lines(connection: Connection, rows: Sequence[Any]) -> dict[str, str]:
    """The first line to show of each record, by its id: from the answer that its kind names (``nieuws``)."""
    keys = vault.vault().keys([row.dossier_id for row in rows])
    found = {}
    for row in rows:
        vraag = NIEUWS[row.soort].nieuws
        if vraag and row.dossier_id in keys:
            answer = answers_in(keys[row.dossier_id], row.dossier_id, row.id, row.content).get(vraag)
            found[row.id] = answer.tekst.strip().partition("\n")[0] if answer else ""
    return found
