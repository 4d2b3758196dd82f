"""The course of a dossier in plain rows (``db.schema.cijfers``), written in the transaction of the record it follows.

What changes is computed without a database (``changes``), so that recording and recomputing share the code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    insert,
    literal,
    or_,
    select,
    update,
)

from db import schema
from meldcode.cijfers.verloop import about, merken
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.einde.uithalen import eruit
from meldcode.dossier.regels.doorgegeven import was_hoort_bij
from meldcode.route.fasen import Fase

EVER = date(9999, 12, 31)
"""The end (``tot``) of a row that is valid now."""

TABLES = (schema.verloop_fase, schema.verloop_wacht, schema.verloop_merk)
_F, _W, _M = TABLES
_V = schema.verplichting

_HAS_ONE = select(or_(*(exists().where(table.c.dossier_id == bindparam("dossier")) for table in (_F, _W))))

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Changes:
    """What one record changes in the course.

    ``ended``: the table, the values by which to find its rows that are valid now, and the days spent in a fase.
    ``begun``: the table and the new row.
    """

    ended: tuple[tuple[Table, Row, int | None], ...]
    begun: tuple[tuple[Table, Row], ...]


_NOTHING = Changes((), ())


def changes(dossier: Dossier, waited: Mapping[str, Row], waits: Mapping[str, Row], on: date) -> Changes:
    """What the last record changed; ``waited`` and ``waits`` are the verplichtingen before and after it."""
    ended: list[tuple[Table, Row, int | None]] = []
    begun: list[tuple[Table, Row]] = []
    row = {"dossier_id": dossier.id, "school_id": dossier.school_id, "op": on, "tot": EVER}
    _waiting(_open(waited), _open(waits), row, ended, begun)
    row |= {"nummer": len(dossier.records)}
    _place(dossier, row, ended, begun)
    if dossier.records[-1].corrigeert is not None:
        ended.append((_M, {"over": about(dossier).nummer}, None))
    ended += [(_M, {"over": nummer}, None) for nummer in eruit(dossier.records)]
    for each in merken(dossier):
        merk = {"soort": each.soort.value, "stap": each.stap, "over": each.over, "waarde": each.waarde}
        begun.append((_M, row | merk | {"met_reden": each.met_reden, "dag": each.on}))
    return Changes(tuple(ended), tuple(begun))


def _place(
    dossier: Dossier, row: Row, ended: list[tuple[Table, Row, int | None]], begun: list[tuple[Table, Row]]
) -> None:
    before = replace(dossier, records=dossier.records[:-1])
    was = (before.fase, before.fase_since) if before.records else None
    now = (dossier.fase, dossier.fase_since)
    if was == now:
        return
    if was and was[0].is_open:
        ended.append((_F, {}, (row["op"] - was[1]).days))
    if now[0].is_open:
        begun.append((_F, {**row, "fase": now[0].value, "since": now[1], "dagen": None}))


def _waiting(
    before: Mapping[str, Row],
    after: Mapping[str, Row],
    row: Row,
    ended: list[tuple[Table, Row, int | None]],
    begun: list[tuple[Table, Row]],
) -> None:
    ended += [(_W, {"sleutel": each}, None) for each, what in before.items() if after.get(each) != what]
    begun += [(_W, {**row, **what, "sleutel": each}) for each, what in after.items() if before.get(each) != what]


def _open(rows: Mapping[str, Row]) -> dict[str, Row]:
    """The rows that still wait, by sleutel, reduced to the columns that figures use."""
    return {
        sleutel: {
            "soort": row["soort"],
            "stap": row["stap"],
            "owner_role": str(row["owner_role"]),
            "person": row.get("person") or "",
            "due_on": row["due_on"],
        }
        for sleutel, row in rows.items()
        if row["done_on"] is None
    }


def settle(
    connection: Connection, dossier: Dossier, waited: Mapping[str, Row], waits: Mapping[str, Row], on: date
) -> bool:
    """Store what the last record changed, if anything; nothing for an older dossier without a course.

    ``db.upkeep.recompute`` makes that course, from all records, at the next start. A dossier that was added to another
    has none, until something new begins one.
    """
    changed = changes(dossier, waited, waits, on)
    if changed == _NOTHING:
        return False
    begins = dossier.versie == 1 or was_hoort_bij(dossier)
    if not begins and not connection.execute(_HAS_ONE, {"dossier": dossier.id}).scalar():
        return False
    for table, values, days in changed.ended:
        mine = [table.c.dossier_id == dossier.id, table.c.tot == EVER]
        _end(connection, table, and_(*mine, *(table.c[name] == value for name, value in values.items())), on, days)
    for table, row in changed.begun:
        connection.execute(insert(table).values(row))
    return True


def follow(connection: Connection, school_id: str, on: date, dossier_ids: Sequence[str] = ()) -> None:
    """Store changes in what waits that no record caused, such as another free day in the calendar of the school.

    ``dossier_ids``: only of these dossiers.
    """
    columns = ("soort", "stap", "owner_role", "person", "due_on")
    here, there = ([table.c.dossier_id.in_(dossier_ids)] if dossier_ids else [] for table in (_W, _V))
    alike = [_V.c[name] == _W.c[name] for name in ("dossier_id", "sleutel", *columns)]
    waits = select(_V.c.sleutel).where(_V.c.done_on.is_(None), *alike)
    known = select(_W.c.sleutel).where(
        _W.c.tot == EVER, _W.c.dossier_id == _V.c.dossier_id, _W.c.sleutel == _V.c.sleutel
    )
    _end(connection, _W, and_(_W.c.school_id == school_id, _W.c.tot == EVER, ~waits.exists(), *here), on, None)
    names = ("dossier_id", "sleutel", "school_id", *columns)
    new = select(*(_V.c[name] for name in names), literal(on, Date), literal(EVER, Date)).where(
        _V.c.school_id == school_id, _V.c.done_on.is_(None), ~known.exists(), *there
    )
    connection.execute(insert(_W).from_select([*names, "op", "tot"], new))


def _end(connection: Connection, table: Table, mine: ColumnElement[bool], on: date, days: int | None) -> None:
    """End these rows; a row that began and ended on the same day counts on no day and is deleted."""
    if table is _W:
        connection.execute(delete(_W).where(mine, _W.c.op == on))
    connection.execute(update(table).where(mine).values(_ending(table, on, days)))


def _ending(table: Table, on: date, days: int | None) -> Row:
    return {"tot": on, "dagen": days} if table is _F else {"tot": on}


def forget(connection: Connection, dossier_id: str) -> None:
    """Delete the course of a dossier that is being destroyed.

    Its counts are stored first (``db.cijfers.statistiek``).
    """
    for table in TABLES:
        connection.execute(delete(table).where(table.c.dossier_id == dossier_id))


Course = dict[Table, list[dict[str, Any]]]
"""The rows of one dossier, by table."""


def added(course: Course, changed: Changes, on: date) -> Course:
    """A copy of this course with the changes applied: what ``settle`` does, without a database."""
    found: Course = {table: [dict(row) for row in course.get(table, [])] for table in TABLES}
    for table, values, days in changed.ended:
        for row in list(found[table]):
            if row["tot"] == EVER and all(row[name] == value for name, value in values.items()):
                row.update(_ending(table, on, days))
                if table is _W and row["op"] == on:
                    found[table].remove(row)
    for table, begun in changed.begun:
        found[table].append(dict(begun))
    return found


def unread(dossier: Row, waiting: Mapping[str, Row], on: date) -> Course:
    """The course of a dossier whose records cannot be opened: its present fase, and what waits."""
    row = {"dossier_id": dossier["id"], "school_id": dossier["school_id"], "tot": EVER}
    fase = Fase(dossier["fase"])
    since = {
        "nummer": dossier["versie"],
        "fase": fase.value,
        "since": dossier["fase_since"],
        "op": dossier["fase_since"],
        "dagen": None,
    }
    waits = [{**row, **what, "sleutel": each, "op": on} for each, what in _open(waiting).items()]
    return {_F: [row | since] if fase.is_open else [], _W: waits, _M: []}
