"""Storing what ``tests.builders`` makes, and looking at what is stored."""

import re
import uuid
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import create_engine, func, make_url, select

from db import bijlagen, dossiers, schema
from db.backup import backup
from db.dossiers import Moment
from db.engine import EVERY_SCHOOL, reading
from db.settings import settings
from meldcode.bestand import Bestand
from meldcode.dossier import Dossier
from meldcode.rollen import User
from meldcode.vastleggingen import Bijlage, Opening
from meldcode.vraag import Vastlegging, fill
from tests import files
from tests.builders import answers, record
from tests.cast import CAST, MONDAY, NOOR
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


def taken_in(dossier: Dossier, content: bytes = b"", *, by: User = NOOR, concept: str = "Bijlage") -> Bestand:
    """A file that belongs to what somebody is typing; a photo from a phone unless another is given."""
    given = content or files.from_a_phone()
    return bijlagen.take_in(given, by=by, dossier_id=dossier.id, concept=concept, at=NOW)


def attached(dossier: Dossier, content: bytes = b"", *, by: User = NOOR) -> Dossier:
    """Store a Bijlage with this file, and give the dossier with it."""
    return recorded(dossier, Bijlage, by=by, bestand=str(taken_in(dossier, content, by=by)))


def backed_up(folder: Path, at: datetime = NOW) -> Path:
    """A back-up in this folder, made while nobody watches."""
    return backup(folder / "kept", at, lambda _part: None)


def found(dossier: Dossier) -> Dossier | None:
    """The dossier as it is stored."""
    with reading(EVERY_SCHOOL) as connection:
        return dossiers.load(connection, dossier.id, dossier.school_id)


def count(name: str) -> int:
    """How many rows this table has."""
    with reading(EVERY_SCHOOL) as connection:
        return connection.execute(select(func.count()).select_from(schema.metadata.tables[name])).scalar_one()


_TABLES = ("journal", "vastlegging", "bijlage")


def by_force(*statements: str) -> None:
    """What somebody does who has the database and a tool that asks nobody: triggers off, then these statements."""
    url = make_url(settings().database_url)
    if url.get_backend_name() == "postgresql":
        at = create_engine(url.set(username="postgres"))
        off = [f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in _TABLES]
    else:
        at = create_engine(url)
        with at.connect() as connection:
            triggers = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars()
            off = [f"DROP TRIGGER {name}" for name in triggers]
    with at.begin() as connection:
        for statement in (*off, *statements):
            connection.exec_driver_sql(as_said_by(at.dialect.name, statement))
    at.dispose()


def as_said_by(dialect: str, statement: str) -> str:
    """Bytes are written x'0102' here; PostgreSQL writes them otherwise."""
    return re.sub(r"x'([0-9a-f]*)'", r"'\\x\1'::bytea", statement) if dialect == "postgresql" else statement


__all__ = [
    "answers",
    "as_said_by",
    "attached",
    "backed_up",
    "by_force",
    "count",
    "found",
    "kept",
    "moment",
    "recorded",
    "taken_in",
]
