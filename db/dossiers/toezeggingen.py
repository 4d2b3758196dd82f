"""What the team promised at leerlingbesprekingen, read for all dossiers at once: only the records that say so."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, literal_column, select

from db import schema
from db.access import toegang
from db.access.records import read_record
from db.keys import vault
from db.store.engine import reading
from db.store.once import IDS, among
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
class Beloofd:
    """How many toezeggingen there are, and those that are shown: open ones first, by date."""

    total: int
    shown: Sequence[Toezegging]


def _all(_total: int) -> slice:
    return slice(None)


def promises(user: User, shown: Callable[[int], slice] = _all) -> Beloofd:
    """The toezeggingen in dossiers where this person acts as ib-er; ``shown`` says of how many which are wanted."""
    with reading(user.school_id) as connection:
        dossiers = _dossiers(connection, user)
        found = [(each, dossier) for dossier in dossiers.values() for each in as_recorded(dossier)]
        found.sort(key=lambda one: (bool(one[0].afloop), one[0].uiterlijk, one[0].codenaam))
        wanted = found[shown(len(found))]
        # To leave out the name of a pupil one must know it: of those that are shown only.
        named = _with_openings(connection, {dossier.id: dossier for _each, dossier in wanted})
    shown_ones = [without_names(each, named[dossier.id]) for each, dossier in wanted if dossier.id in named]
    return Beloofd(len(found), shown_ones)


def with_promises(connection: Connection, user: User, fasen: Sequence[Fase]) -> list[str]:
    """The ids of the dossiers in one of these fasen with a promise that is still open, the first to be kept first."""
    dossiers = _dossiers(connection, user, fasen).values()
    still = {each.id: [one.uiterlijk for one in as_recorded(each) if not one.afloop] for each in dossiers}
    return sorted((each for each, days in still.items() if days), key=lambda each: min(still[each]))


def _dossiers(connection: Connection, user: User, fasen: Sequence[Fase] = OPEN) -> dict[str, Dossier]:
    """The dossiers with an agreement that were at a meeting, each with only the records about that."""
    rows = connection.execute(_records(toegang.anyone(user), tuple(fasen)), toegang.who(user)).all()
    keys = vault.vault().keys(list({row.dossier_id for row in rows}))
    found: dict[str, Dossier] = {}
    for row in rows:
        if row.dossier_id in keys:
            empty = Dossier(row.dossier_id, user.school_id, row.codenaam, row.opened_by)
            before = found.get(row.dossier_id, empty)
            read = read_record(vault.opener(keys[row.dossier_id]), row.dossier_id, *row[3:])
            found[row.dossier_id] = replace(before, records=(*before.records, read))
    return found


@cache
def _records(user: User, fasen: tuple[Fase, ...]) -> Select[Any]:
    # Only what was agreed at a meeting counts, so of dossiers that never were at one nothing is read.
    held = select(_R.c.id).where(_R.c.dossier_id == _D.c.id, _R.c.soort == Leerlingbespreking.__name__)
    agreed = select(_V.c.dossier_id).where(_V.c.school_id == user.school_id, _IS_AFSPRAAK)
    there = select(_D.c.id).where(
        toegang.acts_as(user, Role.IB_ER), among(_D.c.fase, fasen), _D.c.id.in_(agreed), held.exists()
    )
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
