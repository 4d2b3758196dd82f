"""Reading what waits: the rows of ``verplichting`` that are not done, with the code name of their dossier."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Date, Select, bindparam, select, union_all

from db import schema
from db.store.once import LIMIT, OFFSET
from meldcode.rollen import Role
from meldcode.route.verplichting import Soort, Verplichting

EVER = date(9999, 1, 1)
"""For ``until``: whenever it is due."""
_D, _V = schema.dossier, schema.verplichting
_UNTIL: Any = bindparam("until", type_=Date)


def that_wait(query: Select[Any], part: ColumnElement[bool]) -> Select[Any]:
    """This query of what is not done, is due by the day ``until``, and meets this condition."""
    return query.where(_V.c.done_on.is_(None), _V.c.due_on <= _UNTIL, part)


def in_turn(*parts: ColumnElement[bool]) -> CompoundSelect[Any]:
    """What meets one of these conditions, the nearest date first; in the order of an index, to be read no further."""
    joined = select(_V, _D.c.codenaam).select_from(_V.join(_D, _D.c.id == _V.c.dossier_id))
    found = union_all(*(that_wait(joined, part) for part in parts))
    return found.order_by("due_on", "soort", "dossier_id", "sleutel")


def paged(found: CompoundSelect[Any]) -> CompoundSelect[Any]:
    """A part of it, as the parameters of ``db.store.once.page`` say."""
    return found.limit(LIMIT).offset(OFFSET)


def read(connection: Connection, query: CompoundSelect[Any], asked: dict[str, object]) -> list[Verplichting]:
    """Run this statement with these parameters."""
    return [
        Verplichting(
            row.sleutel, Soort(row.soort), row.stap, Role(row.owner_role), row.due_on, row.person,
            row.since, row.termijn, row.dagen, row.first_due_on, row.dossier_id, row.codenaam,
        )
        for row in connection.execute(query, asked)
    ]  # fmt: skip
