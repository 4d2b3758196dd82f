"""Filling in what follows from records and is not stored beside them yet, of many dossiers while people work (ADR 93).

Some dossiers at a time, in a transaction of their own: it may be cut off at any moment, and the next time goes on with
what is left.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, func, select

from db import schema
from db.store.engine import EVERY_SCHOOL, reading, transaction
from db.store.voortgang import Progress, unseen
from db.upkeep import bewaren, recompute

_D = schema.dossier
_AT_ONCE = 25
"""Dossiers: a part of a second, in which nobody else writes in that school."""
_WHAT = ((recompute.LACKS, recompute.fill_some), (bewaren.UNKNOWN, bewaren.fill_some))


def fill(progress: Progress = unseen) -> None:
    """Fill in courses that lack, and how long closed dossiers are kept; what does not open stays as it is."""
    every = [(lacks, some, *row) for lacks, some in _WHAT for row in _schools(lacks)]
    total, done = sum(number for *_rest, number in every), 0
    for lacks, some, school_id, _number in every:
        for ids in _of(school_id, lacks):
            with transaction(school_id) as connection:
                some(connection, school_id, ids)
            done += len(ids)
            progress(min(done / total, 1.0))  # others closed more meanwhile


def _schools(lacks: ColumnElement[bool]) -> list[tuple[str, int]]:
    query = select(_D.c.school_id, func.count()).where(lacks).group_by(_D.c.school_id).order_by(_D.c.school_id)
    with reading(EVERY_SCHOOL) as connection:
        return [(school_id, number) for school_id, number in connection.execute(query)]


def _of(school_id: str, lacks: ColumnElement[bool]) -> Iterator[Sequence[str]]:
    """The ids of the dossiers of this school that lack it, some at a time: each once, also when it stays so."""
    after = ""
    query = select(_D.c.id).where(_D.c.school_id == school_id, lacks).order_by(_D.c.id).limit(_AT_ONCE)
    while True:
        with reading(school_id) as connection:
            ids = connection.scalars(query.where(_D.c.id > after)).all()
        if not ids:
            return
        yield ids
        after = ids[-1]
