"""What the team promised at leerlingbesprekingen, read for all dossiers at once: only the records that say so."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal_column, select

from db import schema
from db.access import toegang
from db.access.records import read_record
from db.keys import vault
from db.store.engine import reading
from db.store.once import IDS, among, unindexed
from meldcode.bespreking.toezegging import GELEZEN, Toezegging, as_recorded, without_names
from meldcode.dossier.dossier import Dossier
from meldcode.rollen import Role, User
from meldcode.route.fasen import OPEN, Fase
from meldcode.route.verplichting import Soort
from meldcode.vastleggingen import Leerlingbespreking, Opening
from meldcode.vragen.vastgelegd import Vastgelegd

_D, _R, _V = schema.dossier, schema.vastlegging, schema.verplichting
_KINDS = [each.__name__ for each in GELEZEN if each is not Opening]  # it says of whom: unsealed for what is shown
# Written as in the index: a parameter would hide from the database that it is the same.
_IS_AFSPRAAK = _V.c.soort == literal_column(f"'{Soort.AFSPRAAK}'")
_OF_A_RECORD = (_R.c.id, _R.c.nummer, _R.c.soort, _R.c.recorded_on, _R.c.recorded_by, _R.c.content)


@dataclass(frozen=True)
class Volgorde:
    """Which toezeggingen there are, open ones first, by date: each by its dossier and its place among those of it.

    It holds as long as there are so many dossiers with an agreement and a meeting, with so many records together.
    """

    dossiers: int
    records: int
    which: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Beloofd:
    """How many toezeggingen there are, those that are shown, and which there are."""

    total: int
    shown: Sequence[Toezegging]
    volgorde: Volgorde


def _all(_total: int) -> slice:
    return slice(None)


def promises(user: User, shown: Callable[[int], slice] = _all, known: Volgorde | None = None) -> Beloofd:
    """The toezeggingen in dossiers where this person acts as ib-er; ``shown`` says of how many which are wanted.

    Which were made in the team is sealed, so all agreements are unsealed to know it; while what was ``known`` still
    holds, those that are shown only.
    """
    read = dict[str, Dossier]()
    with reading(user.school_id) as connection:
        number, records = connection.execute(_counted(toegang.anyone(user), OPEN), toegang.who(user)).one()
        if known is None or (known.dossiers, known.records) != (number, records):
            read = _dossiers(connection, user)
            known = Volgorde(number, records, _in_order(read.values()))
        wanted = known.which[shown(len(known.which))]
        there = {each for each, _nth in wanted}
        read = {each: read[each] for each in there} if read else _dossiers(connection, user, among_these=there)
        # To leave out the name of a pupil one must know it: of those that are shown only.
        named = _with_openings(connection, read)
    found = [without_names(as_recorded(named[each])[nth], named[each]) for each, nth in wanted if each in named]
    return Beloofd(len(known.which), found, known)


def _in_order(dossiers: Iterable[Dossier]) -> list[tuple[str, int]]:
    found = [(one, each.id, nth) for each in dossiers for nth, one in enumerate(as_recorded(each))]
    found.sort(key=lambda one: (bool(one[0].afloop), one[0].uiterlijk, one[0].codenaam))
    return [(dossier_id, nth) for _one, dossier_id, nth in found]


def with_promises(connection: Connection, user: User, fasen: Sequence[Fase]) -> list[str]:
    """The ids of the dossiers in one of these fasen with a promise that is still open, the first to be kept first."""
    dossiers = _dossiers(connection, user, fasen).values()
    still = {each.id: [one.uiterlijk for one in as_recorded(each) if not one.afloop] for each in dossiers}
    return sorted((each for each, days in still.items() if days), key=lambda each: min(still[each]))


def _dossiers(
    connection: Connection, user: User, fasen: Sequence[Fase] = OPEN, among_these: Collection[str] | None = None
) -> dict[str, Dossier]:
    """The dossiers with an agreement that were at a meeting, each with only the records about that.

    ``among_these``: of these only.
    """
    asked = toegang.who(user, ids=list(among_these or ()))
    query = _records(toegang.anyone(user), tuple(fasen), among_these is not None)
    rows = connection.execute(query, asked).all() if among_these is None or among_these else []
    keys = vault.vault().keys(list({row.dossier_id for row in rows}))
    found: dict[str, Dossier] = {}
    for row in rows:
        if row.dossier_id in keys:
            empty = Dossier(row.dossier_id, user.school_id, row.codenaam, row.opened_by)
            before = found.get(row.dossier_id, empty)
            read = read_record(vault.opener(keys[row.dossier_id]), row.dossier_id, *row[3:])
            found[row.dossier_id] = replace(before, records=(*before.records, read))
    return found


def _there(user: User, fasen: tuple[Fase, ...]) -> ColumnElement[bool]:
    # Only what was agreed at a meeting counts, so of dossiers that never were at one nothing is read.
    held = select(_R.c.id).where(_R.c.dossier_id == _D.c.id, _R.c.soort == Leerlingbespreking.__name__)
    # In the order of the index of afspraken, without which SQLite would look through all that ever waited.
    agreed = select(_V.c.dossier_id).where(_V.c.school_id == user.school_id, _IS_AFSPRAAK).distinct()
    walks = toegang.acts_as(user, Role.IB_ER, school_id=unindexed(_D.c.school_id))
    return and_(walks, among(_D.c.fase, fasen), _D.c.id.in_(agreed.order_by(_V.c.dossier_id)), held.exists())


@cache
def _counted(user: User, fasen: tuple[Fase, ...]) -> Select[Any]:
    return select(func.count(), func.coalesce(func.sum(_D.c.versie), 0)).where(_there(user, fasen))


@cache
def _records(user: User, fasen: tuple[Fase, ...], of_some: bool) -> Select[Any]:
    there = select(_D.c.id).where(_there(user, fasen), *([_D.c.id.in_(IDS)] if of_some else []))
    return (
        select(_D.c.id.label("dossier_id"), _D.c.codenaam, _D.c.opened_by, *_OF_A_RECORD)
        .join(_R, _R.c.dossier_id == _D.c.id)
        .where(_D.c.id.in_(there), among(_R.c.soort, _KINDS))
        .order_by(_D.c.fase_since, _D.c.codenaam, _R.c.nummer)
    )


_OPENINGS = select(_R.c.dossier_id, *_OF_A_RECORD).where(_R.c.soort == Opening.__name__, _R.c.dossier_id.in_(IDS))


def _with_openings(connection: Connection, dossiers: Mapping[str, Dossier]) -> dict[str, Dossier]:
    keys = vault.vault().keys(list(dossiers))
    records: dict[str, list[Vastgelegd]] = {each: list(dossier.records) for each, dossier in dossiers.items()}
    for row in connection.execute(_OPENINGS, {"ids": list(dossiers)}) if dossiers else ():
        if row.dossier_id in keys:
            opened = vault.opener(keys[row.dossier_id])
            records[row.dossier_id].append(read_record(opened, row.dossier_id, *row[1:]))
    return {
        each: replace(dossier, records=tuple(sorted(records[each], key=lambda one: one.nummer)))
        for each, dossier in dossiers.items()
        if dossier.id in keys  # else it was destroyed just now, and nobody can know its names
    }
