"""A school that is moved to a place of its own, beside one that stays; and what is left of it where it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import LargeBinary, String, Text, cast, or_, select

from db import schema
from db.accounts import accounts, bestuur, via
from db.accounts.one_time_codes import USED
from db.accounts.passwords import NONE_YET
from db.backup.move import move
from db.dossiers import dossiers
from db.journal.journal import Entry
from db.keys.vault import vault
from db.school import geheim, leerlingen, rows, schools, verhuizing
from db.store.engine import EVERY_SCHOOL, engine, reading, transaction
from db.store.settings import Settings, settings, working_at
from db.upkeep import upgrade, verification
from meldcode.dossier.dossier import Dossier
from meldcode.namen.leerlingenlijst import Leerling
from meldcode.rollen import Role
from meldcode.vastleggingen import Opening
from meldcode.vragen.vastlegging import fill
from tests.builders import after_stap, answers, opened
from tests.cast import BESS, NOOR, SARA, SCHOOL, VERA
from tests.db.conftest import NOW
from tests.db.keeping import kept, moment
from tests.db.keys.canaries import everything_in, planted
from tests.db.postgresql import Server

NAAM, OTHER = SCHOOL, SARA.school_id
"""The school that leaves, and the one that stays."""


@dataclass(frozen=True)
class Leaves:
    """A school in which everything was planted: two of its dossiers, and one of the school beside it."""

    stays: Dossier
    goes: Dossier
    theirs: Dossier
    there: Settings


def full(tmp_path: Path) -> Leaves:
    """Fill the school that leaves and the one that stays, and tie somebody of the one that stays to the other."""
    stays, goes = planted()
    theirs = _opened_there()
    with transaction(SCHOOL) as connection:
        leerlingen.bring(connection, NOOR, [Leerling("Putter O’Distelvink", "2018")], NOW.date(), NOW)
        geheim.keep(connection, SCHOOL, "mail", {"HOST": "mail.school.example"})
    with transaction(EVERY_SCHOOL) as connection:
        who = {"school_id": OTHER, "naam": "Ton van het bestuur", "email": "ton@buurschool.example"}
        ton = accounts.create_account(connection, **who, role=Role.BESTUUR, password=NONE_YET, now=NOW)
    upgrade.seal(NOW)
    with transaction(EVERY_SCHOOL) as connection:
        via.tie(connection, SARA.id, NOOR.id, Entry(SARA.id, USED, NOW))
        via.tie(connection, VERA.id, ton, Entry(VERA.id, USED, NOW))
        for each in (ton, BESS.id):
            bestuur.set_schools(connection, each, [SCHOOL, OTHER])
    return Leaves(stays, goes, theirs, elsewhere(tmp_path))


def small(tmp_path: Path) -> Leaves:
    """The same with two dossiers and one beside them, of which nothing is told."""
    return Leaves(kept(after_stap(1)), kept(opened()), _opened_there(), elsewhere(tmp_path))


def _opened_there() -> Dossier:
    return dossiers.open_dossier(fill(Opening, answers(Opening)), by=SARA, moment=moment())


def elsewhere(tmp_path: Path) -> Settings:
    """A database beside this one that is not there yet."""
    (tmp_path / "there").mkdir(mode=0o700, exist_ok=True)
    return Settings(f"sqlite:///{tmp_path}/there/school.sqlite", tmp_path / "there" / "school.key")


def moves(there: Settings) -> list[str]:
    """Move the school that leaves; return what was said."""
    said = move(settings(), there, lambda _part: None, NOW, NAAM)
    with working_at(there):
        engine().dispose()
    return said


def every_row(school_id: str) -> dict[str, list[dict[str, Any]]]:
    """The rows of this school, by table."""
    with reading(EVERY_SCHOOL) as connection:
        return {
            name: [
                dict(row._mapping)
                for row in connection.execute(
                    select(table).where(rows.of(table, [school_id])).order_by(*table.primary_key.columns)
                )
            ]
            for name, table in schema.metadata.tables.items()
            if name not in rows.OF_NO_SCHOOL
        }


def ids_in(found: Mapping[str, list[dict[str, Any]]]) -> set[str]:
    """The ids and addresses in these rows: what can be recognised anywhere."""
    names = {"id", "account_id", "dossier_id", "object_id", "email", "token_hash", "submit_key"}
    return {str(row[name]) for each in found.values() for row in each for name in names & row.keys() if row[name]}


def written_anew(server: Server) -> dict[str, bytes]:
    """The files of the tables on PostgreSQL, once its owner did what docs/postgresql.md says: ``VACUUM FULL``."""
    name = str(engine().url.database)
    server.execute("VACUUM FULL", name)
    server.execute("CHECKPOINT")
    with psycopg.connect(host=server.host, user="postgres", dbname="postgres") as connection:
        (oid,) = connection.execute("SELECT oid FROM pg_database WHERE datname = %s", [name]).fetchone() or ("",)
    return everything_in(Path(server.host) / "base" / str(oid))


def left_of(ids: set[str]) -> list[str]:
    """In which columns of the database one of these still stands, besides the proof; and which are owners of keys."""
    found = [f"key of {each}" for each in sorted(vault().owners() & ids)]
    with reading(EVERY_SCHOOL) as connection:
        for table in schema.metadata.sorted_tables:
            texts = [each for each in table.c if isinstance(each.type, String | Text | LargeBinary)]
            if table.name == schema.verhuizing.name or not texts:
                continue
            said = [cast(each, String) if isinstance(each.type, LargeBinary) else each for each in texts]
            where = or_(*(each.in_(ids) for each in said))
            found += [table.name for _row in connection.execute(select(table).where(where)).all()]
    return found


def here() -> list[str]:
    """The ids of the schools that are here."""
    with reading(EVERY_SCHOOL) as connection:
        return list(schools.all_schools(connection))


def proofs() -> list[verhuizing.Verhuizing]:
    """The moves of which there is a proof here."""
    with reading(EVERY_SCHOOL) as connection:
        return verhuizing.every(connection)


def is_well() -> bool:
    """Whether everything that is here agrees with its journal and its keys."""
    return [
        *verification.of_files(fully=True),
        *(each for school in here() for each in verification.of_school(school)),
    ] == []
