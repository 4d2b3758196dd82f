"""Storing what ``tests.builders`` makes, and looking at what is stored."""

import uuid
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from db import dossiers, schema
from db.backup import backup
from db.dossiers import Moment
from db.engine import EVERY_SCHOOL, reading
from meldcode.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import Opening
from meldcode.vraag import Vastlegging, fill
from tests.builders import answers, record
from tests.cast import CAST, MONDAY
from tests.db.conftest import NOW

_PEOPLE = {user.id: user for user in CAST}


def moment(key: str = "") -> Moment:
    return Moment(MONDAY, NOW, key or uuid.uuid4().hex)


def kept(dossier: Dossier) -> Dossier:
    """Store a dossier record by record; it gets an id and a code name of its own."""
    first = dossier.records[0]
    opening = fill(Opening, {each.naam: each.waarde for each in first.antwoorden})
    stored = dossiers.open_dossier(opening, by=_PEOPLE[first.by], moment=moment())
    for count in range(2, len(dossier.records) + 1):
        stored = replace(stored, records=dossier.records[:count])
        dossiers.save(stored, by=_PEOPLE[stored.records[-1].by], moment=moment())
    return stored


def recorded(dossier: Dossier, kind: type[Vastlegging], *, by: User | None = None, **changes: object) -> Dossier:
    """Store one vastlegging more, and give the dossier with it."""
    after = record(dossier, kind, by=by, **changes)
    dossiers.save(after, by=_PEOPLE[after.records[-1].by], moment=moment())
    return after


def backed_up(folder: Path, at: datetime = NOW) -> Path:
    """A back-up in this folder, made while nobody watches."""
    return backup(folder / "kept", at, lambda _done, _total: None)


def found(dossier: Dossier) -> Dossier | None:
    """The dossier as it is stored."""
    with reading(EVERY_SCHOOL) as connection:
        return dossiers.load(connection, dossier.id, dossier.school_id)


def count(name: str) -> int:
    """How many rows this table has."""
    with reading(EVERY_SCHOOL) as connection:
        return connection.execute(select(func.count()).select_from(schema.metadata.tables[name])).scalar_one()


__all__ = ["answers", "backed_up", "count", "found", "kept", "moment", "recorded"]
