"""Lists of dossiers for the pages, from plain columns; and the few sealed words that such lists may show.

Every list is made for somebody: dossiers from which they are excluded are not in it (``db.access.toegang``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, case, func, select

from db import schema
from db.access import toegang
from db.access.records import answers_in
from db.keys import vault
from db.store.once import DOSSIER, IDS, LIMIT, NO_END, OFFSET, SCHOOL, TODAY, among, containing, page, unindexed
from meldcode.bespreking.bespreking import BESPREEKBAAR
from meldcode.namen.groep import GROEP_ONBEKEND
from meldcode.rollen import Role, User
from meldcode.route.fasen import Fase
from meldcode.route.verplichting import Soort

_D, _V, _R = schema.dossier, schema.verplichting, schema.vastlegging

_AGREED = f"{Soort.AFSPRAAK}-"
_AT_ONCE = 10_000  # ids in one query: PostgreSQL takes 65,535
_MESSAGES = (Soort.ONTVANGST, Soort.VERNIETIGEN, Soort.UITHALEN)  # with a row of their own at the directie
_OPEN_TO_READ = _D.c.verzegeld_tot.is_(None)
_TO_DESTROY = (
    select(_V.c.dossier_id, _D.c.fase)
    .join(_D, _D.c.id == _V.c.dossier_id)
    .where(_V.c.dossier_id.in_(IDS), _V.c.soort == Soort.VERNIETIGEN, _V.c.done_on.is_(None))
)
_OPENINGS = (
    select(_R.c.dossier_id, _R.c.id, _R.c.content)
    .where(_R.c.soort == "Opening", _R.c.dossier_id.in_(select(_D.c.id).where(_D.c.id.in_(IDS), _OPEN_TO_READ)))
    .order_by(_R.c.nummer)
)
# Not by pairs of these: for those SQLite would look through all records of all schools.
_RECORDS = select(_R).where(_R.c.dossier_id.in_(IDS), _R.c.nummer.in_(bindparam("nummers", expanding=True)))


@dataclass(frozen=True)
class Plek:
    """A dossier in a list: its fase, since when, and the nearest date on which something is due."""

    dossier_id: str
    codenaam: str
    fase: Fase
    fase_since: date
    due_on: date | None


@dataclass(frozen=True)
class Wacht:
    """Something that waits, in a list."""

    dossier_id: str
    codenaam: str
    soort: str
    stap: int
    owner: Role
    due_on: date


@dataclass(frozen=True)
class Leerling:
    """The pupil of a dossier, for those who may know the name; ``geboren`` as it is stored (``stored_geboren``)."""

    naam: str
    groep: str
    geboren: str = ""
    roepnamen: str = ""
    gezag: str = ""


def opened_or_invited(connection: Connection, user: User, today: date) -> Sequence[Plek]:
    """The dossiers this person opened or is invited into, newest first."""
    rows = connection.execute(_opened_or_invited(toegang.anyone(user)), toegang.who(user, today))
    return [Plek(row.id, row.codenaam, Fase(row.fase), row.fase_since, None) for row in rows]


@cache
def _opened_or_invited(user: User) -> Select[Any]:
    return (
        select(_D.c.id, _D.c.codenaam, _D.c.fase, _D.c.fase_since)
        .where(toegang.opened_or_invited(user), _D.c.fase != Fase.VERNIETIGD)
        .order_by(_D.c.opened_on.desc(), _D.c.id)
    )


@cache
def _waiting(user: User, role: Role) -> Select[Any]:
    return (
        select(_V, _D.c.codenaam)
        .join(_D, _D.c.id == _V.c.dossier_id)
        .where(_V.c.school_id == user.school_id, _V.c.done_on.is_(None), toegang.acts_as(user, role))
        .where(_V.c.owner_role == role)
        .order_by(_V.c.due_on, _V.c.dossier_id, _V.c.sleutel)
    )


def _wacht(row: Row[tuple[object, ...]]) -> Wacht:
    return Wacht(row.dossier_id, row.codenaam, row.soort, row.stap, Role(row.owner_role), row.due_on)


def waiting_for(connection: Connection, user: User, role: Role) -> Sequence[Wacht]:
    """What waits for this person in this role, in dossiers where they act in it; the nearest date first."""
    return [_wacht(row) for row in connection.execute(_waiting(toegang.anyone(user), role), toegang.who(user))]


def to_confirm(connection: Connection, user: User, shown: slice) -> dict[str, date]:
    """The dossiers in which a message waits for this person as directie, by id, with its first day; that first."""
    asked = toegang.who(user) | page(shown)
    return {row.dossier_id: row.due_on for row in connection.execute(_to_confirm(toegang.anyone(user)), asked)}


def count_to_confirm(connection: Connection, user: User) -> int:
    """In how many dossiers a message waits for this person as directie."""
    return int(connection.execute(_count_to_confirm(toegang.anyone(user)), toegang.who(user)).scalar_one())


def _of_directie(user: User) -> tuple[ColumnElement[bool], ...]:
    acts = toegang.acts_as(user, Role.DIRECTIE, _V.c.dossier_id, _V.c.school_id)
    message = among(_V.c.soort, _MESSAGES), _V.c.owner_role == Role.DIRECTIE
    return _V.c.school_id == SCHOOL, _V.c.done_on.is_(None), *message, acts


@cache
def _to_confirm(user: User) -> Select[Any]:
    first = func.min(_V.c.due_on).label("due_on")
    query = select(_V.c.dossier_id, first).where(*_of_directie(user)).group_by(_V.c.dossier_id)
    return query.order_by(first, _V.c.dossier_id).limit(LIMIT).offset(OFFSET)


@cache
def _count_to_confirm(user: User) -> Select[Any]:
    return select(func.count(_V.c.dossier_id.distinct())).where(*_of_directie(user))


def code_names(connection: Connection, user: User, *, like: str = "", limit: int = NO_END) -> dict[str, str]:
    """The code names, by id, of the dossiers in which this person is the directie; newest first.

    ``like``: only those with these letters in them, the shortest first.
    """
    asked = toegang.who(user, like=containing(like), limit=limit)
    rows = connection.execute(_code_names(toegang.anyone(user), bool(like)), asked)
    return {row.id: row.codenaam for row in rows}


@cache
def _code_names(user: User, is_asked: bool) -> Select[Any]:
    query = select(_D.c.id, _D.c.codenaam).where(toegang.acts_as(user, Role.DIRECTIE), _D.c.fase != Fase.VERNIETIGD)
    return named(query, is_asked)


def named(query: Select[Any], is_asked: bool) -> Select[Any]:
    """This query of dossiers in the order in which to choose from them; ``is_asked``: for letters of a code name."""
    order: list[ColumnElement[Any]] = [_D.c.opened_on.desc(), _D.c.codenaam.desc()]
    if is_asked:
        query, order = query.where(_D.c.codenaam.ilike(bindparam("like"), escape="/")), [_LENGTH, *order]
    return query.order_by(*order).limit(LIMIT)


_LENGTH = func.length(_D.c.codenaam)


def may_be_named(connection: Connection, user: User, dossier_id: str) -> dict[str, str]:
    """The code name of this dossier by its id, if this person is the directie in it; else nothing."""
    asked = toegang.who(user, dossier=dossier_id)
    rows = connection.execute(_code_name(toegang.anyone(user)), asked)
    return {row.id: row.codenaam for row in rows}


@cache
def _code_name(user: User) -> Select[Any]:
    here = _D.c.id == DOSSIER, _D.c.fase != Fase.VERNIETIGD, toegang.acts_as(user, Role.DIRECTIE)
    return select(_D.c.id, _D.c.codenaam).where(*here)


def to_destroy(connection: Connection, dossier_ids: Sequence[str]) -> dict[str, bool]:
    """Which of these dossiers somebody asked to destroy; and whether their last message to the directie asks for it."""
    rows = connection.execute(_TO_DESTROY, {"ids": list(dossier_ids)})
    return {row.dossier_id: row.fase == Fase.TE_VERNIETIGEN for row in rows}


def agenda(
    connection: Connection, user: User, limit: int = NO_END, among_these: Sequence[str] | None = None
) -> Sequence[Plek]:
    """The dossiers that can be put on the agenda of a leerlingbespreking; ``among_these``: of these only.

    First those in stap 2 that were not discussed yet, longest there first.
    """
    query = _agenda(toegang.anyone(user), among_these is not None)
    rows = connection.execute(query, toegang.who(user, limit=limit, ids=list(among_these or ())))
    return [Plek(row.id, row.codenaam, Fase(row.fase), row.fase_since, None) for row in rows]


@cache
def _agenda(user: User, of_some: bool) -> Select[Any]:
    discussed = select(_R.c.dossier_id).where(
        _R.c.dossier_id == _D.c.id, _R.c.soort == "Leerlingbespreking", _R.c.recorded_on >= _D.c.fase_since
    )
    later = case((and_(_D.c.fase == Fase.STAP_2, ~discussed.exists()), 0), else_=1)
    query = (
        select(_D.c.id, _D.c.codenaam, _D.c.fase, _D.c.fase_since)
        .where(toegang.acts_as(user, Role.IB_ER), among(_D.c.fase, BESPREEKBAAR))
        .order_by(later, _D.c.fase_since, _D.c.codenaam)
        .limit(LIMIT)
    )
    return query.where(_D.c.id.in_(IDS)) if of_some else query


def leerlingen(connection: Connection, dossier_ids: Sequence[str]) -> dict[str, Leerling]:
    """The pupils of these dossiers, by dossier id, from each opening as last corrected.

    Without destroyed dossiers and sealed ones. The caller must know that whoever asks may read the names. Raises
    ``VaultError`` when an opening does not open.
    """
    keys, every = vault.vault().keys(dossier_ids), list(dossier_ids)
    some = (every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE))
    found = {}
    for dossier_id, row_id, sealed in (row for ids in some for row in connection.execute(_OPENINGS, {"ids": ids})):
        if dossier_id not in keys:
            continue  # destroyed while this list was being read
        answers = answers_in(keys[dossier_id], dossier_id, row_id, sealed)
        born = str(answers["geboren"].waarde) if "geboren" in answers else ""
        groep = answers["groep"].tekst if "groep" in answers else GROEP_ONBEKEND
        others = answers["roepnamen"].tekst if "roepnamen" in answers else ""
        gezag = answers["gezag"].tekst if "gezag" in answers else ""
        found[dossier_id] = Leerling(answers["naam"].tekst, groep, born, others, gezag)
    return found


def agreed(connection: Connection, waiting: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The texts of afspraken, by "dossier id/sleutel", for those of these (dossier id, sleutel) that are afspraken."""
    wanted = {(each, int(sleutel.removeprefix(_AGREED))) for each, sleutel in waiting if sleutel.startswith(_AGREED)}
    if not wanted:
        return {}
    keys = vault.vault().keys([each for each, _nummer in wanted])
    found = {}
    some = {"ids": sorted({each for each, _nummer in wanted}), "nummers": sorted({nummer for _each, nummer in wanted})}
    for row in connection.execute(_RECORDS, some):
        if row.dossier_id in keys and (row.dossier_id, row.nummer) in wanted:
            answers = answers_in(keys[row.dossier_id], row.dossier_id, row.id, row.content)
            found[f"{row.dossier_id}/{_AGREED}{row.nummer}"] = answers["wat"].tekst
    return found


