"""News (nieuws): which records somebody has not seen yet. From plain columns; only its first line is unsealed.

For those who walk the route of a dossier, a record by somebody else is news: for each who holds it until they open the
dossier themselves, for the other ib-ers until one of them does. For the directie only urgent records are news, without
their content; messages to the directie wait in a list of their own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, union

from db import schema
from db.access import toegang
from db.access.records import answers_in
from db.keys import vault
from db.store.once import DOSSIER, IDS, ME, SCHOOL, among
from db.werk.gezien import DRINGEND
from meldcode.dossier.nieuws import NIEUWS
from meldcode.rollen import Permission, Role, User
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import OP_NAAM
from meldcode.vastleggingen import AcuutGevaar, Opening

_A, _D, _F, _G = schema.account, schema.dossier, schema.verloop_fase, schema.gezien
_R, _V = schema.vastlegging, schema.verplichting
_CONTENTS = select(_R.c.id, _R.c.content).where(_R.c.id.in_(IDS))


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


def _all(_number: int) -> slice:
    return slice(None)


def count(connection: Connection, user: User, *, but: str = "") -> int:
    """In how many dossiers there is news for this person, other than in dossier ``but``."""
    roles = user.may(Permission.WALK_ROUTE), user.may(Permission.OVERVIEW)
    if not any(roles):
        return 0
    asked = toegang.who(user, dossier=but)
    return int(connection.execute(_counted(toegang.anyone(user), *roles), asked).scalar_one())


@cache
def _counted(user: User, walks: bool, oversees: bool) -> Select[Any]:
    of_ib_er = [_to_ib_er(user).dossiers] if walks else []
    news = union(*of_ib_er, *([_to_directie(user).dossiers] if oversees else [])).subquery()
    return select(func.count()).select_from(news).where(news.c.id != DOSSIER)


def nieuws(connection: Connection, user: User, shown: Callable[[int], slice] = _all) -> list[Nieuws]:
    """The news for somebody who walks the route, one item per dossier, the latest first.

    Of the items that are ``shown``, of so many, the first line is unsealed.
    """
    if not user.may(Permission.WALK_ROUTE):
        return []
    found = _per_dossier(connection.execute(_to_ib_er(toegang.anyone(user)).records, toegang.who(user)).all())
    lines = _first_lines(connection, [row for row, _number in found[shown(len(found))]])
    return [_as_news(row, number, lines.get(row.id, "")) for row, number in found]


def dringend(connection: Connection, user: User) -> list[Nieuws]:
    """The news for the directie: that there is an urgent record, and nothing of its content."""
    if not user.may(Permission.OVERVIEW):
        return []
    found = connection.execute(_to_directie(toegang.anyone(user)).records, toegang.who(user)).all()
    return [_as_news(row, number) for row, number in _per_dossier(found)]


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


def unseen_by_all() -> Select[tuple[str]]:
    """The ids of the dossiers of the school with a record that nobody who walks their route has seen."""
    new = select(_R.c.id).where(_R.c.dossier_id == _D.c.id, among(_R.c.soort, NIEUWS), _R.c.nummer > _D.c.gezien_tot)
    return select(_D.c.id).where(_D.c.school_id == SCHOOL, _D.c.versie > _D.c.gezien_tot, new.exists())


def _seen_by(user: User, role: Role) -> Any:
    """A scalar query: the number of the last record that this person has seen in a dossier, in this role."""
    mine = _G.c.dossier_id == _D.c.id, _G.c.rol == role, _G.c.account_id == user.id
    return select(func.coalesce(func.max(_G.c.nummer), 0)).where(*mine).correlate(_D).scalar_subquery()


@dataclass(frozen=True)
class _Asked:
    """The statements for what is new to somebody: in which dossiers, and which records, newest first."""

    dossiers: Select[Any]
    records: Select[Any]


@cache
def _to_ib_er(user: User) -> _Asked:
    by_anyone, by_me = _D.c.gezien_tot, _seen_by(user, Role.IB_ER)
    mine = _V.c.done_on.is_(None), _V.c.person == user.id, _V.c.owner_role == Role.IB_ER, ~among(_V.c.soort, OP_NAAM)
    first = select(_V.c.sleutel).where(_V.c.dossier_id == _D.c.id, *mine).correlate(_D).exists()
    holds = or_(first, _D.c.id.in_(toegang.held_with(user)))
    return _unseen(
        user,
        Role.IB_ER,
        list(NIEUWS),
        [_D.c.versie > by_anyone, and_(_D.c.versie > _D.c.houder_tot, holds, _D.c.versie > by_me)],
        or_(_R.c.nummer > by_anyone, and_(_R.c.nummer > by_me, holds)),
    )


@cache
def _to_directie(user: User) -> _Asked:
    by_me = _seen_by(user, Role.DIRECTIE)
    back = select(_F.c.nummer).where(
        _F.c.dossier_id == _R.c.dossier_id, _F.c.nummer == _R.c.nummer, _F.c.fase == Fase.STAP_5
    )
    urgent = or_(_R.c.soort == AcuutGevaar.__name__, back.exists())
    since = (
        select(_A.c.created_at).where(_A.c.id == user.id).scalar_subquery()
    )  # older records are not news to a new account
    new = and_(_R.c.nummer > by_me, _R.c.recorded_at >= since, urgent)
    few = and_(_D.c.dringend_tot > _D.c.directie_tot, _D.c.dringend_tot > by_me)
    return _unseen(user, Role.DIRECTIE, DRINGEND, [few], new)


def _unseen(
    user: User, role: Role, soorten: Sequence[str], somewhere: Sequence[ColumnElement[bool]], new: ColumnElement[bool]
) -> _Asked:
    """``somewhere`` selects the few dossiers with news, before ``new`` the records.

    Each part of it has an index of its own, so they are not one condition.
    """
    mine = and_(_D.c.fase != Fase.VERNIETIGD, toegang.acts_as(user, role))
    few = union(*(select(_D.c.id).where(mine, each) for each in somewhere))
    of_others = among(_R.c.soort, soorten), _R.c.recorded_by != user.id, new
    there = select(_R.c.id).where(_R.c.dossier_id == _D.c.id, *of_others).correlate(_D).exists()
    return _Asked(
        select(_D.c.id).where(_D.c.id.in_(few), there),
        select(_R.c.id, _R.c.dossier_id, _R.c.nummer, _R.c.soort, _R.c.recorded_by, _R.c.recorded_at)
        .add_columns(_D.c.codenaam, _D.c.fase)
        .join(_D, _D.c.id == _R.c.dossier_id)
        .where(_D.c.id.in_(few), *of_others)
        .order_by(_R.c.recorded_at.desc(), _R.c.nummer.desc(), _R.c.id),
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
    sealed = dict(connection.execute(_CONTENTS, {"ids": [row.id for row in rows]}).all()) if rows else {}
    found = {}
    for row in rows:
        vraag = NIEUWS[row.soort].nieuws
        if vraag and row.dossier_id in keys and row.id in sealed:
            answer = answers_in(keys[row.dossier_id], row.dossier_id, row.id, sealed[row.id]).get(vraag)
            found[row.id] = answer.tekst.strip().partition("\n")[0] if answer else ""
    return found
