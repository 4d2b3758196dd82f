"""Storing the dossiers of ``tests.builders``, reading what is stored, and tampering with it past the program."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, create_engine, delete, event, func, insert, make_url, select, update

from db import schema
from db.backup.backup import backup
from db.dossiers import bijlagen, dossiers
from db.dossiers.dossiers import Moment
from db.journal import journal
from db.school.schools import termijnen
from db.store.engine import EVERY_SCHOOL, reading
from db.store.settings import settings
from meldcode.dossier.dossier import Dossier
from meldcode.dossier.verplichtingen import verplichtingen
from meldcode.rollen import User
from meldcode.route.fasen import Fase
from meldcode.vastleggingen import Bijlage, Opening
from meldcode.vragen.bestand import Bestand
from meldcode.vragen.vastlegging import Vastlegging, fill
from tests import files
from tests.answers import answers
from tests.builders import record
from tests.cast import CAST, MONDAY, NOOR, SCHOOL
from tests.db.conftest import NOW
from tests.stored import in_one_transaction

_PEOPLE = {user.id: user for user in CAST}


def moment(key: str = "") -> Moment:
    return Moment(MONDAY, NOW, key or uuid.uuid4().hex)


def kept(dossier: Dossier) -> Dossier:
    """Store a dossier, completely or not at all; it gets an id and a code name of its own."""
    if len(dossier.records) == 1:
        return kept_one_by_one(dossier)
    with in_one_transaction(dossier.school_id):
        return kept_one_by_one(dossier)


def kept_one_by_one(dossier: Dossier) -> Dossier:
    """The same, as the app does it: a transaction for each record."""
    first, *others = dossier.records
    opening = fill(Opening, {each.naam: each.waarde for each in first.antwoorden})
    stored = dossiers.open_dossier(opening, by=_PEOPLE[first.by], moment=moment())
    for each in others:
        stored = replace(stored, records=(*stored.records, each))
        dossiers.save(stored, by=_PEOPLE[each.by], moment=moment())
    return stored


def recorded(dossier: Dossier, kind: type[Vastlegging], *, by: User | None = None, **changes: Any) -> Dossier:
    """Store one more vastlegging; return the dossier with it."""
    after = record(dossier, kind, by=by, **changes)
    dossiers.save(after, by=_PEOPLE[after.records[-1].by], moment=moment())
    return after


def taken_in(dossier: Dossier, content: bytes = b"", *, by: User = NOOR, concept: str = "Bijlage") -> Bestand:
    """Store a file in somebody's concept: a photo from a phone, unless another is given."""
    given = content or files.from_a_phone()
    return bijlagen.take_in(given, by=by, dossier_id=dossier.id, concept=concept, at=NOW)


def attached(dossier: Dossier, content: bytes = b"", *, by: User = NOOR) -> Dossier:
    """Store a Bijlage with this file; return the dossier with it."""
    return recorded(dossier, Bijlage, by=by, bestand=str(taken_in(dossier, content, by=by)))


def backed_up(folder: Path, at: datetime = NOW) -> Path:
    """Make a back-up in this folder, without showing progress; return its file."""
    return backup(folder / "kept", at, lambda _part: None).file


def found(dossier: Dossier) -> Dossier | None:
    """The dossier as it is stored."""
    with reading(EVERY_SCHOOL) as connection:
        return dossiers.load(connection, dossier.id, dossier.school_id)