@dataclass(frozen=True)
class Ingezien:
    """An inspection of a dossier by the directie, with its reason; only for those who walk the route."""

    dossier_id: str
    codenaam: str
    by: str
    on: date
    reden: str


def looked_into(connection: Connection, user: User, since: date) -> Sequence[Ingezien]:
    """The inspections by the directie since this day, in dossiers where this person walks the route; newest first."""
    rows = connection.execute(_looked_into(toegang.anyone(user)), toegang.who(user, since)).all()
    keys = vault.vault().keys([row.dossier_id for row in rows])
    found = []
    for row in rows:
        if row.dossier_id in keys:
            reden = answers_in(keys[row.dossier_id], row.dossier_id, row.id, row.content)["reden"].tekst
            found.append(Ingezien(row.dossier_id, row.codenaam, row.recorded_by, row.recorded_on, reden))
    return found


@cache
def _looked_into(user: User) -> Select[Any]:
    return (
        select(_R, _D.c.codenaam)
        .join(_D, _D.c.id == _R.c.dossier_id)
        .where(toegang.acts_as(user, Role.IB_ER, school_id=unindexed(_D.c.school_id)))
        .where(_D.c.id.in_(toegang.looked_into_since(TODAY)))
        .where(_R.c.soort == "Inzage", _R.c.recorded_on >= TODAY)
        .order_by(_R.c.recorded_at.desc(), _R.c.id)
    )
