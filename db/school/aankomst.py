"""That a school is arriving from another database: until ``db move`` is done, nobody of it signs in here (ADR 95).

A row beside the proofs of moves, with the number that the proof at the old place gets. So whoever finds it knows
whether what arrived is to be kept (there is such a proof) or to be made anew (there is none), and never do both places
let people in.
"""

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from db.journal.chain import START
from db.schema import verhuizing

OWNER = "aankomst"
"""With this begins the id of a row that says so; the number follows."""
_H = verhuizing
IS_ARRIVAL = _H.c.id.startswith(OWNER, autoescape=True)
_EVERY = select(_H.c.id, _H.c.school_id, _H.c.naam, _H.c.sleutels).where(IS_ARRIVAL).order_by(_H.c.id)


@dataclass(frozen=True)
class Aankomst:
    """A school that is arriving; ``sleutels``: the owners of the keys that come with it."""

    nummer: str
    school_id: str
    naam: str
    sleutels: Sequence[str]


def every(connection: Connection) -> list[Aankomst]:
    """The schools that are arriving here. Needs a connection for every school."""
    return [
        Aankomst(row.id.removeprefix(OWNER), row.school_id, row.naam, json.loads(row.sleutels))
        for row in connection.execute(_EVERY)
    ]


def new(school_id: str, naam: str, sleutels: Sequence[str]) -> Aankomst:
    """The arrival of this school, under a number of its own."""
    return Aankomst(secrets.token_hex(11), school_id, naam, sleutels)


def note(connection: Connection, coming: Iterable[Aankomst], van: str, at: datetime) -> None:
    """Keep that these schools are arriving from there (the name of a database). ``at`` is naive UTC."""
    about = {"naar": van, "op": at, "regel": 0, "kenmerk": START, "aantallen": "{}", "zegel": ""}
    for each in coming:
        who = {"id": f"{OWNER}{each.nummer}", "school_id": each.school_id, "naam": each.naam}
        connection.execute(insert(_H).values(**who, **about, sleutels=json.dumps(list(each.sleutels))))


def is_undone(connection: Connection, some: Iterable[Aankomst], at: datetime) -> None:
    """From now on what arrived by these may be deleted, the journal as well (``db.upkeep.remove_school``)."""
    connection.execute(update(_H).where(_H.c.id.in_(_ids(some))).values(weg_op=at))


def ended(connection: Connection, some: Iterable[Aankomst]) -> None:
    """These arrived, or were undone: nothing is kept of them."""
    connection.execute(delete(_H).where(_H.c.id.in_(_ids(some))))


def _ids(some: Iterable[Aankomst]) -> list[str]:
    return [f"{OWNER}{each.nummer}" for each in some]
