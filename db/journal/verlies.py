"""The lines about losses and differences that Meldroute found; reported until somebody has looked into them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, literal_column, select

from db import schema
from db.journal import seals
from db.journal.chain import ANSWERED, BEHIND, FOUND, LOST, Entry, append
from db.store.engine import hold
from db.store.once import SCHOOL

_J = schema.journal
# Written as in the index: parameters would hide from the database that it is the same.
_FEW = _J.c.action.in_([literal_column(f"'{each}'") for each in (LOST, FOUND)])
_LOSSES = select(_J).where(_J.c.school_id == SCHOOL, _FEW)  # in no order, for which all lines might be read
_ANSWERED = select(_J.c.object_id).where(_J.c.school_id == SCHOOL, _J.c.action == ANSWERED)


@dataclass(frozen=True)
class Loss:
    """A loss: the number of its line, when it was found (naive UTC), in Dutch, and whether somebody looked into it."""

    regel: int
    at: datetime
    tekst: str
    is_answered: bool


def losses(connection: Connection, school_id: str) -> list[Loss]:
    """The losses found in this journal, oldest first."""
    found = sorted(connection.execute(_LOSSES, {"school": school_id}), key=lambda row: row.seq)
    if not found:
        return []
    answered = set(connection.scalars(_ANSWERED, {"school": school_id}))
    return [Loss(row.seq, row.at, _in_words(connection, row), str(row.seq) in answered) for row in found]


def _in_words(connection: Connection, row: Row[*tuple[Any, ...]]) -> str:
    if row.action == FOUND:
        return f"Ontdekt bij regel {row.seq}: {seals.in_words_of_line(connection, row)}"
    seq, about = row.seq, row.object_id
    if not about:
        return f"Bij regel {seq} was niet meer bewaard waar het logboek eindigde. Wat er ontbreekt, is niet te zien."
    if about.startswith(BEHIND):
        return (
            f"Bij regel {seq} bleken de dossiersleutels van eerder te zijn: ze kenden het logboek tot regel "
            f"{about.removeprefix(BEHIND)}. Is er een oude kopie teruggezet?"
        )
    if about.isdigit() and int(about) >= seq:
        return (
            f"Bij regel {seq} bleek een eerdere database te zijn teruggezet. Wat tot en met regel {about} was "
            "vastgelegd, is weg."
        )
    return f"Bij regel {seq} bleek het logboek vanaf regel {about} of eerder een ander te zijn dan bewaard was."


def answer(connection: Connection, school_id: str, regel: int, by: str, now: datetime) -> None:
    """Write a line that this person (``by``: account id) looked into a loss: ``verify`` then stops reporting it.

    Does nothing when ``regel`` is not a loss, or was answered already.
    """
    hold(connection, school_id)
    if any(each.regel == regel and not each.is_answered for each in losses(connection, school_id)):
        append(connection, school_id, Entry(by, ANSWERED, now, object_id=str(regel)))
