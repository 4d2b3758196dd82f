"""Who is there for what waits: beside each thing, of whom nobody is there for, and of dossiers nobody can stand in for.

``meldcode.termijnen.aanwezig`` has the rule. The lists of ``db.werk.werklijst`` follow it in SQL; this module asks it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Select, and_, bindparam, or_, select

from db import schema
from db.access import aanwezig, toegang
from db.store.once import IDS, SCHOOL, among
from db.werk import handing_over, van_wie
from db.werk.waiting import in_turn, read
from meldcode.dossier.toegang import ALS, Toegangsoort
from meldcode.rollen import Role, User
from meldcode.route.verplichting import OP_NAAM, Verplichting
from meldcode.termijnen.aanwezig import Afwezig, Daar, Hoe, Rooster, wie_is_er

_A, _D, _T, _V = schema.account, schema.dossier, schema.toegang, schema.verplichting
_AWAY: Any = bindparam("everybody_away", expanding=True)
_TOLD = (Toegangsoort.AFGESCHERMD, Toegangsoort.MEDE_HOUDER, ALS[Role.IB_ER], ALS[Role.DIRECTIE])
_STAND = (
    select(_T.c.dossier_id, _T.c.account_id, _T.c.soort)
    .join(_A, _A.c.id == _T.c.account_id)
    .where(_T.c.dossier_id.in_(IDS), among(_T.c.soort, _TOLD), _A.c.active)
)


@dataclass(frozen=True)
class Aanwezig:
    """Who is there at a school, to be asked about what waits. ``ib_ers``: their ids; the others by dossier."""

    rooster: Rooster
    ib_ers: tuple[str, ...]
    niet: dict[str, frozenset[str]]
    mede: dict[str, str]
    ook: dict[str, frozenset[str]]

    def for_(self, each: Verplichting, today: date) -> Daar | None:
        """Who is there for this on its day, or today when that is past; None where it is not the work of an ib-er."""
        if each.owner is not Role.IB_ER or each.soort in OP_NAAM:
            return None
        return wie_is_er(
            self.rooster,
            max(each.due_on, today),
            each.person,
            mede=self.mede.get(each.dossier_id, ""),
            collegas=(*self.ib_ers, *self.ook.get(each.dossier_id, ())),
            niet=self.niet.get(each.dossier_id, frozenset()),
        )


def of(connection: Connection, school_id: str, today: date, found: Iterable[Verplichting]) -> Aanwezig:
    """Who is there, with how everybody stands to the dossiers in which this waits."""
    rooster = aanwezig.rooster(connection, school_id, today)
    ib_ers = aanwezig.ib_ers(connection, school_id) if rooster.afwezig or rooster.vrij else []
    niet: dict[str, frozenset[str]] = {}
    mede: dict[str, str] = {}
    ook: dict[str, frozenset[str]] = {}
    ids = sorted({each.dossier_id for each in found})
    if ids and (rooster.afwezig or rooster.vrij):
        for dossier_id, who, soort in connection.execute(_STAND, {"ids": ids}):
            if soort == Toegangsoort.MEDE_HOUDER:
                mede[dossier_id] = who if who in ib_ers else ""
            elif soort == ALS[Role.IB_ER]:
                ook[dossier_id] = ook.get(dossier_id, frozenset()) | {who}
            else:  # excluded, or acting as the directie
                niet[dossier_id] = niet.get(dossier_id, frozenset()) | {who}
    return Aanwezig(rooster, tuple(ib_ers), niet, mede, ook)


def nobody_there(connection: Connection, user: User, today: date) -> list[Verplichting]:
    """What is due by today and for which nobody is there today, in dossiers in which this person can hand it over."""
    rooster = aanwezig.rooster(connection, user.school_id, today)
    away = rooster.not_there(today)
    if not away:
        return []
    ib_ers = aanwezig.ib_ers(connection, user.school_id)
    everybody = sorted(away | {""} if away.issuperset(ib_ers) else away)
    asked = toegang.who(user, today, until=today, everybody_away=everybody)
    found = read(connection, _of_the_away(toegang.anyone(user)), asked)
    there = of(connection, user.school_id, today, found)
    daar = [(each, there.for_(each, today)) for each in found]
    return [each for each, who in daar if who and who.hoe is Hoe.NIEMAND]


@cache
def _of_the_away(user: User) -> CompoundSelect[Any]:
    mine = _V.c.school_id == SCHOOL, _V.c.owner_role == Role.IB_ER, ~among(_V.c.soort, OP_NAAM)
    return in_turn(and_(*mine, _V.c.person.in_(_AWAY), van_wie.acts(user)))


def cannot_stand_in(connection: Connection, user: User, wie: str, waarnemer: str) -> list[str]:
    """The code names of the dossiers held by ``wie`` from which ``waarnemer`` is excluded, or acts as the directie.

    Only those in which this person acts, so that nobody learns here of a dossier from which they are excluded; and
    none when the substitute asks, who is not to learn of it either.
    """
    if not waarnemer or user.id == waarnemer:
        return []
    asked = toegang.who(user, holder=wie, substitute=waarnemer)
    return list(connection.scalars(_closed_to(toegang.anyone(user)), asked))


@cache
def _closed_to(user: User) -> Select[Any]:
    shut = select(_T.c.dossier_id).where(
        _T.c.account_id == bindparam("substitute"),
        among(_T.c.soort, (Toegangsoort.AFGESCHERMD, ALS[Role.DIRECTIE])),
    )
    acts = or_(*(toegang.acts_as(user, role) for role in (Role.IB_ER, Role.DIRECTIE)))
    waits = select(_V.c.dossier_id).where(
        _V.c.school_id == SCHOOL,
        _V.c.done_on.is_(None),
        _V.c.person == bindparam("holder"),
        _V.c.owner_role == Role.IB_ER,
        ~among(_V.c.soort, OP_NAAM),
    )
    return select(_D.c.codenaam).where(_D.c.id.in_(waits), _D.c.id.in_(shut), acts).order_by(_D.c.codenaam)


def without_substitute(connection: Connection, user: User, today: date) -> list[Afwezig]:
    """The absences of today of ib-ers who have something to do and nobody to stand in for them.

    Counted is what is in dossiers in which this person can hand it over.
    """
    rooster = aanwezig.rooster(connection, user.school_id, today)
    away = [each for each in rooster.afwezig if each.is_on(today) and not rooster.waarnemer(each.wie, today)]
    if not away:
        return []
    ib_ers, holders = aanwezig.ib_ers(connection, user.school_id), handing_over.holders(connection, user)
    return [each for each in away if each.wie in ib_ers and each.wie in holders]