def whole(school_id: str = SCHOOL) -> dict[str, Dossier | None]:
    """Every stored dossier by id, None if destroyed. Fails when one is stored only in part."""
    stored: dict[str, Dossier | None] = {}
    lines, waiting = schema.journal, schema.verplichting
    with reading(EVERY_SCHOOL) as connection:
        for row in connection.execute(select(schema.dossier).where(schema.dossier.c.school_id == school_id)).all():
            noted = select(lines.c.object_id).where(lines.c.dossier_id == row.id, lines.c.action == journal.RECORDED)
            numbers = select(schema.vastlegging.c.nummer).where(schema.vastlegging.c.dossier_id == row.id)
            query = select(waiting.c.sleutel).where(waiting.c.dossier_id == row.id, waiting.c.done_on.is_(None))
            stored[row.id] = dossier = dossiers.load(connection, row.id, school_id)
            if dossier is None:
                assert row.fase == Fase.VERNIETIGD
                assert not connection.scalars(numbers).all() and not connection.scalars(query).all()
                continue
            assert (row.versie, row.fase) == (len(dossier.records), dossier.fase)
            assert sorted(connection.scalars(numbers)) == list(range(1, row.versie + 1))
            assert len(set(connection.scalars(noted))) == row.versie
            derived = {each.sleutel for each in verplichtingen(dossier, termijnen(connection, school_id))}
            assert set(connection.scalars(query)) == derived
    assert journal.verify(school_id) is None
    return stored


def count(name: str) -> int:
    """How many rows this table has."""
    with reading(EVERY_SCHOOL) as connection:
        return connection.execute(select(func.count()).select_from(schema.metadata.tables[name])).scalar_one()


_TABLES = ("journal", "vastlegging", "bijlage")


def by_force(*statements: str) -> None:
    """Tamper like somebody with the database and a tool of their own: execute these statements with triggers off."""
    with _asking_nobody() as connection:
        for statement in statements:
            connection.exec_driver_sql(as_said_by(connection.dialect.name, statement))


def has_run_for_a_while() -> None:
    """Let PostgreSQL count what is in the tables, as it does by itself within a minute, so that it plans for that."""
    url = make_url(settings().database_url)
    if url.get_backend_name() == "postgresql":
        at = create_engine(url.set(username="postgres"))
        with at.begin() as connection:
            connection.exec_driver_sql("ANALYZE")
        at.dispose()


@contextmanager
def meddled(*statements: str) -> Iterator[None]:
    """The same for a while: afterwards the records are put back, while the triggers stay off."""
    with _asking_nobody() as connection:
        before = {name: connection.execute(select(_table(name))).all() for name in (*_TABLES, "dossier")}
    by_force(*statements)
    yield
    with _asking_nobody() as connection:
        for name in _TABLES:
            connection.execute(delete(_table(name)))
            for row in before[name]:
                connection.execute(insert(_table(name)).values(row._asdict()))
        for row in before["dossier"]:
            table = _table("dossier")
            connection.execute(update(table).where(table.c.id == row.id).values(row._asdict()))


def _table(name: str) -> Table:
    return schema.metadata.tables[name]


@contextmanager
def _asking_nobody() -> Iterator[Connection]:
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
        for statement in off:
            connection.exec_driver_sql(statement)
        yield connection
    at.dispose()


@contextmanager
def owner_does(*statements: str) -> Iterator[Connection]:
    """Execute this as the owner of the tables, in a transaction that is rolled back afterwards."""
    url = make_url(settings().database_url)
    at = create_engine(url.set(username="postgres") if url.get_backend_name() == "postgresql" else url)

    @event.listens_for(at, "begin")
    def _begin(connection: Connection) -> None:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")

    with at.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.connection.driver_connection.isolation_level = None  # type: ignore[union-attr]
        begun = connection.begin()
        for statement in statements:
            connection.exec_driver_sql(statement)
        yield connection
        begun.rollback()
    at.dispose()


def as_said_by(dialect: str, statement: str) -> str:
    """The statement for this database: bytes are written x'0102' here, which PostgreSQL spells differently."""
    return re.sub(r"x'([0-9a-f]*)'", r"'\\x\1'::bytea", statement) if dialect == "postgresql" else statement


__all__ = [
    "answers",
    "as_said_by",
    "attached",
    "backed_up",
    "by_force",
    "count",
    "found",
    "has_run_for_a_while",
    "in_one_transaction",
    "kept",
    "kept_one_by_one",
    "meddled",
    "moment",
    "owner_does",
    "recorded",
    "taken_in",
    "whole",
]
