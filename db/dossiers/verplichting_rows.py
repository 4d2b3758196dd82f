"""The verplichtingen of a dossier as rows: computing which rows there should be, and storing them with each record."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import Connection, bindparam, insert, select, update

from db import schema
from db.cijfers import eerst, verloop
from db.school.kalender import terms_and_free_days
from db.store.beside import beside
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.route.verplichting import Verplichting
from meldcode.termijnen.kalender import ZONDER, Kalender
from meldcode.termijnen.termijn import Ingesteld

_V = schema.verplichting

Row = dict[str, object]
_DATES = ("due_on", "first_due_on")
_STORED = select(_V).where(_V.c.dossier_id == bindparam("dossier"))


def verplichting_row(dossier: Dossier, each: Verplichting) -> Row:
    """A verplichting of this dossier as a row of ``verplichting``, not done yet."""
    return {
        "dossier_id": dossier.id,
        "school_id": dossier.school_id,
        "sleutel": each.sleutel,
        "soort": each.soort,
        "stap": each.stap,
        "owner_role": each.owner,
        "person": each.person,
        "due_on": each.due_on,
        "done_on": None,
        "since": each.since,
        "termijn": each.termijn,
        "dagen": each.dagen,
        "first_due_on": each.first_due_on,
    }


def settled(
    dossier: Dossier, ingesteld: Ingesteld, stored: Mapping[str, Row], on: date, kalender: Kalender = ZONDER
) -> dict[str, Row]:
    """The rows, by sleutel, that should be stored on day ``on``: new ones added, and what no longer waits marked done.

    What is stored keeps its date, also when termijnen changed since. One that was moved in the dossier has the new date
    and the first one.
    """
    found = verplichtingen(dossier, ingesteld, kalender, on)
    waiting = {each.sleutel: verplichting_row(dossier, each) for each in found}
    rows: dict[str, Row] = {}
    for sleutel, row in stored.items():
        # These may change while it waits: a new signaal changes what a message leads to, an exclusion who must act.
        now = waiting.pop(sleutel, None)
        follows = ("soort", "stap", "owner_role", "person", *(_DATES if now and now["first_due_on"] else ()))
        kept = {naam: now[naam] for naam in follows} if now else {}
        rows[sleutel] = row | kept | {"done_on": None if now else row["done_on"] or on}
    return rows | waiting


def settle(connection: Connection, dossier: Dossier, on: date) -> bool:
    """Store what waits in this dossier after its last record, and the course that follows (``db.cijfers.verloop``).

    Returns whether that made a difference to either.
    """
    stored = {row.sleutel: row._asdict() for row in connection.execute(_STORED, {"dossier": dossier.id})}
    ingesteld, vrij = terms_and_free_days(connection, dossier.school_id)
    wanted = settled(dossier, ingesteld, stored, on, vrij)
    for sleutel, row in wanted.items():
        if sleutel in stored and row != stored[sleutel]:
            mine = update(_V).where(_V.c.dossier_id == dossier.id, _V.c.sleutel == sleutel)
            connection.execute(mine.values(row))
    new = [row for sleutel, row in wanted.items() if sleutel not in stored]
    if new:
        connection.execute(insert(_V), new)
    eerst.settle(connection, dossier.id, _due(stored), _due(wanted))
    with beside(connection, "its course for the figures") as figures:
        changed = verloop.settle(connection, dossier, stored, wanted, on)
    if figures.failed:  # a missing course is made again at the next start; half of one would stay wrong
        with beside(connection, "forgetting that course"):
            verloop.forget(connection, dossier.id)
    return figures.failed or changed or wanted != stored


def _due(rows: Mapping[str, Row]) -> Iterator[date]:
    return (row["due_on"] for row in rows.values() if row["done_on"] is None)  # type: ignore[misc]
