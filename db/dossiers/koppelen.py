"""Tying dossiers of brothers and sisters, and one that was added to another; with a line for every change.

Whoever ties two dossiers walks the route of both, and of those that are then tied to them as well. Who reads only some
of a family sees the ties among these: a tie through a dossier that they may not read would tell them that there is one.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from itertools import product
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, delete, insert, or_, select

from db import schema
from db.access import toegang, verwant
from db.access.verwant import Band
from db.bewaren import verband
from db.cijfers import verloop
from db.journal import journal, seals
from db.journal.journal import Entry
from db.store.beside import beside
from db.store.engine import transaction
from db.store.once import IDS, SCHOOL
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.regels.doorgegeven import hoort_bij, was_hoort_bij
from meldcode.dossier.vastleggen import Geweigerd
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import HoortBij, Samengevoegd

_D, _V, _X = schema.dossier, schema.verplichting, schema.verwant
_AMONG = select(_X.c.dossier_id, _X.c.ander_id).where(_X.c.dossier_id.in_(IDS), _X.c.ander_id.in_(IDS))
_NAMED = select(_D.c.id).where(
    _D.c.school_id == SCHOOL, _D.c.codenaam == bindparam("named"), _D.c.fase != Fase.VERNIETIGD
)
_ONE: Any = bindparam("one")
_WITH = select(_X.c.dossier_id).where(or_(_X.c.dossier_id == _ONE, _X.c.ander_id == _ONE))
_FORGET = delete(_X).where(or_(_X.c.dossier_id == _ONE, _X.c.ander_id == _ONE))
_NO_LONGER_ADDED = delete(_X).where(_X.c.dossier_id == _ONE, _X.c.band == Band.HOORT_BIJ)
_UNTIE = delete(_X).where(
    _X.c.band == Band.GEZIN,
    or_(
        and_(_X.c.dossier_id == _ONE, _X.c.ander_id == bindparam("other")),
        and_(_X.c.dossier_id == bindparam("other"), _X.c.ander_id == _ONE),
    ),
)
NIET_ALLEBEI = "U kunt alleen dossiers koppelen waarvan u allebei de stappen zet."


def koppel(user: User, one: str, other: str, today: date, at: datetime) -> None:
    """Tie two dossiers of brothers and sisters, with what this person sees tied to either.

    Raises ``Geweigerd`` unless they walk the route of both.
    """
    with transaction(user.school_id) as connection:
        families = [[each, *_family(connection, user, each, today)] for each in (one, other)]
        walked = _walked(connection, user, [*families[0], *families[1]])
        if one == other or not {one, other} <= walked:
            raise Geweigerd(NIET_ALLEBEI)
        seals.touch(connection, user.school_id, seals.DOSSIER, sorted(walked))
        known = {frozenset(row) for row in connection.execute(_AMONG, {"ids": sorted(walked)}).all()}
        pairs = [(a, b) for a, b in product(*families) if {a, b} <= walked and a != b and {a, b} not in known]
        if pairs:
            rows = [{"dossier_id": a, "ander_id": b, "band": Band.GEZIN.value} for a, b in pairs]
            connection.execute(insert(_X), rows)
            _note(connection, user, journal.TIED, pairs, at)
            verband.follow(connection, walked)


def ontkoppel(user: User, one: str, other: str, at: datetime) -> None:
    """Take the tie between these two away again. Raises ``Geweigerd`` unless they walk the route of both."""
    with transaction(user.school_id) as connection:
        if not {one, other} <= _walked(connection, user, [one, other]):
            raise Geweigerd(NIET_ALLEBEI)
        seals.touch(connection, user.school_id, seals.DOSSIER, [one, other])
        if connection.execute(_UNTIE, {"one": one, "other": other}).rowcount:
            _note(connection, user, journal.UNTIED, [(one, other)], at)
            verband.follow(connection, [one, other])


def _note(connection: Connection, user: User, action: str, pairs: Sequence[tuple[str, str]], at: datetime) -> None:
    """Write a line for either dossier; each names the other, so that the register can leave it out (``register``)."""
    stands = {each: seals.stand_of(connection, each, user.school_id) for pair in pairs for each in pair}
    lines = [Entry(user.id, action, at, a, b, stand=stands[a]) for pair in pairs for a, b in (pair, pair[::-1])]
    journal.append(connection, user.school_id, *lines)


def _family(connection: Connection, user: User, dossier_id: str, today: date) -> list[str]:
    found = verwant.of(connection, user, dossier_id, today)
    return [each.dossier_id for each in found if each.band is Band.GEZIN]


def _walked(connection: Connection, user: User, dossier_ids: Sequence[str]) -> set[str]:
    rows = connection.scalars(_walks(toegang.anyone(user)), toegang.who(user, ids=list(dossier_ids)))
    return set(rows)


@cache
def _walks(user: User) -> Select[Any]:
    here = _D.c.id.in_(IDS), _D.c.fase != Fase.VERNIETIGD
    return select(_D.c.id).where(*here, toegang.acts_as(user, Role.IB_ER))


def settle(connection: Connection, dossier: Dossier) -> bool:
    """Store to which dossier this one was added, when its last record says so, or that it no longer is; if so, True.

    What was added counts in no figure: what waited in it, and its course, go. Raises ``Geweigerd`` when there is no
    such dossier.
    """
    if dossier.records[-1].isa(HoortBij, Samengevoegd):
        named = {"school": dossier.school_id, "named": hoort_bij(dossier)}
        known = connection.scalar(_NAMED, named)
        if known is None or known == dossier.id:
            raise Geweigerd("Het dossier waar dit bij hoort, is er niet meer.")
        connection.execute(_NO_LONGER_ADDED, {"one": dossier.id})
        connection.execute(_UNTIE, {"one": dossier.id, "other": known})  # of one pupil, not of brothers and sisters
        row = {"dossier_id": dossier.id, "ander_id": known, "band": Band.HOORT_BIJ.value}
        connection.execute(insert(_X), row)
        connection.execute(delete(_V).where(_V.c.dossier_id == dossier.id))
        with beside(connection, "its course for the figures"):
            verloop.forget(connection, dossier.id)
        return True
    if was_hoort_bij(dossier):
        connection.execute(_NO_LONGER_ADDED, {"one": dossier.id})
        return True
    return False


def forget(connection: Connection, dossier_id: str, school_id: str) -> None:
    """Delete every tie of a dossier that is being destroyed; what it held back is held by it no longer."""
    others = set(connection.scalars(_WITH, {"one": dossier_id})) - {dossier_id}
    if others:
        seals.touch(connection, school_id, seals.DOSSIER, sorted(others))
    connection.execute(_FORGET, {"one": dossier_id})
    verband.follow(connection, others)
